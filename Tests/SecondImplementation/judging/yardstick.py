"""How one counted measure is measured: its value, its room, its thresholds, its unit."""

from fractions import Fraction


class Yardstick:
    """One row of a disease's counted (or watched) measures with the measure behind it."""

    def __init__(self, library, row):
        self.measure = row["measure"]
        self.group = row.get("group", self.measure)
        definition = library.measures[self.measure]
        self.definition = definition
        comparison = definition.get("comparison") or {"by": "total"}
        self.adjusted = comparison["by"] == "adjusted-incat"
        self.part = row.get("subscore") or comparison.get("subscore")
        scale = definition
        if self.part:
            scale = next(part for part in definition["subscores"] if part["id"] == self.part)
        direction = scale.get("direction", definition["direction"])
        self.sign = {"higher-is-better": 1, "higher-is-worse": -1, "none": 0}[direction]
        self.least, self.most = (Fraction(scale["range"][end]) for end in ("min", "max"))
        self.better = judging_threshold(definition, row, "improvement")
        self.worse = judging_threshold(definition, row, "worsening") or self.better
        # One measured value (a grip, a timed walk) has no best score to regain.
        self.measured = ("items" not in definition
                         and definition["reported-by"] in ("performance", "laboratory"))
        self.keys = [key["key"] for key in definition.get("variants") or []
                     if key.get("compare") != "any"]
        self.separate = [key["key"] for key in definition.get("variants") or []
                         if key.get("separate")]
        self.kind = definition["class"]
        self.by_patient = definition["reported-by"] == "patient"

    def value(self, score):
        """What is compared; None where the score is incomplete for it."""
        return score.parts.get(self.part) if self.part else score.total

    def comparable(self, one, other):
        return all(one.variant_value(key) == other.variant_value(key) for key in self.keys)

    def improvement(self, before, after):
        """Positive is better."""
        if self.adjusted and not (before.total_only or after.total_only):
            arms = [Fraction(score.items["arms"]) for score in (before, after)]
            legs = [Fraction(score.items["legs"]) for score in (before, after)]
            counts = not (set(arms) <= {0, 1})
            return legs[0] - legs[1] + (arms[0] - arms[1] if counts else 0)
        return self.sign * (self.value(after) - self.value(before))

    def room(self, baseline):
        """How far the baseline is from the best score."""
        if self.adjusted:
            if baseline.total_only:
                return max(Fraction(0), baseline.total - 1)
            arms, legs = (Fraction(baseline.items[item]) for item in ("arms", "legs"))
            return legs + (arms if arms >= 2 else 0)
        value = self.value(baseline)
        return self.most - value if self.sign > 0 else value - self.least

    def threshold(self, baseline):
        return size(self.better, self.value(baseline), self.most - self.least)

    def worsening(self, baseline):
        return size(self.worse, self.value(baseline), self.most - self.least)

    def unit(self, baseline):
        threshold = self.threshold(baseline)
        if self.measured:
            return threshold
        return min(max(threshold, self.room(baseline) / 4), 2 * threshold)

    def has_room(self, baseline):
        return 2 * self.room(baseline) >= 3 * self.threshold(baseline)


def judging_threshold(definition, row, purpose):
    if purpose in row:
        return row[purpose]
    for threshold in definition.get("thresholds") or []:
        if threshold["for"] == purpose and threshold["use"] == "judge":
            return threshold
    return None


def size(threshold, value, span):
    """The meaningful change in units of the measure; None where there is no threshold."""
    if threshold is None:
        return None
    kind = threshold["kind"]
    if kind == "points":
        return Fraction(threshold["value"])
    if kind == "percent-of-range":
        return span * Fraction(threshold["value"]) / 100
    if kind == "percent-of-baseline":
        share = abs(value) * Fraction(threshold["value"]) / 100
        return max(share, Fraction(threshold.get("at-least", 0)))
    # The bands end at whole steps: between two of them the lower one holds.
    band = [one for one in threshold["bands"] if value >= one["from"]][-1]
    return Fraction(band["value"]) if "value" in band else value * Fraction(band["percent"]) / 100
