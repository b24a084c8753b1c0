"""The strip of time: the events as signs on one horizontal axis, with short labels above and below it, and what has no date at its end.

Labels are never over each other, nor crossed by a line: strip_labels.py gives them their places, and where there is not room for
all, the newest events and those that are open come first. Where the first events lie far before the rest, the empty years are
left out: the axis shows “//”, and a year is as wide on either side. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from briefgen.assemble.values import TimelineMark
from briefgen.render.drawing import strip_labels
from briefgen.render.drawing.axis import BREAK, Axis, axis_of
from briefgen.render.drawing.dated import Dated, by_priority, dated_marks, short_date
from briefgen.render.drawing.legend import Item, flowed, of_statuses, paint_legend
from briefgen.render.drawing.signs import ACCENT, LEADING, RULE, SIGNS, Sheet, arrow, bar, measure, pill, rule, strokes
from briefgen.render.drawing.strip_labels import Placed, Wanted
from briefgen.render.drawing.strip_signs import Spot, spots
from briefgen.render.drawing.undated_list import INDENT, Row, listed

HALF = 3.6  # half the height and width that a sign takes
CLEAR = 4.8  # from the axis to where a leader begins
ARROW = 12.0
FAN = 5.0  # between lane and axis, where leaders run
DESCENT = 1.6  # of the letters of the years
YEARS = 7.8  # the line of the years below the axis
ASIDE = 4.0  # between a label and the line of the as-of date
KEY = 90.0  # the least width of the list
COLUMN = 10.0  # before the list of what has no date
AS_OF = "as of"
WIDTH = 481.89  # of the text on paper, 170 mm
LANES = ((2, 2), (3, 2), (3, 3), (2, 1), (1, 1), (1, 0), (0, 0))
"""How many lines the labels above and below the axis may have, the best first."""
Box = tuple[float, float]


@dataclass(frozen=True)
class Plan:
    """Where things stand from left to right. cut: the as-of date. far: whether time is left out between axis and cut.

    signs: where the sign of each dated mark stands. words: from where to where the words “as of” reach.
    """

    size: float
    width: float
    marks: tuple[Dated, ...]
    axis: Axis
    cut: float | None
    far: bool
    column: tuple[Row, ...]
    spots: tuple[Spot, ...]
    signs: tuple[float, ...]
    words: Box | None

    @property
    def pitch(self) -> float:
        """From line to line of a label."""
        return self.size * LEADING

    @property
    def right(self) -> float:
        """Where the labels end and the list of what has no date begins."""
        return self.width - _column_width(self.column, self.size)


def draw(
    marks: Sequence[TimelineMark], *, as_of: date | None, title: str, width: float = WIDTH, tallest: float = 85.0, size: float = 9.0
) -> str:
    """The marks, in the order of their dates, as an SVG element; "" for no marks. Never above `tallest`.

    title: the picture's text alternative. size: of all letters.
    """
    if not marks:
        return ""
    sheet = Sheet(width, size=size)
    dated, undated = dated_marks(marks, as_of)
    if not dated:
        _paint_undated(sheet, undated, tallest)
        return sheet.svg(title)
    pitch = size * LEADING
    plan = _plan(dated, undated, as_of, width, size, int((tallest - pitch - 2) / pitch))
    items = _legend(plan, undated)
    aside = flowed(items, plan.width - plan.right - COLUMN, size) if undated else []
    if (len(plan.column) + len(aside) + 0.5) * pitch > tallest:
        aside = []
    below = bool(items) and not aside
    placed, split = _labels(plan, tallest - (pitch + 2 if below else 0))
    _paint(sheet, plan, placed, split, len(aside))
    if aside:
        paint_legend(sheet, aside, plan.right + COLUMN, sheet.y - len(aside) * pitch)
    elif below:
        _paint_foot(sheet, items, tallest)
    return sheet.svg(title)


def _paint_undated(sheet: Sheet, undated: Sequence[TimelineMark], tallest: float) -> None:
    """The list alone, as wide as the sheet."""
    items = of_statuses([mark.status for mark in undated])
    pitch = sheet.size * LEADING
    most = int((tallest - (pitch + 2 if items else 0)) / pitch)
    rows = listed(undated, most, sheet.size, [sheet.width])
    _paint_list(sheet, rows, 0, 0)
    sheet.y = len(rows) * pitch
    if items:
        _paint_foot(sheet, items, tallest)


def _paint_foot(sheet: Sheet, items: Sequence[Item], tallest: float) -> None:
    """The legend on a line of its own below all else, as far as it has room there."""
    pitch = sheet.size * LEADING
    sheet.y += min(6.0, tallest - sheet.y - pitch)
    paint_legend(sheet, flowed(items, sheet.width, sheet.size)[:1], 0, sheet.y)
    sheet.y += pitch


def _plan(dated: Sequence[Dated], undated: Sequence[TimelineMark], as_of: date | None, width: float, size: float, most: int) -> Plan:
    column = tuple(listed(undated, most, size)) if undated else ()
    right = width - _column_width(column, size)
    day, far = _cut_day(dated, as_of)
    words = measure(AS_OF, size) + ASIDE
    end = right - HALF - max(ARROW * any(mark.open_end for mark in dated), words * (day is not None and bool(column)))
    left = HALF + ARROW * any(mark.open_start for mark in dated)
    spans = [(mark.start, mark.end) for mark in dated] + ([(day, day)] if day and not far else [])
    axis = axis_of(spans, left, end - (BREAK if far else 0))
    cut = None if day is None else end if far else axis.x(day)
    places = [(axis.x((mark.start + mark.end) / 2), mark.status) for mark in dated]
    found = spots(places, (left, end), cut)
    signs = [x for x, _ in places]
    for spot in found:
        for number in spot.numbers if not spot.several else ():
            signs[number] = spot.low
    box = None if cut is None else (cut + 2, cut + words) if cut + words <= right else (cut - words, cut - 2)
    return Plan(size, width, tuple(dated), axis, cut, far, column, tuple(found), tuple(signs), box)


def _column_width(column: Sequence[Row], size: float) -> float:
    """The list's width with the room before it, 0 where there is none. The legend has room below it."""
    return max(KEY, *(row.width(size) for row in column)) + COLUMN if column else 0.0


