"""The strip of time for narrow screens: the axis runs down at the left, each event on a line or two beside its sign.

The events stand in their order and not at their place in time, for which there is no room. Lengths are those of the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.assemble.values import TimelineMark
from briefgen.fonts.metrics import wrap
from briefgen.render.drawing.dated import by_priority, dated_marks, short_date
from briefgen.render.drawing.legend import flowed, of_statuses, paint_legend
from briefgen.render.drawing.signs import ACCENT, FACE, RULE, SIGNS, Sheet, Status, measure, rule
from briefgen.render.drawing.strip_labels import Line, balanced, parted
from briefgen.render.drawing.undated_list import INDENT, no_date

AXIS = 6.0
TEXT = AXIS - 5 + INDENT
LEADING = 1.17
BETWEEN = 3.0  # between two events
AS_OF = "as of"


@dataclass(frozen=True)
class _Entry:
    """An event on its lines. day: of its end, None where it has no date."""

    lines: tuple[Line, ...]
    status: Status
    day: int | None


def draw_narrow(
    marks: Sequence[TimelineMark], *, as_of: date | None, title: str, width: float = 328.0, tallest: float = 260.0, size: float = 11.5
) -> str:
    """The marks, in the order of their dates, as an SVG element for a phone; "" for no marks. Never above `tallest`.

    title: the picture's text alternative. Where not all events have room, the newest and those that are open are shown,
    and how many more there are is said.
    """
    if not marks:
        return ""
    sheet = Sheet(width, size=size)
    dated, undated = dated_marks(marks, as_of)
    entries = [_entry(short_date(mark.when), mark.label, mark.status, mark.end, sheet) for mark in dated]
    entries += [_entry(no_date(mark), mark.label, mark.status, None, sheet) for mark in undated]
    legend = flowed(of_statuses([entry.status for entry in entries]), width, size)
    pitch = size * LEADING
    room = tallest - len(legend) * pitch - (pitch + 2 * BETWEEN if as_of else 0) - BETWEEN
    wanted = [*range(len(dated), len(entries)), *by_priority(dated)]
    shown = _that_fit(entries, wanted, room, pitch)
    _paint(sheet, [entries[number] for number in shown], as_of.toordinal() if as_of else None)
    if len(shown) < len(entries):
        sheet.line(TEXT, sheet.y + 0.8 * pitch, f"and {len(entries) - len(shown)} more")
        sheet.y += pitch
    if legend:
        paint_legend(sheet, legend, AXIS - 5, sheet.y + BETWEEN, LEADING)
        sheet.y += len(legend) * pitch + BETWEEN
    return sheet.svg(title)


def _entry(when: str, label: str, status: Status, day: int | None, sheet: Sheet) -> _Entry:
    words, room = f"{when} {label}", sheet.width - TEXT
    lines = wrap(words, FACE, sheet.size, room)
    even = balanced(words, sheet.size, len(lines))
    fits = all(measure(line, sheet.size) <= room for line in even)
    return _Entry(tuple(parted(even if fits else lines, when)), status, day)


def _that_fit(entries: Sequence[_Entry], wanted: Sequence[int], room: float, pitch: float) -> list[int]:
    """The numbers of the entries that have room, the first of `wanted` first, in the order of the entries."""
    heights = [len(entry.lines) * pitch + BETWEEN for entry in entries]
    if sum(heights) > room:
        room -= pitch
    shown = []
    for number in wanted:
        if heights[number] <= room:
            shown.append(number)
            room -= heights[number]
    return sorted(shown)


def _paint(sheet: Sheet, entries: Sequence[_Entry], cut: int | None) -> None:
    """The entries with the axis beside them, and a dashed line after the last that ended by the as-of date."""
    pitch, ends = sheet.size * LEADING, [0.0, 0.0]
    for number, entry in enumerate(entries):
        if cut is not None and (entry.day is None or entry.day > cut):
            _paint_cut(sheet)
            cut = None
        middle = sheet.y + pitch / 2
        if entry.day is not None:
            ends = [ends[0] if number else middle, middle]
        sheet.front.append(SIGNS[entry.status](AXIS, middle))
        for line, (when, words) in enumerate(entry.lines):
            sheet.dated(TEXT, sheet.y + line * pitch + pitch / 2 + 0.3 * sheet.size, when, words)
        sheet.y += len(entry.lines) * pitch + BETWEEN
    if cut is not None:
        _paint_cut(sheet)
    if ends[1] > ends[0]:
        sheet.back.append(rule(AXIS, ends[0], AXIS, ends[1], RULE, 0.8))


def _paint_cut(sheet: Sheet) -> None:
    pitch = sheet.size * LEADING
    y, words = sheet.y + pitch / 2, measure(AS_OF, sheet.size)
    sheet.line(TEXT, y + 0.3 * sheet.size, AS_OF, fill=ACCENT)
    for low, high in ((0.0, TEXT - 3), (TEXT + words + 3, sheet.width)):
        sheet.back.append(rule(low, y, high, y, ACCENT, 0.8, "2.4 1.6"))
    sheet.y += pitch + BETWEEN
