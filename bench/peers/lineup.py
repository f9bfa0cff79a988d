"""Who is compared: how each is started, and which part of `setup` brings it."""
import pathlib
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "build" / "peers"
NATIVE = ROOT / "build" / "release" / "bench" / "peers" / "native"
DATA = WORK / "data"
GENERATOR = NATIVE / "bench_peers_generate"


class Peer(NamedTuple):
    name: str
    words: str
    part: str  #: of `setup`
    command: tuple[str, ...]  #: with places for the folder of the data and for how many intakes to take
    needs: tuple[pathlib.Path, ...]  #: what is there when it is installed

    def line(self, limit: int) -> list[str]:
        return [str(DATA) if word == "{data}" else str(limit) if word == "{limit}" else word for word in self.command]


def native(name: str, words: str, program: str, part: str = "native", *more: str) -> Peer:
    path = NATIVE / f"bench_peers_{program}"
    return Peer(name, words, part, (str(path), "{data}", "{limit}", *more), (path,))


def node(name: str, words: str, script: str, package: str = "") -> Peer:
    needs = (HERE / "node" / "node_modules" / package,) if package else ()
    return Peer(name, words, "node", ("node", str(HERE / "node" / script), "{data}", "{limit}"), needs)


def python(name: str, words: str, script: str) -> Peer:
    interpreter = WORK / "venv" / "bin" / "python"
    return Peer(name, words, "python", (str(interpreter), str(HERE / "python" / script), "{data}", "{limit}"),
                (interpreter,))


OURS = "clearance"
UNIT = "decide_if"

PEERS = (
    native(OURS, "**Clearance**, one by one", "clearance"),
    native("clearance-batch", "**Clearance**, all at once, in columns", "clearance", "native", "batch"),
    native(UNIT, "C++ by hand: if/else (`decide_if`)", "decide_if"),
    native("decide_tab", "C++ by hand: tables (`decide_tab`)", "decide_tab"),
    native("run_soa", "C++ by hand: columns, AVX-512, in cache (`run_soa`)", "run_soa"),
    node("node", "Node by hand", "by_hand.mjs"),
    python("python", "Python by hand", "by_hand.py"),
    native("clips-joined", "CLIPS, Debian's build, as first written", "clips", "clips", "joined", "retract"),
    native("clips", "CLIPS, Debian's build, one pattern a rule", "clips", "clips", "one_pattern", "retract"),
    native("clips-reset", "CLIPS, Debian's build, one pattern a rule, reset for each intake", "clips", "clips",
           "one_pattern", "reset"),
    native("clips-o3", "CLIPS, built with -O3, one pattern a rule", "clips_o3", "clips-o3", "one_pattern", "retract"),
    Peer("cel", "CEL (cel-go)", "cel", (str(WORK / "cel"), str(HERE / "cel" / "rules.json"), "{data}", "{limit}"),
         (WORK / "cel",)),
    Peer("drools", "Drools", "drools",
         ("java", "-cp", f"{WORK / 'drools' / 'classes'}:{WORK / 'drools' / 'libs'}/*", "peers.Drools", "{data}",
          "{limit}"),
         (WORK / "drools" / "libs", WORK / "drools" / "classes" / "peers" / "Drools.class")),
    node("json-logic", "json-logic-js", "json_logic.mjs", "json-logic-js"),
    python("zen-python", "GoRules Zen from Python", "zen_rules.py"),
    node("zen-node", "GoRules Zen from Node", "zen.mjs", "@gorules/zen-engine"),
    node("json-rules-engine", "json-rules-engine", "json_rules_engine.mjs", "json-rules-engine"),
)
