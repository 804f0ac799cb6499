#!/usr/bin/env python3
"""Judges simulated clinics with a known truth and prints how often the rule is right.

figures.py RECHECK [--patients 1000] [--seeds 1,2,3]

Each course is judged 14, 60 and 180 days after its deadline (on the next day of a weekly grid) and at the
end of the simulation. Counted are courses that the rule decides: those without a baseline, without an
assessment around the deadline, at the floor or stopped too early are left out of the shares and counted
in the last column.
"""
import argparse, collections, csv, datetime, io, pathlib, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent
DEADLINE_WEEKS = {
    ("cidp", "ivig"): 9, ("cidp", "prednisone"): 12, ("cidp", "efgartigimod"): 12, ("cidp", "rituximab"): 52,
    ("mg", "prednisone"): 13, ("mg", "ivig"): 4, ("mg", "efgartigimod"): 8, ("mg", "azathioprine"): 78,
    ("mg", "eculizumab"): 26, ("dm", "prednisone"): 12, ("dm", "ivig"): 16, ("dm", "rituximab"): 44,
}
RED = {"no-response", "worsened"}
NO_FLAG = {"responding", "stable"}
UNDECIDED = {"not-judged", "trial-incomplete", "too-early", "no-baseline", "not-evaluable", "assessment-due",
             "assessment-overdue"}
LAST = datetime.date(2026, 6, 30)
FIRST = datetime.date(2022, 1, 1)


def judge(recheck, clinic, day):
    out = subprocess.run([recheck, "judge", "--clinic", clinic, "--as-of", day.isoformat(), "--format", "csv"],
                         check=True, capture_output=True, text=True).stdout
    return {(r["patient_id"], r["therapy"], r["start"]): r["verdict"] for r in csv.DictReader(io.StringIO(out))}


def percent(part, whole):
    return f"{100 * part / whole:5.1f} %" if whole else "    - "


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("recheck")
    arguments.add_argument("--patients", type=int, default=1000)
    arguments.add_argument("--seeds", default="1,2,3")
    options = arguments.parse_args()
    recheck = str(pathlib.Path(options.recheck).resolve())
    names = ["14 days", "60 days", "180 days", "at the end"]
    tallies = {name: collections.Counter() for name in names}
    for seed in options.seeds.split(","):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, HERE / "simulate.py", folder, seed, str(options.patients)], check=True)
            clinic = f"{folder}/clinic.sqlite"
            subprocess.run([recheck, "import", "--even-if-similar", "--clinic", clinic] + [f"{folder}/{name}.csv" for name in
                           ("patients", "diagnoses", "treatments", "scores")], check=True, capture_output=True)
            truth = list(csv.DictReader(open(f"{folder}/truth.csv")))
            wanted = collections.defaultdict(list)
            for row in truth:
                start = datetime.date.fromisoformat(row["start"])
                deadline = start + datetime.timedelta(weeks=DEADLINE_WEEKS[row["disease"], row["therapy"]])
                for name, days in (("14 days", 14), ("60 days", 60), ("180 days", 180)):
                    day = deadline + datetime.timedelta(days=days)
                    day += datetime.timedelta(days=(6 - day.weekday()) % 7)
                    if day <= LAST:
                        wanted[day].append((name, row))
                wanted[LAST].append(("at the end", row))
            for day in sorted(wanted):
                verdicts = judge(recheck, clinic, day)
                for name, row in wanted[day]:
                    verdict = verdicts[row["patient_id"], row["therapy"], row["start"]]
                    kind = ("undecided" if verdict in UNDECIDED else "red" if verdict in RED
                            else "none" if verdict in NO_FLAG else "amber")
                    tallies[name][row["response"], kind] += 1
    print("judged after    missing responses red  left without a flag  PPV of red  responders without a flag  undecided")
    for name in names:
        tally = tallies[name]
        missing = sum(tally["non-responder", kind] for kind in ("red", "amber", "none"))
        responding = sum(tally["responder", kind] for kind in ("red", "amber", "none"))
        red = tally["non-responder", "red"] + tally["responder", "red"]
        undecided = tally["non-responder", "undecided"] + tally["responder", "undecided"]
        print(f"{name:14}  {percent(tally['non-responder', 'red'], missing):>21}"
              f"  {percent(tally['non-responder', 'none'], missing):>19}"
              f"  {percent(tally['non-responder', 'red'], red):>10}"
              f"  {percent(tally['responder', 'none'], responding):>25}"
              f"  {percent(undecided, undecided + missing + responding):>9}")


main()
