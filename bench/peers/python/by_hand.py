"""The fifteen rules as somebody writes them in Python who needs no rules engine."""
import datetime
import sys

import orjson
import serve

EPOCH = datetime.date(1970, 1, 1).toordinal()

#: Substance -> the rule and the days that it asks for.
WASHOUTS = {
    substance: (rule, days)
    for rule, days, substances in (
        ("r1", 7, ("aspirin", "ibuprofen", "naproxen", "diclofenac")),
        ("r2", 7, ("warfarin", "apixaban", "rivaroxaban", "clopidogrel", "heparin")),
        ("r3", 7, ("ginkgo", "garlic", "ginseng", "st_johns_wort", "turmeric")),
        ("r4", 7, ("vitamin_e",)),
        ("r5", 7, ("fish_oil",)),
        ("r6", 1, ("methotrexate", "azathioprine", "adalimumab", "hydroxychloroquine")),
        ("r7", 1, ("tretinoin", "adapalene", "tazarotene", "retinol")),
    )
    for substance in substances
}
#: Condition -> the rule that its activity breaks.
ACTIVE = {"acne": "r9", "rosacea": "r10", "eczema": "r11", "psoriasis": "r11", "dermatitis": "r11"}
EXCLUDING = frozenset(("r9", "r10", "r11", "r12", "r15"))


def months_later(day: int, months: int) -> int:
    """The same day some months later; one that does not exist rolls to the 1st of the following month."""
    start = datetime.date.fromordinal(day + EPOCH)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        end = datetime.date(year, month + 1, start.day)
    except ValueError:
        end = datetime.date(year, month + 2, 1)  # never December: it has 31 days
    return end.toordinal() - EPOCH


def decide(patient: dict) -> serve.Answer:
    treatment = earliest = patient["treatment"]
    zones = patient["zones"]
    fired = []
    for medication in patient["medications"]:
        substance = medication["substance"]
        if substance in WASHOUTS:
            rule, days = WASHOUTS[substance]
            end = medication["last"] + days
        elif substance == "isotretinoin":
            rule, end = "r8", months_later(medication["last"], 6)
        else:
            continue
        if end > treatment:
            fired.append(rule)
            if end > earliest:
                earliest = end
    for condition in patient["conditions"]:
        code = condition["code"]
        if code in ACTIVE:
            if condition["active"]:
                fired.append(ACTIVE[code])
        elif code == "open_wound":
            if condition["active"] and condition["site"] in zones:
                fired.append("r12")
        elif code == "suspicious_lesion" and not condition["diagnosed"]:
            fired.append("r13")
    session = patient["last_session"]
    if session is not None:
        end = session + (28 if patient["depth"] == "deep" else 14)
        if end > treatment:
            fired.append("r14")
            if end > earliest:
                earliest = end
    if "eyelid" in zones or "lip" in zones:
        fired.append("r15")

    if not fired:
        return serve.Answer("clear", fired, earliest)
    if not EXCLUDING.isdisjoint(fired):
        return serve.Answer("exclude", fired, None)
    if "r13" in fired:
        return serve.Answer("refer", fired, None)
    return serve.Answer("defer", fired, earliest)


serve.serve("Python " + sys.version.split()[0], [orjson.loads(text) for text in serve.texts()], decide,
            lambda text: decide(orjson.loads(text)))
