"""The results as two tables and the bars, in Markdown."""
import statistics
from typing import Any, NamedTuple, Optional

from lineup import OURS, UNIT

CLOCKS = {"input": ("ns", "own_ns"), "text": ("ns",), "reordered": ("ns",)}
TITLES = {"input": "From parsed input to the answer", "text": "From JSON text to the answer",
          "reordered": "A control: from parsed input, in another order each pass"}
REMARKS = {"reordered": (
    "The other tables pass over the intakes in one order, as the bars are defined. Over it the fastest programs may speed up "
    "as they run, as if the processor learned the order: `decide_tab` has been seen at a third of its usual time. Here eight "
    "orders take turns, the patients of each laid out in memory as they are visited. For ratios between the programs of this "
    "table, trust this one.")}


def in_words(ns: float) -> str:
    for unit, size in (("ms", 1e6), ("us", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}" if ns / size < 1000 else f"{ns / size:,.0f} {unit}"
    return f"{ns:.3g} ns"


def times(ratio: float) -> str:
    return f"{ratio:.3g}" if ratio < 10 else f"{ratio:,.0f}"


def typical(samples: list[float], clock: str) -> float:
    """An engine's own account is of wall time, which others' turns on the core lengthen: its fastest sample counts."""
    return min(samples) if clock == "own_ns" else statistics.median(samples)


def taken(results: dict[str, Any], name: str, form: str, clock: str = "ns") -> Optional[float]:
    samples = results["peers"].get(name, {}).get("times", {}).get(form, {}).get(clock)
    return typical(samples, clock) if samples else None


def row(results: dict[str, Any], name: str, form: str, clock: str) -> Optional[tuple[float, str]]:
    middle = taken(results, name, form, clock)
    if middle is None:
        return None
    peer = results["peers"][name]
    samples = peer["times"][form][clock]
    spread = 100 * (max(samples) - min(samples)) / middle
    words = peer["words"] + (": its own time" if clock == "own_ns" else "")
    ratios = [times(middle / unit) if (unit := taken(results, of, form)) else "-" for of in (OURS, UNIT)]
    return middle, (f"| {words} | {peer['version']} | {in_words(middle)} | {in_words(min(samples))} | {spread:.0f} % | "
                    f"{' | '.join(ratios)} |")


def table(results: dict[str, Any], form: str) -> str:
    rows = [r for name in results["peers"] for clock in CLOCKS[form] if (r := row(results, name, form, clock))]
    return "\n".join([
        f"## {TITLES[form]}", "", *([REMARKS[form], ""] if form in REMARKS else []),
        "| | version | a decision | fastest | spread | of ours | of `decide_if` |", "|---|---|--:|--:|--:|--:|--:|",
        *(text for _, text in sorted(rows)),
    ])


class Bar(NamedTuple):
    words: str
    form: str
    least: Optional[float]
    peers: tuple[str, ...]  #: the fastest of them counts
    clock: str = "ns"


CLIPS = ("clips-joined", "clips", "clips-reset", "clips-o3")
ZEN = ("zen-python", "zen-node")
ENGINES = (*CLIPS, *ZEN, "json-logic", "json-rules-engine", "cel", "drools")
BARS = (
    Bar("CLIPS, Debian's build, in its best form", "input", 65, ("clips-joined", "clips", "clips-reset")),
    Bar("CLIPS, Debian's build, one pattern a rule, reset for each intake", "input", 65, ("clips-reset",)),
    Bar("CLIPS built with -O3", "input", 65, ("clips-o3",)),
    Bar("json-logic-js", "input", 280, ("json-logic",)),
    Bar("json-rules-engine", "input", 750, ("json-rules-engine",)),
    Bar("Zen through its binding, Node", "input", 700, ("zen-node",)),
    Bar("Zen through its binding, Python", "input", 700, ("zen-python",)),
    Bar("Zen by its own account, from Node", "input", 190, ("zen-node",), "own_ns"),
    Bar("Zen by its own account, from Python", "input", 190, ("zen-python",), "own_ns"),
    Bar("CEL", "input", None, ("cel",)),
    Bar("Drools", "input", None, ("drools",)),
    Bar("the fastest engine", "text", 5, ENGINES),
    Bar("the fastest engine as it is packaged", "text", 5, tuple(e for e in ENGINES if e != "clips-o3")),
    Bar("Node or Python by hand", "text", 5, ("node", "python")),
)


def bars(results: dict[str, Any]) -> str:
    lines = ["## How many times faster is ours?", "", "| than | from | times | bar | |", "|---|---|--:|--:|---|"]
    for bar in BARS:
        timed = [(ns, name) for name in bar.peers if (ns := taken(results, name, bar.form, bar.clock))]
        ours = taken(results, OURS, bar.form)
        if not timed or not ours:
            continue
        fastest, name = min(timed)
        ratio = fastest / ours
        met = "" if bar.least is None else "met" if ratio >= bar.least else "not met"
        if bar.clock == "own_ns":
            met = "undecided: wall time, which a busy machine lengthens"
        words = bar.words + (f" ({name})" if len(bar.peers) > 1 else "")
        lines.append(f"| {words} | {bar.form} | {times(ratio)} | {bar.least or '-'} | {met} |")
    return "\n".join(lines)


def page(results: dict[str, Any]) -> str:
    machine = results["machine"]
    absent = [f"Not compared in this run: {name} ({why})." for name, why in results["absent"].items()]
    without_date = [p["words"] for p in results["peers"].values() if not p["earliest"]]
    return "\n\n".join([
        "# Peers: results",
        f"{results['date']}, {machine['processor']}, one core, Linux {machine['kernel']}. Medians of "
        f"{results['repetitions']} interleaved repetitions over {results['intakes']:,} intakes, process CPU time of a "
        "decision; spread is from the fastest to the slowest, in parts of the median. C++ with "
        f"`{machine['flags']}`{', `run_soa` also with `-march=native`' if 'run_soa' in results['peers'] else ''}. "
        "All agree on every intake: verdict, fired rules"
        + (f", and earliest date except for {', '.join(without_date)}, which gives none." if without_date
           else " and earliest date."),
        "Data: " + "; ".join(f"`{name}` {file['bytes']:,} bytes, SHA-256 `{file['sha256']}`"
                             for name, file in results["data"].items()) + ".",
        *absent,
        *(table(results, form) for form in TITLES),
        bars(results),
    ]) + "\n"
