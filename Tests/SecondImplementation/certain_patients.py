"""Patients of the random clinic who are not random: each meets what chance meets seldom."""

import datetime

from forms import FORMS

VALUES = ("gbs-ds", "pain-nrs", "mmt8-150")     # recorded as one value
AS_OF = datetime.date(2025, 6, 30).toordinal()

# disease, therapy, intent, days since the first dose, {measure: [(day, total)]}, days to the stop
CERTAIN = [
  ("dm", "prednisone", "induction", 100,
   {"mmt8-150": [(-1, 110), (80, 110)], "ck": [(-1, 2), (50, 4), (80, 5)]}),
  ("cidp", "ivig", "induction", 300,
   {"mrc-60": [(-1, 30), (80, 56), (99, 56), (200, 31), (240, 31)]}, 100),
  ("cidp", "ivig", "induction", 100, {"mrc-60": [(-1, 40), (80, 40)],
                                      "pain-nrs": [(-1, 2), (80, 7)]}),
  ("gbs", "ivig", "induction", 200, {"gbs-ds": [(-1, 4), (9, 3), (20, 4), (60, 2), (180, 1)]}),
  ("gbs", "ivig", "induction", 200, {"gbs-ds": [(-1, 4), (9, 3), (80, 4), (100, 4), (180, 1)]}),
  ("mg", "efgartigimod", "induction", 100,
   {"mg-adl": [(-1, 10), (55, 1), (70, 1), (90, 1)], "qmg": [(-1, 20), (55, 20), (90, 20)]}),
  ("cidp", "scig", "maintenance", 100, {"mrc-60": [(-1, 44), (60, 43), (90, 43)]}),
  ("mg", "azathioprine", "induction", 400, {"mg-adl": [(-1, 10), (60, 10)]}),
  ("mg", "azathioprine", "induction", 400, {"mg-adl": [(-1, 10), (370, 10)]}),
  ("mg", "azathioprine", "induction", 600, {"mg-adl": [(-1, 10), (60, 10)]}),
  ("cidp", "prednisone", "induction", 500,
   {"mrc-60": [(-1, 30), (90, 56), (120, 56), (190, 56), (300, 40), (450, 40), (490, 40)]}),
]


def rows(number, plain=False):
    """(patient, diagnosis, treatment, scores) of the patient of that number, as cells.

    `plain`: with items in place of a total alone.
    """
    disease, therapy, intent, since, given, *stop = CERTAIN[number]
    name, start = f"S{number:05d}", AS_OF - since
    scores = [[name, day(start + when), measure, item, value, "", "", ""]
              for measure, found in given.items() for when, total in found
              for item, value in answers(measure, total, plain)]
    return ([name, f"Certain{number}", "Given", day(AS_OF - 20000 - number), "female"],
            [name, disease, day(start - 3), day(start - 8), "", ""],
            [name, therapy, day(start), *(day(start + one) for one in stop or ()),
             *([] if stop else [""]), intent, "", "", "", "", ""], scores)


def answers(measure, total, plain):
    if measure == "ck":
        return [("result", 200 * total), ("upper-limit", 200)]
    if plain and measure not in VALUES:
        return items(measure, total)
    return [("" if measure in VALUES else "total", total)]


def items(measure, total):
    """Answers that add up to the total, the first items taking as much as they can."""
    found = []
    for item, allowed in FORMS[measure].items():
        given = min(total, max(int(one) for one in allowed))
        found.append((item, given))
        total -= given
    return found


def day(ordinal):
    return datetime.date.fromordinal(ordinal).isoformat()
