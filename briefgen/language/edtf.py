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

Style = Literal["day-month-year", "month-day-year", "iso"]
Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
NBSP = "\u00a0"
SPACED_DASH = f"{NBSP}– "

_EDTF = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")

_KINDS: dict[type, str] = {list: "a list", dict: "further fields", type(None): "nothing", int: "a number", float: "a number"}


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


def parse(value: object) -> Edtf:
    """The date that a text means; an Edtf is given back as it is. Raises DateError."""
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise DateError(f"A date is text such as 2005-04-14, not {_KINDS.get(type(value), 'a value of another kind')}.")
    text = value.strip()
    found = _date_or_interval(text)
    if found is None:
        raise DateError(_advice(text))
    return found


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


def _date_or_interval(text: str) -> Edtf | None:
    """None where the text does not even look like EDTF; raises DateError where it does but cannot be."""
    return _interval(text) if "/" in text else _single(text)


def _single(text: str) -> Edtf | None:
    found = _EDTF.fullmatch(text)
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


# How a date reads


def display(when: Edtf, style: Style, wording: str | None = None) -> str:
    """The date in words, with non-breaking spaces inside it. An interval is shown as a span of time.

    wording: how the editor says it; where given, it wins in every style.
    """
    if wording:
        return wording
    if when.precision == "interval":
        return _span(when, style)
    words = _plain(when, style)
    return f"{f'about{NBSP}' if when.approximate else ''}{words}{' (uncertain)' if when.uncertain else ''}"


def display_bounds(when: Edtf, style: Style) -> str:
    """The bounds of a date that is not known: “between … and …”, “by …”, “from … on”. What is no interval reads as in display."""
    if when.start and when.end and when.start.text != when.end.text:
        return f"between {display(when.start, style)} and {display(when.end, style)}"
    if when.end and not when.start:
        return f"by {display(when.end, style)}"
    if when.start and not when.end:
        return f"from {display(when.start, style)} on"
    return display(when, style)


def _plain(when: Edtf, style: Style) -> str:
    """A date that is no interval, without its qualifier."""
    assert when.first is not None
    assert when.last is not None
    first, last = when.first, when.last
    if when.precision == "season":
        return _season_words(first)
    if when.precision == "century" or (when.precision == "decade" and first.year % 100 < 10):
        # “the 2000s” could be ten years or a hundred.
        return f"{first.year}–{last.year}"
    if when.precision == "decade":
        return f"{first.year}s"
    if when.precision == "year":
        return str(first.year)
    if when.precision == "month":
        return first.isoformat()[:7] if style == "iso" else f"{_month(first)}{NBSP}{first.year}"
    return _day(first, style)


def _day(day: date, style: Style) -> str:
    if style == "iso":
        return day.isoformat()
    if style == "month-day-year":
        return f"{_month(day)}{NBSP}{day.day},{NBSP}{day.year}"
    return f"{day.day}{NBSP}{_month(day)}{NBSP}{day.year}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


