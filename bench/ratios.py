#!/usr/bin/env python3
"""Runs the benchmarks and holds each figure against its yardstick.

usage: ratios.py BUILD_DIR [--repetitions N]

Ends with status 1 where a ratio is over its bar, 2 where a benchmark did not run.
"""
import argparse
import json
import pathlib
import subprocess
import sys
from typing import NamedTuple, Optional

PROGRAMS = ("bench_evaluate", "bench_guesses", "bench_batch", "bench_scaling", "bench_expressions",
            "bench_thresholds", "bench_json", "bench_stream", "bench_load")


class Figure(NamedTuple):
    words: str
    measured: str
    yardstick: Optional[str] = None
    bar: Optional[float] = None


FIGURES = (
    Figure("decide_if, by hand", "decide_if"),
    Figure("the same, each patient 100 times in a row", "decide_if/in_a_row", "decide_if"),
    Figure("decide_tab, by hand", "decide_tab", "decide_if"),
    Figure("facts -> outcome, rival pack", "evaluate/rival", "decide_if", 1.5),
    Figure("the same, each patient 100 times in a row", "evaluate/rival/in_a_row", "evaluate/rival"),
    Figure("facts -> outcome, microneedling pack", "evaluate/full", "decide_if", 2),
    Figure("the same, other patients: complete", "evaluate/complete", "decide_if"),
    Figure("the same, other patients: clean", "evaluate/clean", "decide_if"),
    Figure("the same, each patient 100 times in a row", "evaluate/clean/in_a_row", "evaluate/clean"),
    Figure("one by one, rival pack", "one_by_one/rival"),
    Figure("columns -> outcomes, rival pack", "batch/rival", "one_by_one/rival", 0.25),
    Figure("the same, against a loop by hand", "batch/rival", "batch_by_hand/rival", 2),
    Figure("columns -> outcomes, microneedling pack", "batch/full", "one_by_one/full"),
    Figure("20 million intakes, only read", "read/20M"),
    Figure("the same, and as many bytes as outcomes written", "read_and_write/20M", "read/20M"),
    Figure("20 million intakes -> outcomes", "batch/20M", "read/20M", 2),
    Figure("10,018 rules: washouts that nobody takes", "rules/washouts/10018", "rules/washouts/18", 1.2),
    Figure("10,018 rules: conditions", "rules/conditions/10018", "rules/conditions/18", 1.2),
    Figure("10,018 rules, `medications` absent", "rules/medications_absent/10018", "rules/medications_absent/18", 1.2),
    Figure("a decision table of 16,000 rows", "table/16000"),
    Figure("by hand: 1 test of a fact", "by_hand/one"),
    Figure("expression: 1 test of a fact", "expression/one", "by_hand/one", 2),
    Figure("by hand: 3 tests", "by_hand/three"),
    Figure("expression: 3 tests", "expression/three", "by_hand/three", 2),
    Figure("by hand: 10 tests", "by_hand/ten"),
    Figure("expression: 10 tests", "expression/ten", "by_hand/ten", 2),
    Figure("by hand: a date 6 months ago", "by_hand/dated"),
    Figure("expression: a date 6 months ago", "expression/dated", "by_hand/dated", 2),
    Figure("by hand: 14 days and a test", "by_hand/window"),
    Figure("expression: 14 days and a test", "expression/window", "by_hand/window", 2),
    Figure("100 thresholds on one fact", "thresholds/100"),
    Figure("10,000 thresholds on one fact", "thresholds/10000", "thresholds/100", 3),
    Figure("simdjson visits all", "visit_all"),
    Figure("JSON -> facts", "json_to_facts", "visit_all"),
    Figure("JSON -> outcome", "json_to_outcome", "visit_all", 2),
    Figure("JSON -> decision", "json_to_reasons", "visit_all"),
    Figure("JSON -> decision JSON", "json_to_decision", "visit_all", 5),
    Figure("sample intakes: simdjson visits all", "visit_all/samples"),
    Figure("sample intakes: JSON -> outcome", "json_to_outcome/samples", "visit_all/samples"),
    Figure("sample intakes: JSON -> decision JSON", "json_to_decision/samples", "visit_all/samples"),
    Figure("a file: simdjson visits all", "visit_file"),
    Figure("a file -> short records", "file_to_records", "visit_file", 2),
    Figure("the same, two threads, on the wall", "file_to_records_by_two", "file_to_records"),
    Figure("a file of samples: simdjson visits all", "visit_file/samples"),
    Figure("a file of samples -> short records", "file_to_records/samples", "visit_file/samples", 2),
    Figure("the same, two threads, on the wall", "file_to_records_by_two/samples", "file_to_records/samples"),
    Figure("yaml-cpp event pass", "event_pass"),
    Figure("load_pack", "load_from_disk", "event_pass", 2),
)


def medians(program: pathlib.Path, repetitions: int) -> dict[str, float]:
    """Process CPU time in ns for one item (an intake, or a load), by benchmark."""
    # Interleaved, so that a slow spell of the machine falls on both sides of a ratio.
    run = subprocess.run(
        [program, f"--benchmark_repetitions={repetitions}", "--benchmark_enable_random_interleaving=true",
         "--benchmark_report_aggregates_only=true", "--benchmark_min_time=0.2", "--benchmark_format=json"],
        stdout=subprocess.PIPE, check=False)
    if run.returncode != 0:
        sys.exit(2)
    return {b["run_name"].removesuffix("/process_time").removesuffix("/real_time"): 1e9 / b["items_per_second"]
            for b in json.loads(run.stdout)["benchmarks"] if b.get("aggregate_name") == "median"}


def row(figure: Figure, ns: dict[str, float]) -> tuple[str, bool]:
    text = f"{figure.words:<43}{ns[figure.measured]:>14,.1f}"
    if figure.yardstick is None:
        return text, True
    ratio = ns[figure.measured] / ns[figure.yardstick]
    text += f"{ratio:>8.2f}"
    if figure.bar is None:
        return text, True
    holds = ratio <= figure.bar
    return text + f"{figure.bar:>7.1f}  {'ok' if holds else 'over'}", holds


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("build", type=pathlib.Path)
    arguments.add_argument("--repetitions", type=int, default=7)
    given = arguments.parse_args()

    ns: dict[str, float] = {}
    for program in PROGRAMS:
        ns |= medians(given.build / "bench" / program, given.repetitions)
    rows = [row(figure, ns) for figure in FIGURES]
    print(f"{'figure':<43}{'ns':>14}{'ratio':>8}{'bar':>7}")
    for text, _ in rows:
        print(text)
    return 0 if all(holds for _, holds in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
