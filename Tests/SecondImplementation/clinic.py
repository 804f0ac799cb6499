"""The Total Improvement Score needs two visits: a clinic of random pairs is imported and judged.

One patient per pair, all with dermatomyositis and IVIG from START; the second set is 16 weeks
later.
"""

import csv
import datetime
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

from forms import HAQ_CATEGORIES, decimal
from improvement import (ENZYME_RANGE, MMT_EDGES, MMT_MAXIMUM, USUAL_EDGES,
                         total_improvement_score)
from totals import rounded, score

MEASURE = "tis-2016"
START = datetime.date(2024, 1, 15)
SECOND = START + datetime.timedelta(days=112)
FIRST_BIRTH = datetime.date(1930, 1, 1)
AS_OF = SECOND + datetime.timedelta(days=1)
SCALES = ("physician-global", "patient-global", "extramuscular-global")


def compare(recheck, count, random):
    pairs = {f"T{n:06d}": pair(random) for n in range(1, count + 1)}
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(Path(folder), pairs)
        clinic = ["--clinic", str(Path(folder, "pairs.sqlite"))]
        run(recheck, "import", "--even-if-similar", *files, *clinic)
        judged = run(recheck, "judge", "--format", "csv", "--as-of", AS_OF.isoformat(), *clinic)
    latest = {row["patient_id"]: row["latest"] for row in csv.DictReader(judged.splitlines())
              if row["measure"] == MEASURE}
    wrong = []
    for patient, (before, after) in pairs.items():
        value = total_improvement_score(totals(before), totals(after))
        expected, found = "" if value is None else rounded(value), latest.get(patient, "")
        if (expected == "") != (found == "") or (found and Fraction(found) != Fraction(expected)):
            wrong.append((f"{MEASURE} {before} then {after}", "latest", expected, found))
    return count, wrong


def pair(random):
    """Two sets of answers; many changes lie at the edges of the bands."""
    before, after = {}, {}
    for scale in SCALES:
        old = Fraction(random.randint(0, 100), 10)
        before[scale] = old
        after[scale] = near(old, -1, 10, Fraction(1, 10), USUAL_EDGES, 10, random)
    version = random.choice(list(MMT_MAXIMUM))
    most = MMT_MAXIMUM[version]
    old = random.randint(0, most)
    before[version], after[version] = old, near(old, 1, most, 1, MMT_EDGES, most, random)
    before["haq-di"] = [random.randint(0, 3) for _ in HAQ_CATEGORIES]
    after["haq-di"] = [max(0, min(3, grade + random.choice((-2, -1, -1, 0, 0, 1))))
                       for grade in before["haq-di"]]
    add_enzymes(before, after, random)
    if random.random() < 0.15:
        del random.choice((before, after))[random.choice([*SCALES, "haq-di", version])]
    return before, after


def near(old, sign, most, step, edges, span, random):
    """A later value: better by about one of the edges (percent of the span), or any."""
    if random.random() < 0.7:
        better = Fraction(random.choice(edges) * span, 100) + step * random.choice((-1, 0, 1))
        new = old + sign * (better // step) * step
        if 0 <= new <= most:
            return new
    return step * random.randint(0, int(most / step))


def add_enzymes(before, after, random):
    """Some of the five; which one is the most abnormal at baseline is never a tie."""
    while True:
        chosen = random.sample(list(ENZYME_RANGE), random.choice((1, 2, 2, 3, 5)))
        limits = {enzyme: random.choice((5, 8, 10) if enzyme == "aldolase" else (20, 40, 200))
                  for enzyme in chosen}
        old = {enzyme: limits[enzyme] * random.randint(2, 60 * ENZYME_RANGE[enzyme]) // 20
               for enzyme in chosen}
        multiples = [Fraction(old[enzyme], limits[enzyme]) for enzyme in chosen]
        if multiples.count(max(multiples)) == 1:
            break
    for enzyme in chosen:
        span = ENZYME_RANGE[enzyme] * limits[enzyme]
        new = near(old[enzyme], -1, 2 * span, 1, USUAL_EDGES, span, random)
        before[enzyme], after[enzyme] = (old[enzyme], limits[enzyme]), (new, limits[enzyme])


def totals(visit):
    """The set in the terms of the score: HAQ index, MMT with its version, enzymes as multiples."""
    found = {scale: visit[scale] for scale in SCALES if scale in visit}
    found |= {"mmt": (version, visit[version]) for version in MMT_MAXIMUM if version in visit}
    if "haq-di" in visit:
        grades = dict(zip(HAQ_CATEGORIES, map(str, visit["haq-di"])))
        found["haq-di"] = score("haq-di", grades)[0]
    found["enzymes"] = {e: Fraction(*visit[e]) for e in ENZYME_RANGE if e in visit}
    return found


def write_files(folder, pairs):
    # No two born on one day: nobody is taken for a duplicate of another.
    births = {patient: FIRST_BIRTH + datetime.timedelta(days=n) for n, patient in enumerate(pairs)}
    layouts = {
      "patients": ("patient_id,family_name,given_name,birth_date,sex",
                   lambda p: [[p, f"Family{p}", "Given", births[p], "female"]]),
      "diagnoses": ("patient_id,disease,diagnosed_on,onset_on,ended_on,note",
                    lambda p: [[p, "dm", "2023-10-02", "", "", ""]]),
      "treatments": ("patient_id,therapy,start,stop,intent,dose,unit,interval_days,note",
                     lambda p: [[p, "ivig", START, "", "induction", "", "", "", ""]]),
      "scores": ("patient_id,date,measure,item,value,variant,rater,note",
                 lambda p: [*score_rows(p, START, pairs[p][0]),
                            *score_rows(p, SECOND, pairs[p][1])]),
    }
    files = []
    for name, (header, rows_of) in layouts.items():
        files.append(str(folder / f"{name}.csv"))
        with open(files[-1], "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(row for patient in pairs for row in rows_of(patient))
    return files


def score_rows(patient, date, visit):
    for measure, value in visit.items():
        if measure == "haq-di":
            answers = list(zip(HAQ_CATEGORIES, value))
        elif measure in ENZYME_RANGE:
            answers = [("result", value[0]), ("upper-limit", value[1])]
        else:
            answers = [("", decimal(Fraction(value)))]
        for item, answer in answers:
            unit = "unit=U/L" if measure in ENZYME_RANGE else ""
            yield [patient, date, measure, item, answer, unit, "", ""]


def run(recheck, *arguments):
    done = subprocess.run([str(recheck), *arguments], capture_output=True, text=True,
                          encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"`{recheck.name} {arguments[0]}` ended with {done.returncode}: "
                 f"{done.stderr.strip()[:2000]}")
    return done.stdout
