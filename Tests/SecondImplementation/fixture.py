"""A small library and records in days from the first dose, for the tests of the judging rule."""

from fractions import Fraction
from pathlib import Path

from judging.library import Library, load
from judging.patient import Patient
from judging.records import Course, Diagnosis, Record, Score

MEASURES = load([Path(__file__).parents[2] / "Measures"], "measures")
START = 739000


def points(value):
    return {"kind": "points", "value": value}


def counted(measure, better, worse=None, **more):
    return {"measure": measure, "improvement": points(better),
            "worsening": points(worse or better)} | more


ADL, QMG = counted("mg-adl", 2), counted("qmg", 3)
INCAT, GRIP = counted("incat", 1), counted("grip-vigorimeter", 8)


def disease(name, rows, **more):
    return {"id": name, "variant-of": "none", "chronic": True, "counted": rows,
            "monitoring-weeks": 26, "watched": ["pain-nrs"], "core-set": []} | more


DISEASES = {one["id"]: one for one in (
    disease("one", [ADL]), disease("mg", [ADL, QMG], watched=["pain-nrs"]),
    disease("cidp", [INCAT, GRIP]), {"id": "cidp-motor", "variant-of": "cidp"},
    disease("incat", [INCAT]), disease("grip", [GRIP]), disease("mrc", [counted("mrc-60", 2)]),
    disease("gbs", [counted("gbs-ds", 1), counted("mrc-60", 6)], chronic=False,
            baseline={"days-before": 14, "days-after": 3}, **{"monitoring-weeks": 4}),
    disease("dm", [counted("mmt8-150", 3.5), counted("haq-di", Fraction(13, 20))],
            composite="tis-2016", **{"core-set": ["ck"]}),
    {"id": "amyloid", "variant-of": "none", "judged": False},
)}


def therapy(name, effect, windows, expected="improvement", roles=("long-acting",), **more):
    first, assess, deadline = windows
    row = {"intent": "any", "first-effect": first, "assess-by": assess, "deadline": deadline,
           "expected": expected, "early-worsening": 0} | more
    return {"id": name, "effect-duration": {"days": effect}, "roles": list(roles),
            "immunotherapy": roles != ("symptomatic",),
            "expectations": [{"disease": one} | row for one in DISEASES
                             if one not in ("cidp-motor", "amyloid")]}


# The trial of `drug` is 12 weeks less 28 days: 56 days.
THERAPIES = {one["id"]: one for one in (
    therapy("drug", 28, (2, 6, 12)), therapy("other", 28, (2, 6, 12)),
    therapy("third", 28, (2, 6, 12)), therapy("once", 180, (4, 26, 52), trial={"weeks": 0}),
    therapy("slow", 56, (17, 52, 78)), therapy("steady", 42, (4, 12, 24), "stability"),
    therapy("hopeless", 28, (2, 6, 12), "none"),
    therapy("steroid", 28, (2, 6, 13), roles=("bridge",), **{"early-worsening": 3}),
    therapy("fast", 28, (0.5, 2, 4), roles=("fast-onset",)),
    therapy("attack", 42, (1, 4, 26), trial={"weeks": 0}),
    therapy("helper", 1, (0.1, 4, 6), roles=("symptomatic",)),
    therapy("late", 28, (4, 12, 12)),
)}
LIBRARY = Library(MEASURES, DISEASES, THERAPIES)


def course(name, start=0, stop=None, intent="induction", reason="", dose=None, unit="mg",
           interval=None):
    return Course(name, START + start, None if stop is None else START + stop, intent,
                  None if dose is None else Fraction(dose), unit, interval, reason, start)


def score(day, value, variant="", parts=None, items=None, total_only=False):
    return Score(START + day, variant, None if value is None else Fraction(value), parts or {},
                 items or {}, total_only)


def incat(day, legs, arms=0):
    return score(day, legs + arms, items={"legs": legs, "arms": arms})


def series(pairs, variant=""):
    return [score(day, value, variant) for day, value in pairs]


def adl(*pairs):
    return {"mg-adl": series(pairs)}


def qmg(*pairs):
    return {"qmg": series(pairs)}


def legs(*pairs):
    return {"incat": [incat(day, value) for day, value in pairs]}


def grip(*pairs, hand="right"):
    return {"grip-vigorimeter": series(pairs, f"hand={hand}")}


CORE = {"physician-global": 6, "patient-global": 6, "extramuscular-global": 4, "mmt8-150": 110,
        "haq-di": 2, "ck": 8}


def core(day, **values):
    """A core set; `values` replace measures by their first word."""
    given = {name: values.get(name.split("-")[0], value) for name, value in CORE.items()}
    return {name: [score(day, value, "unit=U/L" if name == "ck" else "")]
            for name, value in given.items() if value is not None}


def patient(scores, courses, disease_name="one", diagnoses=None):
    """`scores`: a list of {measure: scores}."""
    record = Record("P", "female")
    record.diagnoses = diagnoses or [Diagnosis(disease_name, START - 400, None, None)]
    record.courses = sorted(courses, key=lambda one: (one.start, one.therapy))
    for given in scores:
        for measure, found in given.items():
            record.scores[measure] += found
    for found in record.scores.values():
        found.sort(key=lambda one: (one.day, one.variant))
    return Patient(LIBRARY, record)


def judged(day, scores, name="drug", disease_name="one", others=(), **times):
    """The first course on a day of its own."""
    return first(patient(scores, [course(name, **times), *others], disease_name), day, name)


def first(who, day, name="drug"):
    return next(one for one in who.on(START + day).courses
                if one.series.therapy == name and one.start == START)
