#!/usr/bin/env python3
"""Judges simulated clinics with a known truth and prints how often the rule is right.

figures.py RECHECK | --python [--definitions DIR] [--hard | --gentle] [--patients N] [--seeds 1,2]

Without --hard or --gentle both generators are run. Every course is judged 14, 60 and 180 days
after its deadline and at the end (on a weekly grid), every fortnight for the time to a red flag,
and every diagnosis once a quarter.
"""

import argparse
import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

import judges
from judging.library import Library
from placebo import placebo_table
from tallies import LAST, Tallies, wanted_days

HERE = pathlib.Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "Measures"
GENERATORS = {"gentle": "simulate.py", "hard": "hard.py"}


def main():
    options = parse()
    library = Library.read(SHIPPED, *filter(None, [options.definitions]))
    judge = (judges.Second(library) if options.python
             else judges.Program(options.recheck, options.definitions))
    for generator in options.generators:
        tallies, folders = Tallies(library), []
        for seed in options.seeds.split(","):
            with tempfile.TemporaryDirectory() as folder:
                simulate(generator, folder, seed, options.patients, library)
                truth = read_truth(folder, library)
                answers = judge.answer(folder, *wanted_days(truth, library))
                tallies.add(truth, answers, options.patients)
                folders.append(placebo_table(folder, truth, library))
        print(f"\n{generator} generator, {options.patients} patients, seeds {options.seeds}")
        tallies.print()
        print_placebo(folders)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recheck", nargs="?", help="the built program")
    parser.add_argument("--python", action="store_true", help="judge by the second implementation")
    parser.add_argument("--definitions", help="a folder laid over the shipped definitions")
    parser.add_argument("--hard", dest="generators", action="store_const", const=["hard"])
    parser.add_argument("--gentle", dest="generators", action="store_const", const=["gentle"])
    parser.add_argument("--patients", type=int, default=1000)
    parser.add_argument("--seeds", default="1,2")
    options = parser.parse_args()
    if bool(options.recheck) == options.python:
        parser.error("give the program or --python")
    options.generators = options.generators or list(GENERATORS)
    return options


def simulate(generator, folder, seed, patients, library):
    """The generators plan their visits by the windows of the definitions."""
    windows = {f"{disease} {therapy}": [float(row[key]) for key in
                                        ("first-effect", "assess-by", "deadline")]
               for therapy, rows in library.rows.items() for (disease, intent), row in rows.items()
               if intent == "any"}
    effects = {f"effect {therapy}": [library.effect(therapy)] for therapy in library.therapies}
    subprocess.run([sys.executable, HERE / GENERATORS[generator], folder, seed, str(patients),
                    json.dumps(windows | effects)], check=True)


def read_truth(folder, library):
    """The gentle generator says nothing of when a response acts: from the first effect on."""
    rows = list(csv.DictReader(open(f"{folder}/truth.csv", encoding="utf-8")))
    for row in rows:
        row["start"] = datetime.date.fromisoformat(row["start"])
        row.setdefault("regimen", "running")
        for key in ("acts_from", "acts_until"):
            text = row.get(key) or ""
            row[key] = datetime.date.fromisoformat(text) if text else None
        if row["response"] != "non-responder":
            windows = library.expectation(row["disease"], row["therapy"], "induction")
            row["acts_from"] = row["acts_from"] or (
                row["start"] + datetime.timedelta(days=int(windows.first_effect)))
            row["acts_until"] = row["acts_until"] or LAST
    return rows


def print_placebo(tables):
    print("\none visit at or after assess-by: true non-responders better by the published step")
    for name, published in (one[:2] for one in tables[0]):
        met = sum(found for table in tables for one, _, found, _ in table if one == name)
        seen = sum(count for table in tables for one, _, _, count in table if one == name)
        print(f"  {name:20} {100 * met / seen if seen else 0:4.0f} % of {seen:5}"
              f"   published placebo: {published}")


if __name__ == "__main__":
    main()
