"""The program as its users meet it: what it prints, where, and with which exit status."""
import json
import os
import pathlib
import pty
import subprocess
import threading
import time
import xml.etree.ElementTree

import pytest

PROGRAM = os.environ["CLEARANCE_PROGRAM"]
ROOT = pathlib.Path(os.environ["CLEARANCE_ROOT"])
PACK = str(ROOT / "rules" / "microneedling.yaml")
CASES = json.loads((ROOT / "tests" / "cases" / "microneedling.json").read_text())
NAMES = json.loads((ROOT / "tests" / "cases" / "names.json").read_text())


def run(*arguments, text=""):
    data = text if isinstance(text, bytes) else text.encode()
    return subprocess.run([PROGRAM, *arguments], input=data, capture_output=True, timeout=120)


def screen(intakes):
    lines = "".join(json.dumps(i) + "\n" for i in intakes)
    done = run("screen", PACK, text=lines)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def decisions():
    return screen([case["intake"] for case in CASES])


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["id"] for case in CASES])
def test_shared_case(decisions, number):
    expected, found = CASES[number]["expect"], decisions[number]
    for key in ("verdict", "worst_possible", "earliest"):
        if key in expected:
            assert found[key] == expected[key], key
    rules = {f["rule"] for f in found["findings"]}
    if "rules" in expected:
        assert set(expected["rules"]) <= rules and (expected["rules"] or not rules)
    for zone, verdict in expected.get("zones", {}).items():
        assert found["zones"][zone] == verdict
    for action in expected.get("actions", []):
        assert any(action.items() <= a.items() for a in found["actions"])
    if "problems" in expected:
        assert [p["at"] for p in found["problems"]] == expected["problems"]


def test_shared_names():
    day = "2026-11-22"
    found = screen([{"today": day, "treatment": {"date": day, "depth": "mild", "zones": ["cheeks"]},
                     "medications": [{"name": n["text"], "last_taken": day, "ongoing": False}],
                     "conditions": [], "sessions": []} for n in NAMES])
    for name, decision in zip(NAMES, found):
        is_error = any(p["severity"] == "error" for p in decision["problems"])
        certain = sorted({f["rule"] for f in decision["findings"] if f["certainty"] == "certain"})
        assert is_error == name.get("error", False), name["text"]
        if not is_error:
            assert certain == name["rules"], name["text"]


def test_lines_keep_their_order_and_a_bad_line_is_answered_in_its_place():
    done = run("screen", PACK, "-", text='{"id": "a"}\nnonsense\n\n{"id": "b"}\n[1]\n')
    assert done.returncode == 1
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a.get("intake") for a in answers] == ["a", None, "b", None]
    assert [a.get("line") for a in answers] == [None, 2, None, 5]
    assert all("error" in answers[i] for i in (1, 3))


def test_a_broken_first_line_does_not_swallow_the_rest():
    done = run("screen", PACK, text='{"id": "a"\n{"id": "b"}\n')
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0]["line"] == 1 and answers[1]["intake"] == "b"


def test_an_object_over_several_lines_is_one_intake(tmp_path):
    file = tmp_path / "intake.json"
    file.write_text(json.dumps(CASES[0]["intake"], indent=2))
    done = run("screen", PACK, str(file))
    assert done.returncode == 0
    assert json.loads(done.stdout)["intake"] == CASES[0]["id"]


def test_equal_inputs_give_equal_bytes():
    text = "".join(json.dumps(case["intake"]) + "\n" for case in CASES)
    assert run("screen", PACK, text=text).stdout == run("screen", PACK, text=text * 2).stdout[: len(run("screen", PACK, text=text).stdout)]


