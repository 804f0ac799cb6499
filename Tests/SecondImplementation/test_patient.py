"""Sections 4 (diagnoses), 5 and 6: what is judged over all courses, flags, their order."""

import unittest

from fixture import START, adl, course, patient, qmg, score, series
from judging.diagnosis import wholes
from judging.flags import flags_change_on, flags_of, key
from judging.records import Diagnosis

NONE = "none"
FAILED = adl((-3, 8), (80, 8), (180, 8))


def diagnosis(name, begins=-400, ends=None, onset=None):
    return Diagnosis(name, START + begins, onset and START + onset, ends and START + ends)


def whole(who, day):
    return wholes(who.on(START + day))[0]


def kinds(who, day, *severities):
    return [one.kind for one in flags_of(who.on(START + day))
            if not severities or one.severity in severities]


class Membership(unittest.TestCase):
    def test_diagnosis(self):
        old, new = diagnosis("cidp", -400, 50), diagnosis("mg", 50)
        for diagnoses, times, day, name in (
                ([old, new], (0, None), 49, "cidp"), ([old, new], (0, None), 50, "mg"),
                ([old, new], (0, 50), 60, "cidp"), ([old, new], (0, 51), 60, "mg"),
                ([diagnosis("mg", 20)], (0, None), 19, None),
                ([diagnosis("mg", 20)], (0, None), 20, "mg"),
                ([diagnosis("cidp", -400), diagnosis("mg", -50)], (0, None), 20, "mg"),
                ([diagnosis("cidp", -400), diagnosis("mg", 5)], (0, None), 20, "cidp")):
            with self.subTest(times=times, day=day, name=name):
                who = patient([], [course("drug", *times)], diagnoses=diagnoses)
                self.assertEqual(who.on(START + day).courses[0].series.disease, name)

    def test_a_diagnosis_that_has_ended_raises_no_flag(self):
        revised = [diagnosis("one", -400, 300), diagnosis("amyloid", 300)]
        who = patient([FAILED], [course("drug", 0, 100)], diagnoses=revised)
        self.assertIn("missing-response", kinds(who, 299))
        self.assertEqual(kinds(who, 300), [])


class Whole(unittest.TestCase):
    def test_unanswered(self):
        two = [course("drug", 0, 90), course("other", 90, 180)]
        failed = [adl((-3, 8), (80, 8), (95, 8), (170, 8))]
        for courses, scores, flag in (
                (two, failed, "diagnosis-unanswered"), (two[:1], failed, NONE),
                ([course("drug", 0, 90), course("drug", 200, 290)],
                 [adl((-3, 8), (80, 8), (190, 8), (280, 8))], NONE),
                (two + [course("steady", -200, 20)],
                 failed + [adl((-203, 8), (-100, 8))], NONE),
                (two + [course("steady", 200, 400)], failed, "diagnosis-unanswered"),
                (two + [course("third", 190)], failed + [adl((270, 4), (280, 4))], NONE),
                (two, [adl((-3, 16), (80, 14), (95, 14), (170, 9), (175, 9))], NONE)):
            with self.subTest(flag=flag, courses=[one.therapy for one in courses]):
                self.assertEqual(whole(patient(scores, courses), 285).flag or NONE, flag)

    def test_now(self):
        for given, index in (((30, 84), 1), ((56, 83), None), ((57, 84), None), ((56, 84), 1),
                             ((84,), None), ((20, 70, 77, 84), None), ((-2, 84), None)):
            with self.subTest(given=given):
                who = patient([adl((-3, 8), *((day, 6) for day in given))], [course("drug")])
                self.assertEqual(whole(who, 300).index, index)

    def test_worse_than_before(self):
        slow = [adl((-3, 8), (60, 10), (100, 10), (150, 10))]
        for courses, day, found in (
                ([course("drug", 0, 20)], 182, ("worse-than-before-treatment", "red")),
                ([course("drug", 0, 20)], 181, (None, None)),
                ([course("drug", 0, 20), course("third", -60, -25)], 182,
                 ("worse-than-before-treatment", "amber")),
                ([course("hopeless")], 182, (None, None))):
            with self.subTest(day=day):
                one = whole(patient(slow, courses), day)
                self.assertEqual((one.flag, one.severity), found)

    def test_relapse(self):
        better = [(-3, 8), (60, 4), (80, 4)]
        for later, day, flag in (
                ([(150, 7), (170, 7)], 171, "relapse-off-treatment"), ([(150, 7)], 171, None),
                ([(150, 5), (170, 5)], 171, None), ([(120, 7), (170, 7)], 171, None)):
            with self.subTest(later=later):
                who = patient([adl(*better, *later)], [course("drug", 0, 100)])
                self.assertEqual(whole(who, day).flag, flag)
        again = patient([adl(*better, (150, 7), (170, 7))],
                        [course("drug", 0, 100), course("helper", 100),
                         course("third", 160, intent="symptomatic")])
        self.assertIsNone(whole(again, 171).flag)


