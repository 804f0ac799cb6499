"""How bad a random patient is over time, and when he or she is seen."""

# A share added to the level on a day, by the days since the first dose and the deadline.
COURSES = {
  "better": lambda since, due: -0.35 * min(1, since / due), "same": lambda since, due: 0,
  "worse": lambda since, due: 0.3 * min(1, since / due),
  "some": lambda since, due: -0.1 * min(1, since / due),
  "lost": lambda since, due: -0.35 if since < 1.6 * due else 0.02,
  "declining": lambda since, due: -0.5 if since < 1.6 * due else -0.25,
  "slowly worse": lambda since, due: 0.0006 * since, "a little worse": lambda since, due: 0.05,
  "swinging": lambda since, due: -0.2 if since // 40 % 2 else 0.1,
}


def change(when, plan):
    """`plan`: (first dose, deadline in days, kind of course) of the drugs in turn."""
    begun = [one for one in plan if one[0] <= when]
    if not begun:
        return 0
    kept = sum(0.3 for _, _, kind in begun[:-1] if kind == "worse")
    begin, due, kind = begun[-1]
    return kept + COURSES[kind](when - begin, max(14, 0.8 * due))


def days(plan, is_acute, first, last, draw):
    """Days of the visits; the edges of the windows are met more often than chance would."""
    found = set()
    dense = (5, 8, 12) if is_acute else (8, 20, 35, 60, 90)
    for begin, due, _ in plan:
        found |= {begin + one for one in (-60, -100, -10, -2, 0, 3, 9, 20) if draw.random() < 0.3}
        end = begin + due + draw.choice((0, 100, 100, 400, 700))
        gap, when = draw.choice(dense), begin + draw.randrange(1, 40)
        while when < end:
            if draw.random() < 0.8:
                found.add(when)
            when += max(1, int(gap * draw.uniform(0.4, 1.6)))
        found |= {begin + edge for edge in (due - 8, due - 7, due - 1, due, due + 56, due + 57)
                  if draw.random() < 0.12}
    return sorted(one for one in found if first <= one <= last)[-60:]
