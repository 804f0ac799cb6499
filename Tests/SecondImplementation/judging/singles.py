"""One counted measure in one course: baseline, follow-ups, window, change, verdict."""

from copy import copy
from fractions import Fraction

GAP = 7          # follow-ups less than so many days apart count once
WINDOW = 3       # follow-ups that are averaged
GBS_NADIR = 28   # days that lead to the nadir of Guillain-Barré syndrome

CANNOT_ANSWER = ("no-baseline", "incomparable", "floor")


class Single:
    """A measure, or one hand of it, within the times of a course up to its `end`."""

    def __init__(self, yardstick, variant, scores, times):
        self.yardstick, self.variant, self.times = yardstick, variant, times
        self.group, self.kind = yardstick.group, yardstick.kind
        self.by_patient = yardstick.by_patient
        known = [one for one in scores if one.day <= times.known]
        self.is_recorded = bool(known)
        self.scores = [one for one in known if yardstick.value(one) is not None
                       and one.day <= times.end]
        self.baseline = self.find_baseline()
        self.raw, self.early, self.others = [], [], []
        if self.baseline:
            self.sort_follow_ups()
        self.follow_ups = thinned(self.raw, lambda one: one.day)

    # Baseline

    def find_baseline(self):
        times, start = self.times, self.times.start
        before = [one for one in self.scores if start - times.days_before <= one.day <= start]
        ordinary = self.latest_met_again(before)
        if times.is_guillain_barre:
            return self.nadir(ordinary)
        if ordinary:
            return ordinary
        late = [one for one in self.scores if start < one.day <= start + times.late
                and one.day - start < times.first_effect and times.may_be_baseline(one.day)]
        return late[0] if late else None

    def latest_met_again(self, candidates):
        """The latest whose variant a follow-up has, else the latest."""
        for one in reversed(candidates):
            if any(self.yardstick.comparable(one, later) for later in self.scores
                   if later.day > self.times.start + self.times.early and later.day > one.day):
                return one
        return candidates[-1] if candidates else None

    def nadir(self, ordinary):
        """The worst of the ordinary baseline and the scores up to day 28."""
        start = self.times.start
        falling = [one for one in self.scores if start < one.day <= start + GBS_NADIR]
        ordinary = ordinary or self.latest_met_again(falling)
        if ordinary is None:
            return None
        met = [ordinary] + [one for one in falling if one is not ordinary
                            and self.yardstick.comparable(ordinary, one)]
        met.sort(key=lambda one: one.day)
        return max(met, key=lambda one: -self.yardstick.sign * self.yardstick.value(one))

    # Follow-ups

    def sort_follow_ups(self):
        times = self.times
        for one in self.scores:
            if one.day <= max(self.baseline.day, times.start):
                continue
            if one.day - times.start <= times.early:
                self.early.append(one)
            elif not self.yardstick.comparable(self.baseline, one):
                self.others.append(one)
            else:
                self.raw.append(one)

    def days_from(self, length):
        """Days of the follow-ups at or after an exact length from the first dose."""
        return [one.day for one in self.follow_ups if one.day - self.times.start >= length]

    def raw_days_from(self, length):
        return [one.day for one in self.raw if one.day - self.times.start >= length]

    @property
    def dates(self):
        return [one.day for one in self.follow_ups]

    def until(self, day):
        """The same baseline with the follow-ups up to a day."""
        other = copy(self)
        other.raw, other.early, other.others = (
            [one for one in found if one.day <= day] for found in (self.raw, self.early,
                                                                   self.others))
        other.follow_ups = thinned(other.raw, lambda one: one.day)
        return other

    # Change

    def judge(self, in_window):
        """`in_window`: some counted measure of the course has a follow-up at or after `s + w`."""
        self.improvement = self.change = self.threshold = self.unit = None
        used = self.follow_ups
        if in_window:
            used = [one for one in used if one.day - self.times.start >= self.times.window]
        self.window = used[-WINDOW:]
        if self.baseline:
            self.threshold = self.yardstick.threshold(self.baseline)
            self.unit = self.yardstick.unit(self.baseline)
        if self.window and self.threshold:
            better = [self.yardstick.improvement(self.baseline, one) for one in self.window]
            self.improvement = sum(better, Fraction(0)) / len(better)
            if self.improvement < 0:
                self.threshold = self.unit = self.yardstick.worsening(self.baseline)
            self.change = max(Fraction(-2), min(Fraction(2), self.improvement / self.unit))
        self.verdict = self.find_verdict()

    def find_verdict(self):
        if self.baseline is None:
            return "no-baseline"
        if not self.raw and self.others:
            return "incomparable"
        if not self.has_room and (self.change is None or self.change > -1):
            return "floor"
        if self.change is None:
            return "no-follow-up"
        if self.change >= 1:
            return "improved"
        if self.change <= -1:
            return "worsened"
        return "partial" if self.change >= Fraction(1, 2) else "unchanged"

    @property
    def has_room(self):
        # A share of a baseline of 0 is no threshold: nothing can be shown by it.
        return (bool(self.yardstick.threshold(self.baseline))
                and self.yardstick.has_room(self.baseline))

    @property
    def can_answer(self):
        return self.verdict not in CANNOT_ANSWER

    @property
    def counts(self):
        """Stands in the response index."""
        return self.change is not None and self.verdict != "floor"

    @property
    def is_better_by_threshold(self):
        return self.counts and self.improvement >= self.yardstick.threshold(self.baseline)

    @property
    def is_declining(self):
        return declines(self.yardstick, self.baseline, self.follow_ups)


def declines(yardstick, baseline, scores):
    """The two latest are each worse than the best by the worsening-threshold, or the latest by
    twice that."""
    if len(scores) < 2:
        return False
    best = max(reversed(scores), key=lambda one: yardstick.improvement(baseline, one))
    fall = [-yardstick.improvement(best, one) for one in scores[-2:]]
    least = yardstick.worsening(baseline)
    return min(fall) >= least or fall[-1] >= 2 * least


def thinned(items, day):
    """Of those less than seven days apart only the later, from the latest backwards."""
    kept = []
    for one in reversed(items):
        if not kept or day(kept[-1]) - day(one) >= GAP:
            kept.append(one)
    return kept[::-1]


def group_mean(changes):
    """The mean over the groups of the mean change of their measures."""
    groups = {}
    for group, change in changes:
        groups.setdefault(group, []).append(change)
    means = [sum(found, Fraction(0)) / len(found) for found in groups.values()]
    return sum(means, Fraction(0)) / len(means) if means else None
