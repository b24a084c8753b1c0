"""The list of events that have no date, which stand at the right end of the strip of time. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf

from briefgen.assemble.values import TimelineMark
from briefgen.fonts.metrics import wrap
from briefgen.render.drawing.signs import FACE, Status, measure
from briefgen.render.drawing.strip_labels import balanced

INDENT = 13.0
"""Where its words begin, with room for a sign before them."""
WIDTHS = (105.0, 130.0, 160.0)
"""Widths to try, in this order, until all fits."""
MOST_LINES = 3
"""An item on more lines has a wider column where there is one."""


@dataclass(frozen=True)
class Row:
    """A line of the list: a heading, or a part of an item, of which the first line has the item's sign."""

    words: str
    heading: bool = False
    sign: Status | None = None

    def width(self, size: float) -> float:
        """How far it reaches."""
        return measure(self.words, size) + (0 if self.heading else INDENT)


def listed(marks: Sequence[TimelineMark], most: int, size: float, widths: Sequence[float] = WIDTHS) -> list[Row]:
    """The list on at most so many lines; where not all has room, it ends with how many events more there are."""
    for width in widths:
        items = [_item(mark, width - INDENT, size) for mark in marks]
        rows = list(_with_headings(marks, items))
        if len(rows) <= most and all(len(item) <= MOST_LINES for item in items):
            return rows
    return rows if len(rows) <= most else _cut(marks, items, most)


def no_date(mark: TimelineMark) -> str:
    """What stands for its date."""
    return "no date" if mark.when in {"", "undated"} else mark.when


def _item(mark: TimelineMark, width: float, size: float) -> list[Row]:
    label = " ".join(wrap(mark.label, FACE, size, inf))
    lines = balanced(label, size, len(wrap(label, FACE, size, width)))
    if max((measure(line, size) for line in lines), default=0) > width:
        lines = wrap(label, FACE, size, width)
    return [Row(line, sign=None if number else mark.status) for number, line in enumerate(lines)]


def _with_headings(marks: Sequence[TimelineMark], items: Sequence[list[Row]]) -> Iterator[Row]:
    """All items, each run of those with the same words for a date below these words."""
    for when, group in groupby(range(len(items)), key=lambda number: no_date(marks[number])):
        yield Row(when, heading=True)
        for number in group:
            yield from items[number]


def _cut(marks: Sequence[TimelineMark], items: Sequence[list[Row]], most: int) -> list[Row]:
    """The items that have room, the newest last; a first one that has none is broken off."""
    shown: list[Row] = []
    for count in range(1, len(items) + 1):
        rows = list(_with_headings(marks, items[:count]))
        if len(rows) > most - (count < len(items)):
            break
        shown = [*rows, *([Row(f"and {len(items) - count} more")] if count < len(items) else [])]
    if shown:
        return shown
    heading, *lines = _with_headings(marks, items[:1])
    room = max(most - 1 - (len(items) > 1), 1)
    broken = Row(lines[room - 1].words.rstrip(" ,.;") + " …", sign=lines[room - 1].sign)
    return [heading, *lines[: room - 1], broken, *([Row(f"and {len(items) - 1} more")] if len(items) > 1 else [])]