def _cut_day(dated: Sequence[Dated], as_of: date | None) -> tuple[int | None, bool]:
    """The as-of date, and whether it lies so far behind the events that the time between is left out."""
    if as_of is None:
        return None, False
    day, first, last = as_of.toordinal(), min(mark.start for mark in dated), max(mark.end for mark in dated)
    near = max((last - first) / 2, 366)
    if day < first - near:
        return None, False
    return day, day > last + near


def _labels(plan: Plan, room: float) -> tuple[list[Placed], bool]:
    """The labels that have room, and whether each is on the side of the as-of line that its event is on.

    They are, but where more events that are open can be labelled if they need not be.
    """
    lanes = [lanes for lanes in LANES if _height(plan, lanes) <= room]
    placed = _best(plan, lanes, split=True)
    count = sum(mark.status != "occurred" for mark in plan.marks)
    if plan.cut is None or _score(plan, placed)[0] == count:
        return placed, True
    other = _best(plan, lanes, split=False)
    return (other, False) if _score(plan, other)[0] > _score(plan, placed)[0] else (placed, True)


def _best(plan: Plan, ways: Sequence[tuple[int, int]], *, split: bool) -> list[Placed]:
    """The labels in the lanes, of those allowed, that tell most."""
    order = by_priority(plan.marks)
    wanted = [_wanted(plan, number, split=split) for number in order]
    best: list[Placed] = []
    for tight, lanes in product((False, True), ways):
        placed = [replace(label, number=order[label.number]) for label in strip_labels.place(wanted, lanes, tight=tight)]
        best = max(best, placed, key=lambda labels: _score(plan, labels))
        if _score(plan, best)[1:] == (len(order), len(order)):
            break
    return best


