"""The program and the second implementation judge one random clinic; every line must agree."""

import collections
import csv
import datetime
import io
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from judging import rows
from judging.flags import ORDER, flags_of
from judging.library import Library
from judging.patient import Patient
from judging.records import read_folder
from judging.rows import BY_PATIENT, JUDGE
from random_clinic import RandomClinic

SHIPPED = Path(__file__).resolve().parents[2] / "Measures"
DAYS = [datetime.date(*day) for day in ((2021, 12, 1), (2022, 9, 9), (2023, 4, 30), (2024, 2, 29),
                                        (2024, 11, 11), (2025, 6, 30))]
VERDICTS = ["not-judged", "no-response-expected", "worsened", "worsening-possible", "stable",
            "mixed", "response-declining", "responding", "response-lost", "no-response",
            "stopped-without-effect", "trial-incomplete", "no-baseline", "too-early",
            "not-evaluable", "assessment-due", "assessment-overdue", "partial-response",
            "response-due"]
MEASURE_VERDICTS = ["no-baseline", "incomparable", "floor", "no-follow-up", "improved", "worsened",
                    "partial", "unchanged"]
# What only a reason of a stop can bring about.
NOT_PLAIN = {"stopped-without-effect"}
LISTS = {"list": (), "due": ("--due",), "notes": ("--notes",)}
LISTED = ["patient_id", "severity", "flag", "therapy", "start", "weeks", "flags"]


def compare(recheck, patients, seed, definitions=None, plain=False):
    """(lines that agree, differences, what was met); without `recheck` only what was met.

    `plain`: a clinic without partial dates, totals without items and reasons of stops.
    """
    library = Library.read(SHIPPED, *filter(None, [definitions]))
    passed, wrong, met = 0, [], collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        clinic = RandomClinic(library, random.Random(f"judging {seed}"), plain)
        files = clinic.write(folder, patients)
        records = [Patient(library, record) for record in read_folder(folder, library).values()]
        program = recheck and Program(recheck, folder, files, definitions)
        for day in DAYS:
            expected = lines(records, day, met)
            for name, here in expected.items() if program else ():
                there = program.lines(name, day)
                agreed, differing = difference(f"{day} {name}", here, there)
                passed += agreed
                wrong += differing
    missing = [one for one in VERDICTS + [f"measure {one}" for one in MEASURE_VERDICTS]
               + [f"flag {one}" for one in ORDER]
               if not met[one] and not (plain and one.removeprefix("flag ") in NOT_PLAIN)]
    wrong += [("the random clinic", "coverage", f"a patient with {one}", "none") for one in missing]
    return passed, wrong, met


def lines(records, day, met):
    """Name of a list to its lines; a line is a tuple of cells, the first the patient."""
    found = {name: [] for name in ("judge", "by patient", *LISTS)}
    reviews = []
    for patient in records:
        judged = patient.on(day.toordinal())
        for row in rows.judge_rows(judged):
            found["judge"].append(tuple(row))
        met.update(course.verdict for course in judged.courses)
        met.update(f"measure {one.verdict}" for course in judged.courses if course.is_judged
                   for one in course.judged)
        found["by patient"] += map(tuple, rows.patient_rows(judged))
        flags = flags_of(judged)
        met.update(f"flag {one.kind}" for one in flags)
        met.update(f"{one.severity} {one.kind}" for one in flags)
        reviews.append((judged.patient.record.patient, flags))
        patient.forget_days()
    for name, of in (("list", ("red", "amber")), ("due", ("due",)), ("notes", ("note",))):
        found[name] = review(reviews, of, day.toordinal(), alone=name == "notes")
    return found


def review(reviews, severities, as_of, alone):
    """One line per patient, about the most urgent flag of these severities."""
    found = []
    for patient, flags in reviews:
        of_list = [one for one in flags if one.severity in severities]
        if not of_list or (alone and len(of_list) < len(flags)):
            continue
        first = of_list[0]
        weeks = "" if first.start is None else str((as_of - first.start) // 7)
        ids = list(dict.fromkeys(one.kind for one in flags))
        found.append((first.urgency, (patient, first.severity, first.kind, first.therapy,
                                      rows.days.iso(first.start), weeks, ";".join(ids))))
    return [line for _, line in sorted(found, key=lambda one: (one[0], one[1][0]))]


class Program:
    def __init__(self, recheck, folder, files, definitions):
        self.recheck, self.clinic = recheck, str(Path(folder, "random.sqlite"))
        self.more = ["--definitions", str(definitions)] if definitions else []
        self.run("import", "--even-if-similar", *files)

    def lines(self, name, day):
        words, columns = {"judge": (["judge"], JUDGE),
                          "by patient": (["judge", "--by", "patient"], BY_PATIENT)}.get(
            name, (["review", "list", *LISTS.get(name, ())], LISTED))
        text = self.run(*words, "--format", "csv", "--as-of", day.isoformat())
        return [tuple(row.get(column, "(no column)") for column in columns)
                for row in csv.DictReader(io.StringIO(text))]

    def run(self, *words):
        done = subprocess.run([str(self.recheck), *words, "--clinic", self.clinic, *self.more],
                              capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            sys.exit(f"`{self.recheck.name} {' '.join(words[:2])}` ended with {done.returncode}: "
                     f"{done.stderr.strip()[:3000]}")
        return done.stdout


def difference(name, here, there):
    """Compared patient by patient, so that one missing line is one difference."""
    apart = [collections.defaultdict(list), collections.defaultdict(list)]
    for side, found in zip(apart, (here, there)):
        for line in found:
            side[line[0]].append(line)
    passed, wrong = 0, []
    for patient in sorted({*apart[0], *apart[1]}):
        ours, theirs = (side[patient] for side in apart)
        for at in range(max(len(ours), len(theirs))):
            one, other = (side[at] if at < len(side) else None for side in (ours, theirs))
            if one == other:
                passed += 1
            else:
                wrong.append((f"{name} {patient}", "line", shown(one), shown(other)))
    order = [line[0] for line in here], [line[0] for line in there]
    if not wrong and order[0] != order[1]:
        first = next(at for at, (one, other) in enumerate(zip(*order)) if one != other)
        wrong.append((name, "order", *(" ".join(one[first:first + 10]) for one in order)))
    return passed, wrong


def shown(line):
    return "no line" if line is None else ",".join(line)
