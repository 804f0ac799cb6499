"""The definitions: measures, diseases with what they inherit, therapies with their expectations."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path

from judging.yaml_subset import read

INHERITED = ("group", "chronic", "baseline", "counted", "composite", "watched", "core-set",
             "monitoring-weeks", "expected-without-response", "judged")


class Library:
    """Definitions by id, as they are written."""

    @classmethod
    def read(cls, *folders):
        """From one or more folders; a later one replaces what has the same id."""
        return cls(*(load(folders, kind) for kind in ("measures", "diseases", "therapies")))

    def __init__(self, measures, diseases, therapies):
        self.measures, self.diseases, self.therapies = measures, diseases, therapies
        self.rows = {name: {(row["disease"], row["intent"]): row
                            for row in therapy.get("expectations") or []}
                     for name, therapy in self.therapies.items()}
        self.disease = cache(self.disease)
        self.expectation = cache(self.expectation)
        self.any_row = cache(self.any_row)

    def family(self, disease):
        """The disease of which this one is a variant, itself when it is none."""
        while parent := self.parent(disease):
            disease = parent
        return disease

    def parent(self, disease):
        parent = self.diseases.get(disease, {}).get("variant-of", "none")
        return None if parent == "none" else parent

    def lineage(self, disease):
        found = [disease]
        while parent := self.parent(found[-1]):
            found.append(parent)
        return found

    def disease(self, name):
        """The definition with everything inherited; None for a disease that is not judged."""
        if name not in self.diseases:
            return None
        found = {}
        for ancestor in self.lineage(name):
            for key in INHERITED:
                if key not in found and key in self.diseases[ancestor]:
                    found[key] = self.diseases[ancestor][key]
        return None if found.get("judged") is False or not found.get("counted") else Disease(
            name, self.family(name), found)

    def expectation(self, disease, therapy, intent):
        """The row that holds: the variant's own before its parent's, the intent's before any."""
        for name in self.lineage(disease):
            for wanted in (intent, "any"):
                if row := self.rows.get(therapy, {}).get((name, wanted)):
                    return Expectation.of(row, self.effect(therapy))
        return None

    def any_row(self, disease, therapy):
        """The therapy's row for the disease whatever the intent."""
        for name in self.lineage(disease):
            for intent in ("any", "induction", "maintenance", "bridge", "symptomatic"):
                if row := self.rows.get(therapy, {}).get((name, intent)):
                    return Expectation.of(row, self.effect(therapy))
        return None

    def effect(self, therapy):
        return self.therapies[therapy]["effect-duration"]["days"]

    def roles(self, therapy):
        return self.therapies[therapy]["roles"]

    def is_immunotherapy(self, therapy):
        return self.therapies[therapy]["immunotherapy"] is True


@dataclass(frozen=True)
class Expectation:
    """Windows in exact days from the first dose."""

    first_effect: Fraction
    assess_by: Fraction
    deadline: Fraction
    trial: Fraction
    early: Fraction
    expected: str

    @staticmethod
    def of(row, effect):
        first, assess, deadline = (Fraction(row[key]) * 7
                                   for key in ("first-effect", "assess-by", "deadline"))
        trial = row.get("trial")
        if isinstance(trial, dict):
            trial = trial["weeks"]
        trial = max(Fraction(0), deadline - effect) if trial is None else Fraction(trial) * 7
        return Expectation(first, assess, deadline, trial,
                           Fraction(row.get("early-worsening", 0)) * 7, row["expected"])

    @property
    def window(self):
        """`w`: from here on follow-ups lie in the window."""
        return min(self.assess_by, self.deadline - 7)

    @property
    def telling(self):
        return min(self.first_effect, self.deadline - 7)

    @property
    def decisive(self):
        return self.deadline - 7

    @property
    def grace(self):
        """How long after the deadline an assessment still counts."""
        return max(Fraction(56), self.deadline / 4)


@dataclass(frozen=True)
class Disease:
    name: str
    family: str
    given: dict = field(hash=False, compare=False)

    @property
    def chronic(self):
        return self.given.get("chronic") is True

    @property
    def days_before(self):
        return self.given.get("baseline", {}).get("days-before", 90)

    @property
    def days_after(self):
        return self.given.get("baseline", {}).get("days-after", 7)

    @property
    def counted(self):
        return self.given["counted"]

    @property
    def composite(self):
        name = self.given.get("composite", "none")
        return None if name == "none" else name

    @property
    def is_guillain_barre(self):
        return self.family == "gbs"


def load(folders, kind):
    found = {}
    for folder in folders:
        for path in sorted(Path(folder, kind).rglob("*.yaml")):
            definition = read(path.read_text(encoding="utf-8"))
            found[definition["id"]] = definition
    return found
