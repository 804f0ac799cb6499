"""Section 3 row by row: units, changes, verdicts of one measure; and section 2's baselines."""

import unittest
from fractions import Fraction

from fixture import (START, adl, core, course, first, grip, incat, judged, legs, patient, score,
                     series)

VISITS = (50, 64, 78)


def window(*values, before):
    return [(-3, before), *zip(VISITS, values)]


class Measures(unittest.TestCase):
    def check(self, disease, scores, unit, change, verdict, name="drug", day=80):
        one = judged(day, [scores], name=name, disease_name=disease).judged[0]
        self.assertEqual(one.verdict, verdict)
        if change is not None:
            self.assertEqual((one.unit, one.change), (Fraction(unit), Fraction(change)))

    def test_worked_examples(self):
        for disease, scores, unit, change, verdict in (
                ("one", adl(*window(13, 14, 13, before=16)), 4, "2/3", "partial"),
                ("one", adl(*window(4, 4, 3, before=6)), 2, "7/6", "improved"),
                ("one", adl(*window(0, 0, 0, before=2)), None, None, "floor"),
                ("incat", legs(*window(3, 3, 3, before=4)), 1, 1, "improved"),
                ("incat", legs(*window(4, 4, 4, before=5)), "5/4", "4/5", "partial"),
                ("incat", legs(*window(0, 0, 0, before=1)), None, None, "floor"),
                ("mrc", {"mrc-60": series(window(43, 42, 43, before=40))}, 4, "2/3", "partial"),
                ("grip", grip(*window(49, 49, 49, before=40)), 8, "9/8", "improved")):
            with self.subTest(disease=disease, verdict=verdict, change=change):
                self.check(disease, scores, unit, change, verdict)
        arms = {"incat": [incat(-3, 5, 4)] + [incat(day, 5, 3) for day in VISITS]}
        self.check("incat", arms, 2, "1/2", "partial")

    def test_adjusted_incat(self):
        for before, after, change in (((0, 3), (1, 3), "0"), ((1, 3), (0, 3), "0"),
                                      ((2, 3), (1, 3), "4/5"), ((0, 3), (2, 3), "-2"),
                                      ((1, 3), (2, 2), "0")):
            with self.subTest(before=before, after=after):
                scores = {"incat": [incat(-3, before[1], before[0]),
                                    incat(50, after[1], after[0])]}
                one = judged(60, [scores], disease_name="incat").judged[0]
                self.assertEqual(one.change, Fraction(change))
        total = {"incat": [score(-3, 4, total_only=True), incat(50, 3, 0)]}
        one = judged(60, [total], disease_name="incat").judged[0]
        self.assertEqual((one.unit, one.change, one.yardstick.room(one.baseline)), (1, 1, 3))
        for total_before, verdict in ((2, "floor"), (3, "unchanged")):
            scores = {"incat": [score(-3, total_before, total_only=True),
                                score(50, total_before, total_only=True)]}
            self.assertEqual(judged(60, [scores], disease_name="incat").judged[0].verdict, verdict)

    def test_rows(self):
        for row, scores, verdict in (
                (1, adl((50, 3)), "no-baseline"),
                (3, adl((-3, 2)), "floor"), (3, adl((-3, 2), (50, 3)), "floor"),
                (3, adl((-3, 2), (50, 4)), "worsened"), (3, adl((-3, 3), (50, 3)), "unchanged"),
                (4, adl((-3, 8)), "no-follow-up"), (5, adl((-3, 8), (50, 6)), "improved"),
                (6, adl((-3, 8), (50, 10)), "worsened"), (7, adl((-3, 8), (50, 7)), "partial"),
                (8, adl((-3, 8), (50, 8)), "unchanged"), (8, adl((-3, 8), (50, 9)), "unchanged")):
            with self.subTest(row=row, verdict=verdict):
                self.check("one", scores, None, None, verdict)
        other = {"gbs-ds": [score(-3, 4, "distance=10"), score(50, 3, "distance=5")]}
        one = judged(60, [other], name="attack", disease_name="gbs").judged[0]
        self.assertEqual(one.verdict, "incomparable")

    def test_window(self):
        for day, values, improvement in (
                (30, [(-3, 10), (9, 9), (16, 8)], Fraction(3, 2)),       # an early view
                (45, [(-3, 10), (9, 9), (16, 8), (42, 4)], 6),           # day 42 lies in the window
                (99, [(-3, 10), (42, 9), (50, 8), (60, 6), (70, 4)], 4),  # the latest three
                (60, [(-3, 10), (46, 2), (51, 8), (56, 6)], 6)):         # day 51 is thinned out
            one = judged(day, [adl(*values)]).judged[0]
            self.assertEqual(one.improvement, improvement)
        # The window begins at the earlier of assess-by and a week before the deadline.
        scores = adl((-3, 10), (120, 9), (175, 4), (180, 4))
        self.assertEqual(judged(200, [scores], name="steady").judged[0].improvement,
                         Fraction(7, 2))

    def test_composite(self):
        sets = [core(-3), core(50, mmt8=120, haq=Fraction(3, 2)), core(60, mmt8=120, physician=4)]
        course_of = judged(70, sets, disease_name="dm")
        one, = course_of.judged
        self.assertEqual([one.table.improvement(one.baseline_set, later)
                          for later in one.follow_ups], [17.5, 25])
        self.assertEqual((one.unit, one.verdict), (40, "partial"))
        mild = {"physician": 1, "patient": 1, "extramuscular": 0, "mmt8": 149, "haq": 0, "ck": 1}
        self.assertEqual(judged(70, [core(-3, **mild), core(50, **mild)],
                                disease_name="dm").judged[0].verdict, "floor")

    def test_composite_gives_way(self):
        for sets, uses in (
                ([core(-3), core(50)], True), ([core(-3, ck=None), core(50)], False),
                ([core(-3), core(50, ck=None)], False),
                ([core(-3), core(20), core(50, ck=None)], False),
                ([core(-3), core(50), core(78, ck=None)], True),
                ([core(-3), core(30, ck=None), {"ck": [score(44, 8, "unit=U/L")]}], True),
                ([core(-3), core(30, ck=None), {"ck": [score(45, 8, "unit=U/L")]}], False)):
            with self.subTest(uses=uses):
                self.assertEqual(judged(80, sets, disease_name="dm").uses_composite, uses)
        sets = [core(-3), core(50), core(78, ck=None)]
        self.assertFalse(judged(84, sets, disease_name="dm").uses_composite)


