"""The grammar of a subset of CEL, read by recursive descent into nested tuples."""

from __future__ import annotations

import re
from typing import Any, Optional

TOKEN = re.compile(r"""\s*(?:
    (?P<float>\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+) | (?P<int>0x[0-9a-fA-F]+|\d+)
  | (?P<text>[rR]?"(?:\\.|[^"\\])*"|[rR]?'(?:\\.|[^'\\])*')
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*) | (?P<mark>&&|\|\||==|!=|<=|>=|[-+*/%!<>?:.,()\[\]])
  | (?P<end>$) | (?P<wrong>.))""", re.VERBOSE | re.DOTALL)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
RELATIONS = ("==", "!=", "<", "<=", ">", ">=", "in")


def unquoted(text: str) -> str:
    if text[0] in "rR":
        return text[2:-1]
    return re.sub(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", lambda found: (
        chr(int(found[1][1:], 16)) if found[1][0] in "ux" and len(found[1]) > 1 else ESCAPES.get(found[1], found[1])),
        text[1:-1])


class Parser:
    def __init__(self, text: str):
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while not self.tokens or self.tokens[-1][0] != "end":
            found = TOKEN.match(text, at)
            at = found.end()
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
        self.at = 0

    def peek(self, *marks: str) -> bool:
        kind, text = self.tokens[self.at]
        return kind in ("mark", "name") and text in marks

    def take(self, *marks: str) -> Optional[str]:
        if not self.peek(*marks):
            return None
        self.at += 1
        return self.tokens[self.at - 1][1]

    def need(self, mark: str) -> None:
        if not self.take(mark):
            raise ValueError(f"`{mark}` is missing in {self.text!r}")

    def whole(self) -> tuple:
        found = self.choice()
        if self.tokens[self.at][0] != "end":
            raise ValueError(f"too much in {self.text!r}: {self.tokens[self.at][1]!r}")
        return found

    def choice(self) -> tuple:
        test = self.either()
        if not self.take("?"):
            return test
        yes = self.either()
        self.need(":")
        return "choice", test, yes, self.choice()

    def either(self) -> tuple:
        found = self.both()
        while self.take("||"):
            found = "either", found, self.both()
        return found

    def both(self) -> tuple:
        found = self.relation()
        while self.take("&&"):
            found = "both", found, self.relation()
        return found

    def relation(self) -> tuple:
        found = self.sum()
        while mark := self.take(*RELATIONS):
            found = "operator", mark, found, self.sum()
        return found

    def sum(self) -> tuple:
        found = self.product()
        while mark := self.take("+", "-"):
            found = "operator", mark, found, self.product()
        return found

    def product(self) -> tuple:
        found = self.unary()
        while mark := self.take("*", "/", "%"):
            found = "operator", mark, found, self.unary()
        return found

    def unary(self) -> tuple:
        if self.take("!"):
            return "not", self.unary()
        if self.take("-"):
            return "minus", self.unary()
        return self.postfix()

    def postfix(self) -> tuple:
        found = self.primary()
        while self.take("."):
            kind, name = self.tokens[self.at]
            if kind != "name":
                raise ValueError(f"a name is missing in {self.text!r}")
            self.at += 1
            if not self.take("("):
                found = "member", found, name
            elif name in ("exists", "all"):
                variable = self.tokens[self.at][1]
                self.at += 1
                self.need(",")
                found = name, found, variable, self.choice()
                self.need(")")
            else:
                found = "method", found, name, self.arguments(")")
        return found

    def primary(self) -> tuple:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "int":
            return "value", int(text, 16 if text.startswith("0x") else 10)
        if kind == "float":
            return "value", float(text)
        if kind == "text":
            return "value", unquoted(text)
        if text == "(":
            found = self.choice()
            self.need(")")
            return found
        if text == "[":
            return "list", self.arguments("]")
        if kind == "name":
            if text in ("true", "false"):
                return "value", text == "true"
            return ("call", text, self.arguments(")")) if self.take("(") else ("name", text)
        raise ValueError(f"{text!r} in {self.text!r}")

    def arguments(self, end: str) -> list[tuple]:
        found: list[tuple] = []
        while not self.take(end):
            if found:
                self.need(",")
            found.append(self.choice())
        return found


def parse(text: str) -> tuple:
    return Parser(text).whole()


def mentions(node: Any) -> set[str]:
    """Every name, member and function (`f()`) in it; members of `treatment` with it."""
    if isinstance(node, list) or (isinstance(node, tuple) and node and isinstance(node[0], tuple)):
        return {name for part in node for name in mentions(part)}
    if not isinstance(node, tuple) or node[0] == "value":
        return set()
    own: set[str] = set()
    if node[0] in ("name", "call"):
        own.add(node[1] + ("()" if node[0] == "call" else ""))
    if node[0] in ("member", "method"):
        own.add(("treatment." if node[1] == ("name", "treatment") else "") + node[2])
    return own | {name for part in node[1:] if isinstance(part, (tuple, list)) for name in mentions(part)}


def has_on_both_sides(node: Any, name: str) -> bool:
    """Does a comparison in it speak of `name` on its left and on its right?"""
    if not isinstance(node, (tuple, list)):
        return False
    if isinstance(node, tuple) and node and node[0] == "operator" and node[1] in RELATIONS:
        if name in mentions(node[2]) and name in mentions(node[3]):
            return True
    return any(has_on_both_sides(part, name) for part in node)
