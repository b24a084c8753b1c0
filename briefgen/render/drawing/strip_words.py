"""The strip of time in words, which stand for the picture where it cannot be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from briefgen.assemble.values import TimelineMark
from briefgen.language.english import counted
from briefgen.render.drawing.signs import SIGNS

MOST_PERIODS = 50
PERIODS = (1, 5, 10, 25, 50, 100, 250)  # years; the last leaves fewer than 50 in the calendar


def describe(marks: Sequence[TimelineMark], longest: int = 1500) -> str:
    """The events in words, "" for no marks: every event with its date.

    Where that takes more than `longest` characters: how many events each period has, and the first and the last event.
    """
    if not marks:
        return ""
    every = [f"{mark.when or 'undated'}: {mark.label}{'' if mark.status == 'occurred' else f' ({mark.status})'}" for mark in marks]
    whole = f"{_heading(marks)}: {'; '.join(every)}."
    if len(whole) <= longest:
        return whole
    return f"{_heading(marks)}. {'; '.join(_periods(marks))}. First entry: {every[0]}. Last entry: {every[-1]}."


def _heading(marks: Sequence[TimelineMark]) -> str:
    years = sorted(day.year for mark in marks for day in (mark.first, mark.last) if day)
    if not years:
        return f"Timeline of {counted(len(marks), 'undated event')}"
    span = f"from {years[0]} to {years[-1]}" if years[0] < years[-1] else f"in {years[0]}"
    return f"Timeline of {counted(len(marks), 'event')} {span}"


def _periods(marks: Sequence[TimelineMark]) -> Iterator[str]:
    """How many events each period has, in the shortest periods of which at most 50 are needed, then what is undated."""
    dated = [(year, mark) for mark in marks if (year := _year(mark)) is not None]
    years = next(years for years in PERIODS if len({year // years for year, _ in dated}) <= MOST_PERIODS)
    groups: dict[int, list[TimelineMark]] = {}
    for year, mark in dated:
        groups.setdefault(year // years * years, []).append(mark)
    for first, group in sorted(groups.items()):
        yield f"{_span(first, years)}: {_tally(group)}"
    undated = [mark for mark in marks if _year(mark) is None]
    if undated:
        yield f"undated: {_tally(undated)}"


def _year(mark: TimelineMark) -> int | None:
    day = mark.first or mark.last
    return day.year if day else None


def _span(first: int, years: int) -> str:
    first, last = max(first, 1), min(first + years - 1, date.max.year)
    return str(first) if first == last else f"{first}–{last}"


def _tally(marks: Sequence[TimelineMark]) -> str:
    counts = Counter(mark.status for mark in marks)
    kinds = ", ".join(f"{counts[status]} {status}" for status in SIGNS if counts[status])
    return counted(len(marks), "event") + ("" if set(counts) == {"occurred"} else f": {kinds}")
