"""The Python package: the shared cases through it, the program's bytes, and what it tells of bad input.

Run with PYTHONPATH at the build's `python`; with CLEARANCE_PROGRAM its bytes are compared with the program's.
"""

import copy
import datetime
import json
import os
import pickle
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import clearance

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "rules" / "microneedling.yaml"
PROGRAM = os.environ.get("CLEARANCE_PROGRAM")
TODAY = "2026-11-22"


def shared(name):
    return json.loads((ROOT / "tests" / "cases" / f"{name}.json").read_text("utf-8"))


CASES = shared("microneedling")
NAMES = shared("names")
SAMPLES = sorted((ROOT / "rules" / "samples").glob("*.json"))


@pytest.fixture(scope="module")
def pack():
    return clearance.load(PACK)


def intake(**keys):
    """Nothing stands in the way of this patient."""
    return {"today": TODAY, "treatment": {"date": "2026-12-08", "depth": "mild", "zones": ["cheeks"]},
            "medications": [], "conditions": [], "sessions": []} | keys


# ---------------------------------------------------------------- the shared cases

@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_shared_case_gets_the_decision_that_it_expects(pack, case):
    expect = case["expect"]
    decision = pack.screen(case["intake"])
    rules = {finding["rule"] for finding in decision.findings}
    for key in ("verdict", "worst_possible", "earliest"):
        if key in expect:
            assert decision[key] == expect[key], key
    if "rules" in expect:
        assert set(expect["rules"]) <= rules if expect["rules"] else rules == set()
    for action in expect.get("actions", []):
        assert any(action.items() <= given.items() for given in decision.actions), action
    assert expect.get("zones", {}).items() <= decision.zones.items()
    assert set(expect.get("problems", [])) <= {problem["at"] for problem in decision.problems}


def as_medicine(pack, text):
    return pack.screen(intake(treatment={"date": TODAY, "depth": "mild", "zones": ["cheeks"]},
                              medications=[{"name": text, "last_taken": TODAY, "ongoing": False}]))


def is_as_expected(decision, case):
    if case.get("error"):
        return any(problem["severity"] == "error" for problem in decision.problems)
    certain = {finding["rule"] for finding in decision.findings if finding["certainty"] == "certain"}
    return certain == set(case["rules"]) and not decision.problems


def test_shared_names_are_understood(pack):
    others = [case["text"] for case in NAMES if not is_as_expected(as_medicine(pack, case["text"]), case)]
    assert len(others) <= 0.05 * len(NAMES), others


@pytest.mark.parametrize("case", [c for c in NAMES if c.get("error") or c["rules"]], ids=lambda case: case["text"])
def test_no_shared_name_is_falsely_harmless(pack, case):
    assert as_medicine(pack, case["text"]).verdict != "clear"


# ---------------------------------------------------------------- the same bytes in every language

if PROGRAM:  # CMake always says where it is

    def screened_by_program(file):
        run = subprocess.run([PROGRAM, "screen", PACK, file, "--format", "json"], capture_output=True, timeout=60)
        return run.returncode, run.stdout

    @pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
    def test_a_case_has_the_bytes_of_the_program(pack, tmp_path, case):
        file = tmp_path / "intake.json"
        file.write_text(json.dumps(case["intake"]), "utf-8")
        assert screened_by_program(file) == (0, pack.screen(case["intake"]).json.encode() + b"\n")

    @pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
    def test_a_sample_has_the_bytes_of_the_program(pack, file):
        assert screened_by_program(file)[1] == pack.screen(file.read_bytes()).json.encode() + b"\n"

    def test_an_error_has_the_words_of_the_program(pack, tmp_path):
        file = tmp_path / "intake.json"
        file.write_text('["no intake"]', "utf-8")
        with pytest.raises(clearance.IntakeError) as raised:
            pack.screen(file.read_bytes())
        status, written = screened_by_program(file)
        assert (status, json.loads(written)["error"]) == (1, str(raised.value))

    @pytest.mark.parametrize("text", ["Aspirin 81 mg + vit E", "chin", "no aspirin", "aspirin for acne",
                                      "rosacea on the cheeks", "after pregnancy", "Velmorix"])
    def test_a_name_is_matched_as_by_the_program(pack, text):
        run = subprocess.run([PROGRAM, "match", PACK, text, "--format", "json"], capture_output=True, timeout=60)
        kinds = json.loads(run.stdout)["matches"]
        match = pack.match(text)
        assert match.understood == (run.returncode == 0)
        assert match.entries == [(kind["kind"], entry["id"], entry["label"])
                                 for kind in kinds for entry in kind["entries"]]
        if kinds:
            assert match.left_over == min((kind["left_over"] for kind in kinds), key=len)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_dict_str_and_bytes_give_the_same_bytes(pack, case):
    text = json.dumps(case["intake"])
    expected = pack.screen(case["intake"]).json
    for form in (text, text.encode(), bytearray(text.encode()), memoryview(text.encode())):
        assert pack.screen(form).json == expected


