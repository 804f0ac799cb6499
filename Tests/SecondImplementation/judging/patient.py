"""All of one patient on one day: the courses, and what they share."""

from functools import cached_property

from judging.composite import Table
from judging.course import Course
from judging.series import find_series, known_courses, known_diagnoses
from judging.verdict import RESPONSES, row
from judging.yardstick import Yardstick


class Patient:
    """A record with what is computed once; `on(day)` judges it."""

    def __init__(self, library, record):
        self.library, self.record = library, record
        self.kept = {}

    def on(self, known, as_of=None):
        return Judged(self, known, known if as_of is None else as_of)

    def keep(self, key, make):
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def forget_days(self):
        """What belongs to one day of knowledge; the index at a day is kept."""
        self.kept = {key: value for key, value in self.kept.items()
                     if key[0] not in ("courses", "series", "effects")}

    # Measures

    def yardsticks(self, disease):
        return self.keep(("yardsticks", disease.name), lambda: [
            Yardstick(self.library, one) for one in disease.counted])

    def table(self, disease):
        return disease.composite and self.keep(
            ("table", disease.name), lambda: Table(self.library, disease.composite))

    def parts(self, disease, known):
        """(yardstick, variant, scores) of every counted measure, each hand for itself."""
        return [part for yardstick in self.yardsticks(disease)
                for part in self.parts_of(yardstick, known)]

    def parts_of(self, yardstick, known):
        scores = [one for one in self.record.scores.get(yardstick.measure, ())
                  if one.day <= known]
        if not yardstick.separate or not scores:
            return [(yardstick, "", scores)]
        apart = {}
        for one in scores:
            label = ";".join(f"{key}={one.variant_value(key)}" for key in yardstick.separate)
            apart.setdefault(label, []).append(one)
        return [(yardstick, label, apart[label]) for label in sorted(apart)]

    # Courses

    def courses_known(self, known):
        return self.keep(("courses", known), lambda: known_courses(self.record, known))

    def series_known(self, known):
        return self.keep(("series", known), lambda: find_series(
            self.library, self.courses_known(known), known_diagnoses(self.record, known)))

    def first_effects(self, therapy, known, begun_from=None):
        """Exact days on which the courses of other immunotherapies begin to act."""
        return [first for course, first in self.effects(known)
                if course.therapy != therapy
                and (begun_from is None or course.start >= begun_from)]

    def effects(self, known):
        """(course, exact day of its first effect) of every course given as an immunotherapy."""
        return self.keep(("effects", known), lambda: [
            (course, course.start + self.first_effect(series, course))
            for series in self.series_known(known) for course in series.courses
            if self.library.is_immunotherapy(series.therapy) and course.intent != "symptomatic"])

    def first_effect(self, series, course):
        if series.disease is None:
            return 0
        found = (self.library.expectation(series.disease, series.therapy, course.intent)
                 or self.library.any_row(series.disease, series.therapy))
        return found.first_effect if found else 0


class Judged:
    """A patient on one day."""

    def __init__(self, patient, known, as_of):
        self.patient, self.known, self.as_of = patient, known, as_of
        self.library = patient.library
        self.courses = [Course(patient, series, known, as_of)
                        for series in patient.series_known(known)]
        for course in self.courses:
            course.row, course.verdict = row(course)

    @cached_property
    def diagnoses(self):
        """Those in force; of the variants of one disease the one that began last."""
        found = {}
        for one in known_diagnoses(self.patient.record, self.known):
            if one.ends is None:
                family = self.library.family(one.disease)
                if family not in found or found[family].begins <= one.begins:
                    found[family] = one
        return sorted(found.values(), key=lambda one: (one.begins, one.disease))

    def in_force(self, course):
        return course.series.diagnosis is not None and course.series.diagnosis.ends is None

    def under(self, family):
        """The courses under a diagnosis and its variants."""
        return [one for one in self.courses if one.disease and one.disease.family == family]

    @staticmethod
    def responded(course):
        return course.verdict in RESPONSES or course.responded_twice