class Flags(unittest.TestCase):
    def test_answered(self):
        failed = [course("drug", 0, 90)]
        better = adl((180, 4), (200, 4))
        for scores, courses, day, red in (
                ([FAILED], failed, 300, True),
                ([FAILED, better], failed + [course("other", 100)], 300, False),
                ([FAILED, adl((240, 8), (260, 4))], failed, 300, True),
                ([FAILED, adl((220, 4), (250, 4), (290, 4))], failed, 300, False),
                ([adl((-3, 8), (80, 8)), adl((150, 8))],
                 failed + [course("steady", 100)], 300, False)):
            with self.subTest(day=day, red=red, courses=len(courses)):
                self.assertEqual("missing-response" in kinds(patient(scores, courses), day), red)
        running = patient([adl((-3, 8), (80, 8)), adl((150, 8), (190, 6), (210, 6))],
                          [course("drug", 0), course("other", 160)])
        self.assertEqual(kinds(running, 165, "red"), ["missing-response"])

    def test_in_the_past(self):
        who = patient([adl((-3, 8), (80, 8))], [course("drug", 0, 90)])
        for day, severity in ((444, "red"), (454, "red"), (455, "amber"), (2000, "amber")):
            found = [one.severity for one in flags_of(who.on(START + day))
                     if one.kind == "missing-response"]
            self.assertEqual(found, [severity], day)
        seen = patient([adl((-3, 8), (80, 8), (300, 8))], [course("drug", 0, 90)])
        self.assertEqual(kinds(seen, 664, "red"), ["missing-response"])
        self.assertEqual(kinds(seen, 665, "red"), [])

    def test_nobody_can_answer(self):
        who = patient([adl((-3, 8))], [course("drug", 0, 90)])
        for day, severity in ((140, "due"), (141, "note")):
            found = [one.severity for one in flags_of(who.on(START + day))
                     if one.kind == "assessment-overdue"]
            self.assertEqual(found, [severity])

    def test_order(self):
        who = patient(
            [adl((-3, 8), (80, 8), (95, 8), (170, 8), (290, 8))],
            [course("drug", 0, 90), course("other", 90, 180), course("third", 200)])
        self.assertEqual(
            [(one.kind, one.therapy) for one in flags_of(who.on(START + 295))
             if one.severity == "red"],
            [("diagnosis-unanswered", ""), ("missing-response", "third"),
             ("missing-response", "other"), ("missing-response", "drug")])

    def test_monitoring(self):
        who = patient([adl((-3, 8), (80, 4))], [course("drug")])
        self.assertNotIn("monitoring-overdue", kinds(who, 80 + 273))
        self.assertIn("monitoring-overdue", kinds(who, 80 + 274))
        self.assertIn("monitoring-overdue", kinds(patient([], [course("drug")]), 274))

    def test_notes(self):
        pain = {"pain-nrs": series([(-3, 3), (80, 6)])}
        self.assertIn("symptoms-without-objective-change",
                      kinds(patient([FAILED, pain], [course("drug")]), 100))
        alone = [adl((-3, 8), (80, 2)), qmg((-3, 20), (80, 20))]
        self.assertIn("patient-reported-only", kinds(patient(alone, [course("drug")], "mg"), 100))
        enzyme = {"ck": [score(day, value, "unit=U/L") for day, value in
                         ((-3, 2), (60, 4), (80, 4))]}
        strength = {"mmt8-150": series([(-3, 100), (80, 100)])}
        self.assertIn("laboratory-without-objective-change",
                      kinds(patient([strength, enzyme], [course("drug")], "dm"), 100))

    def test_coverage(self):
        for courses, day, gap in (
                ([course("slow")], 118, True), ([course("slow")], 119, False),
                ([course("slow"), course("fast", 0, 91)], 100, False),
                ([course("slow"), course("fast", 0, 90)], 100, True), ([], 100, True),
                ([course("drug", 0, 50)], 78, False), ([course("drug", 0, 50)], 79, True)):
            who = patient([adl((-3, 8), (60, 8))], courses)
            self.assertEqual("coverage-gap" in kinds(who, day), gap, (courses, day))

    def test_changes_on_by_brute_force(self):
        who = patient([adl((-3, 8), (80, 8), (95, 8))],
                      [course("drug", 0, 90), course("other", 90, 180)])
        for day in (10, 85, 120, 185, 250, 500):
            now = key(flags_of(who.on(START + day)))
            later = [at for at in range(day + 1, day + 900)
                     if key(flags_of(who.on(START + day, START + at))) != now]
            said = flags_change_on(who.on(START + day))
            self.assertEqual(said and said - START, later[0] if later else None, day)


