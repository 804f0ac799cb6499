"""An invented clinic in which the rules of judging are at work; not a likely one.

Every therapy, intent and reason of a stop, courses that follow each other closely with other doses, diagnoses that
end and go over into another, totals without items, missing items, other enzymes and muscle sets, both modes of the
ONLS, scores days apart. Only for the diseases that the floor of judging knows."""

import csv
import datetime
import pathlib
import random

FIRST = datetime.date(2018, 1, 1)
INTENTS = ["induction"] * 6 + ["maintenance"] * 2 + ["bridge", "symptomatic"]
REASONS = ["", "planned", "no-effect", "no-effect", "worse", "side-effect", "other"]
ENZYMES = ["ck", "ck", "ck", "aldolase", "ldh", "ast", "alt"]
ADL = ["talking", "chewing", "swallowing", "breathing", "brush-comb", "chair", "diplopia", "ptosis"]
QMG = ["diplopia", "ptosis", "facial", "swallow", "speech", "arm-right", "arm-left", "fvc", "grip-right",
       "grip-left", "head", "leg-right", "leg-left"]
HAQ = ["dressing", "arising", "eating", "walking", "hygiene", "reach", "grip", "activities"]


class Patient:
    def __init__(self, clinic, number):
        self.clinic, self.random, self.id = clinic, clinic.random, f"Q{number:05}"
        self.disease = self.random.choice(["cidp", "mg", "dm"])
        self.level = self.random.random()
        self.starts, self.days = set(), set()

    def write(self):
        chance, rows = self.random, self.clinic.rows
        rows["patients"].append([self.id, "Name" + self.id, "Given" + self.id, "1970-01-01", "female"])
        begin = chance.randrange(0, 300)
        self.diagnoses(begin)
        self.courses(begin + chance.randrange(-40, 120))
        for day in sorted(self.starts):
            self.visit(day + chance.choice([-60, -10, -1, 0, 3, 7, 8, 20]))
        day = begin + chance.randrange(0, 100)
        for _ in range(chance.randrange(2, 25)):
            self.visit(day)
            day += chance.choice([1, 3, 5, 6, 7, 8, 13, 14, 15, 28, 28, 42, 60, 90, 120, 200])

    def date(self, day):
        return (FIRST + datetime.timedelta(days=day)).isoformat()

    def diagnoses(self, day):
        chance, disease = self.random, self.disease
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            length = chance.randrange(100, 900)
            ends = self.date(day + length) if chance.random() < 0.4 else ""
            self.clinic.rows["diagnoses"].append([self.id, disease, self.date(day), "", ends, ""])
            if not ends:
                break
            day += length + chance.choice([0, 0, 1, 30])
            disease = chance.choice(["cidp", "mg", "dm"])

    def courses(self, day):
        chance, taken, intent, stop = self.random, set(), "induction", 0
        known = [name for name, rows in self.clinic.therapies.items() if self.disease in rows]
        therapy = chance.choice(known)
        for _ in range(chance.randrange(1, 9)):
            if chance.random() < 0.5:
                therapy = chance.choice(known if chance.random() < 0.9 else sorted(self.clinic.therapies))
            if chance.random() < 0.3:
                intent = chance.choice(INTENTS)
            length = chance.choice([0, 7, 21, 28, 60, 90, 182, 400])
            if chance.random() < 0.2:
                length = max(0, stop - day)  # on the day on which the course before it stops
            stop = day + length
            if (therapy, day) not in taken:
                taken.add((therapy, day))
                self.starts.add(day)
                stops = chance.random() < 0.7
                dose = chance.choice(["", "10", "20", "20.5", "40"])
                other = "a new drug" if therapy == "other-immunotherapy" else ""
                self.clinic.rows["treatments"].append([
                    self.id, therapy, self.date(day), self.date(stop) if stops else "",
                    chance.choice(REASONS) if stops else "", intent, dose,
                    chance.choice(["mg", "mg", "g"]) if dose else "", chance.choice(["", "1", "7", "28"]), other])
            day += chance.choice([0, 1, 10, length, length, length + 20, length + 60, length + 200])

    def step(self, highest):
        """An answer of an item that goes with how ill the patient is."""
        return min(highest, max(0, round(self.level * highest + self.random.uniform(-1, 1))))

    def score(self, day, measure, answers, variant=""):
        """Now and then an item was not done."""
        chance, rows = self.random, self.clinic.rows["scores"]
        for item, value in answers.items():
            if len(answers) > 1 and chance.random() < 0.01:
                value = "not-done"
            rows.append([self.id, self.date(day), measure, item, value, variant, "", ""])

    def total(self, day, measure, highest, variant=""):
        value = min(highest, max(0, round(self.level * highest + self.random.uniform(-2, 2))))
        self.score(day, measure, {"total": value}, variant)

    def visit(self, day):
        if day in self.days:
            return
        self.days.add(day)
        chance = self.random
        self.level = min(1, max(0, self.level + chance.choice([-0.3, -0.1, -0.1, 0, 0, 0.1, 0.3])))
        for disease in sorted({self.disease, chance.choice(["cidp", "mg", "dm", self.disease, self.disease])}):
            {"cidp": self.cidp, "mg": self.mg, "dm": self.dm}[disease](day)

    def cidp(self, day):
        chance = self.random
        for measure, arms, legs in [("incat", 5, 5), ("odss", 5, 7), ("onls", 5, 7)]:
            variant = chance.choice(["", "mode=questionnaire"]) if measure == "onls" else ""
            if chance.random() > (0.3 if measure == "incat" else 0.7):
                if chance.random() < 0.15:
                    self.total(day, measure, arms + legs, variant)
                else:
                    self.score(day, measure, {"arms": self.step(arms), "legs": self.step(legs)}, variant)
        if chance.random() < 0.6:
            self.score(day, "i-rods", {"centile": round(100 - 100 * self.level * chance.random(), 1)})
        for hand in ["left", "right"]:
            if chance.random() < 0.6:
                value = round(max(0, 100 - 90 * self.level + chance.uniform(-9, 9)), 1)
                self.score(day, "grip-vigorimeter", {"": value}, f"hand={hand}")
        if chance.random() < 0.3:
            self.total(day, "mrc-60", 60)

    def mg(self, day):
        chance = self.random
        if chance.random() < 0.8:
            self.score(day, "mg-adl", {item: self.step(3) for item in ADL})
        if chance.random() < 0.6:
            self.score(day, "qmg", {item: self.step(3) for item in QMG})
        if chance.random() < 0.4:
            self.total(day, "mgc", 50)

    def dm(self, day):
        chance = self.random
        for measure in ["physician-global", "patient-global", "extramuscular-global"]:
            if chance.random() < 0.9:
                self.score(day + chance.choice([0, 0, 0, 5]), measure,
                           {"": round(min(10, max(0, 10 * self.level + chance.uniform(-1, 1))), 1)})
        for measure, highest in [("mmt8-150", 150), ("mmt8-80", 80), ("mmt26", 260)]:
            if chance.random() < (0.8 if measure == "mmt8-150" else 0.3):
                self.score(day, measure, {"": round(highest * (1 - self.level * chance.random()))})
        if chance.random() < 0.85:
            if chance.random() < 0.1:
                self.score(day, "haq-di", {"total": round(3 * self.level, 3)})
            else:
                self.score(day, "haq-di", {item: self.step(3) for item in HAQ})
        for enzyme in sorted({chance.choice(ENZYMES), chance.choice(ENZYMES)}):
            result = round(30 + 2500 * self.level * chance.random(), 1)
            if enzyme == "aldolase":
                result = round(result / 100, 1)
            upper = 7.6 if enzyme == "aldolase" else chance.choice([45, 171, 190])
            self.score(day, enzyme, {"result": result, "upper-limit": upper})


class Clinic:
    columns = {
        "patients": "patient_id,family_name,given_name,birth_date,sex",
        "diagnoses": "patient_id,disease,diagnosed_on,onset_on,ended_on,note",
        "treatments": "patient_id,therapy,start,stop,stop_reason,intent,dose,unit,interval_days,other_name",
        "scores": "patient_id,date,measure,item,value,variant,rater,note",
    }

    def __init__(self, seed, therapies):
        self.random = random.Random(seed)
        self.therapies = therapies
        self.rows = {name: [] for name in self.columns}


def write(folder, seed, patients, therapies):
    """The four import files; `therapies`: the diseases that each therapy has an expectation for."""
    clinic = Clinic(seed, therapies)
    for number in range(patients):
        Patient(clinic, number + 1).write()
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in Clinic.columns.items():
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(columns.split(","))
            seen = set()
            for row in clinic.rows[name]:
                key = tuple(row[:4] + row[5:6]) if name == "scores" else tuple(row)
                if key not in seen:
                    seen.add(key)
                    writer.writerow(row)
