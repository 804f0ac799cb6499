"""The composite of change (Total Improvement Score): its sets, its room, its change."""

from copy import copy
from fractions import Fraction

from judging.singles import thinned, WINDOW, CANNOT_ANSWER


class Table:
    """The definition's table: roles, ranges, bands, levels."""

    def __init__(self, library, name):
        definition = library.measures[name]
        self.measure, self.name = name, name
        self.roles = definition["composite"]["measures"]
        self.within = definition["composite"]["within-days"]
        self.threshold = Fraction(next(
            one["value"] for one in definition["thresholds"]
            if one["for"] == "improvement" and one["use"] == "judge"))
        self.moderate = Fraction(next(
            level["at-least"] for level in definition["composite"]["levels"]
            if level["name"].startswith("moderate")))
        self.ranges, self.signs, self.best = {}, {}, {}
        for role in self.roles:
            for measure in role["any-of"]:
                scale = library.measures[measure]
                limits = role.get("range-in-upper-limits")
                self.ranges[measure] = Fraction(
                    limits[measure] if limits else
                    role.get("range") or scale["range"]["max"] - scale["range"]["min"])
                higher = scale["direction"] == "higher-is-better"
                self.signs[measure] = 1 if higher else -1
                # An enzyme can come down to its upper limit, not to nothing.
                self.best[measure] = Fraction(
                    1 if limits else scale["range"]["max" if higher else "min"])

    def points(self, role, measure, better):
        """The points of one part for an improvement in its own units."""
        share = 100 * Fraction(better) / self.ranges[measure]
        reached = [band for band in role["bands"] if share > band["above"]]
        return Fraction(reached[-1]["points"]) if reached else Fraction(0)

    def improvement(self, before, after):
        return sum(self.points(role, measure, self.signs[measure] * (new.total - old.total))
                   for role, (measure, old), (_, new) in zip(self.roles, before, after))

    def room(self, baseline):
        """What can be attained from the baseline."""
        return sum(self.points(role, measure, max(
            Fraction(0), self.signs[measure] * (self.best[measure] - old.total)))
                   for role, (measure, old) in zip(self.roles, baseline))


class Composite:
    """The composite within the times of a course; offers what a Single offers."""

    variant = ""

    def __init__(self, table, record, times):
        self.table, self.times = table, times
        self.kind, self.by_patient, self.group = "composite", False, table.name
        last = min(times.known, times.end)
        self.scores = {measure: [one for one in record.scores.get(measure, ())
                                 if one.total is not None and one.day <= last]
                       for role in table.roles for measure in role["any-of"]}
        self.baseline_set = self.find_baseline()
        self.raw = self.find_follow_ups() if self.baseline_set else []
        self.follow_ups = thinned(self.raw, last_day)

    # Sets

    def find_baseline(self):
        times, start = self.times, self.times.start
        first = start - times.days_before
        last = start + times.late
        days = sorted({one.day for scores in self.scores.values() for one in scores
                       if first <= one.day <= last})
        usual = [day for day in days if day <= start]
        late = [day for day in days if day > start and day - start < times.first_effect
                and times.may_be_baseline(day)]
        for day in usual[::-1] + late:
            found = self.assemble(day, first, self.chosen)
            if found:
                return found
        return None

    def find_follow_ups(self):
        fixed = [measure for measure, _ in self.baseline_set]
        earliest = max(self.times.start, last_day(self.baseline_set)) + 1
        days = sorted({one.day for measure in fixed for one in self.scores[measure]
                       if one.day >= earliest})
        sets = [self.assemble(day, earliest, lambda index, held: fixed[index] in held
                              and fixed[index]) for day in days]
        return [one for one in sets if one
                and last_day(one) - self.times.start > self.times.early]

    def assemble(self, day, earliest, choose):
        """The set whose last component is of `day`; None while a role is not filled."""
        found = []
        for index, role in enumerate(self.table.roles):
            held = {}
            for measure in role["any-of"]:
                near = [one for one in self.scores[measure]
                        if max(earliest, day - self.table.within) <= one.day <= day]
                if near:
                    held[measure] = near[-1]
            measure = choose(index, held)
            if not measure:
                return None
            found.append((measure, held[measure]))
        return found if last_day(found) == day else None

    def chosen(self, index, held):
        """The first of the list that the set holds; of the enzymes the most abnormal."""
        role = self.table.roles[index]
        given = [measure for measure in role["any-of"] if measure in held]
        if given and "range-in-upper-limits" in role:
            return max(given, key=lambda measure: held[measure].total)
        return given[0] if given else None

    def until(self, day):
        """The same baseline set with the follow-up sets up to a day."""
        other = copy(self)
        other.raw = [one for one in self.raw if last_day(one) <= day]
        other.follow_ups = thinned(other.raw, last_day)
        return other

    # What a Single offers

    @property
    def baseline(self):
        return self.baseline_set

    @property
    def dates(self):
        return [last_day(one) for one in self.follow_ups]

    def days_from(self, length):
        return [day for day in self.dates if day - self.times.start >= length]

    def raw_days_from(self, length):
        return [last_day(one) for one in self.raw
                if last_day(one) - self.times.start >= length]

    def judge(self, in_window):
        used = self.follow_ups
        if in_window:
            used = [one for one in used if last_day(one) - self.times.start >= self.times.window]
        self.window = used[-WINDOW:]
        self.room = self.table.room(self.baseline_set)
        self.threshold = self.table.threshold
        self.unit = min(self.table.moderate, self.room) or self.table.moderate
        self.improvement = self.change = None
        if self.window:
            gained = [self.table.improvement(self.baseline_set, one) for one in self.window]
            self.improvement = sum(gained, Fraction(0)) / len(gained)
            self.change = min(Fraction(2), self.improvement / self.unit)
        if not self.has_room:
            self.verdict = "floor"
        elif self.change is None:
            self.verdict = "no-follow-up"
        elif self.change >= 1:
            self.verdict = "improved"
        else:
            self.verdict = "partial" if self.change >= Fraction(1, 2) else "unchanged"

    @property
    def has_room(self):
        return 2 * self.table.room(self.baseline_set) >= 3 * self.table.threshold

    @property
    def can_answer(self):
        return self.verdict not in CANNOT_ANSWER

    @property
    def counts(self):
        return self.change is not None and self.verdict != "floor"

    @property
    def is_better_by_threshold(self):
        return self.counts and self.improvement >= self.threshold

    @property
    def is_declining(self):
        gained = [self.table.improvement(self.baseline_set, one) for one in self.follow_ups]
        if len(gained) < 2:
            return False
        fall = [max(gained) - one for one in gained[-2:]]
        return min(fall) >= self.threshold or fall[-1] >= 2 * self.threshold

    # For the rows

    @property
    def baseline_shown(self):
        return last_day(self.baseline_set), Fraction(0)

    def latest_shown(self):
        if not self.follow_ups:
            return None
        last = self.follow_ups[-1]
        return last_day(last), self.table.improvement(self.baseline_set, last)


def last_day(one_set):
    return max(score.day for _, score in one_set)
