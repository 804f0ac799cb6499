"""Answers to a form that are about as bad as asked for, as rows of the import."""

from fractions import Fraction

from forms import FORMS, VALUES, VARIANTS, Number, decimal
from totals import rounded, score

CODES = ("not-done", "unable", "refused", "not-applicable")
# Measures whose total or value is worse when it is lower, beside those of the definitions.
LIMITS = {"ck": "200", "aldolase": "8", "ldh": "250", "ast": "40", "alt": "40",
          "troponin": "14"}


def rows(library, measure, badness, variant, random, plain=False):
    """(item, value) pairs of one score; `badness` from 0, best, to 1, worst."""
    if measure in LIMITS:
        limit = Fraction(LIMITS[measure])
        multiple = Fraction(round(max(0.0, badness) * 200) + 10, 20)
        return [("result", decimal(limit * multiple)), ("upper-limit", LIMITS[measure])]
    higher = library.measures[measure]["direction"] == "higher-is-better"
    if measure not in FORMS or (measure in VALUES and random.random() < 0.3):
        return [("", near(VALUES[measure], badness, higher, random))]
    answers = {}
    for item, allowed in FORMS[measure].items():
        if item.endswith("-aid"):
            if random.random() < 0.03:
                answers[item] = "yes"
            continue
        answers[item] = near(allowed, badness, higher, random)
    return changed(measure, answers, random, plain)


def changed(measure, answers, random, plain):
    """Now and then an answer is missing, or the total stands alone or beside its items."""
    total, _ = score(measure, answers)
    style = random.random()
    if style < 0.05:
        answers[random.choice(sorted(answers))] = random.choice(CODES)
    elif plain:
        pass
    elif style < 0.12 and total is not None and len(answers) > 1:
        return [("total", rounded(total))]
    elif style < 0.15 and total is not None and len(answers) > 1:
        return [*answers.items(), ("total", rounded(total))]
    return list(answers.items())


def near(allowed, badness, higher, random):
    """An allowed answer about as bad as asked for."""
    share = min(1.0, max(0.0, badness + random.gauss(0, 0.02)))
    share = 1 - share if higher else share
    if isinstance(allowed, Number):
        least, step = Fraction(allowed.least), Fraction(allowed.step)
        most = min(Fraction(allowed.greatest), least + 100) if step >= 1 else min(
            Fraction(allowed.greatest), least + 60)
        count = int((most - least) / step)
        return decimal(least + step * min(count, max(0, round(share * count))))
    return allowed[min(len(allowed) - 1, max(0, round(share * (len(allowed) - 1))))]


def variants(library, measure, random):
    """The variants of one visit: both hands mostly, and seldom another distance."""
    keys = library.measures[measure].get("variants") or []
    found = [""]
    for key in keys:
        values = VARIANTS.get(measure, {}).get(key["key"]) or key["values"]
        if values == "any":
            values = ("own-18",)
        values = [str(one) for one in values if str(one) in map(str, key["values"])
                  or key["values"] == "any"]
        if key.get("separate"):
            chosen = values if random.random() < 0.7 else [random.choice(values)]
        elif "default" in key and random.random() < 0.93:
            chosen = [str(key["default"])] if random.random() < 0.5 else [None]
        else:
            chosen = [random.choice(values)]
        found = [add(one, key["key"], value) for one in found for value in chosen]
    return found


def add(text, key, value):
    return text if value is None else ";".join(filter(None, (text, f"{key}={value}")))
