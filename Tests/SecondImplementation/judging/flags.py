"""Section 6: the flags of one patient, their severity and their order."""

import math
from dataclasses import dataclass
from fractions import Fraction

from judging import days, gbs
from judging.diagnosis import LONG, wholes
from judging.notes import notes_of
from judging.verdict import changes_on, verdict

YEAR = 364

# Verdict to flag and severity.
OF_VERDICT = {
  "no-response": ("missing-response", "red"), "worsened": ("worsening-on-treatment", "red"),
  "stopped-without-effect": ("stopped-without-effect", "amber"),
  "response-lost": ("response-lost", "amber"),
  "response-declining": ("response-declining", "amber"), "mixed": ("mixed-response", "amber"),
  "partial-response": ("partial-response", "amber"),
  "worsening-possible": ("worsening-possible", "amber"),
  "not-evaluable": ("not-evaluable", "amber"), "response-due": ("response-due", "note"),
  "assessment-due": ("assessment-due", "due"), "assessment-overdue": ("assessment-overdue", "due"),
  "no-baseline": ("no-baseline", "due"),
}
UNANSWERABLE = ("assessment-overdue", "no-baseline", "not-evaluable")
ORDER = ["diagnosis-unanswered", "worse-than-before-treatment", "relapse-off-treatment",
         "missing-response", "worsening-on-treatment", "stopped-without-effect", "response-lost",
         "response-declining", "mixed-response", "partial-response", "worsening-possible",
         "not-evaluable", "treatment-related-fluctuation", "acute-onset-cidp", "response-due",
         "assessment-due", "assessment-overdue", "no-baseline", "monitoring-overdue",
         "symptoms-without-objective-change", "patient-reported-only",
         "laboratory-without-objective-change", "coverage-gap"]
SEVERITIES = ["red", "amber", "due", "note"]


@dataclass(frozen=True)
class Flag:
    kind: str
    severity: str
    therapy: str = ""
    start: int | None = None
    evidence: int = 0        # day of the latest counted score behind it
    stop: int | None = None
    since: int = 0           # day from which the question has been open

    @property
    def urgency(self):
        """Smaller is more urgent."""
        of_course = self.start is not None
        if self.severity in ("due", "note"):
            place = (3 + SEVERITIES.index(self.severity), self.since)
        elif self.severity == "red":
            if not of_course:
                place = (0 if self.kind == "diagnosis-unanswered" else 1, -self.evidence)
            else:
                place = (2, -self.evidence) if self.stop is None else (3, -self.stop)
        else:
            place = (3 + SEVERITIES.index(self.severity), -self.evidence)
        return place + (-(self.start or 0), ORDER.index(self.kind), self.therapy)


def flags_of(judged):
    """All flags, most urgent first."""
    found = []
    whole_of = {}
    for whole in wholes(judged):
        if whole.disease is None:
            continue
        whole_of[whole.disease.family] = whole
        if whole.flag:
            shown = [latest_evidence(one) for one in whole.immunotherapies
                     if one.series.intent != "symptomatic"]
            found.append(Flag(whole.flag, whole.severity,
                              evidence=whole.latest_date or max(shown)))
        found += attack(judged, whole)
    for course in judged.courses:
        if course.disease and judged.in_force(course):
            found += of_course(judged, course, whole_of.get(course.disease.family))
    found += notes_of(judged, Flag)
    return sorted(found, key=lambda one: one.urgency)


def of_course(judged, course, whole):
    found = []
    evidence = latest_evidence(course)
    about = {"therapy": course.series.therapy, "start": course.start, "stop": course.stop,
             "evidence": evidence}
    if course.verdict in OF_VERDICT:
        kind, severity = OF_VERDICT[course.verdict]
        if severity == "red" and course.stop is not None:
            severity = ended_red(judged, course, whole)
        if course.verdict in UNANSWERABLE and cannot_be_answered(judged, course):
            severity = "note"
        if severity:
            found.append(Flag(kind, severity, **about, since=open_since(course, kind)))
    since = monitoring_overdue_since(judged, course)
    if since is not None:
        found.append(Flag("monitoring-overdue", "due", **about, since=since))
    return found


def open_since(course, kind):
    """For the flags that wait for a score: the day on which one was first missed."""
    windows = course.expectation
    if kind == "no-baseline":
        return course.last_baseline_day + 1
    after = windows.deadline if kind == "assessment-overdue" else windows.window
    return course.start + days.first_at_or_after(after)


