"""Compares the program with the second implementation on random answers and a random clinic.

    python3 compare.py RECHECK [--quick] [--cases N] [--patients N] [--record WHAT]
                               [--seed S] [--only ID]

Prints one line per measure, how often each verdict and flag was met, the first differences with
their answers, and `N passed, M failed`. `--only judging` leaves the totals out.
Ends with 1 on any difference, on a measure of the library that nobody compares, or when the program
fails.
"""

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import clinic
import compare_judging
from cases import REFUSED, cases
from totals import MEASURES

JUDGING = "judging"

# Measures of the library without a rule of arithmetic in the evidence, and why.
NOT_COMPARED = {
  "mgfa-pis": "a status judged by the physician, without a number",
  "pass": "a yes or no, without a number",
  "tis-2016-juvenile": "the adult table with other levels; the adult score is compared",
}


def main():
    options = parse(sys.argv[1:])
    begun, differences, passed = time.monotonic(), [], 0
    for measure in uncompared(options):
        differences.append((measure, "coverage", "a rule here", "a measure that nobody compares"))
    for measure in chosen(options):
        # Each measure has its own fixed stream, so that --only shows the same answers.
        stream = random.Random(f"{options.seed} {measure}")
        if measure == clinic.MEASURE:
            count, wrong = clinic.compare(options.recheck, options.cases, stream)
        else:
            count, wrong = compare(options.recheck, measure, options.cases, stream)
        print(f"{measure}: {count - len(wrong)} of {count} agree", flush=True)
        passed += count - len(wrong)
        differences += wrong
    if options.only in (None, JUDGING):
        count, wrong, met = compare_judging.compare(
            options.recheck, options.patients, options.seed, options.definitions,
            options.record == "plain")
        print(f"judging: {count} of {count + len(wrong)} lines agree; met "
              + ", ".join(f"{number} {word}" for word, number in sorted(met.items())), flush=True)
        passed += count
        differences += wrong
    for answers, name, here, there in differences[:options.show]:
        print(f"  {answers}\n    {name}: expected {here!r}, the program gives {there!r}")
    print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
    print(f"{passed} passed, {len(differences)} failed")
    return 1 if differences else 0


def chosen(options):
    if options.only == JUDGING:
        return []
    return [options.only] if options.only else [*MEASURES, clinic.MEASURE]


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recheck", type=Path, help="the program to compare with")
    parser.add_argument("--quick", action="store_true", help="500 answer sets per measure")
    parser.add_argument("--cases", type=int, help="answer sets per measure (default 10,000)")
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--patients", type=int, help="of the random clinic (default 3,000)")
    parser.add_argument(
        "--record", choices=("plain", "full"),
        help="plain: dates known to the day, scores with items, no reasons of stops "
             "(default with --quick)")
    parser.add_argument("--definitions", help="a folder laid over the shipped definitions")
    parser.add_argument("--show", type=int, default=10, help="differences to print")
    parser.add_argument("--only", metavar="ID", choices=[*MEASURES, clinic.MEASURE, JUDGING])
    options = parser.parse_args(arguments)
    options.recheck = options.recheck.resolve()
    options.cases = options.cases or (500 if options.quick else 10_000)
    options.patients = options.patients or (250 if options.quick else 3_000)
    options.record = options.record or ("plain" if options.quick else "full")
    return options


def uncompared(options):
    """Measures that the program knows and this comparison does not."""
    if options.only:
        return []
    listed = run(options.recheck, "measures", "list", "--format", "csv")
    known = {*MEASURES, clinic.MEASURE, *NOT_COMPARED}
    ids = [row["id"] for row in csv.DictReader(listed.splitlines())]
    return [measure for measure in ids if measure not in known]


def compare(recheck, measure, count, stream):
    drawn = cases(measure, count, stream)
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder, f"{measure}.txt")
        batch.write_text("".join(line + "\n" for line, _ in drawn), encoding="utf-8")
        answered = run(recheck, "score", "--batch", str(batch))
    results = [{} for _ in drawn]
    for row in csv.DictReader(answered.splitlines()):
        results[int(row["line"]) - 1][row["name"]] = row["value"]
    return count, [wrong for (line, expected), result in zip(drawn, results)
                   if (wrong := difference(line, expected, result))]


def difference(line, expected, result):
    """The first name that differs, with both values; None when line and result agree."""
    if expected == REFUSED:
        return None if "error" in result else (line, "error", "a refusal", str(result))
    for name in [*expected, *(name for name in result if name not in expected)]:
        here, there = expected.get(name), result.get(name)
        if here != there:
            return line, name, here, result.get("error", there)
    return None


def run(recheck, *arguments):
    done = subprocess.run([str(recheck), *arguments], capture_output=True, text=True,
                          encoding="utf-8")
    # A batch with refused lines ends with 1; its output is complete all the same.
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"`{recheck.name} {' '.join(arguments)}` ended with {done.returncode}: "
                 f"{done.stderr.strip()[:2000]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
