"""What is counted: verdicts against the truth, time to red, red episodes, flags of diagnoses."""

import collections
import datetime
import statistics

RED = {"no-response", "worsened"}
NO_FLAG = {"responding", "stable"}
UNDECIDED = {"not-judged", "trial-incomplete", "too-early", "no-baseline", "not-evaluable",
             "assessment-due", "assessment-overdue"}
WHOLE = ("diagnosis-unanswered", "worse-than-before-treatment", "relapse-off-treatment")
PARTLY = ("partial", "late", "lost")
FIRST, LAST = datetime.date(2022, 1, 2), datetime.date(2026, 6, 28)     # Sundays
AFTER = {"14 days": 14, "60 days": 60, "180 days": 180}
FORTNIGHT, QUARTER, HALF_YEAR = (datetime.timedelta(days=one) for one in (14, 91, 182))


def kind(verdict):
    if verdict in UNDECIDED:
        return "undecided"
    return "red" if verdict in RED else "none" if verdict in NO_FLAG else "amber"


def deadline(row, library):
    weeks = library.expectation(row["disease"], row["therapy"], "induction").deadline / 7
    return row["start"] + datetime.timedelta(days=int(weeks * 7))


def on_grid(day):
    """The next Sunday."""
    return day + datetime.timedelta(days=(6 - day.weekday()) % 7)