def latest_evidence(course):
    """The latest counted score of the course, within its horizon."""
    if not course.is_judged:
        return course.start
    dates = [day for one in course.judged for day in one.dates]
    return max(dates, default=course.start)


def ended_red(judged, course, whole):
    """None where it is answered, amber where it is in the past, else red."""
    better = [one for one in judged.under(course.disease.family)
              if one.is_immunotherapy and one.start > course.start
              and one.verdict in ("responding", "stable")]
    if better or (whole and whole.index is not None and whole.index >= 1):
        return None
    old = judged.as_of - course.stop > YEAR
    recent = [day for day in counted_days(judged, course.disease) if judged.as_of - day <= YEAR]
    return "amber" if old and not recent else "red"


def cannot_be_answered(judged, course):
    if course.stop is None:
        return False
    windows = course.expectation
    return judged.as_of > max(course.stop + course.effect,
                              course.start + windows.deadline + windows.grace)


def counted_days(judged, disease):
    """Days of the complete scores of all counted measures and components of the composite."""
    patient = judged.patient
    found = {one.day for yardstick, _, scores in patient.parts(disease, judged.known)
             for one in scores if yardstick.value(one) is not None}
    table = patient.table(disease)
    for role in table.roles if table else ():
        for measure in role["any-of"]:
            found |= {one.day for one in patient.record.scores.get(measure, ())
                      if one.total is not None and one.day <= judged.known}
    return found


def monitoring_overdue_since(judged, course):
    if course.stop is not None or not course.is_judged:
        return None
    last = max(counted_days(judged, course.disease), default=course.start)
    interval = Fraction(course.disease.given["monitoring-weeks"]) * 7
    overdue = judged.as_of - last > interval * 3 / 2
    return last + math.ceil(interval * 3 / 2) if overdue else None


def attack(judged, whole):
    """The flags of Guillain-Barré syndrome, one attack under one diagnosis."""
    given = [one for one in whole.immunotherapies if one.series.intent != "symptomatic"]
    if not whole.disease.is_guillain_barre or not given:
        return []
    first = given[0]
    scores = judged.patient.record.scores
    grades = {}
    for one in scores.get("gbs-ds", ()):
        if one.total is not None and one.day <= judged.known:
            grades.setdefault(one.variant, []).append((one.day, one.total))
    strength = [(one.day, one.total) for one in scores.get("mrc-60", ())
                if one.total is not None and one.day <= judged.known]
    return [Flag(kind, "amber", first.series.therapy, first.start,
                 max(counted_days(judged, whole.disease), default=first.start), first.stop)
            for kind in sorted(gbs.flags(grades, strength, first.start, whole.diagnosis.onset))]


# Changes by time alone

def key(found):
    return [(one.kind, one.severity, one.therapy, one.start) for one in found]


def flags_change_on(judged):
    """The first day on which the flags are others by time alone."""
    now = key(flags_of(judged))
    for day in sorted(candidates(judged)):
        later = judged.patient.on(judged.known, day)
        if key(flags_of(later)) != now:
            return day
    return None


def candidates(judged):
    found = set()
    for course in judged.courses:
        day = changes_on(course)
        while day:
            # Every later step of the verdict too: a flag may hang on the second one.
            found.add(day)
            later = type(course)(course.patient, course.series, course.known, day)
            later.verdict = verdict(later)
            day = changes_on(later)
        if course.stop is not None:
            found |= {course.stop + course.effect + 1, course.stop + YEAR + 1, course.stop + 1}
        if course.is_judged:
            windows = course.expectation
            found.add(course.start + days.first_at_or_after(windows.deadline + windows.grace))
            found.add(course.start + days.first_at_or_after(windows.deadline + windows.grace) + 1)
            if course.stop is not None:
                found.add(course.stop + course.effect + 1)
        if course.disease and course.windows:
            found.add(course.start + days.first_at_or_after(course.windows.first_effect))
        if course.disease:
            scored = counted_days(judged, course.disease)
            last = max(scored, default=course.start)
            interval = Fraction(course.disease.given["monitoring-weeks"]) * 21 / 2
            found.add(last + int(interval) + 1)
            found |= {day + length + 1 for day in scored for length in (YEAR, LONG)}
    for whole in wholes(judged):
        if whole.s0 is not None:
            found.add(whole.s0 + LONG)
        if whole.disease:
            found |= {day + LONG + 1 for day in counted_days(judged, whole.disease)}
    return {day for day in found if day > judged.as_of}
