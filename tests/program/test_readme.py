"""The README's examples, as they stand there: the C++ example against an installed copy, and what it shows of errors."""
import json
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(os.environ["CLEARANCE_ROOT"])
PROGRAM = os.environ["CLEARANCE_PROGRAM"]
README = (ROOT / "README.md").read_text()


def block(language, containing):
    for found in re.findall(rf"```{language}\n(.*?)```", README, re.S):
        if containing in found:
            return found
    raise AssertionError(f"the README has no {language} block with {containing}")


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_example_builds_from_an_installed_copy(tmp_path):
    prefix = tmp_path / "prefix"
    run("cmake", "--install", os.environ["CLEARANCE_BUILD"], "--prefix", str(prefix))
    example = tmp_path / "example"
    example.mkdir()
    (example / "main.cpp").write_text(block("cpp", "int main"))
    (example / "CMakeLists.txt").write_text(block("cmake", "find_package"))
    run("cmake", "-S", str(example), "-B", str(example / "build"), f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DCMAKE_CXX_COMPILER={os.environ['CXX']}")
    run("cmake", "--build", str(example / "build"))
    told = run(str(example / "build" / "example"), str(prefix / "share/clearance/rules/microneedling.yaml"))
    decision = json.loads(told)
    assert (decision["verdict"], decision["earliest"]) == ("defer", "2026-11-27")


def test_the_shown_rule_is_the_packs_own():
    assert block("yaml", "isotretinoin-bar").rstrip("\n") in (ROOT / "rules" / "microneedling.yaml").read_text()


def test_a_clinics_own_file_is_without_doubts_and_passes_its_cases(tmp_path):
    (tmp_path / "rules").symlink_to(ROOT / "rules")
    (tmp_path / "clinic.yaml").write_text(block("yaml", "pack: clinic"))
    run(PROGRAM, "lint", "clinic.yaml", "--format", "text", cwd=tmp_path)
    run(PROGRAM, "fmt", "--check", "clinic.yaml", cwd=tmp_path)
    assert "3 passed, 0 failed" in run(PROGRAM, "test", "clinic.yaml", "--format", "text", cwd=tmp_path)


def test_the_shown_mistake_is_told_so(tmp_path):
    shown = block("text", "12 mnths")
    text = (ROOT / "rules" / "microneedling.yaml").read_text().replace("before: 6 months", "before: 12 mnths")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "vocabulary").symlink_to(ROOT / "rules" / "vocabulary")
    (rules / "microneedling.yaml").write_text(text)
    done = subprocess.run([PROGRAM, "lint", "rules/microneedling.yaml", "--format", "text"], cwd=tmp_path,
                          capture_output=True, text=True, timeout=60)
    assert done.stdout == shown


def test_the_shown_page_is_what_the_program_prints():
    shown = block("text", "CONDITIONAL")
    page = run(PROGRAM, "screen", str(ROOT / "rules/microneedling.yaml"), str(ROOT / "rules/samples/conditional.json"),
               "--format", "text")
    assert " ".join(shown.split()) in " ".join(page.split())
