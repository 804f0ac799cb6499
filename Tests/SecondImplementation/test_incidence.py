"""The two ways to the variance of a cumulative incidence agree, and the kept cases are theirs."""

import contextlib
import io
import pathlib
import unittest
from fractions import Fraction

import incidence


class Incidence(unittest.TestCase):
    def test_both_formulas_agree_exactly(self):
        for courses in incidence.cases(400, seed=5):
            self.assertEqual(incidence.incidence(courses), incidence.summed(courses), courses)

    def test_by_hand(self):
        courses = [(7, "r"), (14, "o"), (21, "-"), (28, "r"), (35, "-")]
        self.assertEqual(
            incidence.incidence(courses),
            [(7, Fraction(1, 5), Fraction(32, 1000)), (14, Fraction(1, 5), Fraction(32, 1000)),
             (28, Fraction(1, 2), Fraction(65, 1000))])

    def test_without_open_courses_it_is_a_share(self):
        for courses in incidence.cases(200, seed=9):
            closed = [course for course in courses if course[1] != "-"]
            for _, share, variance in incidence.incidence(closed):
                self.assertEqual(variance, share * (1 - share) / len(closed))

    def test_the_kept_cases_are_these(self):
        kept = (pathlib.Path(__file__).parent / "incidence.csv").read_text()
        with contextlib.redirect_stdout(io.StringIO()) as text:
            incidence.main()
        self.assertEqual(kept, text.getvalue())


if __name__ == "__main__":
    unittest.main()
