"""Judges a folder of CSV files by the second implementation.

    python3 judge.py FOLDER --as-of DAY --definitions DIR [--definitions DIR]
                     [--by patient | --flags | --changes]

FOLDER holds patients.csv, diagnoses.csv, treatments.csv, scores.csv. Without an option it prints
the rows of `recheck judge --format csv`.
"""

import argparse
import csv
import sys

from judging import days, rows
from judging.flags import flags_change_on
from judging.library import Library
from judging.patient import Patient
from judging.records import read_folder


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--definitions", action="append", required=True)
    parser.add_argument("--by", choices=["patient"])
    parser.add_argument("--flags", action="store_true", help="one row per flag")
    parser.add_argument("--changes", action="store_true", help="when the flags change by time")
    options = parser.parse_args()
    library = Library.read(*options.definitions)
    as_of = days.latest(options.as_of)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if options.flags:
        writer.writerow(["patient_id", "flag", "severity", "therapy", "start"])
    elif options.changes:
        writer.writerow(["patient_id", "changes_on"])
    else:
        writer.writerow(rows.BY_PATIENT if options.by else rows.JUDGE)
    for record in read_folder(options.folder, library).values():
        judged = Patient(library, record).on(as_of)
        if options.flags:
            writer.writerows(rows.flag_rows(judged))
        elif options.changes:
            writer.writerow([record.patient, days.iso(flags_change_on(judged))])
        else:
            writer.writerows((rows.patient_rows if options.by else rows.judge_rows)(judged))


if __name__ == "__main__":
    main()
