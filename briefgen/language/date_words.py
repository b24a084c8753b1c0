"""How a date reads."""

from __future__ import annotations

from datetime import date
from typing import Literal

from briefgen.language.edtf import MONTHS, SEASONS, Edtf
from briefgen.language.scripts import NBSP

Style = Literal["day-month-year", "month-day-year", "iso"]
SPACED_DASH = f"{NBSP}– "

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


def year_of(when: Edtf) -> str:
    """The year in which a date ends, or begins where its end is open."""
    day = when.last or when.first
    return str(day.year) if day else "undated"


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
