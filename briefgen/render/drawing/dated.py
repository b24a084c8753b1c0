"""Events as the strips of time take them: which have a date, the days that it may mean, and which come first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.assemble.values import TimelineMark
from briefgen.render.drawing.axis import MONTHS
from briefgen.render.drawing.signs import Status

LONG_MONTH = re.compile(r"\b(January|February|March|April|June|July|August|September|October|November|December)\b")


@dataclass(frozen=True)
class Dated:
    """An event with a date. start, end: its days as ordinals; the one for both where the other is open."""

    label: str
    when: str
    start: int
    end: int
    status: Status
    open_start: bool
    open_end: bool


def dated_marks(marks: Sequence[TimelineMark], as_of: date | None) -> tuple[list[Dated], list[TimelineMark]]:
    """The events that have a place on the axis, and those that have none: without a day, or still open with no end after the as-of date."""
    dated: list[Dated] = []
    undated: list[TimelineMark] = []
    for mark in marks:
        days = [day.toordinal() for day in (mark.first, mark.last) if day]
        if not days or (_to_come(mark, as_of)):
            undated.append(mark)
        else:
            dated.append(Dated(mark.label, mark.when, min(days), max(days), mark.status, mark.first is None, mark.last is None))
    return dated, undated


def by_priority(marks: Sequence[Dated]) -> list[int]:
    """The numbers of the marks in the order in which they are labelled: the newest, those that are open, then back in time."""
    newest = sorted(range(len(marks)), key=lambda number: (marks[number].end, number), reverse=True)
    return sorted(newest, key=lambda number: number != newest[0] and marks[number].status == "occurred")


def short_date(when: str) -> str:
    """A date in words with the short names of months that the axis has."""
    return LONG_MONTH.sub(lambda found: next(month for month in MONTHS if found[0].startswith(month)), when)


def _to_come(mark: TimelineMark, as_of: date | None) -> bool:
    return mark.status != "occurred" and mark.last is None and mark.first is not None and as_of is not None and mark.first >= as_of
