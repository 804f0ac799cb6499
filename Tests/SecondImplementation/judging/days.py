"""Days as numbers, and dates known to the year or month only."""

import calendar
import datetime
import math
from fractions import Fraction


def earliest(text):
    """The first day that the text allows: birth, onset, diagnosis."""
    year, month, day = parts(text)
    return datetime.date(year, month or 1, day or 1).toordinal()


def latest(text):
    """The last day that the text allows: a start or a stop."""
    year, month, day = parts(text)
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1]).toordinal()


def parts(text):
    given = [int(part) for part in text.split("-")]
    return given + [None] * (3 - len(given))


def iso(day):
    return "" if day is None else datetime.date.fromordinal(day).isoformat()


def weeks(count):
    """Weeks as exact days: 0.3 weeks are 2.1 days."""
    return Fraction(count) * 7


def first_at_or_after(length):
    """The first whole day that is not before an exact length in days."""
    return math.ceil(length)


def last_before(length):
    """The last whole day before an exact length in days."""
    return math.ceil(length) - 1
