"""Section 5: the diagnosis as a whole, over all its courses."""

from fractions import Fraction

from judging.singles import Single, declines, group_mean, thinned, WINDOW
from judging.verdict import HALF

FAILURES = ("no-response", "worsened", "stopped-without-effect")
NOW = 84        # days after the reference from which a score speaks of now
SPAN = 28       # days between the first and the last score of now
LONG = 182      # days since the first immunotherapy


class Whole:
    """One diagnosis in force: reference, now, index, flag."""

    def __init__(self, judged, diagnosis):
        self.judged, self.diagnosis = judged, diagnosis
        self.library = judged.library
        self.disease = self.library.disease(diagnosis.disease)
        self.index, self.parts, self.flag, self.severity = None, [], None, None
        self.tried, self.failed, self.s0 = [], [], None
        if self.disease is None:
            return
        self.under = judged.under(self.disease.family)
        self.immunotherapies = [one for one in self.under if one.is_immunotherapy]
        self.real = [one for one in self.immunotherapies if one.series.intent != "symptomatic"
                     and not (one.expectation and one.expectation.expected == "none")]
        self.tried = sorted({one.series.therapy for one in self.real})
        self.failed = sorted({one.series.therapy for one in self.immunotherapies
                              if one.verdict in FAILURES})
        self.s0 = min((one.start for one in self.real), default=None)
        self.parts = [part for yardstick, label, scores
                      in judged.patient.parts(self.disease, judged.known)
                      if (part := self.part(yardstick, label, scores))]
        self.index = group_mean([(one.group, one.change) for one in self.parts
                                 if one.change is not None])
        self.flag, self.severity = self.find_flag()

    def part(self, yardstick, label, scores):
        for course in self.real:
            baseline = self.baseline(course, yardstick, label, scores)
            if baseline:
                return Part(self, yardstick, label, scores, course, baseline)
        return None

    def baseline(self, course, yardstick, label, scores):
        """That of the course's own judgement; a variant of the disease may count other measures."""
        for one in course.singles:
            if one.yardstick is yardstick and one.baseline:
                if same_hand(yardstick, one.baseline, label):
                    return one.baseline
        if course.disease.name == self.disease.name:
            return None
        return Single(yardstick, label, scores, course.times(course.horizon)).baseline

    # Flags

    def find_flag(self):
        if self.is_unanswered():
            return "diagnosis-unanswered", "red"
        if (self.disease.chronic and self.s0 is not None
                and self.judged.as_of - self.s0 >= LONG
                and self.index is not None and self.index <= -1):
            amber = any(one.was_taken_on_treatment() for one in self.parts)
            return "worse-than-before-treatment", "amber" if amber else "red"
        if self.disease.chronic and self.relapsed():
            return "relapse-off-treatment", "amber"
        return None, None

    def is_unanswered(self):
        failed = [one for one in self.immunotherapies if one.verdict in FAILURES]
        if len({one.series.therapy for one in failed}) < 2:
            return False
        first = min(one.start for one in failed)
        return (not any(self.judged.responded(one) for one in self.immunotherapies)
                and not any(one.verdict == "stable" and one.start < first
                            for one in self.immunotherapies)
                and (self.index is None or self.index < HALF))

    def relapsed(self):
        ended = self.last_effect()
        if ended is None or ended >= self.judged.as_of:
            return False
        if not any(self.judged.responded(one) or one.verdict == "stable"
                   for one in self.immunotherapies):
            return False
        groups = {}
        for one in self.parts:
            groups[one.group] = groups.get(one.group, False) or one.declined_since(ended)
        return 2 * sum(groups.values()) > len(groups)

    def last_effect(self):
        """The day on which the last effect ended; None without one, or while a drug is given."""
        found = []
        for one in self.judged.courses:
            if not one.is_immunotherapy:
                continue
            if one.stop is None:
                return None
            judged = one.is_judged and one.expectation.expected != "none"
            found.append(one.stop + (one.effect if judged else 0))
        return max(found, default=None)

    @property
    def reference_date(self):
        return min((one.baseline.day for one in self.parts), default=None)

    @property
    def latest_date(self):
        return max((one.now[-1].day for one in self.parts if one.now), default=None)


class Part:
    """One counted measure, or one hand of it: its reference and its now."""

    def __init__(self, whole, yardstick, label, scores, course, baseline):
        self.whole, self.yardstick, self.course = whole, yardstick, course
        self.baseline, self.group = baseline, yardstick.group
        since = [one for one in scores if one.day > baseline.day
                 and yardstick.value(one) is not None and yardstick.comparable(baseline, one)
                 and not in_early_worsening(whole.judged, one.day)]
        self.since = thinned(since, lambda one: one.day)
        self.now = self.find_now()
        self.change = self.find_change()

    def find_now(self):
        found = self.since[-WINDOW:]
        if found and (found[-1].day - self.baseline.day >= NOW
                      and found[-1].day - found[0].day >= SPAN):
            return found
        return []

    def find_change(self):
        """None without a now, and at the floor."""
        threshold = self.yardstick.threshold(self.baseline)
        if not self.now or not threshold:
            return None
        better = [self.yardstick.improvement(self.baseline, one) for one in self.now]
        mean = sum(better, Fraction(0)) / len(better)
        unit = self.yardstick.unit(self.baseline)
        if mean < 0:
            unit = self.yardstick.worsening(self.baseline)
        change = max(Fraction(-2), min(Fraction(2), mean / unit))
        return None if change > -1 and not self.yardstick.has_room(self.baseline) else change

    def was_taken_on_treatment(self):
        """While an immunotherapy that began before the reference's own course acted."""
        patient, known = self.whole.judged.patient, self.whole.judged.known
        for course, acts in patient.effects(known):
            if course in self.course.series.courses or course.start >= self.course.start:
                continue
            ends = None if course.stop is None else (
                course.stop + self.whole.library.effect(course.therapy))
            if acts <= self.baseline.day and (ends is None or self.baseline.day <= ends):
                return True
        return False

    def declined_since(self, ended):
        latest = self.since[-2:]
        return (len(latest) == 2 and latest[0].day > ended
                and declines(self.yardstick, self.baseline, self.since))


def same_hand(yardstick, score, label):
    return label == ";".join(f"{key}={score.variant_value(key)}" for key in yardstick.separate)


def in_early_worsening(judged, day):
    return any(course.start < day <= course.start + course.times(day).early
               for course in judged.courses if course.disease)


def wholes(judged):
    return [Whole(judged, diagnosis) for diagnosis in judged.diagnoses]