def _season_words(first: date) -> str:
    season = SEASONS[20 + first.month // 3]
    if season != "winter":
        return f"{season}{NBSP}{first.year}"
    following = first.year + 1
    return f"{season}{NBSP}{first.year}–{following if following % 100 == 0 else f'{following % 100:02}'}"


def _span(when: Edtf, style: Style) -> str:
    unknown = not when.text.startswith("..") and not when.text.endswith("..")
    if when.start and when.end:
        return _from_to(when.start, when.end, style)
    if when.end:
        return f"until {display(when.end, style)}{' (start unknown)' if unknown else ''}"
    assert when.start is not None
    return f"from {display(when.start, style)} (end unknown)" if unknown else f"since {display(when.start, style)}"


def _from_to(start: Edtf, end: Edtf, style: Style) -> str:
    if start.text == end.text:
        return display(start, style)
    qualified = start.uncertain or start.approximate or end.uncertain or end.approximate
    joined = "" if qualified or start.precision != end.precision else _shared(start, end, style)
    return joined or f"{display(start, style)}{SPACED_DASH}{display(end, style)}"


def _shared(start: Edtf, end: Edtf, style: Style) -> str:
    """A span whose ends share their year or month, which is said once; "" where nothing is shared."""
    first, last = start.first, end.first
    assert first is not None
    assert last is not None
    if start.precision == "year":
        return f"{first.year}–{last.year}"
    if style == "iso" or first.year != last.year or start.precision not in {"month", "day"}:
        return ""
    if start.precision == "month":
        return f"{_month(first)}–{_month(last)}{NBSP}{last.year}"
    same_month = first.month == last.month
    if style == "month-day-year":
        until = f"–{last.day}" if same_month else f"{SPACED_DASH}{_month(last)}{NBSP}{last.day}"
        return f"{_month(first)}{NBSP}{first.day}{until},{NBSP}{last.year}"
    since = f"{first.day}–" if same_month else f"{first.day}{NBSP}{_month(first)}{SPACED_DASH}"
    return since + _day(last, style)


# What to write instead

_ORDINAL = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>[0-9]{4})[-/. ](?P<m>[0-9]{1,2})(?:[-/. ](?P<d>[0-9]{1,2}))?",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})[T ][0-9:.]+ ?(?:Z|[-+][0-9:]+)?",
        r"(?P<y>[0-9]{4})年(?:(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})日)?)?",
        rf"(?:[a-z]+day,? )?(?:{_ORDINAL} )?(?P<name>[a-z]+)\.?,? (?P<y>[0-9]{{4}})",
        rf"(?:[a-z]+day,? )?(?P<name>[a-z]+)\.? {_ORDINAL},? (?P<y>[0-9]{{4}})",
        r"(?:the )?(?P<y>[0-9]{3})0s",
    )
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_ABOUT = re.compile(r"(?:about|around|approximately|circa|ca?\.?) ?(.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:(?:from|between) )?(.+?)(?: to | until | and | - |/|(?<=[0-9]{4})-(?=[0-9]{4}))(.+)", re.IGNORECASE)
_LONGEST = 60
_OTHER_YEAR = re.compile(r"[-Yy]*-?[0-9]{4,}|[0-9]{5,}")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def _advice(text: str) -> str:
    from unicodedata import normalize

    if len(text) > _LONGEST:
        return f"“{text[:_LONGEST]}…” is too long for a date; write it as in 2005-04-14."
    readings = _readings(" ".join(normalize("NFKC", text).translate(_DASHES).split()))
    known = [found for found in map(_date_or_interval, readings) if found]
    if len(known) == 1:
        return f"“{text}” is not how dates are written here; write {known[0].text}."
    if known:
        choices = " or ".join(f"{found.text} ({display(found, 'day-month-year')})" for found in known)
        return f"“{text}” can be read in two ways; write {choices}."
    if _OTHER_YEAR.fullmatch(text):
        return f"“{text}” is not a year that can be used here; years have four digits, 0001 to 9999."
    return f"“{text}” is not a date that can be read; write it as in 2005-04-14."


def _readings(text: str) -> list[str]:
    """What the text may mean in EDTF, best first; they may be impossible dates."""
    if _EDTF.fullmatch(text):
        return [text]
    for form in _FORMS:
        if (found := form.fullmatch(text)) and (reading := _written(found.groupdict())):
            return [reading]
    if found := _DAY_FIRST.fullmatch(text):
        return _day_or_month_first(*found.groups())
    if found := _ABOUT.fullmatch(text):
        return [f"{reading}~" for reading in _readings(found[1]) if reading[-1] not in "?~%"]
    if found := _BETWEEN.fullmatch(text):
        starts, ends = _readings(found[1]), _readings(found[2])
        return [f"{starts[0]}/{ends[0]}"] if len(starts) == len(ends) == 1 else []
    return []


def _written(parts: dict[str, str | None]) -> str:
    """The parts in EDTF's order, or "" where the name is neither a month nor a season."""
    year, day, name = parts["y"] or "", parts.get("d"), parts.get("name")
    month = _number(name) if name else parts.get("m")
    if name and not month:
        return ""
    return f"{year:X<4}" + (f"-{month:0>2}" if month else "") + (f"-{day:0>2}" if day else "")


def _number(name: str) -> str:
    """“Apr”, “sept” and “fall” as a number; "" where the name is neither a month nor a season."""
    names = [*enumerate(MONTHS, 1), *SEASONS.items(), (23, "fall")]
    return next((str(number) for number, known in names if len(name) >= 3 and known.lower().startswith(name.lower())), "")


def _day_or_month_first(one: str, other: str, year: str) -> list[str]:
    readings = [f"{year}-{other:0>2}-{one:0>2}", f"{year}-{one:0>2}-{other:0>2}"]
    if int(one) > 12 or one == other:
        return readings[:1]
    return readings[1:] if int(other) > 12 else readings
