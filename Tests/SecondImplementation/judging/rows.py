"""The rows of `judge`, `judge --by patient` and the review lists, as the program prints them."""

from fractions import Fraction

from judging import days
from judging.diagnosis import wholes
from judging.flags import flags_of
from judging.verdict import assessments, changes_on, firmness

JUDGE = ("patient_id,disease,therapy,start,intent,verdict,index,changes_on,measure,variant,"
         "measure_verdict,baseline_date,baseline,latest_date,latest,improvement,threshold,change,"
         "unit,firmness,assessments").split(",")
BY_PATIENT = ("patient_id,disease,index,firmness,verdict,immunotherapies,failed,reference_date,"
              "latest_date").split(",")


def judge_rows(judged):
    """One row per course and counted measure."""
    patient = judged.patient.record.patient
    for course in judged.courses:
        lead = [patient, course.series.disease or "", course.series.therapy,
                days.iso(course.start), course.series.intent, course.verdict]
        if not course.is_judged:
            yield lead + [""] * (len(JUDGE) - len(lead))
            continue
        lead += [limited(course.index), days.iso(changes_on(course))]
        counted = [firmness(course.index),
                   str(assessments(course)) if course.index is not None else ""]
        listed = sorted(shown(course), key=lambda one: (name(one), variant(one)))
        for one in listed:
            yield lead + measure_cells(one) + counted


def shown(course):
    """Of a group the measures with scores; the first where there are none."""
    recorded = {one.group for one in course.judged if has_scores(one)}
    seen = set()
    for one in course.judged:
        if has_scores(one) or (one.group not in recorded and one.group not in seen):
            yield one
        seen.add(one.group)


def has_scores(one):
    return one.kind == "composite" or one.is_recorded


def name(one):
    return one.table.name if one.kind == "composite" else one.yardstick.measure


def variant(one):
    if one.kind == "composite":
        return ""
    return one.baseline.variant if one.baseline else one.variant


def measure_cells(one):
    cells = [name(one), variant(one), one.verdict]
    if not one.baseline:
        return cells + [""] * 8
    day, value = baseline(one)
    latest = latest_of(one)
    return cells + [days.iso(day), plain(value)] + (
        [days.iso(latest[0]), plain(latest[1])] if latest else ["", ""]) + [
        plain(one.improvement), plain(one.threshold), limited(one.change), plain(one.unit)]


def baseline(one):
    if one.kind == "composite":
        return one.baseline_shown
    return one.baseline.day, one.yardstick.value(one.baseline)


def latest_of(one):
    if one.kind == "composite":
        return one.latest_shown()
    if not one.follow_ups:
        return None
    last = one.follow_ups[-1]
    return last.day, one.yardstick.value(last)


def plain(value, places=3):
    """At most three decimals, half away from zero, no trailing zeros."""
    if value is None:
        return ""
    scaled = int(abs(Fraction(value)) * 10 ** places + Fraction(1, 2))
    text = f"{scaled // 10 ** places}.{scaled % 10 ** places:0{places}d}".rstrip("0").rstrip(".")
    return "-" + text if value < 0 and scaled else text


def limited(value):
    """Two decimals, cut so that the shown number lies on the same side of every limit."""
    if value is None:
        return ""
    hundredths = int(abs(value) * 100)
    if value < 0 and hundredths == 0 or Fraction(3, 2) < value < Fraction(151, 100):
        hundredths += 1
    return f"{'-' if value < 0 else ''}{hundredths // 100}.{hundredths % 100:02d}"


def patient_rows(judged):
    for whole in wholes(judged):
        yield [judged.patient.record.patient, whole.diagnosis.disease, limited(whole.index),
               firmness(whole.index), whole.flag or "none", str(len(whole.tried)),
               str(len(whole.failed)), days.iso(whole.reference_date),
               days.iso(whole.latest_date)]


def flag_rows(judged):
    """One row per flag: patient, kind, severity, therapy, start."""
    for flag in flags_of(judged):
        yield [judged.patient.record.patient, flag.kind, flag.severity, flag.therapy,
               days.iso(flag.start)]
