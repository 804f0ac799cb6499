"""Visits and what is measured at them."""

import datetime
import math

from hard_world import LAST

ADL = "talking chewing swallowing breathing brush-comb chair diplopia ptosis".split()
QMG = ("diplopia ptosis facial swallow speech arm-right arm-left fvc grip-right grip-left head "
       "leg-right leg-left").split()
HAQ = "dressing arising eating walking hygiene reach grip activities".split()
MRC = [f"{muscle}-{side}" for muscle in (
  "shoulder-abduction elbow-flexion wrist-extension hip-flexion knee-extension "
  "ankle-dorsiflexion").split() for side in ("right", "left")]
EVERY = 84      # days between visits once a response has been assessed
REPORTED = {"mg-adl", "patient-global", "haq-di"}
MEASURES = {"cidp": ["incat", "grip-vigorimeter", "mrc-60"], "mg": ["mg-adl", "qmg"],
            "dm": ["mmt8-150", "physician-global", "patient-global", "extramuscular-global",
                   "haq-di", "ck"], "gbs": ["gbs-ds", "mrc-60"]}


class Visits:
    def __init__(self, draw, world, disease, table, name):
        self.draw, self.world, self.disease = draw, world, disease
        self.table, self.name = table, name
        self.days = set()
        # How much of an effect each measure sees, and which the clinic takes at all.
        self.sees = {one: 0.3 if draw.random() < 0.1 else math.exp(draw.gauss(0, 0.25))
                     for one in MEASURES[disease]}
        leading = MEASURES[disease][0]
        taken = {"grip-vigorimeter": 0.7, "mrc-60": 0.55, "qmg": 0.6}
        self.takes = {one: one == leading or draw.random() < taken.get(one, 0.85)
                      for one in MEASURES[disease]}
        if disease == "dm" and draw.random() < 0.6:
            self.takes = dict.fromkeys(self.takes, True)

    def plan(self, start, assess, due, end, is_first):
        """The visits of one course; `end` is the first dose of the next."""
        draw, world = self.draw, self.world
        world.starts.append(start)
        if draw.random() >= 0.28:
            self.days.add(start - draw.randrange(0, 12))
        if self.disease == "gbs":
            planned = [7, 14, 28, 56, 91, 182, 210, 364]
        else:
            planned = [one for one in (assess / 2, assess, due, due * 1.3) if one > 6]
            while start + planned[-1] + EVERY < end:
                planned.append(planned[-1] + EVERY)
        for after in planned:
            day = start + int(after) + draw.randrange(-5, 17)
            if not start < day < end or day > LAST:
                continue
            # Those who do well come less often.
            well = world.felt(day) < 0.6 * world.severity
            if draw.random() >= (0.3 if well and after > due else 0.2):
                self.days.add(day)
        # A bad week brings the patient in.
        for day in range(start + 21, min(end, LAST), 7):
            if world.moves[day - world.begin] > 0.11 and draw.random() < 0.2:
                self.days.add(day)

    def write(self):
        for day in sorted(self.days):
            by_telephone = self.disease == "mg" and self.draw.random() < 0.12
            for measure in MEASURES[self.disease]:
                if self.takes[measure] and self.draw.random() < 0.9 and not (
                        by_telephone and measure != "mg-adl"):
                    self.measure(day, measure)

    def put(self, day, measure, item, value, variant=""):
        date = datetime.date.fromordinal(day).isoformat()
        self.table.append([self.name, date, measure, item, value, variant, "", ""])

    def level(self, day, measure):
        level = self.world.level(day, self.sees[measure])
        expects = self.world.expectation(day)
        if measure == "ck":
            return level
        return level - expects * (1.0 if measure in REPORTED else 0.7)

    def measure(self, day, measure):
        draw, level = self.draw, self.level(day, measure)
        if measure == "incat":
            self.put(day, measure, "legs", whole(level * 5 + draw.gauss(0, 0.25), 5))
            self.put(day, measure, "arms", whole(level * 4 + draw.gauss(0, 0.25), 4))
        elif measure == "grip-vigorimeter":
            for hand in ("right", "left"):
                kilopascal = 95 * (1 - level) + draw.gauss(0, 4.3)
                self.put(day, measure, "", whole(kilopascal, 160), f"hand={hand}")
        elif measure == "mrc-60":
            lost = level * (50 if self.disease == "gbs" else 22) + draw.gauss(0, 0.8)
            for muscle, points in zip(MRC, self.spread(whole(lost, 60), 12, 5)):
                self.put(day, measure, muscle, 5 - points)
        elif measure in ("mg-adl", "qmg"):
            most, items, error = {"mg-adl": (14, ADL, 1.0), "qmg": (24, QMG, 1.5)}[measure]
            total = whole(level * most + draw.gauss(0, error), 3 * len(items))
            for item, points in zip(items, self.spread(total, len(items), 3)):
                self.put(day, measure, item, points)
        elif measure == "mmt8-150":
            self.put(day, measure, "", whole(150 - level * 60 + draw.gauss(0, 3), 150))
        elif measure == "haq-di":
            common = draw.gauss(0, 0.2)
            for item in HAQ:
                self.put(day, measure, item, whole(level * 3 + common + draw.gauss(0, 0.35), 3))
        elif measure == "ck":
            result = level * 3000 * math.exp(draw.gauss(0, 0.3))
            self.put(day, measure, "result", max(40, round(result)), "unit=U/L")
            self.put(day, measure, "upper-limit", 200, "unit=U/L")
        elif measure == "gbs-ds":
            self.put(day, measure, "", whole(level * 5 + draw.gauss(0, 0.25), 5), "distance=10")
        else:
            most, error = {"physician-global": (9, 0.6), "patient-global": (9, 1.0),
                           "extramuscular-global": (6, 0.5)}[measure]
            value = min(10.0, max(0.0, level * most + draw.gauss(0, error)))
            self.put(day, measure, "", f"{value:.1f}")

    def spread(self, total, count, most):
        points = [0] * count
        total = min(total, count * most)
        while total:
            at = self.draw.randrange(count)
            if points[at] < most:
                points[at] += 1
                total -= 1
        return points


def whole(value, most):
    return min(most, max(0, round(value)))
