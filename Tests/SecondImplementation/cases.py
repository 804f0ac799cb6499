"""Random answer sets, one batch line each, with what the second implementation expects of it."""

from forms import FORMS, QMG_MEASURED, VALUES, VARIANTS, Number, draw
from totals import MISSING, rounded, score

REFUSED = "refused"


def cases(measure, count, random):
    """`count` pairs of a batch line and its expected names and values (or REFUSED)."""
    return [case(measure, random) for _ in range(count)]


def case(measure, random):
    words, sex = [measure], None
    if measure == "qmg":
        sex = random.choice(("female", "male", "female", "male", None))
        words += [f"sex={sex}"] if sex else []
    variant = [f"{k}={random.choice(allowed)}" for k, allowed in VARIANTS.get(measure, {}).items()]
    words += [f"variant={';'.join(variant)}"] if variant else []
    answers = complete_answers(measure, random)
    expected = None
    if random.random() < 0.45:
        leave_out(answers, random)
    elif random.random() < 0.04:
        spoil(measure, answers, random)
        expected = REFUSED
    elif measure in FORMS and measure in VALUES and "value" not in answers:
        expected = add_entered_total(measure, answers, random)
    if measure == "qmg" and sex is None and any(
            answers.get(grip, "unable") not in MISSING for grip in ("grip-right-kg", "grip-left-kg")):
        expected = REFUSED
    if expected is None:
        total, subscores = score(measure, answers, sex)
        expected = {"total": text(total)} | {name: text(value) for name, value in subscores.items()}
    items = [f"{item}={value}" for item, value in answers.items()]
    random.shuffle(items)
    return " ".join(words + items), expected


def complete_answers(measure, random):
    """All items, or the entered value; extremes are drawn more often than chance would."""
    if measure not in FORMS or (measure in VALUES and random.random() < 0.15):
        return {"value": draw(VALUES[measure], random)}
    form, style = FORMS[measure], random.random()
    answers = {}
    for item, allowed in form.items():
        if measure == "qmg" and item in QMG_MEASURED and random.random() < 0.5:
            item, allowed = QMG_MEASURED[item]
        if style < 0.1 and not isinstance(allowed, Number):
            answers[item] = allowed[0 if style < 0.05 else -1]
        elif not (item.endswith("-aid") and random.random() < 0.5):
            answers[item] = draw(allowed, random)
    return answers


def leave_out(answers, random):
    """Takes out or codes as missing some or all answers; at least one word stays on the line."""
    items = [item for item in answers if not item.endswith("-aid")]
    count = random.choice((1, 1, 1, 2, 3, len(items)))
    for item in random.sample(items, min(count, len(items))):
        if random.random() < 0.5 and len(answers) > 1:
            del answers[item]
        else:
            answers[item] = random.choice(MISSING)


def spoil(measure, answers, random):
    """An answer that the form refuses: out of range, between two steps, or no option."""
    item = random.choice(sorted(answers))
    measured = dict(QMG_MEASURED.values()) if measure == "qmg" else {}
    allowed = VALUES[measure] if item == "value" else (FORMS[measure] | measured)[item]
    if isinstance(allowed, Number):
        between = allowed.least + ("" if "." in allowed.least else ".") + "00001"
        answers[item] = random.choice(("100000000", "-100000000", between))
    else:
        answers[item] = random.choice(("-7", "99", "0.5", "nonsense"))


def add_entered_total(measure, answers, random):
    """Sometimes the total beside its items: accepted when it agrees, refused when it does not."""
    if random.random() > 0.1:
        return None
    total = rounded(score(measure, answers)[0])
    if random.random() < 0.5:
        answers["value"] = total
        return None
    other = draw(VALUES[measure], random)
    answers["value"] = other
    return None if other == total else REFUSED


def text(value):
    return "" if value is None else rounded(value)
