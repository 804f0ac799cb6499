"""Every total and sub-score a second time, written from the evidence, not from the program.

`score(measure, answers, sex)` takes the answers as typed and returns `(total, subscores)`. A total
or sub-score is an exact fraction, or None where the instrument's rule gives none: missing is never
zero, and no instrument here is pro-rated unless its evidence says so.
"""

from fractions import Fraction
from functools import cache

from forms import (ENZYMES, FORMS, HAQ_CATEGORIES, MMT_AXIAL, MMT_DISTAL, MMT_PROXIMAL,
                   QMG_MEASURED, VALUES, both_sides)

MISSING = ("not-done", "unable", "refused", "not-applicable")


def score(measure, answers, sex=None):
    given = {item: text for item, text in answers.items() if text not in MISSING}
    if measure in RULES:
        return RULES[measure](given, sex)
    if measure in FORMS:
        return items_or_entered(given, list(FORMS[measure])), {}
    return entered(given), {}


def rounded(value):
    """Four decimals, half away from zero, without trailing zeros: the text the program prints."""
    scaled = abs(value) * 10000
    whole = int(scaled + Fraction(1, 2))
    text = f"{whole // 10000}.{whole % 10000:04d}".rstrip("0").rstrip(".")
    return "-" + text if value < 0 and whole else text


@cache
def number(text):
    return Fraction(text)


def total_of(given, items):
    """The plain sum, only when every item is answered."""
    if any(item not in given for item in items):
        return None
    return sum((number(given[item]) for item in items), Fraction(0))


def entered(given):
    return Fraction(given["value"]) if "value" in given else None


def items_or_entered(given, items):
    """The sum of the items; the entered total where the form was not recorded item by item."""
    total = total_of(given, items)
    return entered(given) if total is None and not any(i in given for i in items) else total


def one_item(given, item):
    return total_of(given, [item])


# Myasthenia

def mg_adl(given, _):
    parts = {"bulbar": ["talking", "chewing", "swallowing"], "ocular": ["diplopia", "ptosis"],
             "respiratory": ["breathing"], "limb": ["brush-comb", "chair"]}
    return total_of(given, list(FORMS["mg-adl"])), {n: total_of(given, i) for n, i in parts.items()}


# Lower bounds of grades 0, 1 and 2; anything less is grade 3.
QMG_BOUNDS = {"diplopia": (61, 11, 1), "ptosis": (61, 11, 1), "speech": (50, 30, 10),
              "arm-right": (240, 90, 10), "arm-left": (240, 90, 10), "fvc": (80, 65, 50),
              "head": (120, 30, 1), "leg-right": (100, 31, 1), "leg-left": (100, 31, 1)}
QMG_GRIP_BOUNDS = {("grip-right", "male"): (45, 15, 5), ("grip-right", "female"): (30, 10, 5),
                   ("grip-left", "male"): (35, 15, 5), ("grip-left", "female"): (25, 10, 5)}


def qmg(given, sex):
    grades = {item: text for item, text in given.items() if item in FORMS["qmg"]}
    for item, (measured, _) in QMG_MEASURED.items():
        bounds = QMG_BOUNDS.get(item) or QMG_GRIP_BOUNDS.get((item, sex))
        if measured in given and bounds:
            value = Fraction(given[measured])
            grades[item] = next((grade for grade, low in enumerate(bounds) if value >= low), 3)
    parts = {"ocular": ["diplopia", "ptosis", "facial"], "bulbar": ["swallow", "speech"],
             "respiratory": ["fvc"],
             "limb": ["arm-right", "arm-left", "grip-right", "grip-left", "leg-right", "leg-left"]}
    return total_of(grades, list(FORMS["qmg"])), {n: total_of(grades, i) for n, i in parts.items()}


MGC_WEIGHTS = {"ptosis": (0, 1, 2, 3), "diplopia": (0, 1, 3, 4), "eye-closure": (0, 0, 1, 2),
               "talking": (0, 2, 4, 6), "chewing": (0, 2, 4, 6), "swallowing": (0, 2, 5, 6),
               "breathing": (0, 2, 4, 9), "neck": (0, 1, 3, 4), "shoulder": (0, 2, 4, 5),
               "hip": (0, 2, 4, 5)}


def mgc(given, _):
    return total_of({i: MGC_WEIGHTS[i][int(given[i])] for i in given}, list(MGC_WEIGHTS)), {}


