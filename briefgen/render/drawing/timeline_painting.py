"""Paints the rows of the timeline as SVG, on the axis of briefgen/render/drawing/axis.py.

Nothing overlaps because every row is as tall as its texts, measured with the tables of the font that sets them.
Only elements and presentation attributes that WeasyPrint, resvg and browsers all paint are used. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from briefgen.fonts.metrics import wrap
from briefgen.render.drawing.axis import BREAK, Axis, axis_of
from briefgen.render.drawing.signs import (
    ACCENT,
    FACE,
    FAINT,
    LINE,
    PAPER,
    RULE,
    SIGNS,
    SIZE,
    Anchor,
    Sheet,
    Status,
    arrow,
    bar,
    block,
    measure,
    rule,
    strokes,
    tag,
    widest,
)

DATES = 94.0  # the dates' column is never wider
GAP = 3.0
HALF = 4.0  # half the width that a sign takes
ARROW = 14.0
NARROW = 90.0  # a label with less room than this beside its sign goes below it
TALL = 260.0  # rows that reach further have the years below them too


@dataclass(frozen=True)
class TimelineRow:
    """A row to paint. start, end: days as ordinals, None where undated. sign: None for a period that stands for many events."""

    when: str
    label: str
    start: int | None
    end: int | None
    sign: Status | None
    open_start: bool = False
    open_end: bool = False


def paint(rows: Sequence[TimelineRow], as_of: int | None, width: float) -> Sheet:
    """The dated rows on their axis, the undated rows below, then what the signs mean. as_of: a day as ordinal."""
    sheet = Sheet(width)
    dated = [row for row in rows if row.start is not None]
    axis = None
    if dated:
        column = max(widest(_dates(row)) for row in dated) + 8
        axis = _axis(dated, as_of, column, width)
        _paint_plot(sheet, dated, axis, column, as_of)
    for row in rows:
        if row.start is None:
            _paint_undated(sheet, row)
    _paint_legend(sheet, rows, axis)
    return sheet


def _axis(rows: Sequence[TimelineRow], as_of: int | None, column: float, width: float) -> Axis:
    spans = [_span(row) for row in rows]
    if as_of and min(spans)[0] <= as_of <= max(end for _, end in spans):
        spans.append((as_of, as_of))
    left = column + HALF + ARROW * any(row.open_start for row in rows)
    right = width - HALF - ARROW * any(row.open_end for row in rows)
    return axis_of(spans, left, right)


def _paint_plot(sheet: Sheet, rows: Sequence[TimelineRow], axis: Axis, column: float, as_of: int | None) -> None:
    cut = axis.x(as_of) if as_of and axis.holds(as_of) else None
    if cut is not None:
        words = "as-of date"
        half = measure(words) / 2
        sheet.text(min(max(cut, half), sheet.width - half), sheet.y + LINE / 2, words, "middle")
        sheet.y += LINE
    _paint_ticks(sheet, axis)
    top = sheet.y = sheet.y + 1
    pitch = 12.5 if len(rows) <= 24 else 11.5 if len(rows) <= 40 else 10.8
    sheet.y += 1.5
    for row in rows:
        _paint_row(sheet, row, axis, column, pitch, cut)
    bottom = sheet.y = sheet.y + 1.5
    _paint_frame(sheet, axis, top, bottom, cut)
    if bottom - top > TALL:
        sheet.y += 1
        _paint_ticks(sheet, axis)


def _paint_ticks(sheet: Sheet, axis: Axis) -> None:
    for tick in axis.ticks(measure, sheet.width):
        sheet.text(tick.centre, sheet.y + LINE / 2, tick.label, "middle")
    sheet.y += LINE


def _paint_frame(sheet: Sheet, axis: Axis, top: float, bottom: float, cut: float | None) -> None:
    """Grid, as-of line and the axis line above and below; where years are left out, a gap with two strokes in each line."""
    for tick in axis.ticks(measure, sheet.width):
        sheet.back.append(rule(tick.x, top, tick.x, bottom, FAINT, 0.5))
    if cut is not None:
        sheet.back.append(rule(cut, top - 1, cut, bottom, ACCENT, 0.9, "3 1.5"))
    if len(axis.segments) > 1:
        end = axis.x(axis.segments[0].end)
        sheet.back.append(tag("rect", x=end + 2, y=top, width=BREAK - 4, height=bottom - top, fill=PAPER))
    for y in (top, bottom):
        for segment in axis.segments:
            sheet.front.append(rule(segment.left, y, axis.x(segment.end), y, RULE, 0.7))
        if len(axis.segments) > 1:
            sheet.front.append(strokes(end + BREAK / 2, y))


def _paint_row(sheet: Sheet, row: TimelineRow, axis: Axis, column: float, pitch: float, cut: float | None) -> None:
    y = sheet.y + pitch / 2
    low, high = _reach(row, axis)
    dates = _dates(row)
    right = cut - GAP if cut is not None and cut > high else sheet.width  # the labels of what lies before the as-of line keep off it
    lines, x, anchor, first = _beside(row.label, column, low, high, right)
    for number, words in enumerate(dates):
        sheet.text(0, y + number * LINE, words)
    for number, words in enumerate(lines, first):
        sheet.text(x, y + number * LINE, words, anchor)
    sheet.back.append(rule(column - 4, y, low, y, FAINT, 0.5))
    sheet.front.append(_mark(row, axis, y))
    sheet.y += pitch + LINE * (max(len(dates), len(lines) + first) - 1)


def _beside(label: str, left: float, low: float, high: float, right: float) -> tuple[list[str], float, Anchor, int]:
    """The label's lines, their x and anchor, and the line of the row that they begin in: right of the sign where there is
    room, else left of it, else on more lines on the wider side, else below."""
    label = " ".join(wrap(label, FACE, SIZE, inf))
    before, after = low - GAP - left, right - GAP - high
    if measure(label) <= after or before <= after >= NARROW:
        return _balanced(label, after), high + GAP, "start", 0
    if measure(label) <= before or before >= NARROW:
        return _balanced(label, before), low - GAP, "end", 0
    return _balanced(label, right - left), left, "start", 1


def _balanced(label: str, room: float) -> list[str]:
    """As few lines as the room allows, of about the same length, no word broken that fits."""
    lines = wrap(label, FACE, SIZE, room)
    even = max(measure(label) / max(len(lines), 1) * 1.15, widest(label.split(" ")))
    evened = wrap(label, FACE, SIZE, min(even, room))
    return evened if len(evened) == len(lines) else lines


def _paint_undated(sheet: Sheet, row: TimelineRow) -> None:
    sheet.y += 2
    indent = 2 * HALF + GAP
    y = sheet.y + LINE / 2
    if row.sign:
        sheet.front.append(SIGNS[row.sign](HALF, y))
    lines = wrap(f"{row.when}: {row.label}", FACE, SIZE, sheet.width - indent)
    for number, words in enumerate(lines):
        sheet.text(indent, y + number * LINE, words)
    sheet.y += LINE * len(lines)


def _paint_legend(sheet: Sheet, rows: Sequence[TimelineRow], axis: Axis | None) -> None:
    """What the signs in use mean, on one line where they fit."""
    x, sheet.y = 0.0, sheet.y + 5
    for painted, wide, words in _legend(rows, axis):
        step = wide + GAP + measure(words)
        if x and x + step > sheet.width:
            x, sheet.y = 0.0, sheet.y + LINE
        y = sheet.y + LINE / 2
        sheet.front.append(painted(x + wide / 2, y))
        sheet.text(x + wide + GAP, y, words)
        x += step + 13
    sheet.y += LINE + 1


def _legend(rows: Sequence[TimelineRow], axis: Axis | None) -> list[tuple[Callable[[float, float], str], float, str]]:
    """How each sign in use is painted about a point, how wide it is, and what it means."""
    used = {row.sign for row in rows}
    items: list[tuple[Callable[[float, float], str], float, str]]
    items = [(sign, 2 * HALF, status) for status, sign in SIGNS.items() if status in used]
    dated = [row for row in rows if row.start is not None]
    if any(row.sign is None for row in dated):
        items.append((lambda x, y: block(x - 6, x + 6, y), 12.0, "events of a period"))
    if axis and any(_has_bar(row, axis) for row in dated):
        items.append((lambda x, y: bar(x - 7, x + 7, y), 14.0, "earliest to latest day"))
    if any(row.open_start or row.open_end for row in dated):
        items.append((lambda x, y: arrow(x - ARROW / 2, x + ARROW / 2, y), ARROW, "open towards that side"))
    if axis and axis.left_out:
        first, last = axis.left_out
        items.append((strokes, 10.0, f"{first}–{last} left out"))
    return items


def _dates(row: TimelineRow) -> list[str]:
    return wrap(row.when, FACE, SIZE, DATES)


def _span(row: TimelineRow) -> tuple[int, int]:
    assert row.start is not None
    assert row.end is not None
    return row.start, row.end


def _has_bar(row: TimelineRow, axis: Axis) -> bool:
    start, end = _span(row)
    return row.sign is not None and axis.x(end) - axis.x(start) > 2 * HALF


def _reach(row: TimelineRow, axis: Axis) -> tuple[float, float]:
    """From where to where the row's sign, bar and arrows lie."""
    low, high = (axis.x(day) for day in _span(row))
    if row.sign is None:
        return low, max(high, low + 2)
    centre = (low + high) / 2
    before, after = (ARROW if row.open_start else 1.0), (ARROW if row.open_end else 1.0)
    return min(centre - HALF, low - before), max(centre + HALF, high + after)


def _mark(row: TimelineRow, axis: Axis, y: float) -> str:
    """The sign of a row on its bar: the sign stands in the middle of the time in question."""
    low, high = (axis.x(day) for day in _span(row))
    if row.sign is None:
        return block(low, max(high, low + 2), y)
    centre = (low + high) / 2
    parts = [
        bar(low, high, y) if _has_bar(row, axis) else "",
        arrow(low, low - ARROW, y) if row.open_start else "",
        arrow(high, high + ARROW, y) if row.open_end else "",
        SIGNS[row.sign](centre, y),
    ]
    return "".join(parts)
