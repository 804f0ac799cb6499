"""What is true of one simulated patient: how ill, how it moves, what helps.

A level of 0 is well, 1 as ill as can be.
"""

import datetime
import math

LAST = datetime.date(2026, 6, 30).toordinal()

# Standard deviation and correlation time (days) of the disease's own movement.
MOVES = {"cidp": (0.035, 70), "mg": (0.07, 35), "dm": (0.05, 60), "gbs": (0.02, 20)}
# Mean and deviation of the response to a placebo, in levels.
PLACEBO = {"cidp": (0.03, 0.03), "mg": (0.06, 0.045), "dm": (0.07, 0.04), "gbs": (0.01, 0.02)}
WORSENS = {"still": 0, "slow": 0.0003, "fast": 0.0009, "swings": 0}
HABITUATES = 120     # days after which a placebo response fades
FADES = 200
EXPECTS = 28         # time constant of a placebo response: nine tenths within ten weeks


class Effect:
    """The true effect of one course; `stays`: the recovery from one attack is not lost again."""

    def __init__(self, draw, outcome, start, first, assess, due, severity, stays=False):
        self.stays = stays
        size = {"non-responder": 0.0, "partial": draw.uniform(0.12, 0.28)}.get(
            outcome, draw.uniform(0.35, 0.85))
        self.outcome, self.size = outcome, size * severity
        delay = draw.uniform(due, due + 140) if outcome == "late" else draw.uniform(
            first, max(first + 1, (first + assess) / 2))
        self.begins = int(start + delay)
        self.full = self.begins + max(7, int(draw.uniform(0.3, 1) * (due - first)))
        self.until, self.wanes = LAST + 1, 60
        if outcome == "lost":
            self.until = self.full + draw.randrange(90, 240)

    def end(self, last, effect, regimen, draw):
        """The last dose and how long the effect outlasts it."""
        if last is None:
            return
        lasts = effect + draw.randrange(0, 60)
        if self.stays:
            lasts = LAST
        elif regimen == "self-ending" and effect >= 100:
            lasts = draw.randrange(300, 900)
        self.until = min(self.until, max(last + lasts, self.full))

    def at(self, day):
        if day < self.begins or not self.size:
            return 0.0
        grown = min(1.0, (day - self.begins) / max(1, self.full - self.begins))
        left = math.exp(-(day - self.until) / self.wanes) if day > self.until else 1.0
        return self.size * grown * left


class World:
    def __init__(self, draw, disease, course, start):
        self.draw, self.disease, self.course = draw, disease, course
        self.severity = draw.uniform(0.3, 0.78)
        self.begin = start - 120
        deviation, time = MOVES[disease]
        if course == "swings":
            deviation *= 2
        self.worsens = WORSENS[course] * draw.uniform(0.5, 1.5)
        self.placebo = max(0.0, draw.gauss(*PLACEBO[disease]))
        self.starts, self.effects = [], []
        self.moves = self.movement(deviation, time, start)
        self.nadir = draw.randrange(7, 24)

    def movement(self, deviation, time, start):
        """A stationary process that stands high on the day of the first dose."""
        keep = math.exp(-1 / time)
        step = deviation * math.sqrt(1 - keep * keep)
        peak = abs(self.draw.gauss(0.9, 0.6)) * deviation
        before, value = [], peak
        for _ in range(120):
            value = keep * value + self.draw.gauss(0, step)
            before.append(value)
        found, value = before[::-1], peak
        for _ in range(LAST - start + 1):
            found.append(value)
            value = keep * value + self.draw.gauss(0, step)
        return found

    def add(self, effect):
        self.effects.append(effect)
        return effect

    def level(self, day, share=1.0):
        """How ill on a day; `share` of the effects that a measure sees."""
        moved = self.moves[min(max(0, day - self.begin), len(self.moves) - 1)]
        base = self.severity + moved + self.worsens * max(0, day - self.begin - 120)
        base -= share * sum(effect.at(day) for effect in self.effects)
        if self.disease == "gbs":
            base += self.attack(day)
        return min(1.0, max(0.0, base))

    def attack(self, day):
        """The way to the nadir and, where nature helps, a slow recovery."""
        since = day - self.begin - 120
        falling = min(1.0, max(0.0, since / self.nadir)) * 0.2
        return falling - (0.1 * min(1.0, max(0, since - 30) / 180))

    def expectation(self, day):
        """A placebo response to the latest course, in levels."""
        starts = [one for one in self.starts if one <= day]
        if not starts:
            return 0.0
        since = day - starts[-1]
        fading = math.exp(-max(0, since - HABITUATES) / FADES)
        return self.placebo * (1 - math.exp(-since / EXPECTS)) * fading

    def felt(self, day):
        return self.level(day) - self.expectation(day)