class Baselines(unittest.TestCase):
    def check(self, scores, day, name="drug", others=()):
        baseline = judged(100, [scores], name=name, others=others).judged[0].baseline
        self.assertEqual(baseline and baseline.day - START, day)

    def test_window(self):
        for given, day in (((-91,), None), ((-90,), -90), ((-90, 0), 0), ((0, 1), 0), ((1, 5), 1),
                           ((7,), 7), ((8,), None)):
            with self.subTest(given=given):
                self.check(adl(*((one, 8) for one in given)), day)

    def test_before_anything_can_have_worked(self):
        for name, given, day in (("slow", 59, 59), ("slow", 60, None), ("fast", 3, 3),
                                 ("fast", 4, None), ("once", 14, 14), ("once", 15, None)):
            with self.subTest(name=name, given=given):
                self.check(adl((given, 8)), day, name)

    def test_not_while_another_begins_to_act(self):
        for given, other, day in ((20, course("fast", 10), None), (13, course("fast", 10), 13),
                                  (7, course("fast", 1), 7), (20, course("fast", -4), 20),
                                  (20, course("fast", -3), None), (20, course("third", -30), 20)):
            with self.subTest(given=given, other=other.therapy):
                self.check(adl((given, 8)), day, "slow", [other])

    def test_variant_met_again(self):
        scores = [score(-9, 4, "distance=5"), score(-2, 4, "distance=10"),
                  score(60, 3, "distance=5")]
        for given, day in ((scores, -9), (scores[:2], -2)):
            one = judged(70, [{"gbs-ds": given}], name="attack", disease_name="gbs").judged[0]
            self.assertEqual(one.baseline.day - START, day)

    def test_missing_is_never_zero(self):
        scores = {"mg-adl": [score(-3, 8), score(0, None), score(50, None), score(60, 6)]}
        one = judged(70, [scores]).judged[0]
        self.assertEqual((one.baseline.day - START, one.improvement), (-3, 2))

    def test_nadir_of_guillain_barre(self):
        grades = {"gbs-ds": series([(-1, 3), (7, 5), (20, 4), (28, 4), (29, 2)], "distance=10")}
        one = judged(60, [grades], name="attack", disease_name="gbs").judged[0]
        self.assertEqual((one.baseline.day - START, one.improvement), (7, 3))

    def test_early_worsening(self):
        for day, seen in ((21, 0), (22, 1)):
            one = judged(30, [adl((-3, 8), (day, 12))], name="steroid").judged[0]
            self.assertEqual(len(one.follow_ups), seen)


class Horizons(unittest.TestCase):
    def check(self, horizon, scores, stop, name="drug", others=(), disease="one", day=2000, **more):
        who = patient([scores], [course(name, 0, stop, **more), *others], disease)
        self.assertEqual(first(who, day, name).horizon - START, horizon)

    def test_stops(self):
        for horizon, scores, stop, name in (
                (55 + 28, adl((-3, 8), (80, 8)), 55, "drug"),       # no adequate trial
                (84 + 56, adl((-3, 8)), 56, "drug"),                # adequate, never seen
                (56 + 28, adl((-3, 8), (77, 8)), 56, "drug"),       # seen before the effect ends
                (90, adl((-3, 8), (90, 8), (120, 8)), 56, "drug"),  # seen after it
                (364 + 91, adl((-3, 8)), 14, "once"),
                (357, adl((-3, 8), (357, 8)), 14, "once"),
                (364 + 91, adl((-3, 2), (357, 2)), 14, "once"),     # without room it does not count
                (200 + 42, adl((-3, 8), (230, 8)), 200, "steady"),
                (2000, adl((-3, 8)), None, "drug")):
            with self.subTest(horizon=horizon, name=name, stop=stop):
                self.check(horizon, scores, stop, name)

    def test_next_drug(self):
        scores = adl((-3, 8), (80, 8))
        for horizon, begins in ((100 + 28, 99), (113, 100), (128, 115)):
            with self.subTest(begins=begins):
                self.check(horizon, scores, 100, others=[course("other", begins)])
        self.check(80, scores, 60, others=[course("other", 61)])
        self.check(84 + 56, adl((-3, 8)), 60, others=[course("other", 61)])

    def test_guillain_barre(self):
        self.check(182 + 56, {"gbs-ds": series([(-1, 4)], "distance=10")}, 5, "attack",
                   disease="gbs")

    def test_uninterrupted(self):
        for gap, intent, adequate in ((55, "maintenance", True), (56, "maintenance", False),
                                      (0, "bridge", True)):
            with self.subTest(gap=gap):
                who = patient([adl((-3, 8))], [course("drug", 0, 30),
                                               course("drug", 30 + gap, 90, intent)])
                self.assertEqual(first(who, 400).was_inadequate, not adequate)


if __name__ == "__main__":
    unittest.main()
