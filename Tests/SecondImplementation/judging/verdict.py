"""The table of section 4: the first row that holds is the verdict of a course."""

from fractions import Fraction

from judging import days

HALF = Fraction(1, 2)
RESPONSES = ("responding", "response-declining", "response-lost")


def verdict(course):
    """The word; `row(course)` says which row of the table gave it."""
    return row(course)[1]


def row(course):
    if not course.is_judged:
        return 1, "not-judged"
    expectation, index = course.expectation, course.index
    if expectation.expected == "none":
        return 2, "no-response-expected"
    judged = course.judged
    if course.expects_stability:
        if at_most(index, -1) or any(one.verdict == "worsened" for one in judged):
            return 3, "worsened"
        if at_most(index, -HALF):
            return 4, "worsening-possible"
        if was_followed(course):
            return 5, "stable"
    # A composite that says nothing hides a worsening no less than a low one.
    hidden = course.uses_composite and not at_least(index, HALF)
    if at_most(index, -1) or (hidden and at_most(course.single_index, -1)):
        return 6, "worsened"
    if any(one.verdict == "worsened" for one in judged) and any(
            one.is_better_by_threshold for one in judged):
        return 7, "mixed"
    inadequate = course.was_inadequate
    if at_least(index, 1) and (not inadequate or was_followed(course)):
        return (8, "response-declining") if is_declining(judged) else (9, "responding")
    if index is not None and index < HALF and course.responded_twice:
        return 10, "response-lost"
    answering = [one for one in judged if one.can_answer]
    seen = any(one.days_from(expectation.window) for one in answering)
    if course.stopped_as_failed:
        late = course.stop - course.start >= expectation.window
        if late and seen and index is not None and index < HALF:
            return 11, "no-response"
        if inadequate or not seen:
            return 12, "stopped-without-effect"
    if inadequate:
        return 13, "trial-incomplete"
    if not has_baseline(course) and course.as_of > course.last_baseline_day:
        return 14, "no-baseline"
    if not course.reached(expectation.window):
        return 15, "too-early"
    based = [one for one in judged if one.baseline]
    if based and all(one.verdict in ("floor", "incomparable") for one in based):
        return 16, "not-evaluable"
    past = course.reached(expectation.deadline)
    if not past and (index is None or not any(
            one.days_from(expectation.telling) for one in answering)):
        return 17, "assessment-due"
    if past and (index is None or not any(
            one.days_from(expectation.decisive) for one in answering)):
        return 18, "assessment-overdue"
    if at_least(index, HALF):
        return 19, "partial-response"
    return (20, "no-response") if past else (21, "response-due")


def at_least(index, limit):
    return index is not None and index >= limit


def at_most(index, limit):
    return index is not None and index <= limit


def has_baseline(course):
    return any(one.baseline for one in course.singles) or bool(
        course.composite and course.composite.baseline_set)


def was_followed(course):
    """Some counted measure has a baseline and a follow-up since an effect was to be expected."""
    return any(one.baseline and one.days_from(course.expectation.telling)
               for one in course.judged)


def is_declining(judged):
    """More than half of the groups in the index decline; a group does when a measure of it does."""
    groups = {}
    for one in judged:
        if one.counts:
            groups[one.group] = groups.get(one.group, False) or one.is_declining
    return 2 * sum(groups.values()) > len(groups)


def strength(course):
    """By the measures that are improved; where none is alone, by those that are partial."""
    for wanted in ("improved", "partial"):
        found = [one for one in course.judged if one.verdict == wanted]
        if not found:
            continue
        if any(one.kind == "composite" for one in found):
            return "composite"
        objective = any(one.kind == "objective" for one in found)
        functional = [one for one in found if one.kind == "functional"]
        if objective:
            return "objective and functional" if functional else "objective only"
        if all(one.by_patient for one in functional):
            return "patient-reported only"
        return "functional only"
    return None


def firmness(index):
    if index is None:
        return ""
    if index < 0 or 2 * index > 3:
        return "firm"
    return "likely" if index < HALF else "narrow"


def assessments(course):
    """On how many assessments the index rests: the most in one window."""
    return max((len(one.window) for one in course.judged if one.counts), default=0)


def changes_on(course):
    """The first day on which the verdict is another one by time alone."""
    if not course.is_judged:
        return None
    now, expectation = verdict(course), course.expectation
    lengths = (expectation.window, expectation.deadline, expectation.telling,
               expectation.deadline + expectation.grace)
    candidates = {course.start + days.first_at_or_after(length) for length in lengths}
    candidates.add(course.last_baseline_day + 1)
    if course.stop is not None:
        candidates.add(course.stop + course.effect + 1)
    for day in sorted(one for one in candidates if one > course.as_of):
        later = type(course)(course.patient, course.series, course.known, day)
        if verdict(later) != now:
            return day
    return None
