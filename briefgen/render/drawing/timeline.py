"""The timeline of a pack: which rows it has, and the same in words.

One row an event, in the given order: its date, its sign at its true place on a linear axis, its label beside the sign.
Where the first events lie far before the rest, the empty years are left out: the axis shows “//”, the legend says which
years are missing, and a year is as wide on either side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.assemble.values import TimelineMark
from briefgen.language.english import counted
from briefgen.render.drawing.signs import SIGNS
from briefgen.render.drawing.timeline_painting import TimelineRow, paint

MOST_ROWS = 50
PERIODS = (1, 5, 10, 25, 50, 100, 250)  # years; the last leaves fewer than 50 in the calendar


@dataclass(frozen=True)
class _Grouping:
    """Marks by the first year of the period in which they begin; periods are so many years long."""

    years: int
    groups: dict[int, list[TimelineMark]]
    undated: list[TimelineMark]


def draw(marks: Sequence[TimelineMark], *, as_of: date | None, title: str, width: float = 480.0, tallest: float = 610.0) -> str:
    """The marks as an SVG element, in the given order; "" for no marks. Lengths in points.

    title: the picture's text alternative. as_of: a line where it falls among the events.
    More than 50 marks, or a picture above `tallest`, are shown by periods: years, or the shortest periods that need at
    most 50 rows and fit; an event alone in its period keeps its label if that fits.
    """
    if not marks:
        return ""
    for rows in _ways(marks):
        sheet = paint(rows, as_of.toordinal() if as_of else None, width)
        if sheet.y <= tallest:
            break
    return sheet.svg(title)


def describe(marks: Sequence[TimelineMark], longest: int = 1500) -> str:
    """The timeline in words, "" for no marks: every event with its date.

    Where that takes more than `longest` characters: how many events each period has, and the first and the last event.
    """
    if not marks:
        return ""
    every = [f"{mark.when or 'undated'}: {mark.label}{'' if mark.status == 'occurred' else f' ({mark.status})'}" for mark in marks]
    whole = f"{_heading(marks)}: {'; '.join(every)}."
    if len(whole) <= longest:
        return whole
    counts = [f"{row.when}: {row.label}" for row in _periods(next(_groupings(marks)), named=False)]
    return f"{_heading(marks)}. {'; '.join(counts)}. First entry: {every[0]}. Last entry: {every[-1]}."


def _heading(marks: Sequence[TimelineMark]) -> str:
    years = sorted(day.year for mark in marks for day in (mark.first, mark.last) if day)
    if not years:
        return f"Timeline of {counted(len(marks), 'undated event')}"
    span = f"from {years[0]} to {years[-1]}" if years[0] < years[-1] else f"in {years[0]}"
    return f"Timeline of {counted(len(marks), 'event')} {span}"


def _ways(marks: Sequence[TimelineMark]) -> Iterator[list[TimelineRow]]:
    """The rows in the ways the marks can be shown, most telling first."""
    if len(marks) <= MOST_ROWS:
        yield [_row(mark) for mark in marks]
    for grouping in _groupings(marks):
        yield _periods(grouping, named=True)
        yield _periods(grouping, named=False)


def _row(mark: TimelineMark) -> TimelineRow:
    days = [day.toordinal() for day in (mark.first, mark.last) if day]
    if not days:
        return TimelineRow(mark.when or "undated", mark.label, None, None, mark.status)
    return TimelineRow(mark.when, mark.label, min(days), max(days), mark.status, mark.first is None, mark.last is None)


def _groupings(marks: Sequence[TimelineMark]) -> Iterator[_Grouping]:
    """The marks by periods, the shortest first that need at most 50 rows."""
    undated = [mark for mark in marks if _year(mark) is None]
    for years in PERIODS:
        groups: dict[int, list[TimelineMark]] = {}
        for mark in marks:
            year = _year(mark)
            if year is not None:
                groups.setdefault(year // years * years, []).append(mark)
        if len(groups) <= MOST_ROWS:
            yield _Grouping(years, groups, undated)


def _periods(grouping: _Grouping, *, named: bool) -> list[TimelineRow]:
    """A row for each period, then what is undated. named: an event alone in its period, or undated, keeps its label."""
    rows = [
        _row(group[0]) if named and len(group) == 1 else _period(year, grouping.years, group)
        for year, group in sorted(grouping.groups.items())
    ]
    if named or not grouping.undated:
        return rows + [_row(mark) for mark in grouping.undated]
    return [*rows, TimelineRow("undated", _tally(grouping.undated), None, None, None)]


def _year(mark: TimelineMark) -> int | None:
    day = mark.first or mark.last
    return day.year if day else None


def _period(first: int, years: int, marks: Sequence[TimelineMark]) -> TimelineRow:
    first, last = max(first, 1), min(first + years - 1, date.max.year)
    when = str(first) if first == last else f"{first}–{last}"
    return TimelineRow(when, _tally(marks), date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal(), None)


def _tally(marks: Sequence[TimelineMark]) -> str:
    counts = Counter(mark.status for mark in marks)
    kinds = ", ".join(f"{counts[status]} {status}" for status in SIGNS if counts[status])
    return counted(len(marks), "event") + ("" if set(counts) == {"occurred"} else f": {kinds}")
