"""What may be answered on each form: item ids and allowed answers, and how to draw a random one.

A form is a dictionary from item id to its allowed answers: either a tuple of words (the values that
may be entered) or a `Number` (least, greatest, step). The id `value` stands for a measure that is
one value, or for a total that is entered in place of the items.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    """A range of numbers on a step; near `edges` a mistake in a band would show."""

    least: str
    greatest: str
    step: str
    edges: tuple = ()

    def draw(self, random):
        step = Fraction(self.step)
        count = (Fraction(self.greatest) - Fraction(self.least)) / step
        if self.edges and random.random() < 0.6:
            value = Fraction(random.choice(self.edges)) + step * random.choice((-1, 0, 0, 1))
            value = min(max(value, Fraction(self.least)), Fraction(self.greatest))
        elif random.random() < 0.1:
            value = Fraction(random.choice((self.least, self.greatest)))
        else:
            value = Fraction(self.least) + step * random.randint(0, int(count))
        return decimal(value)


def draw(allowed, random):
    """One allowed answer, as it would be typed."""
    return allowed.draw(random) if isinstance(allowed, Number) else random.choice(allowed)


def decimal(value):
    """The shortest exact decimal text of a fraction that has one with at most four places."""
    sign, whole = ("-" if value < 0 else ""), abs(value)
    text = f"{int(whole)}.{int((whole - int(whole)) * 10000):04d}"
    return sign + text.rstrip("0").rstrip(".")


def options(least, greatest):
    return tuple(str(value) for value in range(least, greatest + 1))


def graded(ids, least, greatest):
    return {item: options(least, greatest) for item in ids.split()}


def questions(letter, count, least, greatest):
    return graded(" ".join(f"{letter}{n}" for n in range(1, count + 1)), least, greatest)


def both_sides(groups):
    return " ".join(f"{group}-{side}" for group in groups.split() for side in ("right", "left"))


CENTIMETRES = Number("0", "10", "0.1")
GRADES_0_3 = ("0", "1", "2", "3")

MRC_12 = ("shoulder-abduction elbow-flexion wrist-extension hip-flexion knee-extension "
          "ankle-dorsiflexion")
MMT_PAIRED = ("deltoid biceps wrist-extensors gluteus-maximus gluteus-medius quadriceps "
              "ankle-dorsiflexors")
MMT_PROXIMAL = ("trapezius deltoid biceps gluteus-maximus gluteus-medius iliopsoas hamstrings "
                "quadriceps")
MMT_DISTAL = "wrist-extensors wrist-flexors ankle-dorsiflexors ankle-plantar-flexors"
MMT_AXIAL = "neck-flexors neck-extensors"
HAQ_CATEGORIES = "dressing arising eating walking hygiene reach grip activities".split()
SKIN_SITES = ("scalp malar periorbital face v-neck posterior-neck upper-back lower-back abdomen "
              "lateral-thigh leg arm mechanics-hand hand-dorsum gottron-elsewhere").split()

# Items of the QMG that may be entered as measured: grade item, item measured, range, band edges.
QMG_MEASURED = {
  "diplopia": ("diplopia-s", Number("0", "300", "0.1", ("0", "1", "11", "61"))),
  "ptosis": ("ptosis-s", Number("0", "300", "0.1", ("0", "1", "11", "61"))),
  "speech": ("speech-count", Number("0", "50", "1", ("9", "10", "29", "30", "49", "50"))),
  "arm-right": ("arm-right-s", Number("0", "300", "0.1", ("10", "90", "240"))),
  "arm-left": ("arm-left-s", Number("0", "300", "0.1", ("10", "90", "240"))),
  "fvc": ("fvc-percent", Number("0", "200", "0.1", ("50", "65", "80"))),
  "grip-right": ("grip-right-kg", Number("0", "120", "0.1", ("5", "10", "15", "30", "45"))),
  "grip-left": ("grip-left-kg", Number("0", "120", "0.1", ("5", "10", "15", "25", "35"))),
  "head": ("head-s", Number("0", "300", "0.1", ("0", "1", "30", "120"))),
  "leg-right": ("leg-right-s", Number("0", "300", "0.1", ("0", "1", "30", "31", "100"))),
  "leg-left": ("leg-left-s", Number("0", "300", "0.1", ("0", "1", "30", "31", "100"))),
}

# Per enzyme: greatest result, least and greatest upper limit, step.
ENZYMES = {
  "ck": ("200000", "0.5", "2000", "0.01"),
  "aldolase": ("5000", "0.01", "100", "0.001"),
  "ldh": ("100000", "0.5", "2000", "0.01"),
  "ast": ("50000", "0.1", "2000", "0.01"),
  "alt": ("50000", "0.1", "2000", "0.01"),
}


def cdasi_activity():
    form = {}
    for site in SKIN_SITES:
        form |= {f"{site}-erythema": GRADES_0_3, f"{site}-scale": ("0", "1", "2"),
                 f"{site}-erosion": ("0", "1")}
    return form | {
      "gottron-hands": ("none", "pink", "red", "dark-red", "pink-papules", "red-papules",
                        "dark-red-papules"),
      "gottron-hands-ulceration": ("0", "1"), "periungual": ("0", "1", "2"), "alopecia": ("0", "1"),
    }


def cdasi_damage():
    signs = ("poikiloderma", "calcinosis")
    ids = " ".join(f"{site}-{sign}" for site in SKIN_SITES for sign in signs)
    return graded(ids, 0, 1) | {"gottron-hands-damage": ("0", "1", "2")}


def haq_di():
    form = {}
    for category in HAQ_CATEGORIES:
        form |= {category: GRADES_0_3, f"{category}-aid": ("yes", "no")}
    return form


FORMS = {
  "mg-adl": graded("talking chewing swallowing breathing brush-comb chair diplopia ptosis", 0, 3),
  "qmg": graded("diplopia ptosis facial swallow speech arm-right arm-left fvc grip-right grip-left "
                "head leg-right leg-left", 0, 3),
  "mgc": graded("ptosis diplopia eye-closure talking chewing swallowing breathing neck shoulder "
                "hip", 0, 3),
  "mg-qol15r": questions("q", 15, 0, 2),
  "mg-qol15": questions("q", 15, 0, 4),
  "mgii": {"ocular": Number("0", "23", "1"), "generalised": Number("0", "61", "1"),
           "patient-ocular": Number("0", "18", "1")},
  "mms": {"arms": options(0, 15), "legs": options(0, 15), "sit-up": ("0", "10")}
         | {item: ("0", "5", "10") for item in ("head", "eye-muscles", "eyelid-closure", "chewing",
                                                "swallowing", "speech")},
  "neuro-qol-fatigue": graded("social chores leaving-home frustrated no-energy exhausted tired "
                              "fatigued", 1, 5) | {"t-score": Number("0", "100", "0.1")},
  "steroid-dose": {"dose": Number("0", "1500", "0.01"), "every-days": Number("1", "28", "1")},
  "3tug": {"seconds": Number("1", "600", "0.01"), "hours-since-dose": Number("0", "72", "0.25")},
  "cmap": {"rest-amplitude": Number("0", "40", "0.01"), "decrement": Number("0", "100", "0.1"),
           "increment": Number("0", "5000", "0.1")},
  "incat": graded("arms legs", 0, 5),
  "odss": graded("arms", 0, 5) | graded("legs", 0, 7),
  "onls": graded("arms", 0, 5) | graded("legs", 0, 7),
  "i-rods": questions("i", 24, 0, 2) | {"centile": Number("0", "100", "0.1")},
  "mmn-rods": {"raw": Number("0", "50", "1"), "centile": Number("0", "100", "0.1")},
  "mrc-60": graded(both_sides(MRC_12), 0, 5),
  "mrc-70": graded(both_sides(MRC_12 + " index-abduction"), 0, 5),
  "mrc-80": graded(both_sides(MRC_12 + " index-abduction great-toe-dorsiflexion"), 0, 5),
  "rt-mrc": graded(both_sides(MRC_12), 0, 3),
  "iss": graded("pinprick-arms pinprick-legs vibration-arms vibration-legs two-point", 0, 4),
  "nis": {"weakness": Number("0", "192", "0.25"), "reflexes": Number("0", "20", "1"),
          "sensation": Number("0", "32", "1")},
  "nis-ll": {"weakness": Number("0", "64", "0.25"), "reflexes": Number("0", "8", "1"),
             "sensation": Number("0", "16", "1")},
  "egos": {"age": ("up-to-40", "from-41-to-60", "over-60"), "diarrhoea": ("0", "1"),
           "disability": options(1, 5)},
  "megos-admission": {"age": ("0", "1", "2"), "diarrhoea": ("0", "1"),
                      "strength": ("0", "2", "4", "6")},
  "megos-day-7": {"age": ("0", "1", "2"), "diarrhoea": ("0", "1"),
                  "strength": ("0", "3", "6", "9")},
  "egris": {"onset": ("0", "1", "2"), "facial-bulbar": ("0", "1"), "strength": options(0, 4)},
  "fss": questions("q", 9, 1, 7),
  "r-fss": questions("q", 7, 0, 3),
  "mmt8-80": graded("neck-flexors " + MMT_PAIRED, 0, 10),
  "mmt8-150": graded("neck-flexors " + both_sides(MMT_PAIRED), 0, 10),
  "mmt26": graded(" ".join((MMT_AXIAL, both_sides(MMT_PROXIMAL), both_sides(MMT_DISTAL))),
                  0, 10),
  "haq-di": haq_di(),
  "ibmfrs": graded("swallowing handwriting cutting fine-motor dressing hygiene turning "
                   "sit-to-stand walking stairs", 0, 4),
  "cdasi-activity": cdasi_activity(),
  "cdasi-damage": cdasi_damage(),
  "myoact": {organ: CENTIMETRES for organ in ("constitutional", "cutaneous", "skeletal",
                                              "gastrointestinal", "pulmonary", "cardiac")},
  "fi2": {task: Number("0", "60", "1") for task in ("shoulder-flexion", "shoulder-abduction",
                                                    "neck-flexion", "hip-flexion", "step")}
         | {task: Number("0", "120", "1") for task in ("heel-lift", "toe-lift")},
  "fi3": {"shoulder-flexion": Number("0", "60", "1"), "neck-flexion": Number("0", "30", "1"),
          "hip-flexion": Number("0", "60", "1")},
  "dsi": graded("face arms upper-trunk abdomen lower-trunk legs", 0, 1),
  "hss": graded("noise sight touch activity emotion unprovoked night", 0, 1),
  "troponin": {"result": Number("0", "100000", "0.01"),
               "upper-limit": Number("0.01", "1000", "0.01")},
} | {
  enzyme: {"result": Number("0", greatest, step), "upper-limit": Number(least, limit, step)}
  for enzyme, (greatest, least, limit, step) in ENZYMES.items()
}

# Measures that are one value, and the totals that may be entered in place of the items.
VALUES = {
  "10mwt": Number("3", "300", "0.1"), "2mwt": Number("0", "400", "1"),
  "6mwt": Number("0", "1000", "1"), "9hpt": Number("5", "300", "0.1"),
  "fvc": Number("0", "200", "0.1"), "grip-jamar": Number("0", "90", "0.1"),
  "grip-vigorimeter": Number("0", "160", "0.1"), "sts30": Number("0", "60", "1"),
  "tug": Number("3", "300", "0.1"), "pain-nrs": Number("0", "10", "1"),
  "gbs-ds": options(0, 6), "cdas": options(1, 5), "miss": Number("0", "33", "1"),
  "mrc-set": Number("0", "200", "1"), "mg-mmt": Number("0", "120", "1"),
  "nif": Number("-200", "200", "1"), "sbct": Number("0", "100", "1"),
  "ssq": Number("0", "100", "1"), "w-sas": options(-3, 3), "chaq": Number("0", "3", "0.001"),
  "mgfa-class": ("I", "IIa", "IIb", "IIIa", "IIIb", "IVa", "IVb", "V"),
  "cmas": Number("0", "52", "1"), "extramuscular-global": CENTIMETRES,
  "patient-global": CENTIMETRES, "physician-global": CENTIMETRES,
  "knee-extension": Number("0", "1500", "0.1"),
  "mgii": Number("0", "84", "1"), "iss": Number("0", "20", "1"), "nis": Number("0", "244", "0.25"),
  "nis-ll": Number("0", "88", "0.25"), "mmt8-80": Number("0", "80", "1"),
  "mmt8-150": Number("0", "150", "1"), "mmt26": Number("0", "260", "1"),
  "mrs": options(0, 6), "t25fw": Number("2", "180", "0.1"),
  "cdasi-activity": Number("0", "100", "1"), "cdasi-damage": Number("0", "32", "1"),
}

# Variants to name on the line: every allowed choice is drawn.
VARIANTS = {
  "9hpt": {"hand": ("right", "left")}, "grip-jamar": {"hand": ("right", "left")},
  "grip-vigorimeter": {"hand": ("right", "left")}, "gbs-ds": {"distance": ("5", "10")},
  "10mwt": {"pace": ("self-selected", "fast"), "aid": ("unaided", "one-side", "two-sides")},
  "t25fw": {"aid": ("unaided", "one-side", "two-sides")}, "troponin": {"kind": ("I", "T")},
  "tug": {"distance": ("3", "10")}, "2mwt": {"place": ("clinic", "home")},
  "6mwt": {"place": ("clinic", "home")}, "mrc-set": {"set": ("own-18", "own-20")},
  "onls": {"mode": ("observed", "questionnaire")}, "3tug": {"aid": ("without", "cane", "walker")},
  "fi2": {"side": ("right", "left")}, "fi3": {"side": ("right", "left")},
  "knee-extension": {"side": ("right", "left"), "unit": ("N", "Nm", "kg")},
  "cmap": {"muscle": ("abductor-digiti-minimi", "trapezius"), "side": ("right", "left")},
} | {enzyme: {"unit": ("U/L", "ukat/L")} for enzyme in ENZYMES}
