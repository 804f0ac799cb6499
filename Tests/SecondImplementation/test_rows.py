"""Section 4: every row of the table of verdicts, at and beside its limits."""

import unittest
from fractions import Fraction

from fixture import START, adl, core, course, first, grip, judged, legs, patient, qmg
from judging import verdict
from judging.rows import limited
from judging.verdict import changes_on, firmness

# row, verdict, as-of, scores, then what differs from one patient on `drug`
ROWS = [
  (1, "not-judged", 60, [adl((-3, 8), (50, 4))], {"intent": "symptomatic"}),
  (1, "not-judged", 60, [adl((-3, 8), (50, 4))], {"name": "helper"}),
  (1, "not-judged", 60, [adl((-3, 8), (50, 4))], {"disease_name": "amyloid"}),
  (2, "no-response-expected", 60, [adl((-3, 8), (50, 8))], {"name": "hopeless"}),
  (2, "no-response-expected", 60, [adl((-3, 8), (50, 8))],
   {"name": "hopeless", "intent": "maintenance"}),
  (3, "worsened", 40, [adl((-3, 8), (30, 10))], {"name": "steady"}),
  (3, "worsened", 40, [adl((-3, 8), (30, 10)), qmg((-3, 20), (30, 15))],
   {"name": "steady", "disease_name": "mg"}),
  (3, "worsened", 60, [adl((-3, 8), (50, 10))], {"intent": "maintenance"}),
  (4, "worsening-possible", 40, [adl((-3, 8), (30, 9))], {"name": "steady"}),
  (5, "stable", 40, [adl((-3, 8), (28, 8))], {"name": "steady"}),
  (5, "stable", 40, [adl((-3, 0), (28, 0))], {"name": "steady"}),
  (15, "too-early", 40, [adl((-3, 8), (27, 8))], {"name": "steady"}),
  (17, "assessment-due", 90, [adl((-3, 8), (27, 8))], {"name": "steady"}),
  (18, "assessment-overdue", 168, [adl((-3, 8), (27, 8))], {"name": "steady"}),
  (6, "worsened", 20, [adl((-3, 8), (10, 10))], {}),
  (6, "worsened", 60, [core(-3), core(50, mmt8=100, haq=3)], {"disease_name": "dm"}),
  (19, "partial-response", 90,
   [core(-3), core(80, mmt8=100, haq=3, physician=2, patient=2)], {"disease_name": "dm"}),
  (7, "mixed", 60, [adl((-3, 8), (50, 6)), qmg((-3, 20), (50, 23))], {"disease_name": "mg"}),
  (7, "mixed", 60, [adl((-3, 16), (50, 14)), qmg((-3, 20), (50, 23))], {"disease_name": "mg"}),
  (15, "too-early", 30, [adl((-3, 16), (20, 15)), qmg((-3, 20), (20, 23))],
   {"disease_name": "mg"}),
  (8, "response-declining", 100, [legs((-3, 6), (50, 1), (64, 4), (78, 4))],
   {"disease_name": "incat"}),
  (9, "responding", 100, [legs((-3, 6), (50, 1), (64, 1), (78, 2))], {"disease_name": "incat"}),
  (8, "response-declining", 100, [legs((-3, 6), (50, 1), (64, 1), (78, 3))],
   {"disease_name": "incat"}),
  (9, "responding", 20, [adl((-3, 8), (10, 6))], {}),
  (9, "responding", 60, [adl((-3, 8), (14, 6))], {"stop": 20}),
  (13, "trial-incomplete", 60, [adl((-3, 8), (13, 6))], {"stop": 20}),
  (10, "response-lost", 130, [adl((-3, 8), (50, 4), (64, 4), (78, 8), (92, 8), (120, 8))], {}),
  (20, "no-response", 130, [adl((-3, 8), (50, 6), (64, 8), (78, 8), (92, 8), (120, 8))], {}),
  (11, "no-response", 60, [adl((-3, 8), (42, 8))], {"stop": 42, "reason": "no-effect"}),
  (11, "no-response", 60, [adl((-3, 8), (42, 8))], {"stop": 42, "reason": "worse"}),
  (12, "stopped-without-effect", 60, [adl((-3, 8), (42, 8))], {"stop": 41, "reason": "worse"}),
  (13, "trial-incomplete", 60, [adl((-3, 8), (42, 8))], {"stop": 42, "reason": "side-effect"}),
  (12, "stopped-without-effect", 60, [adl((-3, 8), (41, 8))], {"stop": 57, "reason": "no-effect"}),
  (12, "stopped-without-effect", 60, [], {"stop": 57, "reason": "no-effect"}),
  (9, "responding", 60, [adl((-3, 8), (42, 6))], {"stop": 50, "reason": "no-effect"}),
  (19, "partial-response", 90, [adl((-3, 8), (80, 7))], {"stop": 60, "reason": "no-effect"}),
  (13, "trial-incomplete", 55, [adl((-3, 8))], {"stop": 55, "reason": "planned"}),
  (17, "assessment-due", 56, [adl((-3, 8))], {"stop": 56, "reason": "planned"}),
  (15, "too-early", 7, [], {}), (14, "no-baseline", 8, [], {}),
  (15, "too-early", 2, [], {"name": "once"}), (14, "no-baseline", 15, [], {"name": "once"}),
  (14, "no-baseline", 60, [adl((9, 8), (50, 4))], {}),
  (15, "too-early", 41, [adl((-3, 8), (20, 8))], {}),
  (16, "not-evaluable", 42, [adl((-3, 2), (20, 1))], {}),
  (17, "assessment-due", 42, [adl((-3, 8), (13, 8))], {}),
  (21, "response-due", 42, [adl((-3, 8), (14, 8))], {}),
  (18, "assessment-overdue", 84, [adl((-3, 8), (76, 8))], {}),
  (17, "assessment-due", 83, [adl((-3, 8))], {}),
  (19, "partial-response", 60, [adl((-3, 8), (50, 7))], {}),
  (19, "partial-response", 84, [adl((-3, 8), (77, 7))], {}),
  (20, "no-response", 84, [adl((-3, 8), (77, 8))], {}),
  (21, "response-due", 83, [adl((-3, 8), (77, 8))], {}),
  # Two infusions without effect: red a year later, stop or no stop.
  (20, "no-response", 370, [legs((-3, 6), (180, 6), (360, 6))],
   {"name": "once", "disease_name": "incat", "stop": 14, "reason": "planned"}),
  (18, "assessment-overdue", 370, [legs((-3, 6), (180, 6))],
   {"name": "once", "disease_name": "incat", "stop": 14, "reason": "planned"}),
  # A visit some days before the deadline, where it is also the day of assessment.
  (9, "responding", 90, [legs((-3, 4), (30, 4), (60, 4), (81, 3))],
   {"name": "late", "disease_name": "incat"}),
]