def test_eight_threads_get_the_same_bytes_from_one_pack(pack):
    expected = [pack.screen(case["intake"]).json for case in CASES]
    start = threading.Barrier(8)
    differing = []

    def work(offset):
        start.wait()
        for i in range(20 * len(CASES)):
            n = (i + offset) % len(CASES)
            if pack.screen(CASES[n]["intake"]).json != expected[n]:
                differing.append(CASES[n]["id"])

    threads = [threading.Thread(target=work, args=(3 * n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert differing == []


def test_other_threads_run_while_an_intake_is_screened(pack):
    large = json.dumps(intake(medications=[{"name": "warfarin and ibuprofen", "last_taken": "2026-11"}] * 9_000))
    ready, stop = threading.Event(), threading.Event()
    counted = 0

    def count():
        nonlocal counted
        ready.set()
        while not stop.is_set():
            counted += 1
            time.sleep(0)  # gives way, so that this thread comes back

    counter = threading.Thread(target=count)
    switching = sys.getswitchinterval()
    counter.start()
    try:
        ready.wait()
        sys.setswitchinterval(60)  # from here on this thread gives way only where it releases the GIL
        end = time.monotonic() + 20 * switching
        while time.monotonic() < end:
            pass  # a switch that was asked for before is over
        before = counted
        pack.screen(large)
        assert counted > before
    finally:
        sys.setswitchinterval(switching)
        stop.set()
        counter.join()


# ---------------------------------------------------------------- packs

def test_the_shipped_pack_has_a_name(pack):
    shipped = clearance.load("microneedling")
    assert (shipped.id, shipped.version, shipped.title) == ("microneedling", "1.0.0", "Microneedling eligibility")
    assert shipped.hash == pack.hash
    assert shipped.hash.startswith("sha256:") and len(shipped.hash) == 7 + 64
    assert repr(shipped) == "<Pack microneedling 1.0.0>"


@pytest.mark.parametrize("form", [str, Path, os.fsencode], ids=["str", "Path", "bytes"])
def test_a_pack_is_found_by_its_path(pack, form):
    assert clearance.Pack.load(form(PACK)).hash == pack.hash


def test_the_environment_chooses_the_shipped_packs(pack, tmp_path, monkeypatch):
    shutil.copytree(PACK.parent, tmp_path / "rules")
    (tmp_path / "rules" / "microneedling.yaml").rename(tmp_path / "rules" / "ours.yaml")
    monkeypatch.setenv("CLEARANCE_RULES", str(tmp_path / "rules"))
    assert clearance.load("ours").hash == pack.hash


def test_a_file_with_the_name_of_a_shipped_pack_is_found_by_its_path(tmp_path, monkeypatch):
    (tmp_path / "microneedling").write_text("pack: mine\n")
    monkeypatch.chdir(tmp_path)
    assert clearance.load("microneedling").id == "microneedling"
    with pytest.raises(clearance.PackError) as raised:
        clearance.load("./microneedling")
    assert {issue.code for issue in raised.value.issues} == {"missing-key"}


def spoil(folder, *changes):
    """A copy of the shipped pack, with changes; its path and the lines that changed, from 1."""
    shutil.copytree(PACK.parent, folder / "rules")
    path = folder / "rules" / PACK.name
    text = path.read_text("utf-8")
    lines = []
    for old, new in changes:
        assert text.count(old) == 1, old
        lines.append(text[:text.index(old)].count("\n") + 1)
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path, lines


def test_all_mistakes_of_a_pack_are_told_with_their_places(tmp_path):
    path, (window, status) = spoil(tmp_path, ("before: 6 months", "before: 12 mnths"),
                                   ("    status: active\n", "    stauts: active\n"))
    with pytest.raises(clearance.PackError) as raised:
        clearance.load(path)
    first, second = raised.value.issues
    assert (first.file, first.line, first.column, first.code) == (str(path), window, 16, "bad-duration")
    assert (first.severity, first.message) == ("error", "unknown unit `mnths`")
    assert first.hint == "use minutes, hours, days, weeks, months or years"
    assert (second.file, second.line, second.column, second.code) == (str(path), status, 5, "unknown-key")
    assert "`stauts`" in second.message and "`status`" in second.hint

    text = str(raised.value)
    assert text == (str(first) + str(second)).rstrip("\n")
    assert f"{path}:{window}:16: error: unknown unit `mnths`" in text
    shown, caret = text.splitlines()[1:3]
    assert shown.endswith("before: 12 mnths") and len(caret) == len(shown) and caret.endswith("^^^^^")


def test_a_doubt_leaves_a_pack_usable_and_is_no_error(tmp_path):
    uncited = "    source: faq, What should I avoid before Microneedling?\n    reading: On the skin"
    path, _ = spoil(tmp_path, (uncited, "    reading: On the skin"))
    assert clearance.load(path).id == "microneedling"
    path.write_text(path.read_text("utf-8").replace("before: 6 months", "before: 6 mnths"), "utf-8")
    with pytest.raises(clearance.PackError) as raised:
        clearance.load(path)
    assert [issue.code for issue in raised.value.issues] == ["bad-duration"]


def test_an_unknown_pack_names_the_shipped_ones(tmp_path):
    with pytest.raises(clearance.PackError) as raised:
        clearance.load("botox")
    [issue] = raised.value.issues
    assert (issue.file, issue.line, issue.code) == ("botox", 0, "unreadable-file")
    assert raised.value.__notes__ == ["packs that come with clearance: microneedling, microneedling-cautious"]


@pytest.mark.parametrize("content, code", [
    (b"pack: \xff\n", "bad-encoding"), (b"pack: a\0b\n", "bad-encoding"), (b"", "wrong-shape"), (b"- a\n", "wrong-shape"),
    (b"[" * 500 + b"]" * 500, "too-deep"), (b"a: &x [*x]\n", "forbidden-yaml"), (b"#" * (8 * 2**20 + 1), "too-large"),
], ids=["invalid UTF-8", "NUL", "empty", "a list", "too deep", "an alias", "too large"])
def test_a_file_that_is_no_pack_is_told(tmp_path, content, code):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    with pytest.raises(clearance.PackError) as raised:
        clearance.load(path)
    assert raised.value.issues[0].code == code
    assert str(raised.value).startswith(str(path))


def test_a_folder_is_no_pack(tmp_path):
    with pytest.raises(clearance.PackError, match="it is a folder"):
        clearance.load(tmp_path)


def test_what_is_no_path_is_refused():
    with pytest.raises(TypeError):
        clearance.load(7)
    with pytest.raises(ValueError, match="null"):
        clearance.load(f"{PACK}\0.yaml")
    with pytest.raises(clearance.PackError, match="cannot read"):
        clearance.load("")
    with pytest.raises(clearance.PackError, match="cannot read"):
        clearance.load("x" * 5000)


def test_a_file_name_may_be_no_unicode(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.yaml"
    with open(path, "wb") as file:
        file.write(b"pack: mine\n")
    with pytest.raises(clearance.PackError) as raised:
        clearance.load(path)
    assert os.fsencode(raised.value.issues[0].file) == path


# ---------------------------------------------------------------- intakes

def test_days_and_minutes_of_datetime_are_understood(pack):
    zone = datetime.timezone(datetime.timedelta(hours=-5))
    given = intake(
        today=datetime.date(2027, 3, 13),
        treatment={"date": datetime.datetime(2027, 3, 14, 10, 30, tzinfo=zone), "depth": "mild", "zones": ["cheeks"]},
        medications=[{"name": "retinol", "last_taken": datetime.datetime(2027, 3, 13, 10, 15, 59, tzinfo=zone)}],
        sessions=({"date": datetime.date(2027, 1, 1), "depth": "mild"},))
    written = intake(
        today="2027-03-13",
        treatment={"date": "2027-03-14T10:30-05:00", "depth": "mild", "zones": ["cheeks"]},
        medications=[{"name": "retinol", "last_taken": "2027-03-13T10:15-05:00"}],
        sessions=[{"date": "2027-01-01", "depth": "mild"}])
    before = copy.deepcopy(given)
    assert pack.screen(given).json == pack.screen(written).json
    assert pack.screen(given).verdict == "clear"
    assert given == before


def test_text_beyond_ascii_is_the_same_however_it_is_written(pack):
    given = intake(id="Zoë 🙂", medications=[{"name": "Vitamín É", "ongoing": True}])
    escaped, plain = json.dumps(given), json.dumps(given, ensure_ascii=False)
    assert escaped != plain
    assert pack.screen(given).json == pack.screen(escaped).json == pack.screen(plain).json
    assert pack.screen(given)["intake"] == "Zoë 🙂"


def test_a_decision_is_a_mapping_of_its_json(pack):
    decision = pack.screen(intake(id="pt-001", medications=[{"name": "fish oil", "ongoing": True}]))
    content = json.loads(decision.json)
    assert dict(decision) == content and list(decision) == list(content) and len(decision) == len(content)
    for key in ("verdict", "worst_possible", "earliest", "findings", "actions", "missing", "zones", "advice",
                "problems"):
        assert getattr(decision, key) == decision[key] == content[key]
    assert decision["pack"]["hash"] == pack.hash
    assert (decision["engine"], decision["intake"]) == (clearance.__version__, "pt-001")
    assert decision.get("nothing") is None
    with pytest.raises(KeyError):
        decision["nothing"]
    assert repr(decision) == "<Decision conditional, worst possible conditional, earliest 2026-11-29>"


def test_what_is_wrong_with_an_intake_is_in_its_problems(pack):
    decision = pack.screen(intake(medications=[{"name": "Velmorix", "last_taken": "2026-02-30"}]))
    assert decision.verdict == "incomplete"
    assert {problem["at"] for problem in decision.problems} == {"/medications/0/name", "/medications/0/last_taken"}
    repeated = pack.screen('{"today": "2026-11-22", "today": "2026-11-22"}')
    assert [problem["at"] for problem in repeated.problems if problem["severity"] == "error"][:1] == ["/today"]


ITSELF = {}
ITSELF["medications"] = [ITSELF]
DEEP = {}
for _ in range(100_000):
    DEEP = {"note": DEEP}


@pytest.mark.parametrize("bad", [
    "", "[]", "null", '"text"', "{", '{"id": 1} x', b"", b"\xff", b'{"id": "\xff"}', "\0", '{"id": "\ud800"}',
    " " * 2**20 + "{}", json.dumps({"medications": [{}] * 10_001}), "[" * 500,
    {"id": "\ud800"}, {"answers": {"age": float("nan")}}, {"answers": {"age": float("inf")}}, {"id": 10**5000},
    ITSELF, DEEP, {"medications": [{}] * 10_001},
], ids=lambda bad: f"{type(bad).__name__} {str(bad)[:20]!a}" if isinstance(bad, (str, bytes)) else type(bad).__name__)
def test_what_is_no_intake_raises(pack, bad):
    with pytest.raises(clearance.IntakeError) as raised:
        pack.screen(bad)
    assert str(raised.value)
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize("bad", [None, 7, [intake()], PACK, {"id": {1, 2}}, {"id": b"x"}, {("a", 1): 2}],
                         ids=lambda bad: type(bad).__name__)
def test_what_has_no_json_is_a_type_error(pack, bad):
    with pytest.raises(TypeError):
        pack.screen(bad)


def test_a_pack_screens_on_after_an_error(pack):
    expected = pack.screen(intake()).json
    with pytest.raises(clearance.IntakeError):
        pack.screen("{")
    assert pack.screen(intake()).json == expected


# ---------------------------------------------------------------- names

@pytest.mark.parametrize("text, entries, left_over", [
    ("Aspirin 81 mg + vit E", [("substance", "aspirin"), ("substance", "vitamin-e")], []),
    ("rosacea on the cheeks", [("condition", "rosacea"), ("zone", "cheeks")], ["cheek"]),
    ("chin", [("zone", "chin")], []),
    ("no aspirin", [("substance", "aspirin")], ["no"]),
    ("after pregnancy", [("condition", "pregnancy")], ["after"]),
    ("Velmorix", [], ["velmorix"]),
    ("", [], []), ("\0\ud800", [], []),
])
def test_a_name_is_matched(pack, text, entries, left_over):
    match = pack.match(text)
    assert [(entry.kind, entry.id) for entry in match.entries] == entries
    assert match.left_over == left_over
    assert match.understood == (bool(entries) and not left_over)


def test_an_entry_has_a_label(pack):
    assert pack.match("advil pm and Tylenol").entries[0].label
    assert pack.match("vit E").entries == [clearance.Entry("substance", "vitamin-e", "vitamin E")]


@pytest.mark.parametrize("bad", [None, 7, b"aspirin"])
def test_a_name_is_text(pack, bad):
    with pytest.raises(TypeError, match="a name is a str"):
        pack.match(bad)


# ---------------------------------------------------------------- the package

def test_decisions_and_errors_travel_between_processes(pack, tmp_path):
    decision = pack.screen(intake())
    assert pickle.loads(pickle.dumps(decision)).json == decision.json
    with pytest.raises(clearance.PackError) as raised:
        clearance.load(tmp_path)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_a_pack_may_be_dropped_and_loaded_again():
    for _ in range(3):
        assert clearance.load(PACK).screen(intake()).verdict == "clear"


def test_the_package_is_typed():
    package = Path(clearance.__file__).parent
    assert (package / "py.typed").is_file()
    assert (package / "_clearance.pyi").is_file()


def test_the_tour_in_the_docstring_is_true():
    import doctest

    result = doctest.testmod(clearance)
    assert (result.attempted > 0, result.failed) == (True, 0)