def test_a_long_stream_needs_constant_memory(tmp_path):
    line = json.dumps(CASES[0]["intake"]) + "\n"
    peaks = []
    for count in (2_000, 40_000):
        file = tmp_path / f"{count}.ndjson"
        with file.open("w") as lines:  # little by little: a child begins with its parent's peak
            for _ in range(count):
                lines.write(line)
        with open(os.devnull, "wb") as nowhere:
            process = subprocess.Popen([PROGRAM, "screen", PACK, str(file)], stdout=nowhere)
            _, status, usage = os.wait4(process.pid, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        peaks.append(usage.ru_maxrss)
    assert peaks[1] < peaks[0] + 5 * 1024  # KiB


def test_a_line_of_two_mebibytes_costs_that_line_only():
    done = run("screen", PACK, text='{"id": "' + "x" * (2 << 20) + '"}\n{"id": "b"}\n')
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert "1048576" in answers[0]["error"] and answers[1]["intake"] == "b"


def test_any_number_of_threads_gives_the_same_bytes(tmp_path):
    file = tmp_path / "intakes.ndjson"
    lines = [json.dumps(case["intake"]) for case in CASES]
    file.write_text("\r\n".join((lines + ["nonsense", ""]) * 100))
    answers = {run("screen", PACK, "--threads", str(n), *extra, str(file)).stdout for n in (1, 2, 7)
               for extra in ((), ("--quiet",))}
    assert len(answers) == 1 and answers.pop().count(b"\n") == 100 * (len(CASES) + 1)
    pages = {run("screen", PACK, "--threads", str(n), "--format", "text", str(file)).stdout for n in (1, 2)}
    assert len(pages) == 1
    rule = b"\n\n" + b"-" * 100 + b"\n\n"
    assert pages.pop().count(rule) == 100 * (len(CASES) + 1) - 1
    assert run("screen", PACK, "--threads", "0").returncode == 2


def test_who_writes_a_line_and_waits_has_the_answer():
    with subprocess.Popen([PROGRAM, "screen", PACK], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for name in ("a", "b", "c"):
            process.stdin.write(json.dumps({"id": name}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["intake"] == name
        process.stdin.write(b'{"id": "d"}')
        process.stdin.close()
        assert json.loads(process.stdout.readline())["intake"] == "d"
        assert process.wait(timeout=60) == 0


def test_an_output_that_is_closed_ends_the_program_while_it_waits_for_input():
    process = subprocess.Popen([PROGRAM, "screen", PACK], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, restore_signals=False)  # SIGPIPE stays ignored
    process.stdout.close()
    process.stdin.write(b"{}\n")
    process.stdin.flush()
    assert process.wait(timeout=60) == 2
    assert b"cannot write the output: Broken pipe" in process.stderr.read()
    process.stdin.close()
    process.stderr.close()


def test_a_file_that_is_missing_costs_no_answer_to_those_before_it(tmp_path):
    file = tmp_path / "intakes.ndjson"
    file.write_text('{"id": "a"}\n{"id": "b"}')
    done = run("screen", PACK, str(file), "nowhere.ndjson", str(file))
    assert done.returncode == 2
    assert [json.loads(line)["intake"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert b"cannot read `nowhere.ndjson`: No such file" in done.stderr


def test_short_records_say_what_decisions_say(decisions):
    lines = "".join(json.dumps(case["intake"]) + "\n" for case in CASES)
    done = run("screen", PACK, "--only", "earliest,verdict,intake", "-", text=lines + "nonsense\n")
    assert done.returncode == 1
    *records, error = [json.loads(line) for line in done.stdout.splitlines()]
    assert error["line"] == len(CASES) + 1
    assert records == [{key: d[key] for key in ("intake", "verdict", "earliest")} for d in decisions]
    ruled = run("screen", PACK, "--only", "rules", text=lines)
    for record, decision in zip(map(json.loads, ruled.stdout.splitlines()), decisions):
        assert list(record["rules"]) == list(dict.fromkeys(f["rule"] for f in decision["findings"]))


def test_a_key_that_no_record_has_is_told_with_those_that_there_are():
    done = run("screen", PACK, "--only", "verdict,findings")
    assert done.returncode == 2
    assert done.stderr == (b"clearance: `--only` knows no `findings`: use intake, today, verdict, worst_possible, "
                           b"earliest, rules\n")
    assert run("screen", PACK, "--only", "verdict", "--summary").returncode == 2


def test_a_summary_counts_what_decisions_say(decisions):
    lines = "".join(json.dumps(case["intake"]) + "\n" for case in CASES) + "nonsense\n"
    done = run("screen", PACK, "--summary", text=lines)
    assert done.returncode == 1
    total = json.loads(done.stdout)
    assert (total["intakes"], total["rejected"]) == (len(CASES), 1)
    for verdict, count in total["verdicts"].items():
        assert count == sum(d["verdict"] == verdict for d in decisions)
    assert total["earliest_known"] == sum(d["earliest"] is not None for d in decisions)
    assert total["with_errors"] == sum(any(p["severity"] == "error" for p in d["problems"]) for d in decisions)
    for rule, counts in total["rules"].items():
        assert sum(counts.values()) == sum(any(f["rule"] == rule for f in d["findings"]) for d in decisions)
    page = run("screen", PACK, "--summary", "--format", "text", text=lines).stdout.decode()
    assert page.splitlines()[0].split() == ["decided", str(len(CASES))] + page.splitlines()[0].split()[2:]


def test_a_bar_stands_on_a_terminal_alone(tmp_path):
    file = tmp_path / "intakes.ndjson"
    file.write_text((json.dumps(CASES[0]["intake"]) + "\n") * 1000)
    feed = file.read_bytes()
    for extra, shows in (((), True), (("--quiet",), False)):
        leader, follower = pty.openpty()
        process = subprocess.Popen([PROGRAM, "screen", PACK, *extra], stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=follower)
        os.close(follower)
        told = b""

        def listen():
            nonlocal told
            try:
                while piece := os.read(leader, 4096):
                    told += piece
            except OSError:  # the terminal is gone
                pass

        listener = threading.Thread(target=listen)
        listener.start()
        end = time.monotonic() + 1.2  # a bar appears after half a second
        while time.monotonic() < end:
            process.stdin.write(feed)
            process.stdin.flush()
        process.stdin.close()
        assert process.wait(timeout=60) == 0
        listener.join()
        os.close(leader)
        assert (b" intakes  " in told) == shows
        assert told.endswith(b"\r\x1b[K") == shows
    assert run("screen", PACK, text=feed).stderr == b""


def test_a_full_disk_is_told():
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "screen", PACK], input=b"{}", stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2
    assert b"cannot write the output" in done.stderr


@pytest.mark.parametrize("arguments, message", [
    (("screen", str(ROOT / "rules")), "it is a folder"),
    (("screen", "nowhere.yaml"), "no such file"),
    (("screen", PACK, str(ROOT)), "it is a folder"),
    (("screen", PACK, "nowhere.json"), "No such file"),
    (("dance", PACK), "dance"),
    (("screen", PACK, "--format", "xml"), "format"),
    (("screen",), "PACK"),
])
def test_a_command_that_cannot_be_carried_out(arguments, message):
    done = run(*arguments)
    assert done.returncode == 2
    assert message in (done.stderr + done.stdout).decode()


def test_a_typing_error_in_a_pack_is_told_with_its_place(tmp_path):
    text = (ROOT / "rules" / "microneedling.yaml").read_text().replace("vocabulary/", str(ROOT) + "/rules/vocabulary/")
    pack = tmp_path / "pack.yaml"
    pack.write_text(text.replace("before: 6 months", "before: 12 mnths"))
    line = 1 + pack.read_text()[: pack.read_text().index("12 mnths")].count("\n")
    done = run("lint", str(pack), "--format", "text")
    assert done.returncode == 2
    told = done.stdout.decode()
    assert f"{pack}:{line}:16: error: unknown unit `mnths`" in told
    assert "hint: use minutes, hours, days, weeks, months or years" in told
    assert run("screen", str(pack)).returncode == 2


def test_a_changed_window_is_met_by_the_packs_own_cases(tmp_path):
    text = (ROOT / "rules" / "microneedling.yaml").read_text().replace("vocabulary/", str(ROOT) + "/rules/vocabulary/")
    pack = tmp_path / "pack.yaml"
    pack.write_text(text.replace("before: 6 months", "before: 12 months"))
    doubted = run("lint", str(pack))
    assert doubted.returncode == 1
    assert {json.loads(line)["code"] for line in doubted.stdout.splitlines()} == {"untried"}
    done = run("test", str(pack), "--format", "text")
    assert done.returncode == 1
    assert "failed" in done.stdout.decode()


def test_the_shipped_pack_is_clean_and_passes_its_cases():
    assert run("lint", PACK, "--format", "json").stdout == b""
    done = run("test", PACK, "--format", "text")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1].endswith(" passed, 0 failed")


def test_fmt_lays_out_in_place_and_names_what_it_changed(tmp_path):
    tidy, untidy = tmp_path / "tidy.yaml", tmp_path / "untidy.yaml"
    tidy.write_text("zones:\n  a: {label: A}\n")
    untidy.write_text("zones:\n    a:   {label: A}  # the first\n")
    untidy.chmod(0o640)
    before = untidy.read_text()

    checked = run("fmt", "--check", "--format", "text", str(tidy), str(untidy))
    assert checked.returncode == 1
    assert checked.stdout.decode() == f"`{untidy}` is not in canonical layout\n"
    assert untidy.read_text() == before

    done = run("fmt", "--format", "text", str(tidy), str(untidy))
    assert done.returncode == 0
    assert done.stdout.decode() == f"laid out `{untidy}`\n"
    assert untidy.read_text() == "zones:\n  a: {label: A}  # the first\n"
    assert untidy.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["tidy.yaml", "untidy.yaml"]
    assert run("fmt", "--check", str(tidy), str(untidy)).returncode == 0


def test_fmt_lays_out_standard_input_to_standard_output():
    done = run("fmt", "-", text="a:   b\n")
    assert (done.returncode, done.stdout) == (0, b"a: b\n")


def test_fmt_writes_through_a_link(tmp_path):
    (tmp_path / "file.yaml").write_text("a:   b\n")
    (tmp_path / "link.yaml").symlink_to("file.yaml")
    assert run("fmt", str(tmp_path / "link.yaml")).returncode == 0
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "file.yaml").read_text() == "a: b\n"


def test_fmt_leaves_alone_what_it_cannot_read_and_goes_on_with_the_rest(tmp_path):
    broken, other = tmp_path / "broken.yaml", tmp_path / "other.yaml"
    broken.write_text("a:   [b\n")
    other.write_text("a:   b\n")
    done = run("fmt", str(broken), str(other))
    assert done.returncode == 2
    assert f"{broken}:1:6: error: the `[` is never closed" in done.stderr.decode()
    assert broken.read_text() == "a:   [b\n"
    assert other.read_text() == "a: b\n"


def test_every_sample_is_read_without_a_word_of_code():
    samples = sorted((ROOT / "rules" / "samples").glob("*.json"))
    done = run("screen", PACK, "--format", "text", *map(str, samples))
    page = done.stdout.decode()
    assert done.returncode == 0 and samples
    for verdict in ("CLEAR", "CONDITIONAL", "DEFER", "REFER", "EXCLUDE", "INCOMPLETE"):
        assert f"{verdict} " in page
    assert "\x1b" not in page  # colour belongs on a terminal


def test_the_cautious_pack_has_samples_of_its_own():
    folder = ROOT / "rules" / "samples-cautious"
    names = {path.stem for path in folder.glob("*.json")}
    done = run("screen", ROOT / "rules" / "microneedling-cautious.yaml", *sorted(map(str, folder.glob("*.json"))))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and "clear" in names
    assert {decision["verdict"] for decision in told} == names
    assert not any(decision["problems"] for decision in told)


def test_explain_speaks_of_every_rule():
    done = run("explain", PACK, str(ROOT / "rules" / "samples" / "defer.json"), "--format", "text")
    rules = [line.split()[0][:-1] for line in (ROOT / "rules" / "microneedling.yaml").read_text().split("\nrules:\n")[1]
             .split("\nusual:")[0].splitlines() if line.startswith("  ") and not line.startswith("   ") and line.rstrip().endswith(":")]
    page = done.stdout.decode()
    assert done.returncode == 0 and len(rules) >= 19
    for rule in rules:
        assert f"\n{rule}  " in page


def test_match():
    done = run("match", PACK, "Advil 200 mg", "asprinn", "--format", "json")
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1  # one of them is not understood
    assert first["matches"][0]["entries"] == [{"id": "ibuprofen", "label": "ibuprofen"}]
    assert first["matches"][0]["rules"] == [{"rule": "nsaid-washout", "match": "sure"}]
    assert second["suggestions"] == ["aspirin"]


def test_no_patient_data_in_messages_beyond_the_value():
    intake = {"id": "SECRET-ID", "medications": [{"name": "zzqx", "note": "SECRET-NOTE"}]}
    done = run("screen", PACK, text=json.dumps(intake))
    problems = json.loads(done.stdout)["problems"]
    assert problems and not any("SECRET" in p["message"] for p in problems)
    assert done.stderr == b""


def changed_pack(tmp_path, *changes):
    text = (ROOT / "rules" / "microneedling.yaml").read_text().replace("vocabulary/", str(ROOT) + "/rules/vocabulary/")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    pack = tmp_path / "pack.yaml"
    pack.write_text(text)
    return str(pack)


def test_an_edge_that_no_case_meets_is_named_with_what_would_meet_it(tmp_path):
    pack = changed_pack(tmp_path, ("name: turmeric, last_taken: 2026-11-17}]}\n    dates: {2026-11-23: defer, 2026-11-24: clear, 2026-11-25: clear}",
                                   "name: turmeric, last_taken: 2026-11-17}]}\n    dates: {2026-11-23: defer, 2026-11-24: clear}"))
    told = ("`herbal-washout`: no case treats one day after it is first free "
            "(in `turmeric-week`, dates: {2026-11-25: ...})")
    done = run("test", pack, "--format", "text", "--min-coverage", "100")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[0] == told
    done = run("test", pack, "--format", "json")
    assert done.returncode == 0
    total = json.loads(done.stdout.splitlines()[-1])
    assert total["edges_met"] == total["edges"] - 1 and total["not_covered"] == [told]


def test_a_coverage_that_is_too_low_fails(tmp_path):
    pack = changed_pack(tmp_path, ("retinol-days:\n", "retinol-days:\n    note: a copy\n"))
    cut = (tmp_path / "pack.yaml").read_text().split("\ncases:\n")[0] + "\n"
    (tmp_path / "pack.yaml").write_text(cut)
    done = run("test", pack, "--min-coverage", "1")
    assert done.returncode == 1
    assert done.stderr == b"clearance: 0 percent of the edges are met, less than 1\n"
    assert run("test", pack).returncode == 0
    assert run("test", pack, "--min-coverage", "101").returncode == 2


def test_results_are_written_as_junit(tmp_path):
    pack = changed_pack(tmp_path, ("before: 6 months", "before: 7 months"))
    file = tmp_path / "results.xml"
    done = run("test", pack, "--junit", str(file), "--min-coverage", "50")
    assert done.returncode == 1
    suites = xml.etree.ElementTree.parse(file).getroot()
    assert [s.get("name") for s in suites] == ["microneedling", "microneedling coverage"]
    failed = [t for t in suites[0] if t.find("failure") is not None]
    assert int(suites.get("failures")) == len(failed) > 0
    assert len(suites[0]) == int(suites[0].get("tests"))
    line = (tmp_path / "pack.yaml").read_text().splitlines()[int(failed[0].get("line")) - 1]
    assert "isotretinoin" in failed[0].get("name") and "2026" in line
    assert run("test", pack, "--junit", str(tmp_path)).returncode == 2


TESTING = (ROOT / "docs" / "testing.md").read_text()
SMALL_PACK = TESTING.split("```yaml\n")[1].split("```")[0]


def small_pack(tmp_path, text=SMALL_PACK):
    (tmp_path / "words.yaml").write_text("substances:\n  soap: {label: soap}\nzones:\n  wall: {label: wall}\n")
    (tmp_path / "small.yaml").write_text(text)
    return str(tmp_path / "small.yaml")


def test_what_the_page_on_testing_shows_is_printed(tmp_path):
    small_pack(tmp_path)
    shown = TESTING.split("```text\n")[1].split("```")[0]
    done = subprocess.run([PROGRAM, "test", "small.yaml", "--mutate", "--format", "text"], cwd=tmp_path,
                          capture_output=True, text=True, timeout=60)
    assert done.stdout == shown


def test_what_no_case_notices_is_named_with_a_case_that_would(tmp_path):
    pack = small_pack(tmp_path)
    done = run("test", pack, "--mutate", "--format", "text")
    assert done.returncode == 1
    told = done.stdout.decode()
    assert (f"{pack}:10:13: `soap`: no case notices `before: 8 days` instead of `before: 1 week`\n"
            "    a case that would:\n"
            "      given: {medications: [{name: soap, last_taken: 2026-11-22}]}\n"
            "      expect: {earliest: 2026-11-29}\n") in told
    assert told.splitlines()[-1] == ("mutants: 2 caught, 3 alive (not counted: 0 that decide alike, "
                                     "2 that no program loads)")
    lines = [json.loads(line) for line in run("test", pack, "--mutate", "--format", "json").stdout.splitlines()]
    assert lines[-1] == {"mutants_caught": 2, "mutants_alive": 3, "mutants_alike": 0, "mutants_unusable": 2}
    assert {(m["rule"], m["line"], m["column"]) for m in lines if "lives" in m} == {("soap", 10, 13)}


def test_the_case_that_would_notice_does(tmp_path):
    better = SMALL_PACK.replace("dates: {2026-11-28: defer}", "dates: {2026-11-28: defer, 2026-11-29: clear}")
    file = tmp_path / "results.xml"
    done = run("test", small_pack(tmp_path, better), "--mutate", "--junit", str(file))
    assert done.returncode == 0
    suites = xml.etree.ElementTree.parse(file).getroot()
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in suites] == [
        ("small", "2", "0"), ("small mutants", "5", "0")]


def test_mutants_are_not_tried_while_cases_fail(tmp_path):
    done = run("test", small_pack(tmp_path, SMALL_PACK.replace("defer}", "clear}")), "--mutate")
    assert done.returncode == 1
    assert done.stderr == b"clearance: cases fail, so no mutant was tried\n"


def test_bench_tells_how_fast_each_layer_is(tmp_path):
    file = tmp_path / "intakes.ndjson"
    file.write_text("".join(json.dumps(case["intake"]) + "\n" for case in CASES) + "nonsense\n")
    quick = ("--seconds", "0.01", "--threads", "2")
    done = run("bench", PACK, str(file), *quick)
    assert done.returncode == 1  # a line was rejected
    told = json.loads(done.stdout)
    assert (told["from"], told["intakes"], told["rejected"]) == ("files", len(CASES), 1)
    assert told["one_thread"]["clock"] == "process_cpu" and told["threads"]["clock"] == "steady"
    layers = {key: of for key, of in told["one_thread"].items() if key != "clock"}
    assert list(layers) == ["read", "outcome", "record", "reasons", "words"]
    assert all(of["ns"] > 0 and of["per_second"] > 0 for of in layers.values())
    assert told["threads"]["count"] == 2 and told["threads"]["record"]["ns"] > 0
    for of in ("reasons", "words"):
        low, high, highest = (told["latency_ns"][of][share] for share in ("p50", "p99", "p99.9"))
        assert 0 < low <= high <= highest


def test_bench_without_a_file_decides_the_packs_cases():
    done = run("bench", PACK, "--seconds", "0.01", "--threads", "2", "--format", "text")
    assert done.returncode == 0
    page = done.stdout.decode().splitlines()
    assert f" intakes, the cases of `{PACK}`; " in page[0]
    assert [line.split("  ")[0] for line in page if line][1:] == [
        "one thread, process CPU time", "reading", "reading, evaluating", "short record (verdict, earliest)",
        "decision without words", "decision in words (JSON)", "one intake, steady clock, ns",
        "decision without words", "decision in words (JSON)", "2 threads, steady clock",
        "short record (verdict, earliest)", "decision in words (JSON)"]


def test_bench_of_a_pack_without_cases_wants_a_file(tmp_path):
    pack = changed_pack(tmp_path)
    (tmp_path / "pack.yaml").write_text((tmp_path / "pack.yaml").read_text().split("\ncases:\n")[0] + "\n")
    done = run("bench", pack, "--seconds", "0.01")
    assert done.returncode == 2
    assert b"has no cases to decide: name a FILE of intakes" in done.stderr