class Rows(unittest.TestCase):
    def test_table(self):
        for row, word, day, scores, more in ROWS:
            with self.subTest(row=row, verdict=word, day=day, more=more):
                found = judged(day, scores, **more)
                self.assertEqual(verdict.row(found), (row, word))

    def test_every_row_is_met(self):
        self.assertEqual({row for row, *_ in ROWS}, set(range(1, 22)))

    def test_index(self):
        both = [adl((-3, 8), (50, 6)), qmg((-3, 20), (50, 20))]
        self.assertEqual(judged(60, both, disease_name="mg").index, Fraction(1, 2))
        hands = [grip((-3, 40), (50, 48)), grip((-3, 40), (50, 40), hand="left"),
                 legs((-3, 4), (50, 3))]
        self.assertEqual(judged(60, hands, disease_name="cidp").index, Fraction(3, 4))
        floor = [adl((-3, 2), (50, 1)), qmg((-3, 20), (50, 15))]
        self.assertEqual(judged(60, floor, disease_name="mg").index, 1)
        self.assertIsNone(judged(60, [adl((-3, 8))]).index)

    def test_firmness(self):
        for index, word in ((None, ""), ("-1/100", "firm"), ("0", "likely"), ("49/100", "likely"),
                            ("1/2", "narrow"), ("3/2", "narrow"), ("151/100", "firm")):
            self.assertEqual(firmness(None if index is None else Fraction(index)), word)

    def test_never_shows_a_limit_that_was_not_reached(self):
        for value, text in (("0.4958", "0.49"), ("0.5", "0.50"), ("-0.996", "-0.99"),
                            ("-1", "-1.00"), ("0.999", "0.99"), ("-0.001", "-0.01"),
                            ("1.504", "1.51"), ("0", "0.00")):
            self.assertEqual(limited(Fraction(value)), text)

    def test_changes_on(self):
        for day, scores, more, when in (
                (10, [adl((-3, 8))], {}, 42), (42, [adl((-3, 8), (20, 8))], {}, 84),
                (0, [], {}, 8), (84, [adl((-3, 8), (80, 8))], {}, None),
                (8, [], {}, None), (60, [adl((-3, 8))], {}, 84),
                (45, [adl((-3, 8), (42, 7))], {}, 84), (80, [adl((-3, 8), (77, 7))], {}, None)):
            with self.subTest(day=day, when=when):
                found = changes_on(judged(day, scores, **more))
                self.assertEqual(found and found - START, when)

    def test_changes_on_by_brute_force(self):
        for row, _, day, scores, more in ROWS:
            who = judged(day, scores, **more)
            said, now = changes_on(who), verdict.verdict(who)
            later = [at for at in range(day + 1, day + 800)
                     if verdict.verdict(type(who)(who.patient, who.series, who.known,
                                                  START + at)) != now]
            self.assertEqual(said and said - START, later[0] if later else None, (row, day, more))


