"""An intake as the engine reads it: the bytes of a JSON text."""

from collections.abc import Mapping
from datetime import date, datetime
from json import dumps
from typing import Any

from .errors import IntakeError


def to_json(intake: Mapping[str, Any] | str | bytes) -> bytes:
    """The JSON text of an intake. A text goes as it is: the engine says what is wrong with it."""
    if isinstance(intake, (bytes, bytearray, memoryview)):
        return bytes(intake)
    if isinstance(intake, str):
        return _utf8(intake)
    if not isinstance(intake, Mapping):
        raise TypeError(f"an intake is a dict, or JSON as str or bytes, not {type(intake).__name__}")
    try:
        return _utf8(dumps(intake, default=_plain, ensure_ascii=False, allow_nan=False))
    except ValueError as error:  # not finite, or containing itself
        raise IntakeError(f"this is no JSON: {error}") from error
    except RecursionError:
        raise IntakeError("this is no JSON: it is nested too deep") from None


def _utf8(text: str) -> bytes:
    # A lone surrogate has no UTF-8; the engine refuses what is made of it here.
    return text.encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):  # before `date`, which it is too
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"an intake holds dicts, lists, text, numbers, booleans, dates and None, not {type(value).__name__}")
