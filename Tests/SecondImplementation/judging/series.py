"""Which diagnosis a course belongs to, and which courses are one series."""

from dataclasses import dataclass, replace

SLACK = 28   # days beyond the effect within which the next course still follows


@dataclass(frozen=True)
class Series:
    """Courses of one therapy that are judged as one."""

    disease: str | None
    diagnosis: object
    therapy: str
    intent: str
    courses: tuple

    @property
    def start(self):
        return self.courses[0].start

    @property
    def stop(self):
        """None while any of its courses runs."""
        stops = [course.stop for course in self.courses]
        return None if None in stops else max(stops)

    @property
    def reason(self):
        if self.stop is None:
            return ""
        return [course for course in self.courses if course.stop == self.stop][-1].reason


def known_courses(record, day):
    """The courses as they were known on a day: a stop after it, and its reason, do not exist."""
    return [replace(course, stop=None, reason="") if course.stop and course.stop > day else course
            for course in record.courses if course.start <= day]


def known_diagnoses(record, day):
    return [replace(one, ends=None) if one.ends and one.ends > day else one
            for one in record.diagnoses if one.begins <= day]


def diagnosis_of(course, diagnoses):
    """In force at the first dose, else the first that begins later; it moves on with a revision."""
    in_force = [one for one in diagnoses if one.begins <= course.start
                and (one.ends is None or one.ends > course.start)]
    if in_force:
        found = max(in_force, key=lambda one: one.begins)
    else:
        later = [one for one in diagnoses if one.begins > course.start]
        if not later:
            return None
        found = min(later, key=lambda one: one.begins)
    while found.ends is not None:
        following = [one for one in diagnoses if one.begins >= found.ends and one is not found
                     and (course.stop is None or course.stop > one.begins)]
        if not following or (course.stop is not None and course.stop <= found.ends):
            return found
        found = min(following, key=lambda one: one.begins)
    return found


def find_series(library, courses, diagnoses):
    """All series, in the order of their first dose and therapy."""
    found = {}
    for course in sorted(courses, key=lambda one: (one.start, one.row)):
        diagnosis = diagnosis_of(course, diagnoses)
        held = found.setdefault((course.therapy, diagnosis), [])
        if held and follows(library, held[-1], course):
            held[-1].append(course)
        else:
            held.append([course])
    series = [Series(diagnosis and diagnosis.disease, diagnosis, therapy, courses[0].intent,
                     tuple(courses))
              for (therapy, diagnosis), lists in found.items() for courses in lists]
    return sorted(series, key=lambda one: (one.start, one.therapy, one.courses[0].row))


def follows(library, courses, course):
    """Whether a course goes on with the series that was begun last."""
    before = courses[-1]
    if course.intent != before.intent or is_higher_dose(course, before):
        return False
    stops = [one.stop for one in courses]
    if None in stops:
        return True
    return course.start - max(stops) < library.effect(course.therapy) + SLACK


def is_higher_dose(course, before):
    if course.dose is None or before.dose is None or course.unit != before.unit:
        return False
    if course.interval and before.interval:
        return course.dose / course.interval > before.dose / before.interval
    return course.dose > before.dose


def last_dose(library, series, courses):
    """The last dose of the uninterrupted time on the drug; None while it runs."""
    last = series.stop
    slack = library.effect(series.therapy) + SLACK
    same = [course for course in courses if course.therapy == series.therapy]
    while last is not None:
        reached = [course for course in same if course.start - last < slack
                   and (course.stop is None or course.stop > last)]
        if not reached:
            return last
        stops = [course.stop for course in reached]
        last = None if None in stops else max(stops)
    return None