class Series(unittest.TestCase):
    def found(self, courses, day=400):
        who = patient([adl((-3, 8))], courses)
        return [(one.start - START, one.stop and one.stop - START, len(one.series.courses))
                for one in who.on(START + day).courses]

    def test_series(self):
        drug = "drug"
        for courses, expected in (
                ([course(drug, 0, 5), course(drug, 60, 65)], [(0, 65, 2)]),      # 55 days
                ([course(drug, 0, 5), course(drug, 61, 66)], [(0, 5, 1), (61, 66, 1)]),
                ([course(drug, 0, 5), course("other", 20), course(drug, 60)],
                 [(0, None, 2), (20, None, 1)]),
                ([course(drug, 0, 5), course(drug, 30, 40, "maintenance")],
                 [(0, 5, 1), (30, 40, 1)]),
                ([course(drug, 0, 30, dose=20, interval=1), course(drug, 30, dose=60, interval=1)],
                 [(0, 30, 1), (30, None, 1)]),
                ([course(drug, 0, 30, dose=60, interval=1), course(drug, 30, dose=20, interval=1)],
                 [(0, None, 2)]),
                ([course(drug, 0, 30, dose=20, interval=1), course(drug, 30, dose=60, unit="g")],
                 [(0, None, 2)]),
                ([course(drug, 0, 30, dose=60, interval=2), course(drug, 30, dose=50, interval=1)],
                 [(0, 30, 1), (30, None, 1)]),
                ([course(drug, 0, 30, dose=60, interval=2), course(drug, 30, dose=50)],
                 [(0, None, 2)]),
                ([course(drug, 0), course(drug, 30, 60)], [(0, None, 2)])):
            with self.subTest(courses=courses):
                self.assertEqual(self.found(courses), expected)

    def test_reason_is_that_of_the_latest_stop(self):
        courses = [course("drug", 0, 50, reason="planned"), course("drug", 20, 60, reason="worse")]
        one = first(patient([adl((-3, 8))], courses), 400)
        self.assertEqual((one.series.stop - START, one.series.reason), (60, "worse"))
        self.assertEqual(first(patient([], courses), 59).series.reason, "")


if __name__ == "__main__":
    unittest.main()
