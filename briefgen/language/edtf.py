"""Dates of any precision: EDTF (ISO 8601-2:2019, Annex A) levels 0 and 1, without times and without years beyond 0001–9999.

    2005-04-14    a day                2004-10, 2004-10-XX       a month
    2005-23       a season             2005, 2005-XX, 2005-XX-XX a year
    200X, 20XX    ten, a hundred years 2001-01-20/2007-01-09     an interval
    ../2010-05    open at the start    /2010-05                  start unknown (and so at the end)
    2013-01?      uncertain            2013-01~ approximate      2013-01% both

Seasons are meteorological and northern: 21 spring is March to May, 22 summer June to August, 23 autumn September to
November, 24 winter December to the next year's February.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
EDTF = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")


class DateError(ValueError):
    """A text that is no date; the message tells an editor why and what to write instead."""


@dataclass(frozen=True)
class Edtf:
    """A date as written and the days it may mean.

    first, last: the earliest and the latest day; None where an interval is open or unknown at that end. Qualifiers do
    not widen them: “about January 2013” runs from the first to the last of January.
    uncertain, approximate: true of an interval if true of either end.
    start, end: the ends of an interval; None for an open or unknown end, and for what is no interval.
    """

    text: str
    first: date | None
    last: date | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False
    start: Edtf | None = None
    end: Edtf | None = None


def order_key(when: Edtf) -> tuple[int, int, str]:
    """Sorts dates of mixed precision into one total order.

    By first day, then by last day (so that a day stands before the month it begins), then by the text. Whatever is open
    at its start stands at its last day; whatever is open at its end stands after all others with its first day.
    If one date definitely precedes another, it sorts before it.
    """
    last = when.last or date.max
    return (when.first or last).toordinal(), last.toordinal() + (when.last is None), when.text


def definitely_before(one: Edtf, other: Edtf) -> bool:
    """Whether every day the one may mean is before every day the other may mean."""
    return one.last is not None and other.first is not None and one.last < other.first


def length(when: Edtf) -> int:
    """How many days a date may mean; more than any calendar has where it is open or unknown at an end."""
    return (when.last - when.first).days + 1 if when.first and when.last else date.max.toordinal() + 1


def weekday(when: Edtf) -> str | None:
    """The English name of the weekday of a day that is neither uncertain nor approximate; else None."""
    if when.precision != "day" or when.first is None or when.uncertain or when.approximate:
        return None
    return WEEKDAYS[when.first.weekday()]


def machine(when: Edtf | None) -> str:
    """The date for HTML's `datetime` attribute, which takes certain days, months and years only; else ""."""
    return when.text if when and when.precision in {"day", "month", "year"} and when.text[-1].isdigit() else ""


# What a text means


def date_or_interval(text: str) -> Edtf | None:
    """None where the text does not even look like EDTF; raises DateError where it does but cannot be."""
    return _interval(text) if "/" in text else _single(text)


def _single(text: str) -> Edtf | None:
    found = EDTF.fullmatch(text)
    if not found:
        return None
    year, month, day, mark = found.groups()
    days = _days(year, month, day)
    if days is None:
        return None
    precision, first, last = days
    return Edtf(text, first, last, precision, uncertain=mark in {"?", "%"}, approximate=mark in {"~", "%"})


def _days(year: str, month: str | None, day: str | None) -> tuple[Precision, date, date] | None:
    if "X" in year:
        return None if month else _years(year)
    if year == "0000":
        raise DateError("There is no year 0000; years run from 0001 to 9999.")
    if month in {None, "XX"}:
        return ("year", date(int(year), 1, 1), date(int(year), 12, 31)) if day in {None, "XX"} else None
    number = int(month or 0)
    if number in SEASONS:
        return None if day else ("season", *_season(int(year), number))
    if not 1 <= number <= 12:
        raise DateError(f"There is no month {month}; months run from 01 to 12, and seasons are 21 (spring) to 24 (winter).")
    last = _month_end(int(year), number)
    if day in {None, "XX"}:
        return "month", last.replace(day=1), last
    if not 1 <= int(day or 0) <= last.day:
        known = f"{MONTHS[number - 1]} {year} has {last.day} days"
        raise DateError(f"There is no day {day}: {known}. If only the month is known, write {year}-{month}.")
    exact = last.replace(day=int(day or 0))
    return "day", exact, exact


def _years(pattern: str) -> tuple[Precision, date, date]:
    first, last = int(pattern.replace("X", "0")), int(pattern.replace("X", "9"))
    return "century" if pattern.endswith("XX") else "decade", date(max(first, 1), 1, 1), date(last, 12, 31)


def _season(year: int, number: int) -> tuple[date, date]:
    first = date(year, 3 * (number - 20), 1)
    if number != 24:
        return first, _month_end(year, first.month + 2)
    # February of the year 10000 cannot be told.
    return first, _month_end(year + 1, 2) if year < date.max.year else date.max


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _interval(text: str) -> Edtf | None:
    parts = text.split("/")
    if len(parts) != 2:
        return None
    if set(parts) <= {"", ".."}:
        raise DateError("An interval needs a date on at least one side, for example 2001-01-20/2007-01-09 or ../2010-05.")
    ends = [_single(part) for part in parts]
    start, end = ends
    if any(part not in {"", ".."} and found is None for part, found in zip(parts, ends, strict=True)):
        return None
    if start and end and definitely_before(end, start):
        raise DateError(f"The interval ends before it begins; write {end.text}/{start.text}.")
    known = [found for found in ends if found]
    uncertain, approximate = any(found.uncertain for found in known), any(found.approximate for found in known)
    return Edtf(text, start.first if start else None, end.last if end else None, "interval", uncertain, approximate, start, end)
