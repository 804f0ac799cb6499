"""The notes of section 6 that speak of one measure beside another, and of gaps in the cover."""

from judging.diagnosis import LONG
from judging.singles import Single, thinned
from judging.verdict import strength
from judging.yardstick import Yardstick


def notes_of(judged, make):
    found = []
    for course in judged.courses:
        if course.disease and judged.in_force(course) and course.is_judged:
            about = (course.series.therapy, course.start)
            stop = course.stop
            seen = stop is None and symptoms_alone(judged, course)
            if seen:
                found.append(make("symptoms-without-objective-change", "note", *about, since=seen))
            if (course.verdict == "responding" and strength(course) == "patient-reported only"
                    and any(one.kind == "objective" and one.verdict == "unchanged"
                            for one in course.judged)):
                latest = max(day for one in course.judged for day in one.dates)
                found.append(make("patient-reported-only", "note", *about, stop=stop, since=latest))
            seen = laboratory_alone(judged, course)
            if seen:
                found.append(make("laboratory-without-objective-change", "note", *about, stop=stop,
                                  since=seen))
    return found + gaps(judged, make)


def symptoms_alone(judged, course):
    """The latest day of a watched symptom that is worse while every counted measure that can say so
    is not."""
    said = [one.verdict for one in course.judged
            if one.verdict in ("improved", "partial", "unchanged", "worsened")]
    if not said or "worsened" in said:
        return None
    patient, times = judged.patient, course.times(course.horizon)
    for name in course.disease.given.get("watched") or []:
        if judged.library.measures[name]["class"] not in ("symptom", "quality-of-life"):
            continue
        yardstick = Yardstick(judged.library, {"measure": name})
        if yardstick.worse is None:
            continue
        for _, label, scores in patient.parts_of(yardstick, judged.known):
            one = Single(yardstick, label, scores, times)
            one.judge(bool(one.days_from(times.window)))
            if one.verdict == "worsened":
                return one.dates[-1]
    return None


def laboratory_alone(judged, course):
    """The latest day of a laboratory value at least twice its baseline at the two latest visits."""
    if any(one.verdict == "worsened" for one in course.judged):
        return None
    disease, library = course.disease, judged.library
    names = list(disease.given.get("core-set") or [])
    table = judged.patient.table(disease)
    for role in table.roles if table else ():
        names += role["any-of"]
    times = course.times(course.horizon)
    for name in sorted(set(names)):
        definition = library.measures[name]
        if definition["class"] != "laboratory" or definition["direction"] != "higher-is-worse":
            continue
        yardstick = Yardstick(library, {"measure": name})
        for _, label, scores in judged.patient.parts_of(yardstick, judged.known):
            one = Single(yardstick, label, scores, times)
            visits = thinned(one.raw, lambda score: score.day)[-2:]
            if (one.baseline and one.baseline.total > 0 and len(visits) == 2
                    and all(visit.total >= 2 * one.baseline.total for visit in visits)):
                return visits[-1].day
    return None


# Gaps in the cover

def gaps(judged, make):
    """At most one: nothing acts at all, or the first course that waits for its effect uncovered."""
    active = {}
    for diagnosis in judged.diagnoses:
        disease = judged.library.disease(diagnosis.disease)
        if disease and disease.chronic and (
                disease.given.get("expected-without-response", "none") == "none"):
            days = active_days(judged, disease)
            if days:
                active[disease.family] = max(days)
    if not active:
        return []
    given = [one for one in judged.courses if one.is_immunotherapy
             and one.series.intent != "symptomatic"]
    if not any(lasts(one) >= judged.as_of for one in given):
        stops = [one.stop for one in judged.courses if one.stop is not None]
        return [make("coverage-gap", "note", since=max([max(active.values()), *stops]))]
    for course in judged.courses:
        if course.disease and course.disease.family in active and awaits_effect(judged, course):
            until = course.start + course.windows.first_effect
            if not any(covers(judged, one) and lasts(one) >= until for one in given):
                return [make("coverage-gap", "note", course.series.therapy, course.start,
                             since=course.start)]
    return []


def active_days(judged, disease):
    """Days of the counted scores of the last 182 days that have room."""
    return [one.day for yardstick, _, scores in judged.patient.parts(disease, judged.known)
            for one in scores
            if judged.as_of - one.day <= LONG and yardstick.value(one) is not None
            and yardstick.threshold(one) and yardstick.has_room(one)]


def awaits_effect(judged, course):
    return (course.stop is None and course.is_judged and course.is_immunotherapy
            and course.expectation.expected != "none"
            and "long-acting" in judged.library.roles(course.series.therapy)
            and judged.as_of - course.start < course.windows.first_effect)


def covers(judged, course):
    return course.series.intent == "bridge" or bool(
        {"fast-onset", "bridge"} & set(judged.library.roles(course.series.therapy)))


def lasts(course):
    """The last day on which it acts."""
    return float("inf") if course.stop is None else course.stop + course.effect
