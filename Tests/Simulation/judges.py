"""Who judges a simulated clinic: the built program, or the second implementation."""

import collections
import csv
import datetime
import io
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "SecondImplementation"))

from judging.diagnosis import wholes  # noqa: E402
from judging.flags import flags_of  # noqa: E402
from judging.patient import Patient  # noqa: E402
from judging.records import read_folder  # noqa: E402

LAYOUTS = ("patients", "diagnoses", "treatments", "scores")
FLAGGED = ("red", "amber")


class Answers:
    """What a judge says; days are dates.

    `verdicts`: (day, patient, therapy, start) to verdict; `whole`: (day, patient) to the flag of
    the diagnosis; `listed`: day to the number of patients on the review list.
    """

    def __init__(self):
        self.verdicts, self.whole, self.listed = {}, {}, collections.Counter()


class Program:
    """The built program on a clinic file in the folder."""

    def __init__(self, recheck, definitions):
        self.recheck = str(pathlib.Path(recheck).resolve())
        self.more = ["--definitions", definitions] if definitions else []

    def answer(self, folder, judge_on, whole_on, list_on):
        """`judge_on` and `whole_on`: day to the patients who are asked about; `list_on`: days."""
        clinic, answers = f"{folder}/clinic.sqlite", Answers()
        self.run("import", "--even-if-similar", "--clinic", clinic, *(f"{folder}/{one}.csv" for one in LAYOUTS))
        for day in sorted(judge_on):
            for row in self.rows("judge", clinic, day):
                key = day, row["patient_id"], row["therapy"], row["start"]
                answers.verdicts[key] = row["verdict"]
        for day in sorted(whole_on):
            for row in self.rows("judge", clinic, day, "--by", "patient"):
                if row["verdict"] != "none":
                    answers.whole[day, row["patient_id"]] = row["verdict"]
        for day in list_on:
            answers.listed[day] = sum(1 for _ in self.rows("review", clinic, day, "list"))
        return answers

    def rows(self, command, clinic, day, *more):
        words = [command, *(more if command == "review" else ()), "--clinic", clinic, "--as-of",
                 day.isoformat(), "--format", "csv", *(() if command == "review" else more)]
        return csv.DictReader(io.StringIO(self.run(*words)))

    def run(self, *words):
        done = subprocess.run([self.recheck, *words, *self.more], capture_output=True, text=True,
                              encoding="utf-8")
        if done.returncode:
            sys.exit(f"`recheck {words[0]}` ended with {done.returncode}: {done.stderr[:2000]}")
        return done.stdout


class Second:
    """The second implementation."""

    def __init__(self, library):
        self.library = library

    def answer(self, folder, judge_on, whole_on, list_on):
        answers, asked = Answers(), collections.defaultdict(dict)
        for kind, wanted in (("judge", judge_on), ("whole", whole_on)):
            for day, patients in wanted.items():
                for one in patients:
                    asked[one].setdefault(day, set()).add(kind)
        for name, record in read_folder(folder, self.library).items():
            patient = Patient(self.library, record)
            for day in list_on:
                asked[name].setdefault(day, set()).add("list")
            for day, kinds in sorted(asked[name].items()):
                self.judge(patient, name, day, kinds, answers)
                patient.forget_days()
        return answers

    @staticmethod
    def judge(patient, name, day, kinds, answers):
        judged = patient.on(day.toordinal())
        for course in judged.courses:
            start = datetime.date.fromordinal(course.start).isoformat()
            answers.verdicts[day, name, course.series.therapy, start] = course.verdict
        if "whole" in kinds:
            for whole in wholes(judged):
                if whole.flag:
                    answers.whole[day, name] = whole.flag
        if "list" in kinds:
            answers.listed[day] += any(flag.severity in FLAGGED for flag in flags_of(judged))
