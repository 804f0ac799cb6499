#!/usr/bin/env python3
"""A harder simulated clinic with a known truth, as the four import layouts and truth.csv.

hard.py OUTDIR SEED PATIENTS WINDOWS

What makes it hard: placebo response, disease that moves between visits, patients who start at
their worst, missing baselines, visits that follow how the patient feels, partial, late and lost
responses, courses that end by themselves, joint and bridging drugs, stops with and without reasons,
wrong diagnoses that get worse, measures that move differently. Its sizes are set so that true
non-responders look like published placebo arms; they are not fitted to patients.

WINDOWS: a JSON object "disease therapy" to [first effect, assess-by, deadline] in weeks, and
"effect THERAPY" to [days].
"""

import csv
import datetime
import json
import pathlib
import random
import sys

from hard_regimens import Regimens
from hard_visits import Visits
from hard_world import LAST, Effect, World

FIRST = datetime.date(2022, 1, 1).toordinal()
FIRST_LINE = {
  "cidp": {"ivig": 0.5, "prednisone": 0.2, "dexamethasone-pulse": 0.15, "efgartigimod": 0.05,
           "methylprednisolone-iv": 0.1},
  "mg": {"prednisone": 0.4, "ivig": 0.15, "efgartigimod": 0.2, "azathioprine": 0.25},
  "dm": {"prednisone": 0.5, "ivig": 0.5}, "gbs": {"ivig": 0.75, "plex": 0.25},
}
NEXT_LINE = {"cidp": ["prednisone", "ivig", "rituximab", "dexamethasone-pulse", "efgartigimod"],
             "mg": ["azathioprine", "efgartigimod", "eculizumab", "rituximab", "ivig"],
             "dm": ["ivig", "rituximab", "methotrexate", "prednisone"], "gbs": []}
RIGHT = {"cidp": 0.66, "mg": 0.84, "dm": 0.8, "gbs": 0.92}
OUTCOMES = {True: {"responder": 0.58, "partial": 0.12, "late": 0.06, "lost": 0.07,
                   "non-responder": 0.17},
            False: {"responder": 0.03, "partial": 0.05, "non-responder": 0.92}}
ALONE = {"wrong": {"still": 0.35, "slow": 0.3, "fast": 0.15, "swings": 0.2}}


