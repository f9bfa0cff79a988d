#!/usr/bin/env python3
"""Runs the scaling benchmarks; renders their table, and a picture with logarithmic scales.

usage: scaling.py BUILD_DIR [--repetitions N] [--picture FILE.svg]
"""
import argparse
import math
import pathlib
import sys

from ratios import medians

ROWS = (
    ("rules nobody needs: washouts", [f"rules/washouts/{n}" for n in (18, 118, 1018, 10018)]),
    ("rules nobody needs: conditions", [f"rules/conditions/{n}" for n in (18, 118, 1018, 10018)]),
    ("the same, `medications` absent", [f"rules/medications_absent/{n}" for n in (18, 118, 1018, 10018)]),
    ("facts of a patient", [f"facts/{n}" for n in (0, 5, 50)]),
    ("unknown", [f"unknown/{n}" for n in ("none", "some", "lists")]),
    ("a decision table of 16,000 rows", ["table/16000"]),
)
LINES = (("washouts", "#1b6ca8"), ("conditions", "#c8553d"), ("medications_absent", "#588157"))
SIZES = (18, 118, 1018, 10018)

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 30, 50


def table(ns: dict[str, float]) -> str:
    threads = sorted((name for name in ns if name.startswith("threads/")), key=lambda name: int(name.split("/")[1]))
    lines = ["| what grows | ns a decision |", "|---|---|"]
    for words, names in (*ROWS, ("threads, in columns, by the clock on the wall", threads)):
        cells = ", ".join(f"{name.split('/')[-1]}: {ns[name]:,.0f}" for name in names)
        lines.append(f"| {words} | {cells} |")
    return "\n".join(lines)


def along(value: float, least: float, most: float, begin: float, end: float) -> float:
    share = (math.log10(value) - math.log10(least)) / (math.log10(most) - math.log10(least))
    return begin + share * (end - begin)


def picture(ns: dict[str, float]) -> str:
    def x(rules: float) -> float:
        return along(rules, 10, 20_000, LEFT, WIDTH - RIGHT)

    def y(nanoseconds: float) -> float:
        return along(nanoseconds, 10, 1_000, HEIGHT - BOTTOM, TOP)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
           f'font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for rules in SIZES:
        out.append(f'<path d="M{x(rules):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
                   f'<text x="{x(rules):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{rules:,}</text>')
    for nanoseconds in (10, 100, 1_000):
        out.append(f'<path d="M{LEFT} {y(nanoseconds):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
                   f'<text x="{LEFT - 8}" y="{y(nanoseconds) + 4:.1f}" text-anchor="end">{nanoseconds:,} ns</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">rules in the pack</text>'
               f'<text x="{LEFT}" y="{TOP - 12}">one decision, from facts</text>')
    ends = []
    for kind, colour in LINES:
        values = [ns[f"rules/{kind}/{n}"] for n in SIZES]
        points = " ".join(f"{x(n):.1f},{y(v):.1f}" for n, v in zip(SIZES, values))
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x(n):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>' for n, v in zip(SIZES, values)]
        ends.append([y(values[-1]), kind.replace("_", " "), colour])
    ends.sort()
    for before, after in zip(ends, ends[1:]):
        after[0] = max(after[0], before[0] + 15)  # labels do not lie on each other
    out += [f'<text x="{WIDTH - RIGHT + 8}" y="{at + 4:.1f}" fill="{colour}">{words}</text>' for at, words, colour in ends]
    return "\n".join(out) + "\n</svg>\n"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("build", type=pathlib.Path)
    arguments.add_argument("--repetitions", type=int, default=7)
    arguments.add_argument("--picture", type=pathlib.Path)
    given = arguments.parse_args()
    ns = medians(given.build / "bench" / "bench_scaling", given.repetitions)
    print(table(ns))
    if given.picture:
        given.picture.write_text(picture(ns), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
