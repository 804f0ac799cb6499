"""One series of courses on one day: what is judged, up to which horizon, with which index."""

import math
from dataclasses import dataclass
from fractions import Fraction

from judging import days
from judging.composite import Composite
from judging.series import last_dose
from judging.singles import GBS_NADIR, Single, group_mean

FAILED = ("no-effect", "worse")


@dataclass(frozen=True)
class Times:
    """What the measures of a course need to know about its times."""

    start: int
    known: int
    end: int
    days_before: int
    late: int
    first_effect: Fraction
    early: Fraction
    window: Fraction
    is_guillain_barre: bool
    may_be_baseline: object


class Course:
    """`known`: what was recorded by that day; `as_of`: the day on which it is judged."""

    def __init__(self, patient, series, known, as_of):
        self.patient, self.series, self.known, self.as_of = patient, series, known, as_of
        self.library = patient.library
        self.start, self.stop = series.start, series.stop
        self.disease = self.library.disease(series.disease) if series.disease else None
        self.expectation = self.disease and self.library.expectation(
            series.disease, series.therapy, series.intent)
        self.is_judged = bool(self.expectation) and series.intent != "symptomatic" and (
            self.library.roles(series.therapy) != ["symptomatic"])
        self.is_immunotherapy = self.library.is_immunotherapy(series.therapy)
        self.effect = self.library.effect(series.therapy)
        if self.disease:
            self.judge()

    # Where it stands

    @property
    def expects_stability(self):
        return self.expectation.expected == "stability" or self.series.intent == "maintenance"

    @property
    def stopped_as_failed(self):
        return self.stop is not None and self.series.reason in FAILED

    @property
    def was_inadequate(self):
        """Stopped, and the uninterrupted time on the drug was no adequate trial."""
        if self.stop is None:
            return False
        last = last_dose(self.library, self.series, self.patient.courses_known(self.known))
        return last is not None and last - self.start < self.expectation.trial

    def reached(self, length):
        return self.as_of - self.start >= length

    # Baselines

    @property
    def windows(self):
        """The expectation, or the therapy's row whatever the intent; None where there is none."""
        return self.expectation or self.library.any_row(self.series.disease, self.series.therapy)

    def baseline_times(self):
        first = self.windows.first_effect if self.windows else Fraction(0)
        return first, max(self.disease.days_after, math.floor(first / 2))

    @property
    def last_baseline_day(self):
        if self.disease.is_guillain_barre:
            return self.start + GBS_NADIR
        first, late = self.baseline_times()
        return self.start + max(0, min(late, days.last_before(first)))

    def may_be_baseline(self, day):
        """Not later than day 7 where another immunotherapy has begun to act since the start."""
        if day - self.start <= 7:
            return True
        return not any(self.start < acts <= day for acts in self.patient.first_effects(
            self.series.therapy, self.known))

    def times(self, end):
        first, late = self.baseline_times()
        windows = self.windows
        early = windows.early if windows else Fraction(0)
        if self.disease.is_guillain_barre:
            early = max(early, Fraction(GBS_NADIR))
        return Times(self.start, self.known, end, self.disease.days_before, late, first, early,
                     windows.window if windows else Fraction(0), self.disease.is_guillain_barre,
                     self.may_be_baseline)

    # What is judged

    def judge(self):
        self.horizon = self.as_of
        if self.is_judged:
            self.horizon = self.find_horizon()
        self.singles, self.composite = self.measure(self.horizon)
        self.judged = self.choose(self.singles, self.composite)
        self.uses_composite = self.judged is not self.singles
        self.settle(self.judged)
        self.index = index_of(self.judged)
        self.single_index = None
        if self.uses_composite:
            self.settle(self.singles)
            self.single_index = index_of(self.singles)

    def settle(self, measures):
        window = self.windows.window if self.windows else Fraction(0)
        in_window = any(one.days_from(window) for one in measures)
        for one in measures:
            one.judge(in_window)

    def measure(self, end):
        times = self.times(end)
        singles = [Single(yardstick, variant, scores, times)
                   for yardstick, variant, scores in self.patient.parts(self.disease, self.known)]
        table = self.patient.table(self.disease)
        return singles, table and Composite(table, self.patient.record, times)

    def choose(self, singles, composite, is_past_deadline=None):
        """The composite where its sets are complete, else the single measures in its place."""
        if composite is None or not composite.baseline_set or not composite.follow_ups or (
                self.windows is None) or (self.expectation and self.expects_stability):
            return singles
        limits = [self.windows.window]
        if is_past_deadline is None:
            is_past_deadline = self.reached(self.windows.deadline)
        if is_past_deadline:
            limits.append(self.windows.decisive)
        for limit in limits:
            if not composite.days_from(limit) and any(one.days_from(limit) for one in singles):
                return singles
        return [composite]

    # Horizon

    def find_horizon(self):
        windows = self.expectation
        if self.disease.is_guillain_barre:
            return min(self.as_of, self.start + math.floor(windows.deadline + windows.grace))
        if self.stop is None:
            return self.as_of
        usual = self.stop + self.effect
        if self.expects_stability or self.was_inadequate:
            return min(self.as_of, usual)
        limit = max(usual, self.start + math.floor(windows.deadline + windows.grace))
        end = min(self.as_of, limit)
        seen = self.first_decisive(end)
        if seen is None:
            return end
        end = max(usual, seen)
        following = self.patient.first_effects(self.series.therapy, self.known, self.stop)
        if following:
            end = min(end, max(seen, days.last_before(min(following))))
        return min(self.as_of, end)

    def first_decisive(self, end):
        """The first follow-up with room, of what is judged, from a week before the deadline on."""
        judged = self.choose(*self.measure(end))
        found = [day for one in judged if one.baseline and one.has_room
                 for day in one.raw_days_from(self.expectation.decisive)]
        return min(found, default=None)

    # The index over time

    def follow_up_dates(self):
        """Dates of the follow-ups of all that may be judged, from `s + w` on."""
        measures = self.singles + ([self.composite] if self.composite
                                   and self.composite.baseline_set else [])
        return sorted({day for one in measures for day in one.days_from(self.windows.window)})

    def index_at(self, day):
        """Choice, window and thinning anew with the follow-ups up to that day; the baselines are
        those of today. None where what is judged then has no follow-up of that day."""
        singles = [one.until(day) for one in self.singles]
        composite = self.composite and self.composite.until(day)
        judged = self.choose(singles, composite, day - self.start >= self.windows.deadline)
        self.settle(judged)
        return index_of(judged) if any(day in one.dates for one in judged) else None

    @property
    def responded_twice(self):
        """The index was at least 1 at two follow-up dates in a row from `s + w` on."""
        if not self.is_judged:
            return False
        indices = [self.index_at(day) for day in self.follow_up_dates()]
        indices = [one for one in indices if one is not None]
        return any(one >= 1 and other >= 1 for one, other in zip(indices, indices[1:]))


def index_of(measures):
    return group_mean([(one.group, one.change) for one in measures if one.counts])