class Clinic:
    def __init__(self, seed, windows):
        self.random = random.Random(f"hard {seed}")
        self.seed, self.windows = seed, windows
        self.regimens = Regimens(self.random, windows)
        self.tables = {name: [] for name in ("patients", "diagnoses", "treatments", "scores",
                                             "truth")}

    def add(self, number):
        draw = self.random
        name = f"H{self.seed}{number:05d}"
        disease = pick(draw, {"cidp": 0.42, "mg": 0.38, "dm": 0.14, "gbs": 0.06})
        right = draw.random() < RIGHT[disease]
        start = FIRST + draw.randrange(4 * 365)
        diagnosed = start - draw.randrange(3, 40)
        self.tables["patients"].append(
            [name, f"Family{number}", "Given", day(FIRST - 365 * 70 + 3 * number),
             draw.choice(("female", "male"))])
        onset = start - draw.randrange(4, 12) if disease == "gbs" else (
            diagnosed - draw.randrange(60, 900))
        if disease == "gbs":
            diagnosed = start - draw.randrange(0, 3)
        self.tables["diagnoses"].append([name, disease, day(diagnosed), day(onset), "", ""])
        course = pick(draw, ALONE["wrong"]) if not right else "still"
        world = World(draw, disease, course, start)
        visits = Visits(draw, world, disease, self.tables["scores"], name)
        self.treat(name, disease, right, start, world, visits)
        visits.write()

    def treat(self, name, disease, right, start, world, visits):
        draw = self.random
        used, therapy = [], pick(draw, FIRST_LINE[disease])
        while len(used) < 4 and start < LAST - 20:
            used.append(therapy)
            first, assess, due = (7 * one for one in self.windows[f"{disease} {therapy}"])
            outcome = pick(draw, OUTCOMES[right])
            if disease == "gbs":
                outcome = "responder" if draw.random() < 0.75 else "non-responder"
            effect = world.add(Effect(draw, outcome, start, first, assess, due, world.severity,
                                      stays=disease == "gbs"))
            goes_on = outcome in ("responder", "partial") and draw.random() < (
                0.95 if outcome == "responder" else 0.4)
            following = None if goes_on or disease == "gbs" else self.next_start(
                world, start, outcome, effect, due)
            rows, regimen, last = self.regimens.rows(
                disease, therapy, start, due, following, outcome)
            effect.end(last, self.windows[f"effect {therapy}"][0], regimen, draw)
            self.tables["treatments"] += [
                [name, therapy, day(one["start"]), day(one["stop"]), one["intent"], one["dose"],
                 one["unit"], one["interval"], "", one["reason"]] for one in rows]
            self.tables["truth"].append(
                [name, disease, therapy, day(start), "right" if right else "wrong", outcome,
                 regimen, day(effect.begins) if outcome != "non-responder" else "",
                 day(min(LAST, effect.until)) if outcome != "non-responder" else ""])
            if therapy == "azathioprine" and "prednisone" not in used and draw.random() < 0.5:
                used.append("prednisone")
                self.bridge(name, right, start, world)
            visits.plan(start, assess, due, min(following or LAST, LAST), not used[1:])
            left = [one for one in NEXT_LINE[disease] if one not in used]
            if following is None or not left:
                return
            start, therapy = following, draw.choice(left)

    def bridge(self, name, right, start, world):
        """Prednisone from the same day on, until the slow drug acts."""
        draw = self.random
        first, assess, due = (7 * one for one in self.windows["mg prednisone"])
        outcome = pick(draw, OUTCOMES[right])
        effect = world.add(Effect(draw, outcome, start, first, assess, due, world.severity))
        stop = start + draw.randrange(150, 300)
        effect.end(stop, 28, "running", draw)
        stop = stop if stop <= LAST else None
        self.tables["treatments"].append(
            [name, "prednisone", day(start), day(stop), "induction", "40", "mg", "1", "",
             "planned" if stop else ""])
        self.tables["truth"].append(
            [name, "mg", "prednisone", day(start), "right" if right else "wrong", outcome,
             "running", day(effect.begins) if outcome != "non-responder" else "",
             day(min(LAST, effect.until)) if outcome != "non-responder" else ""])

    def next_start(self, world, start, outcome, effect, due):
        """When the next drug is begun: the worst day of some weeks; later after a lost response."""
        draw = self.random
        begin = start + int(due) + draw.randrange(14, 84)
        if outcome == "late":
            begin = max(begin, start + int(due) + draw.randrange(100, 200))
        if outcome == "lost":
            begin = max(begin, effect.until + draw.randrange(30, 120))
        if begin > LAST:
            return None
        return max(range(begin, min(begin + 42, LAST), 7), key=world.felt, default=begin)

    def write(self, folder):
        heads = {
          "patients": "patient_id,family_name,given_name,birth_date,sex",
          "diagnoses": "patient_id,disease,diagnosed_on,onset_on,ended_on,note",
          "treatments": "patient_id,therapy,start,stop,intent,dose,unit,interval_days,note,"
                        "stop_reason",
          "scores": "patient_id,date,measure,item,value,variant,rater,note",
          "truth": "patient_id,disease,therapy,start,diagnosis,response,regimen,acts_from,"
                   "acts_until",
        }
        for table, head in heads.items():
            with open(pathlib.Path(folder, f"{table}.csv"), "w", encoding="utf-8",
                      newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(head.split(","))
                writer.writerows(self.tables[table])


def pick(draw, weights):
    return draw.choices(list(weights), list(weights.values()))[0]


def day(ordinal):
    return "" if ordinal is None else datetime.date.fromordinal(int(ordinal)).isoformat()


def main():
    folder, seed, patients, windows = sys.argv[1:5]
    clinic = Clinic(seed, json.loads(windows))
    for number in range(1, int(patients) + 1):
        clinic.add(number)
    clinic.write(folder)


if __name__ == "__main__":
    main()