def _score(plan: Plan, placed: Sequence[Placed]) -> tuple[int, int, int]:
    """How many labels of open events, of any, and with the date on a line of its own."""
    still_open = sum(plan.marks[label.number].status != "occurred" for label in placed)
    return still_open, len(placed), sum(not all(label.shape.lines[0]) for label in placed)


def _wanted(plan: Plan, number: int, *, split: bool) -> Wanted:
    """The label of a mark. Below the words “as of” no leader leads down."""
    mark, x = plan.marks[number], plan.signs[number]
    left, right = 0.0, plan.right
    if split and plan.cut is not None:
        left, right = (left, plan.cut - ASIDE) if x <= plan.cut else (plan.cut + ASIDE, right)
    above = plan.words is not None and plan.words[0] - 1.5 <= x <= plan.words[1] + 1.5
    return Wanted(x, left, right, strip_labels.shapes(short_date(mark.when), mark.label, plan.size, 3), (0,) if above else (0, 1))


def _lane_heights(plan: Plan, lanes: Sequence[int]) -> tuple[float, float]:
    """Above and below the axis, for lanes of so many lines."""
    above, below = lanes
    return FAN + above * plan.pitch if above else 0.0, FAN + below * plan.pitch if below else DESCENT


def _height(plan: Plan, lanes: Sequence[int]) -> float:
    return max(sum(_lane_heights(plan, lanes)) + 2 * HALF + YEARS, len(plan.column) * plan.pitch)


def _paint(sheet: Sheet, plan: Plan, placed: Sequence[Placed], split: bool, aside: int) -> None:
    """All but the legend, for which so many lines are left free below the list; the sheet then ends below it."""
    used = [max((len(label.shape.lines) for label in placed if label.lane == lane), default=0) for lane in (0, 1)]
    above, below = _lane_heights(plan, used)
    listed_high = len(plan.column) * plan.pitch
    sheet.y = high = max(_height(plan, used), listed_high + (aside + 0.5) * plan.pitch if aside else 0.0)
    axis = (high - (above + 2 * HALF + YEARS + below)) / 2 + above + HALF
    edges = axis - HALF - FAN, axis + HALF + YEARS + FAN
    _paint_axis(sheet, plan, axis, placed)
    for label in placed:
        _paint_span(sheet, plan, plan.marks[label.number], label.x, axis)
        _paint_label(sheet, plan, label, axis, edges)
    sheet.front.extend(spot.painted(axis) for spot in plan.spots)
    if plan.cut is not None and plan.words:
        _paint_cut(sheet, plan, axis, (axis - HALF - above, axis + HALF + YEARS + below) if split else None)
    _paint_list(sheet, plan.column, plan.right + COLUMN, 0.0 if aside else min(max(axis - listed_high / 2, 0.0), high - listed_high))


def _paint_axis(sheet: Sheet, plan: Plan, y: float, placed: Sequence[Placed]) -> None:
    for segment in plan.axis.segments:
        sheet.back.append(rule(segment.left, y, plan.axis.x(segment.end), y, RULE, 0.8))
    ends = [plan.axis.x(segment.end) for segment in plan.axis.segments[:-1]]
    if plan.far and plan.cut is not None:
        ends.append(plan.cut - BREAK)
    sheet.front.extend(strokes(end + BREAK / 2, y) for end in ends)
    for tick in plan.axis.ticks(lambda words: measure(words, plan.size) + 12, plan.right):
        sheet.back.append(rule(tick.x, y, tick.x, y + 2.8, RULE, 0.8))
    _paint_years(sheet, plan, y + HALF + YEARS - 1.2, placed)


def _paint_years(sheet: Sheet, plan: Plan, baseline: float, placed: Sequence[Placed]) -> None:
    """The words of the ticks: centred below them, or beside a leader that is in their way."""
    taken = [plan.words] if plan.words else []
    taken += [(plan.cut - 2, plan.cut + 2)] if plan.cut is not None else []
    taken += [(min(x, foot) - 2, max(x, foot) + 2) for label in placed if label.lane == 1 for x, foot in [(label.x, label.foot)]]
    for tick in plan.axis.ticks(lambda words: measure(words, plan.size) + 12, plan.right):
        half = measure(tick.label, plan.size) / 2
        for centre in (tick.centre, tick.centre + half, tick.centre - half):
            box = max(centre, half) - half, max(centre, half) + half
            if box[1] <= plan.right and not any(low < box[1] and box[0] < high for low, high in taken):
                sheet.line(box[0], baseline, tick.label)
                taken.append((box[0] - 6, box[1] + 6))
                break