class GuillainBarre(unittest.TestCase):
    def check(self, grades, strength=(), day=300, onset=-7, distance="distance=10"):
        scores = [{"gbs-ds": series(grades, distance), "mrc-60": series(strength)}]
        who = patient(scores, [course("attack", 0, 4)],
                      diagnoses=[diagnosis("gbs", -5, onset=onset)])
        return [one for one in kinds(who, day)
                if one in ("treatment-related-fluctuation", "acute-onset-cidp")]

    def test_fluctuations(self):
        trf, chronic = "treatment-related-fluctuation", "acute-onset-cidp"
        for grades, found in (
                ([(-1, 3), (7, 5), (14, 4)], []),               # the way to the nadir
                ([(-1, 4), (7, 3), (14, 4)], [trf]),
                ([(0, 4), (7, 4), (14, 5)], [trf]), ([(0, 4), (6, 4), (14, 5)], []),
                ([(-1, 4), (7, 4), (13, 5)], []),               # the first of two before the dose
                ([(-1, 4), (7, 3), (49, 4)], [trf]), ([(-1, 4), (7, 3), (50, 4)], []),
                ([(-1, 4), (7, 3), (50, 4), (60, 4)], [chronic]),
                ([(-1, 4), (7, 3), (50, 4), (60, 3)], []),
                ([(-1, 4), (7, 3), (50, 5)], [chronic]),
                ([(-1, 4), (7, 3), (14, 4), (15, 5)], [trf]),   # no new stabilisation between
                ([(-1, 5), (7, 3), (10, 4), (17, 3), (20, 4), (27, 3), (30, 4)],
                 [trf, chronic]),
                ([(0, 4), (7, 4), (50, 4)], [])):
            with self.subTest(grades=grades):
                self.assertEqual(sorted(self.check(grades)), sorted(found))

    def test_strength(self):
        stable = [(0, 4), (7, 4), (20, 4)]
        for strength, found in (([(1, 40), (20, 34)], ["treatment-related-fluctuation"]),
                                ([(1, 40), (20, 35)], [])):
            self.assertEqual(self.check(stable, strength), found)

    def test_onset_unknown_counts_from_the_first_dose(self):
        grades = [(-1, 4), (7, 3), (56, 4)]
        self.assertEqual(self.check(grades, onset=None), ["treatment-related-fluctuation"])
        self.assertEqual(self.check([(-1, 4), (7, 3), (57, 4)], onset=None), [])


if __name__ == "__main__":
    unittest.main()
