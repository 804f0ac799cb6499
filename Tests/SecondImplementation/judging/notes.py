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
            if stop is None and symptoms_alone(judged, course):
                found.append(make("symptoms-without-objective-change", "note", *about))
            if (course.verdict == "responding" and strength(course) == "patient-reported only"
                    and any(one.kind == "objective" and one.verdict == "unchanged"
                            for one in course.judged)):
                found.append(make("patient-reported-only", "note", *about, stop=stop))
            if laboratory_alone(judged, course):
                found.append(make("laboratory-without-objective-change", "note", *about, stop=stop))
    return found + gaps(judged, make)


def symptoms_alone(judged, course):
    """A watched symptom is worse while every counted measure that can say so is not."""
    said = [one.verdict for one in course.judged
            if one.verdict in ("improved", "partial", "unchanged", "worsened")]
    if not said or "worsened" in said:
        return False
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
                return True
    return False


def laboratory_alone(judged, course):
    """A laboratory value at least twice its baseline at the two latest visits."""
    if any(one.verdict == "worsened" for one in course.judged):
        return False
    disease, library = course.disease, judged.library
    names = list(disease.given.get("core-set") or [])
    table = judged.patient.table(disease)
    for role in table.roles if table else ():
        names += role["any-of"]
    times = course.times(course.horizon)
    for name in dict.fromkeys(names):
        definition = library.measures[name]
        if definition["class"] != "laboratory" or definition["direction"] != "higher-is-worse":
            continue
        yardstick = Yardstick(library, {"measure": name})
        for _, label, scores in judged.patient.parts_of(yardstick, judged.known):
            one = Single(yardstick, label, scores, times)
            visits = thinned(one.raw, lambda score: score.day)[-2:]
            if (one.baseline and one.baseline.total > 0 and len(visits) == 2
                    and all(visit.total >= 2 * one.baseline.total for visit in visits)):
                return True
    return False


# Gaps in the cover

def gaps(judged, make):
    found = []
    for diagnosis in judged.diagnoses:
        disease = judged.library.disease(diagnosis.disease)
        if disease is None or not disease.chronic or not is_active(judged, disease):
            continue
        acting = [one for one in judged.courses if one.series.intent != "symptomatic"
                  and judged.library.roles(one.series.therapy) != ["symptomatic"]
                  and lasts(judged, one) >= judged.as_of]
        if not acting:
            found.append(make("coverage-gap", "note"))
        for course in judged.under(disease.family):
            if awaits_effect(judged, course) and not any(
                    covers(judged, one) and lasts(judged, one) >= course.start
                    + course.windows.first_effect for one in judged.courses):
                found.append(make("coverage-gap", "note", course.series.therapy, course.start))
    return found


def is_active(judged, disease):
    """A counted score of the last 182 days has room."""
    return any(judged.as_of - one.day <= LONG and yardstick.value(one) is not None
               and yardstick.has_room(one)
               for yardstick, _, scores in judged.patient.parts(disease, judged.known)
               for one in scores)


def awaits_effect(judged, course):
    return (course.stop is None and course.is_judged
            and course.expectation.expected != "none"
            and "long-acting" in judged.library.roles(course.series.therapy)
            and judged.as_of - course.start < course.windows.first_effect)


def covers(judged, course):
    return course.series.intent == "bridge" or bool(
        {"fast-onset", "bridge"} & set(judged.library.roles(course.series.therapy)))


def lasts(judged, course):
    """The last day on which it acts."""
    return float("inf") if course.stop is None else course.stop + course.effect
