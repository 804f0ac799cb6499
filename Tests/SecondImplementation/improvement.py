"""The Total Improvement Score 2016 for adults between two sets of the six core measures.

A set is a dictionary: `physician-global`, `patient-global`, `extramuscular-global` (cm), `haq-di`
(index), `mmt` (version id and points) and `enzymes` (id to multiple of the upper limit). The
percentage is the improvement over the range of the measure, not over its baseline; a band excludes
its lower and includes its upper end. The enzyme is the most abnormal one at baseline.
"""

from fractions import Fraction

USUAL_EDGES, MMT_EDGES = (5, 15, 25, 40), (2, 10, 20, 30)
POINTS = {
  "physician-global": ("0", "7.5", "15", "17.5", "20"),
  "patient-global": ("0", "2.5", "5", "7.5", "10"),
  "haq-di": ("0", "5", "7.5", "7.5", "10"),
  "enzymes": ("0", "2.5", "5", "7.5", "7.5"),
  "extramuscular-global": ("0", "7.5", "12.5", "15", "20"),
  "mmt": ("0", "10", "20", "27.5", "32.5"),
}
MMT_MAXIMUM = {"mmt8-80": 80, "mmt8-150": 150, "mmt26": 260}
ENZYME_RANGE = {"ck": 15, "aldolase": 6, "ldh": 3, "ast": 3, "alt": 3}


def total_improvement_score(before, after):
    """The sum of the six points; None unless both sets are complete and of one MMT version."""
    if any(one.get(measure) in (None, {}) for one in (before, after) for measure in POINTS):
        return None
    return sum(points(measure, percent(measure, before[measure], after[measure]))
               for measure in POINTS)


def percent(measure, before, after):
    """Improvement in percent of the range, positive is better."""
    if measure == "mmt":
        (version, old), (_, new) = before, after
        return Fraction(new - old) * 100 / MMT_MAXIMUM[version]
    if measure == "enzymes":
        worst = max(before, key=before.get)
        return (before[worst] - after[worst]) * 100 / ENZYME_RANGE[worst]
    return (before - after) * 100 / (3 if measure == "haq-di" else 10)


def points(measure, share):
    edges = MMT_EDGES if measure == "mmt" else USUAL_EDGES
    return Fraction(POINTS[measure][sum(share > edge for edge in edges)])
