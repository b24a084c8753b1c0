"""Where the labels of the strip of time stand: in one lane above the axis and one below it, none over another.

A lane is a row of labels in the order of their signs. A label may stand aside from its sign as far as `REACH`; a leader in the
room between axis and lane, where there are no labels, leads to it. So no leader can cross a label, or another leader.
Lengths are points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from math import inf

from briefgen.fonts.metrics import PIECES, wrap
from briefgen.render.drawing.signs import FACE, measure

GAP = 10.0
"""Between two labels of a lane."""
HANG = 0.4
"""How far a label begins before its leader, so that the leader ends on its first letter."""
REACH = 40.0
"""How far a label may end from its sign."""
WIDEST, COMFORTABLE = 165.0, 96.0
WORSE = 10.0
"""By how much the next shape is worse, as a length that a label might stand aside instead."""
Line = tuple[str, str]
"""What a line says of the date, and then of the event; either may be empty."""


@dataclass(frozen=True)
class Shape:
    """A label broken into lines."""

    lines: tuple[Line, ...]
    widths: tuple[float, ...]

    @cached_property
    def width(self) -> float:
        """That of the longest line."""
        return max(self.widths)


@dataclass(frozen=True)
class Wanted:
    """A label to place. x: its sign. left, right: what it must lie between. shapes: the ways to set it, best first.

    lanes: those that it may stand in.
    """

    x: float
    left: float
    right: float
    shapes: tuple[Shape, ...]
    lanes: tuple[int, ...] = (0, 1)


@dataclass(frozen=True)
class Placed:
    """A label that has its place. number: of the wanted label. lane: 0 for the one above the axis, 1 for the one below."""

    number: int
    lane: int
    shape: Shape
    left: float
    x: float

    @property
    def at_end(self) -> bool:
        """Whether its lines end at the same x, as they do where it lies before its sign, or else begin there."""
        return self.x > self.left + 0.7 * self.shape.width

    @property
    def foot(self) -> float:
        """Where the leader meets the label: on the line that is next to the axis."""
        nearest = self.shape.widths[-1 if self.lane == 0 else 0]
        left = self.left + (self.shape.width - nearest if self.at_end else 0)
        return min(max(self.x, left + HANG), left + nearest - HANG)


def place(wanted: Sequence[Wanted], most: tuple[int, int], *, tight: bool = False) -> list[Placed]:
    """As many labels as have room, those that come first in `wanted` rather than the others.

    most: how many lines a label may have in the lane above and in the lane below. tight: the narrowest shapes rather than the
    best ones. The time taken grows as the number of labels.
    """
    lanes = [_Lane(0, most[0]), _Lane(1, most[1])]
    for number, label in enumerate(wanted):
        ways = [way for lane in lanes if lane.number in label.lanes for way in _ways(lane, number, label, tight)]
        if ways:
            _, chosen, rows = min(ways, key=lambda way: (way[0], way[1]))
            lanes[chosen].rows = rows
    for lane in lanes:
        _improve(lane)
    return [placed for lane in lanes for placed in _settled(lane)]


@lru_cache(4096)
def shapes(when: str, label: str, size: float, most: int) -> tuple[Shape, ...]:
    """The ways to set a label on at most so many lines, the best first: the date on a line of its own, then within the text."""
    label = " ".join(wrap(label, FACE, size, inf))
    found = {shape.lines: shape for shape in (*_below_date(when, label, size, most), *_running(when, label, size, most))}
    return tuple(shape for shape in found.values() if shape.width <= WIDEST)


def balanced(words: str, size: float, lines: int) -> list[str]:
    """The words on so many lines of about the same length, or on fewer where they cannot be broken so often."""
    pieces = [measure(piece, size) for piece in _pieces(words)]
    low, high = max(max(pieces, default=0.0), sum(pieces) / lines), sum(pieces)
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (low, middle) if _lines(pieces, middle) <= lines else (middle, high)
    return wrap(words, FACE, size, high + 0.01)


def spread(places: Sequence[float], apart: float, ends: tuple[float, float]) -> list[float]:
    """Places in rising order, moved as little as it takes that they lie so far apart, between the ends.

    Where there is not room for that they lie closer, all at one distance.
    """
    low, high = ends
    apart = min(apart, (high - low) / max(len(places) - 1, 1))
    free = in_order([place - number * apart for number, place in enumerate(places)])
    last = high - (len(places) - 1) * apart
    return [min(max(place, low), last) + number * apart for number, place in enumerate(free)]


def in_order(values: Sequence[float]) -> list[float]:
    """The rising numbers that are nearest to these: those that fall are replaced by their mean."""
    groups: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while groups and groups[-1][0] > mean:
            before, many = groups.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        groups.append((mean, count))
    return [mean for mean, count in groups for _ in range(count)]


def _pieces(words: str) -> list[str]:
    """What is never broken, with the space before it."""
    ends = [match.end() for match in PIECES.finditer(words)]
    return [words[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _lines(pieces: Sequence[float], limit: float) -> int:
    """How many lines of that length the pieces take, filled one after the other."""
    count, used = 1, 0.0
    for wide in pieces:
        count, used = (count, used + wide) if used + wide <= limit else (count + 1, wide)
    return count


def _below_date(when: str, label: str, size: float, most: int) -> list[Shape]:
    """The date above the label, on few lines unless these are long."""
    date = [(when, "")] if when else []
    made = [_shape([*date, *(("", line) for line in balanced(label, size, lines))], size) for lines in range(1, most - len(date) + 1)]
    return sorted(made, key=lambda shape: max(shape.width, COMFORTABLE))


def _running(when: str, label: str, size: float, most: int) -> Iterator[Shape]:
    """Date and label as one text."""
    if not when:
        return
    for lines in range(most, 0, -1):
        yield _shape(parted(balanced(f"{when} {label}", size, lines), when), size)


def parted(lines: Sequence[str], when: str) -> list[Line]:
    """Lines that begin with a date, each in what it says of the date and of the event."""
    rest, made = len(when), []
    for line in lines:
        made.append((line[:rest].rstrip(" "), line[rest:].lstrip(" ")))
        rest = max(rest - len(line) - 1, 0)
    return made


def _shape(lines: Sequence[Line], size: float) -> Shape:
    return Shape(tuple(lines), tuple(measure(" ".join(filter(None, line)), size) for line in lines))


@dataclass
class _Row:
    """A label in a lane, and the least and the greatest x that it may begin at."""

    number: int
    wanted: Wanted
    shape: Shape
    low: float
    high: float


@dataclass
class _Lane:
    number: int
    most: int
    rows: list[_Row] = field(default_factory=list)


def _ways(lane: _Lane, number: int, label: Wanted, tight: bool) -> Iterator[tuple[float, int, list[_Row]]]:
    """The lane with the label in each of its shapes that there is room for, with what it costs."""
    before: float | None = None
    for rank, shape in enumerate(label.shapes):
        if len(shape.lines) > lane.most:
            continue
        row = _row(number, label, shape)
        if row.low > row.high:
            continue
        at = bisect_right([other.wanted.x for other in lane.rows], label.x)
        rows = [*lane.rows[:at], row, *lane.rows[at:]]
        if _has_room(rows):
            before = _strain(lane.rows) if before is None else before
            yield _strain(rows) - before + (0 if tight else WORSE * rank) + shape.width / 3, lane.number, rows


def _row(number: int, label: Wanted, shape: Shape) -> _Row:
    low = max(label.left, label.x - shape.width - REACH)
    return _Row(number, label, shape, low, min(label.right - shape.width, label.x + REACH))


def _has_room(rows: Sequence[_Row]) -> bool:
    free = -inf
    for row in rows:
        left = max(row.low, free)
        if left > row.high + 1e-9:
            return False
        free = left + row.shape.width + GAP
    return True


def _strain(rows: Sequence[_Row]) -> float:
    """How far the labels are from where each would stand alone."""
    return sum(_far(row, left) for row, left in zip(rows, _lefts(rows), strict=True))


def _far(row: _Row, left: float) -> float:
    """The length by which a label misses its sign, which counts four times, or has it within rather than at its beginning."""
    inside = min(abs(row.wanted.x - left), abs(row.wanted.x - left - row.shape.width))
    outside = max(left - row.wanted.x, row.wanted.x - left - row.shape.width, 0.0)
    return 4 * outside if outside else inside / 4


def _lefts(rows: Sequence[_Row]) -> list[float]:
    """Where each label begins: as near to its sign as all of them can be, and never where another has no room any more."""
    offsets, total = [], 0.0
    for row in rows:
        offsets.append(total)
        total += row.shape.width + GAP
    least = list(accumulate((row.low - off for row, off in zip(rows, offsets, strict=True)), max))
    most = list(accumulate((row.high - off for row, off in zip(reversed(rows), reversed(offsets), strict=True)), min))[::-1]
    wished = in_order([row.wanted.x - HANG - off for row, off in zip(rows, offsets, strict=True)])
    return [min(max(wish, low), high) + off for wish, low, high, off in zip(wished, least, most, offsets, strict=True)]


def _improve(lane: _Lane) -> None:
    """Gives each label, the most wanted first, the best of its shapes that there is room for."""
    for number in sorted(row.number for row in lane.rows):
        at = next(at for at, row in enumerate(lane.rows) if row.number == number)
        kept = min(_reshaped(lane, at), key=lambda way: way[0])
        lane.rows = kept[1]


def _reshaped(lane: _Lane, at: int) -> Iterator[tuple[float, list[_Row]]]:
    """The lane with a label in each of its shapes that there is room for, with what it costs; the one that it has is among them."""
    for rank, shape in enumerate(lane.rows[at].wanted.shapes):
        row = _row(lane.rows[at].number, lane.rows[at].wanted, shape)
        rows = [*lane.rows[:at], row, *lane.rows[at + 1 :]]
        if len(shape.lines) <= lane.most and row.low <= row.high and _has_room(rows):
            yield _strain(rows) + WORSE * rank, rows


def _settled(lane: _Lane) -> list[Placed]:
    rows = lane.rows
    return [Placed(row.number, lane.number, row.shape, left, row.wanted.x) for row, left in zip(rows, _lefts(rows), strict=True)]