def mgii(given, _):
    parts = {"ocular": one_item(given, "ocular"), "generalised": one_item(given, "generalised")}
    any_item = any(item in given for item in FORMS["mgii"])
    return total_of(given, list(parts)) if any_item else entered(given), parts


def neuro_qol_fatigue(given, _):
    items = [item for item in FORMS["neuro-qol-fatigue"] if item != "t-score"]
    return total_of(given, items), {"t-score": one_item(given, "t-score")}


def steroid_dose(given, _):
    dose, days = one_item(given, "dose"), one_item(given, "every-days")
    return None if dose is None or days is None else dose / days, {}


def nif(given, _):
    value = entered(given)
    return None if value is None else abs(value), {}


def mgfa_class(given, _):
    numbers = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
    return Fraction(numbers[given["value"].rstrip("ab")]) if "value" in given else None, {}


def triple_timed_up_and_go(given, _):
    return one_item(given, "seconds"), {}


def cmap(given, _):
    parts = {part: one_item(given, part) for part in ("decrement", "increment")}
    return one_item(given, "rest-amplitude"), parts


# Neuropathy and symptoms

def i_rods(given, _):
    activities = [f"i{n}" for n in range(1, 25)]
    return total_of(given, activities), {"centile": one_item(given, "centile")}


def mmn_rods(given, _):
    return one_item(given, "raw"), {"centile": one_item(given, "centile")}


def egos(given, _):
    ages = {"up-to-40": Fraction(0), "from-41-to-60": Fraction(1, 2), "over-60": Fraction(1)}
    points = dict(given) | ({"age": ages[given["age"]]} if "age" in given else {})
    return total_of(points, ["age", "diarrhoea", "disability"]), {}


def fss(given, _):
    total = total_of(given, list(FORMS["fss"]))
    return total, {"mean": None if total is None else total / 9}


# Myositis

def mmt26(given, _):
    parts = {"axial": MMT_AXIAL, "proximal": both_sides(MMT_PROXIMAL),
             "distal": both_sides(MMT_DISTAL)}
    return (items_or_entered(given, list(FORMS["mmt26"])),
            {name: total_of(given, items.split()) for name, items in parts.items()})


def haq_di(given, _):
    """Worst item per category, raised to 2 by an aid; the mean of 8, or of 7 with one missing."""
    scores = []
    for category in HAQ_CATEGORIES:
        if category in given:
            value = int(given[category])
            scores.append(max(value, 2) if given.get(f"{category}-aid") == "yes" else value)
    return Fraction(sum(scores), len(scores)) if len(scores) >= 7 else None, {}


def multiple_of_upper_limit(given, _):
    result, limit = one_item(given, "result"), one_item(given, "upper-limit")
    return None if result is None or limit is None else result / limit, {}


def cdasi_activity(given, _):
    """Erythema of the Gottron sites of the hands counts double where there are papules."""
    points, colour = dict(given), {"none": 0, "pink": 1, "red": 2, "dark-red": 3}
    if "gottron-hands" in given:
        word = given["gottron-hands"].removesuffix("-papules")
        points["gottron-hands"] = colour[word] * (2 if given["gottron-hands"] != word else 1)
    return items_or_entered(points, list(FORMS["cdasi-activity"])), {}


def myoact(given, _):
    """The sum over the maximum of the organs that were assessed."""
    return (sum(number(cm) for cm in given.values()) / (10 * len(given)) if given else None), {}


def fi2(given, _):
    return None, {f"{task}-count": one_item(given, task) for task in FORMS["fi2"]}


def fi3(given, _):
    parts = {part: one_item(given, f"{part}-flexion") for part in ("shoulder", "neck", "hip")}
    return total_of(given, list(FORMS["fi3"])), parts


RULES = {
  "mg-adl": mg_adl, "qmg": qmg, "mgc": mgc, "mgii": mgii, "neuro-qol-fatigue": neuro_qol_fatigue,
  "steroid-dose": steroid_dose, "nif": nif, "mgfa-class": mgfa_class,
  "3tug": triple_timed_up_and_go, "cmap": cmap, "i-rods": i_rods, "mmn-rods": mmn_rods, "egos": egos, "fss": fss, "mmt26": mmt26,
  "haq-di": haq_di, "cdasi-activity": cdasi_activity, "myoact": myoact, "fi2": fi2, "fi3": fi3,
} | {measure: multiple_of_upper_limit for measure in (*ENZYMES, "troponin")}

MEASURES = sorted(set(FORMS) | set(VALUES))
