"""A clinic of random patients that meets every verdict and every flag there is.

Nothing here is likely; everything is allowed. Four CSV files as `recheck import` reads them.
"""

import csv
import datetime
from pathlib import Path

import certain_patients
import random_answers
import random_course
from judging import days as dates

FIRST = datetime.date(2021, 1, 4).toordinal()
LAST = datetime.date(2025, 6, 30).toordinal()
HEADS = {
  "patients": "patient_id,family_name,given_name,birth_date,sex",
  "diagnoses": "patient_id,disease,diagnosed_on,onset_on,ended_on,note,other_name",
  "treatments": "patient_id,therapy,start,stop,intent,dose,unit,interval_days,note,stop_reason,other_name",
  "scores": "patient_id,date,measure,item,value,variant,rater,note",
}


class RandomClinic:
    def __init__(self, library, random, plain=False):
        """`plain`: every date known to the day, every score with its items, no reasons of stops."""
        self.library, self.random, self.plain = library, random, plain
        self.judged = [one for one in sorted(library.diseases) if library.disease(one)]
        self.others = [one for one in sorted(library.diseases) if not library.disease(one)]
        self.tables, self.begun = {name: [] for name in HEADS}, set()

    def write(self, folder, patients):
        for number in range(1, patients + 1):
            self.add(f"R{number:05d}", number)
        for number in range(len(certain_patients.CERTAIN)):
            patient, diagnosis, treatment, scores = certain_patients.rows(number, self.plain)
            self.tables["patients"].append(patient)
            self.tables["diagnoses"].append(diagnosis)
            self.tables["treatments"].append(treatment)
            self.tables["scores"] += scores
        files = []
        for name, head in HEADS.items():
            files.append(str(Path(folder, f"{name}.csv")))
            with open(files[-1], "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                columns = [one for one in head.split(",") if one != "stop_reason" or not self.plain]
                writer.writerow(columns)
                writer.writerows(self.named(name, row, columns) for row in self.tables[name])
        return files

    @staticmethod
    def named(table, row, columns):
        """What is in no list has a name."""
        row = dict(zip(HEADS[table].split(","), row))
        if row.get("disease") == "other" or row.get("therapy") == "other-immunotherapy":
            row["other_name"] = "Named in words"
        return [row.get(column, "") for column in columns]

    def add(self, name, number):
        draw = self.random
        birth = datetime.date.fromordinal(datetime.date(1930, 1, 1).toordinal() + number)
        self.tables["patients"].append([name, f"Family{number}", "Given", birth.isoformat(),
                                        draw.choice(("female", "male", "female", "male", ""))])
        disease = self.disease()
        start = FIRST + draw.randrange(LAST - FIRST - 30)
        self.diagnose(name, disease, start)
        plan = self.treat(name, disease, start)
        self.visit(name, disease, start, plan)

    # Diagnoses

    def disease(self):
        """Guillain-Barré syndrome more often than by chance: it has rules of its own."""
        if self.random.random() < 0.06:
            return "gbs"
        rare = self.others and self.random.random() < 0.03
        return self.random.choice(self.others if rare else self.judged)

    def diagnose(self, name, disease, start):
        draw = self.random
        begins = start - draw.choice((0, 5, 30, 200, 200, 900, -20, -60))
        if disease == "gbs" and draw.random() < 0.8:
            begins = start - draw.randrange(0, 4)
        ends, following = None, None
        if draw.random() < 0.15:
            ends = begins + draw.randrange(20, 900)
            if ends > LAST:
                ends = None
            elif draw.random() < 0.8:
                following = draw.choice(
                    [one for one in self.judged + self.others if one != disease])
        onset = begins - draw.choice((3, 5, 9, 20, 200)) if draw.random() < 0.8 else None
        self.tables["diagnoses"].append(
            [name, disease,
             "" if draw.random() < 0.04 and not self.plain else self.rough(begins, 0.06),
             "" if onset is None else self.rough(onset, 0.05), day(ends), ""])
        if following:
            later = ends + draw.choice((0, 0, 0, 0, 0, 25))
            if later <= LAST:
                self.tables["diagnoses"].append([name, following, day(later), "", "", ""])
        elif ends is None and draw.random() < 0.05:
            other = draw.choice([one for one in self.judged if one != disease])
            self.tables["diagnoses"].append(
                [name, other, day(begins + draw.randrange(-100, 400)), "", "", ""])

    def rough(self, ordinal, chance):
        """Now and then only the month or the year is known."""
        text = day(ordinal)
        if self.plain or self.random.random() >= chance:
            return text
        return text[:7] if self.random.random() < 0.6 else text[:4]

    # Treatments

    def treat(self, name, disease, start):
        """[(start, deadline in days, kind of course)] of the drugs in turn."""
        draw, library, plan = self.random, self.library, []
        fitting = [one for one in sorted(library.therapies) if library.any_row(disease, one)]
        useful = [one for one in fitting if library.any_row(disease, one).expected != "none"]
        begin = start
        for turn in range(draw.choice((1, 1, 2, 2, 3, 4))):
            chance = draw.random()
            pool = (useful if chance < 0.88 and useful else fitting if chance < 0.95 and fitting
                    else sorted(library.therapies))
            therapy = draw.choice(pool)
            intent = draw.choices(("induction", "", "maintenance", "bridge", "symptomatic"),
                                  (50, 20, 20, 6, 4))[0]
            row = library.any_row(disease, therapy)
            due = int(row.deadline) if row else 84
            kind = draw.choice(list(random_course.COURSES)) if draw.random() < 0.7 else draw.choice(
                ("same", "slowly worse", "same", "better", "a little worse"))
            last = self.courses(name, therapy, intent, begin, due)
            plan.append((begin, due, kind))
            begin = max(begin + 1, draw.choice((
                begin + due + draw.randrange(10, 80), begin + draw.randrange(5, 60),
                (last or begin + due) + draw.randrange(0, 30),
                (last or begin + due) + draw.randrange(20, 250))))
            if begin > LAST:
                break
        return plan

    def courses(self, name, therapy, intent, begin, due):
        """One course, or several of one drug; the last dose where they have ended."""
        draw = self.random
        effect = self.library.effect(therapy)
        style = draw.random()
        if style < 0.3:
            return self.course(name, therapy, begin, None, intent)
        if style < 0.6:
            stop = begin + draw.choice((0, 4, 14, due // 3, due // 2, due - effect, due, due + 30,
                                        due + 200))
            return self.course(name, therapy, begin, max(begin, stop), intent)
        last, dose = begin, draw.choice((20, 40))
        for _ in range(draw.randrange(2, 6)):
            stop = last + draw.randrange(0, 40)
            if last > LAST:
                break
            self.course(name, therapy, last, stop, intent, dose)
            last = stop + 1 + (draw.randrange(0, 30) if draw.random() < 0.7 else
                               effect + 28 + draw.choice((-2, -1, 0, 1)))
            if draw.random() < 0.15:
                intent = draw.choice(("maintenance", "induction", "bridge"))
            dose = max(5, dose + draw.choice((0, 0, 0, -10, 10)))
        return min(stop, LAST)

    def course(self, name, therapy, begin, stop, intent, dose=None):
        draw = self.random
        if begin > LAST:
            return None
        stop = None if stop is not None and stop > LAST else stop
        reason = "" if stop is None else draw.choices(
            ("planned", "no-effect", "worse", "side-effect", "other", ""),
            (25, 25, 8, 8, 8, 26))[0]
        dose = dose if dose and draw.random() < 0.9 else None
        is_known = self.plain or stop is None or draw.random() > 0.04
        begins = day(begin) if is_known else day(begin)[:7]
        if (name, therapy, dates.latest(begins)) in self.begun:
            return stop
        self.begun.add((name, therapy, dates.latest(begins)))
        self.tables["treatments"].append(
            [name, therapy, begins, day(stop) if stop is None else self.rough(stop, 0.04),
             intent, dose or "", "mg" if dose else "",
             draw.choice(("1", "1", "2", "")) if dose else "", "", reason])
        return stop

    # Scores

    def visit(self, name, disease, start, plan):
        draw = self.random
        if draw.random() < 0.05 or not plan:
            return
        measures = self.measures(disease)
        offsets = {one: draw.gauss(0, 0.12) for one in measures}
        speed = {one: draw.choice((1, 1, 1, 0.3, 0, -0.8)) for one in measures}
        if draw.random() < 0.12:
            # Only what the patient says is better.
            speed = {one: 1.6 if self.library.measures[one]["reported-by"] == "patient" else 0.1
                     for one in measures}
        level = draw.choice((0.02, 0.1, 0.3, 0.45, 0.45, 0.6, 0.9))
        days = random_course.days(plan, disease == "gbs", FIRST - 200, LAST, draw)
        for when in days:
            badness = level + random_course.change(when, plan)
            for measure in measures:
                if draw.random() < 0.25:
                    continue
                shift = badness - level
                shown = level + offsets[measure] + shift * (speed[measure] if shift < 0 else 1)
                for variant in random_answers.variants(self.library, measure, draw):
                    for item, value in random_answers.rows(self.library, measure, shown, variant,
                                                           draw, self.plain):
                        self.tables["scores"].append(
                            [name, day(when), measure, item, value, variant, "", ""])

    def measures(self, disease):
        """What this patient is scored by: some or all of the counted and watched measures."""
        draw, found = self.random, self.library.disease(disease)
        if found is None:
            return ["fss"]
        counted = list(dict.fromkeys(row["measure"] for row in found.counted))
        chosen = counted if draw.random() < 0.4 else draw.sample(
            counted, draw.randrange(1, len(counted) + 1))
        chosen = list(chosen)
        if found.composite and draw.random() < 0.7:
            for role in self.library.measures[found.composite]["composite"]["measures"]:
                chosen += draw.sample(role["any-of"], 1 if draw.random() < 0.8 else
                                      min(2, len(role["any-of"])))
        chosen += [one for one in [*(found.given.get("watched") or []),
                                   *(found.given.get("core-set") or [])] if draw.random() < 0.2]
        return list(dict.fromkeys(one for one in chosen if self.can_be_scored(one)))

    def can_be_scored(self, measure):
        return measure in random_answers.FORMS or measure in random_answers.VALUES


def day(ordinal):
    return "" if ordinal is None else datetime.date.fromordinal(ordinal).isoformat()