def fortnights(begin, end):
    day = FIRST + FORTNIGHT * -(-(begin - FIRST).days // 14)
    while day <= min(end, LAST):
        yield day
        day += FORTNIGHT


def quarters():
    return [FIRST + QUARTER * one for one in range(1 + (LAST - FIRST) // QUARTER)]


def judged_days(row, library):
    """Name to day of the days on which a course is judged for the main table."""
    due = deadline(row, library)
    days = {name: on_grid(due + datetime.timedelta(days=after)) for name, after in AFTER.items()}
    days = {name: day for name, day in days.items() if day <= LAST}
    return days | ({"end": LAST} if due <= LAST else {})


def wanted_days(truth, library):
    """(day to patients for verdicts, day to patients for diagnoses, days for the review list)."""
    judge, whole = collections.defaultdict(set), collections.defaultdict(set)
    for row in truth:
        for day in judged_days(row, library).values():
            judge[day].add(row["patient_id"])
        begin = row["start"] if row["response"] == "responder" else deadline(row, library)
        for day in fortnights(begin, watched_until(row)):
            judge[day].add(row["patient_id"])
        for day in quarters():
            if day > row["start"]:
                whole[day].add(row["patient_id"])
    return judge, whole, [LAST]


def watched_until(row):
    return row["acts_until"] if row["response"] == "responder" else LAST


class Tallies:
    def __init__(self, library):
        self.library = library
        self.shares = collections.defaultdict(collections.Counter)
        self.weeks, self.episodes, self.years = [], 0, 0.0
        self.listed = self.patients = 0
        self.whole = collections.Counter()

    def add(self, truth, answers, patients):
        by_patient = collections.defaultdict(list)
        for row in truth:
            by_patient[row["patient_id"]].append(row)
        self.patients += patients
        self.listed += sum(answers.listed.values())
        for rows in by_patient.values():
            for row in rows:
                self.add_course(row, [one for one in rows if one is not row], answers)
            self.add_diagnosis(rows, answers)

    # Courses

    def add_course(self, row, others, answers):
        key = row["patient_id"], row["therapy"], row["start"].isoformat()
        for name, day in judged_days(row, self.library).items():
            if row["response"] == "non-responder" and helped(row, others, day):
                continue
            found = row["response"], kind(answers.verdicts[(day, *key)])
            for table in (name, "all dates", row["regimen"], row["disease"]):
                self.shares[table][found] += 1
        if row["response"] == "non-responder":
            self.add_weeks(row, others, answers, key)
        elif row["response"] == "responder":
            before = False
            for day in fortnights(row["start"], watched_until(row)):
                red = answers.verdicts[(day, *key)] in RED
                self.episodes += red and not before
                self.years += 14 / 365.25
                before = red

    def add_weeks(self, row, others, answers, key):
        due = deadline(row, self.library)
        if due + HALF_YEAR > LAST or helped(row, others, due + HALF_YEAR):
            return
        red = (day for day in fortnights(due, LAST) if not helped(row, others, day)
               and answers.verdicts[(day, *key)] in RED)
        first = next(red, None)
        self.weeks.append((first - due).days / 7 if first else float("inf"))

    # Diagnoses

    def add_diagnosis(self, rows, answers):
        before = None
        for day in quarters():
            flag = answers.whole.get((day, rows[0]["patient_id"]))
            if flag and flag != before:
                self.whole[flag] += 1
                self.whole[flag, "right"] += is_right(flag, day, rows, PARTLY)
                self.whole[flag, "strictly"] += is_right(flag, day, rows, ())
            before = flag
        responding = [one for one in rows if one["response"] == "responder"]
        if responding:
            begin = min(one["start"] for one in responding)
            self.whole["years"] += (LAST - begin).days / 365.25
            self.whole["in responders"] += sum(
                answers.whole.get((day, rows[0]["patient_id"])) == "diagnosis-unanswered"
                and answers.whole.get((day - QUARTER, rows[0]["patient_id"]))
                != "diagnosis-unanswered" for day in quarters() if day >= begin)

    # Printing

    def print(self):
        print(f"{'judged after':16} missing: red  silent  PPV of red  calm  undecided    n")
        order = [*AFTER, "end", "all dates", "running", "self-ending"]
        for name in order + sorted(set(self.shares) - set(order)):
            if name in self.shares:
                print(f"{name:16} {figures(self.shares[name])}")
        weeks = sorted(self.weeks)
        if weeks:
            early = sum(one <= 4 for one in weeks) / len(weeks)
            print(f"weeks from deadline to red: median {statistics.median_low(weeks):.0f},"
                  f" within 4 weeks {100 * early:.0f} % of {len(weeks)}")
        print(f"red episodes per 100 patient-years of true responders: "
              f"{100 * self.episodes / self.years if self.years else 0:.1f}")
        print(f"on the review list at the end: {100 * self.listed / self.patients:.0f} per 100")
        for flag in WHOLE:
            raised = self.whole[flag]
            print(f"{flag}: {raised} raised, right {percent(self.whole[flag, 'strictly'], raised)},"
                  f" where a partial, late or lost response counts as none"
                  f" {percent(self.whole[flag, 'right'], raised)}")
        print(f"diagnosis-unanswered per 100 patient-years of true responders: "
              f"{100 * self.whole['in responders'] / max(1, self.whole['years']):.1f}")


def is_right(flag, day, rows, overlooked):
    """What a flag of the diagnosis says, against the truth of that day."""
    responses = [one for one in rows if one["acts_from"] and one["acts_from"] <= day
                 and one["response"] not in overlooked]
    acting = [one for one in responses if one["acts_until"] >= day]
    if flag == "diagnosis-unanswered":
        return not responses
    if flag == "worse-than-before-treatment":
        return not acting
    ended = [one for one in rows if one["acts_from"] and one["acts_until"] < day]
    return bool(ended) and not acting


def helped(row, others, day):
    """Whether another therapy has begun to help by then, and acted since the first dose."""
    return any(one["acts_from"] and one["acts_from"] <= day and one["acts_until"] >= row["start"]
               for one in others)


def figures(tally):
    missing = sum(tally["non-responder", one] for one in ("red", "amber", "none"))
    calm = sum(tally["responder", one] for one in ("red", "amber", "none"))
    red = tally["non-responder", "red"] + tally["responder", "red"]
    undecided = tally["non-responder", "undecided"] + tally["responder", "undecided"]
    return (f"{percent(tally['non-responder', 'red'], missing)}  "
            f"{percent(tally['non-responder', 'none'], missing)}  "
            f"{percent(tally['non-responder', 'red'], red)}  "
            f"{percent(tally['responder', 'none'], calm)}  "
            f"{percent(undecided, undecided + missing + calm)}  {undecided + missing + calm:6}")


def percent(part, whole):
    return f"{100 * part / whole:6.1f} %" if whole else "     - "
