"""The examples of docs/reference.md: together they are one pack, which is without doubts and passes its cases; each mistake
that is shown is told in just those words."""
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(os.environ["CLEARANCE_ROOT"])
PROGRAM = os.environ["CLEARANCE_PROGRAM"]
REFERENCE = (ROOT / "docs" / "reference.md").read_text()
BLOCKS = re.findall(r"```(\w+)(?: (\w+))?\n(.*?)```", REFERENCE, re.S)


def blocks(use):
    found = [text for language, of, text in BLOCKS if language == "yaml" and of == use]
    assert found, f"no example of {use}"
    return found


def write_pack(folder):
    (folder / "vocabulary").mkdir()
    for file in (ROOT / "rules" / "vocabulary").glob("*.yaml"):
        (folder / "vocabulary" / file.name).symlink_to(file)
    (folder / "vocabulary" / "own.yaml").write_text("".join(blocks("vocabulary")))
    head = blocks("head")[0].replace("vocabulary/events.yaml]", "vocabulary/events.yaml, vocabulary/own.yaml]")
    pack = (head + "facts:\n" + "".join(blocks("facts")) + "rules:\n" + "".join(blocks("rules")) + blocks("cases")[0])
    (folder / "protocol.yaml").write_text(pack)
    return pack


def run(folder, *arguments):
    return subprocess.run([PROGRAM, *arguments, "--format", "text"], cwd=folder, capture_output=True, text=True,
                          timeout=60)


def test_it_fits_in_one_sitting():
    assert len(REFERENCE.splitlines()) < 600


def test_every_example_is_of_a_known_use():
    uses = {of for language, of, _ in BLOCKS if language == "yaml"}
    assert uses == {"head", "rules", "facts", "vocabulary", "cases", "layer", "wrong"}


def test_the_examples_are_a_pack_that_passes_its_cases(tmp_path):
    write_pack(tmp_path)
    done = run(tmp_path, "test", "protocol.yaml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d+ passed, 0 failed", done.stdout)


def test_the_examples_are_in_canonical_layout(tmp_path):
    write_pack(tmp_path)
    before = (tmp_path / "protocol.yaml").read_text()
    assert run(tmp_path, "fmt", "protocol.yaml").returncode == 0

    def lines(text):  # what this test puts together has no blank lines between its sections, and a long list of files
        return [line for line in text[text.index("sources:"):].splitlines() if line]
    assert lines((tmp_path / "protocol.yaml").read_text()) == lines(before)


def test_the_layer_builds_on_it(tmp_path):
    write_pack(tmp_path)
    (tmp_path / "site.yaml").write_text(blocks("layer")[0])
    intake = tmp_path / "patient.json"
    intake.write_text('{"today": "2026-11-22", "medications": [{"name": "Accutane", "last_taken": "2025-10-01"}]}')
    done = run(tmp_path, "explain", "site.yaml", "patient.json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "before: 18 months" in done.stdout


MISTAKES = re.findall(r"```yaml wrong\n(.*?)```\n```text\n(.*?)```", REFERENCE, re.S)


@pytest.mark.parametrize("wrong, told", MISTAKES)
def test_a_mistake_is_told_in_these_words(tmp_path, wrong, told):
    pack = write_pack(tmp_path)
    before = pack[:pack.index("rules:\n") + len("rules:\n")]
    (tmp_path / "protocol.yaml").write_text(before + wrong)
    done = run(tmp_path, "lint", "protocol.yaml")
    assert done.returncode == 2, done.stdout
    first = before.count("\n")

    def in_the_example(match):
        return f"{match[1]}{int(match[2]) - first}{match[3]}"
    errors = [part for part in re.split(r"(?m)^(?=protocol\.yaml:)", done.stdout) if ": error: " in part]
    assert len(errors) == 1, done.stdout
    here = re.sub(r"(?m)^(protocol\.yaml:)(\d+)(:)", in_the_example, errors[0])
    here = re.sub(r"(?m)^( *)(\d+)( \|)", lambda m: f"{int(m[2]) - first:>5}{m[3]}", here)
    assert here == told


def test_mistakes_are_shown():
    assert len(MISTAKES) >= 5
