"""The four layouts of the import, read into one record per patient."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import totals
from judging import days

MISSING = totals.MISSING


@dataclass(frozen=True)
class Diagnosis:
    disease: str
    begins: int          # 0 where the day is not known: in force ever since
    onset: int | None
    ends: int | None


@dataclass(frozen=True)
class Course:
    therapy: str
    start: int
    stop: int | None
    intent: str
    dose: Fraction | None
    unit: str
    interval: Fraction | None
    reason: str
    row: int             # order of entry, for courses that are otherwise alike


@dataclass(frozen=True)
class Score:
    day: int
    variant: str         # in the definition's order with every default said
    total: Fraction | None
    parts: dict = field(hash=False, compare=False)
    items: dict = field(hash=False, compare=False)
    total_only: bool = False

    def variant_value(self, key):
        return dict(pair.split("=", 1) for pair in self.variant.split(";") if pair).get(key)


@dataclass
class Record:
    patient: str
    sex: str
    diagnoses: list = field(default_factory=list)
    courses: list = field(default_factory=list)
    scores: dict = field(default_factory=lambda: defaultdict(list))


def read_folder(folder, library):
    """Patient id to record, in the order of the ids."""
    rows = {name: list(csv.DictReader(open(Path(folder, f"{name}.csv"), encoding="utf-8-sig",
                                           newline="")))
            for name in ("patients", "diagnoses", "treatments", "scores")}
    records = {row["patient_id"]: Record(row["patient_id"], row["sex"]) for row in rows["patients"]}
    for row in rows["diagnoses"]:
        records[row["patient_id"]].diagnoses.append(diagnosis(row))
    for number, row in enumerate(rows["treatments"]):
        records[row["patient_id"]].courses.append(course(row, number))
    grouped = defaultdict(dict)
    for row in rows["scores"]:
        measure = library.measures[row["measure"]]
        key = (row["patient_id"], row["measure"], row["date"], canonical(measure, row["variant"]))
        grouped[key][row["item"] or "value"] = row["value"]
    for (patient, measure, date, variant), answers in grouped.items():
        record = records[patient]
        record.scores[measure].append(score(measure, date, variant, answers, record.sex))
    for record in records.values():
        for scores in record.scores.values():
            scores.sort(key=lambda one: (one.day, one.variant))
        record.courses.sort(key=lambda one: (one.start, one.therapy, one.row))
    return dict(sorted(records.items()))


def diagnosis(row):
    return Diagnosis(row["disease"],
                     days.earliest(row["diagnosed_on"]) if row["diagnosed_on"] else 0,
                     days.earliest(row["onset_on"]) if row["onset_on"] else None,
                     days.earliest(row["ended_on"]) if row["ended_on"] else None)


def course(row, number):
    stop = days.latest(row["stop"]) if row["stop"] else None
    start = days.latest(row["start"])
    if stop is not None:
        # A start known to the year cannot lie after a stop known to the day.
        start = min(start, stop)
    return Course(row["therapy"], start, stop, row["intent"] or "induction",
                  Fraction(row["dose"]) if row["dose"] else None, row["unit"],
                  Fraction(row["interval_days"]) if row["interval_days"] else None,
                  row.get("stop_reason") or "", number)


def canonical(measure, text):
    given = dict(pair.split("=", 1) for pair in text.split(";") if pair)
    return ";".join(f"{key['key']}={given.get(key['key'], key.get('default'))}"
                    for key in measure.get("variants") or [])


def score(measure, date, variant, answers, sex):
    day = days.latest(date)
    items = {item: text for item, text in answers.items() if item not in ("total", "value")}
    if "total" in answers and not items:
        return Score(day, variant, number(answers["total"]), {}, {}, total_only=True)
    answers = {item: text for item, text in answers.items() if item != "total"}
    if measure in totals.MEASURES:
        total, parts = totals.score(measure, answers, sex or None)
    else:
        total, parts = number(answers.get("value")), {}
    only = not items and measure in totals.FORMS
    return Score(day, variant, total, parts, items, total_only=only)


def number(text):
    return None if text is None or text in MISSING else Fraction(text)
