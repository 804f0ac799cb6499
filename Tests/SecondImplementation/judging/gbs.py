"""Section 9: fluctuations of Guillain-Barré syndrome and its turn to a chronic disease."""

EARLY = 14      # days before the first dose from which scores are read
FLUCTUATES = 56 # days after the onset within which a worsening is a fluctuation
STABLE = 7      # days over which an unchanged grade is a stabilisation
MRC = 5         # a fall of more points is a worsening


def flags(grades, strength, start, onset):
    """The flags of one attack.

    `grades`: {walking distance: [(day, grade)]}; `strength`: [(day, sum score)].
    """
    found = set()
    for series in grades.values():
        fluctuations, turned = read(series, strength, start, start if onset is None else onset)
        if fluctuations:
            found.add("treatment-related-fluctuation")
        if turned or fluctuations >= 3:
            found.add("acute-onset-cidp")
    return found


def read(grades, strength, start, onset):
    """(number of fluctuations, whether a later worsening was confirmed)."""
    grades = [one for one in grades if one[0] >= start - EARLY]
    strength = [one for one in strength if one[0] >= start - EARLY]
    fluctuations, turned = 0, False
    stable, since, worst = False, start, None
    run = None                          # (day, grade) with which the present grade began
    for day in sorted({day for day, _ in grades + strength}):
        grade = dict(grades).get(day)
        points = dict(strength).get(day)
        # Against the best since the stabilisation began: what falls before is the way down.
        best = min((value for when, value in grades if since <= when < day), default=None)
        strongest = max((value for when, value in strength if since <= when < day), default=None)
        steps = grade - best if None not in (grade, best) else 0
        weaker = None not in (points, strongest) and strongest - points > MRC
        if stable and (steps >= 1 or weaker):
            if day - onset <= FLUCTUATES:
                fluctuations += 1
            elif (steps >= 2
                  or (steps >= 1 and following(grades, day, lambda value: value - best >= 1))
                  or (weaker and following(strength, day, lambda value: strongest - value > MRC))):
                turned = True
            stable, worst = False, grade
            run = None if grade is None else (day, grade)
            continue
        if grade is None:
            continue
        if day >= start:
            if run is None or run[1] != grade:
                run = (day, grade)
            if (worst is not None and grade <= worst - 1) or day - run[0] >= STABLE:
                since = since if stable else run[0]
                stable = True
        worst = grade if worst is None else max(worst, grade)
    return fluctuations, turned


def following(scores, day, holds):
    """Whether the next score shows it too."""
    later = [value for when, value in scores if when > day]
    return bool(later) and holds(later[0])
