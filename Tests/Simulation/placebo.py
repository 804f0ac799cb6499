"""True non-responders against placebo arms: who meets a published one-visit criterion."""

import datetime

from judging.days import iso
from judging.patient import Patient
from judging.records import read_folder

PUBLISHED = [
  ("INCAT 1", "incat", 1, "ICE 21 % (kept to week 24)"),
  ("grip 8 kPa, a hand", "grip-vigorimeter", 8, "ICE 21 to 26 %"),
  ("MRC-60 2", "mrc-60", 2, "none; second simulator 23 %"),
  ("MG-ADL 2", "mg-adl", 2, "ADAPT 30 %, AChR-negative 63 %"),
  ("QMG 3", "qmg", 3, "effect size 0.24; second simulator 26 %"),
  ("MMT8-150 3.7", "mmt8-150", 3.7, "none; second simulator 33 %"),
  ("TIS 20", "tis-2016", 20, "ProDERM 44 %"),
]


def placebo_table(folder, truth, library):
    """(name, published, how many met it, of how many) per criterion."""
    found = {name: [0, 0] for name, *_ in PUBLISHED}
    records = read_folder(folder, library)
    for row in truth:
        if row["response"] != "non-responder" or any(
                one["acts_from"] and one["acts_until"] >= row["start"] for one in truth
                if one["patient_id"] == row["patient_id"] and one is not row):
            continue
        windows = library.expectation(row["disease"], row["therapy"], "induction")
        until = row["start"] + datetime.timedelta(days=int(windows.deadline) + 90)
        judged = Patient(library, records[row["patient_id"]]).on(until.toordinal())
        for course in judged.courses:
            if (course.series.therapy, iso(course.start)) == (row["therapy"],
                                                              row["start"].isoformat()):
                count(course, windows, found)
    return [(name, published, *found[name]) for name, _, _, published in PUBLISHED]


def count(course, windows, found):
    measures = course.singles + ([course.composite] if course.composite else [])
    for name, measure, step, _ in PUBLISHED:
        for one in measures:
            if (one.table.name if one.kind == "composite" else one.yardstick.measure) != measure:
                continue
            seen = [day for day in one.raw_days_from(windows.assess_by)] if one.baseline else []
            if seen:
                found[name][1] += 1
                found[name][0] += better(one, seen[0]) >= step


def better(one, day):
    if one.kind == "composite":
        return next(one.table.improvement(one.baseline_set, later) for later in one.raw
                    if max(score.day for _, score in later) == day)
    return next(one.yardstick.improvement(one.baseline, later) for later in one.raw
                if later.day == day)
