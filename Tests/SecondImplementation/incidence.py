"""The cumulative incidence of a response a second time, in exact fractions.

The estimator of Aalen and Johansen as a product of matrices over three states (no end yet, response,
other end), and its covariance by the recursion of Greenwood's type for multistate models (Andersen,
Borgan, Gill and Keiding 1993, section IV.4.1; recommended by Allignol 2010, doi 10.1002/bimj.200900039).
The program sums another formula over the days; both must give the same figures.

    python3 incidence.py > incidence.csv    # the cases that the program's own test reads
"""

import random
import sys
from fractions import Fraction

RESPONSE, OTHER, OPEN = "r", "o", "-"


def steps(courses):
    """(day, at risk, responses, others) for each day with an end; courses are (day, end)."""
    for day in sorted({day for day, end in courses if end != OPEN}):
        at_risk = sum(1 for other, _ in courses if other >= day)
        responses = sum(1 for other, end in courses if other == day and end == RESPONSE)
        others = sum(1 for other, end in courses if other == day and end == OTHER)
        yield day, at_risk, responses, others


def incidence(courses):
    """[(day, share with a response, variance)] after each day with an end.

    State 0 is left for 1 (response) or 2 (other end). Kept are the row P[0][.] and the covariance of its
    three entries. With the matrix of a day A = [[1-p1-p2, p1, p2], [0,1,0], [0,0,1]]:
    cov <- A' cov A + P00^2 * cov(p), where cov(p) is multinomial: p_i(1-p_i)/n and -p_i p_j/n.
    """
    row = [Fraction(1), Fraction(0), Fraction(0)]
    cov = [[Fraction(0)] * 3 for _ in range(3)]
    result = []
    for day, n, responses, others in steps(courses):
        p = [Fraction(n - responses - others, n), Fraction(responses, n), Fraction(others, n)]
        a = [p, [Fraction(0), Fraction(1), Fraction(0)], [Fraction(0), Fraction(0), Fraction(1)]]
        spread = [
            [(p[i] * (1 - p[i]) if i == j else -p[i] * p[j]) / n for j in range(3)] for i in range(3)]
        cov = [
            [sum(a[k][i] * cov[k][m] * a[m][j] for k in range(3) for m in range(3))
             + row[0] ** 2 * spread[i][j] for j in range(3)] for i in range(3)]
        row = [sum(row[k] * a[k][j] for k in range(3)) for j in range(3)]
        result.append((day, row[1], cov[1][1]))
    return result


def summed(courses):
    """The same by the sum over the days (Gaynor 1993; Marubini and Valsecchi 1995)."""
    survival, share, known, result = Fraction(1), Fraction(0), [], []
    for day, n, r, o in steps(courses):
        share += survival * Fraction(r, n)
        known.append((n, r, r + o, survival, share))
        survival *= 1 - Fraction(r + o, n)
        variance = Fraction(0)
        for m, rj, dj, before, at in known:
            gap = share - at
            if m > dj:
                variance += gap ** 2 * Fraction(dj, m * (m - dj))
            variance += before ** 2 * Fraction(rj * (m - rj), m ** 3) - 2 * gap * before * Fraction(rj, m * m)
        result.append((day, share, variance))
    return result


def cases(count=40, seed=11):
    """By hand first, then at random: with ties, all open, all at once."""
    yield [(7, "r"), (14, "o"), (21, "-"), (28, "r"), (35, "-")]
    yield [(7, "r"), (14, "r"), (21, "o"), (28, "o")]
    yield [(9, "-"), (12, "-")]
    yield [(10, "r"), (10, "r"), (10, "o")]
    yield [(0, "-"), (30, "r")]
    draw = random.Random(seed)
    for _ in range(count):
        yield [(draw.randint(0, 60), draw.choice("rro--")) for _ in range(draw.randint(1, 14))]


def main():
    print("case,courses,day,share,variance")
    for number, courses in enumerate(cases(), 1):
        text = " ".join(f"{day}{end}" for day, end in courses)
        for day, share, variance in incidence(courses) or [("", "", "")]:
            print(f"{number},{text},{day},{share},{variance}")


if __name__ == "__main__":
    sys.exit(main())