def _paint_span(sheet: Sheet, plan: Plan, mark: Dated, x: float, y: float) -> None:
    """Below the sign: a bar from the earliest to the latest day, and an arrow where a side is open."""
    low, high = plan.axis.x(mark.start), plan.axis.x(mark.end)
    if high - low > 2 * HALF:
        sheet.back.append(bar(low, high, y))
    if mark.open_start:
        sheet.back.append(arrow(x - HALF, x - HALF - ARROW + 1, y))
    if mark.open_end:
        sheet.back.append(arrow(x + HALF, x + HALF + ARROW - 1, y))


def _paint_label(sheet: Sheet, plan: Plan, label: Placed, axis: float, edges: tuple[float, float]) -> None:
    lines, wide = label.shape.lines, label.shape.width
    top = edges[0] - len(lines) * plan.pitch if label.lane == 0 else edges[1]
    for number, (when, words) in enumerate(lines):
        x = label.left + (wide - label.shape.widths[number] if label.at_end else 0)
        sheet.dated(x, top + (number + 0.78) * plan.pitch, when, words)
    if label.lane == 0:
        sheet.back.append(rule(label.x, axis - CLEAR, label.foot, edges[0] + 0.6, RULE, 0.6))
        return
    turn = axis + HALF + YEARS
    sheet.back.append(rule(label.x, axis + CLEAR, label.x, turn, RULE, 0.6))
    sheet.back.append(rule(label.x, turn, label.foot, edges[1] - 0.6, RULE, 0.6))


def _paint_cut(sheet: Sheet, plan: Plan, axis: float, reach: Box | None) -> None:
    """The as-of line, down to its words beside it; through the lanes where no label is in its way."""
    assert plan.cut is not None
    assert plan.words is not None
    top, bottom = reach or (axis - HALF - FAN, axis + HALF + YEARS)
    sheet.back.append(rule(plan.cut, top, plan.cut, bottom, ACCENT, 0.8, "2.4 1.6"))
    after = plan.words[0] > plan.cut
    x, anchor = (plan.words[0] + 1, "start") if after else (plan.words[1] - 1, "end")
    sheet.line(x, axis + HALF + YEARS - 1.2, AS_OF, "start" if anchor == "start" else "end", ACCENT)


def _paint_list(sheet: Sheet, rows: Sequence[Row], left: float, top: float) -> None:
    pitch = sheet.size * LEADING
    for number, row in enumerate(rows):
        y = top + number * pitch
        if row.sign:
            sheet.front.append(SIGNS[row.sign](left + 5, y + pitch / 2))
        sheet.line(left + (0 if row.heading else INDENT), y + 0.78 * pitch, row.words, fill=ACCENT if row.heading else "")


def _legend(plan: Plan, undated: Sequence[TimelineMark]) -> list[Item]:
    """The signs in use other than that of what has occurred, which needs no word."""
    items = of_statuses([mark.status for mark in plan.marks] + [mark.status for mark in undated])
    if any(spot.several for spot in plan.spots):
        items.append((lambda x, y: pill(x - 2, x + 2, y), "several events"))
    if any(plan.axis.x(mark.end) - plan.axis.x(mark.start) > 2 * HALF for mark in plan.marks):
        items.append((lambda x, y: bar(x - 4.5, x + 4.5, y), "possible dates"))
    if any(mark.open_start for mark in plan.marks):
        items.append((lambda x, y: arrow(x + 4.5, x - 4.5, y), "or earlier"))
    if any(mark.open_end for mark in plan.marks):
        items.append((lambda x, y: arrow(x - 4.5, x + 4.5, y), "or later"))
    return items
