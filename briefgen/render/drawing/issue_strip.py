"""The strip that shows how an open issue moved over the years: one sign an update, at its place on the register's axis.

Every strip of a register has the same axis, so that a reader can compare them.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.assemble.values import Days, Moved
from briefgen.render.drawing.axis import Axis, axis_of
from briefgen.render.drawing.signs import RULE, Sheet, bar, filled_circle, rule
from briefgen.render.drawing.strip_labels import spread

HALF = 4.0
SIGN = 3.3  # half the width of a small strip's sign with its clearance
YEAR_SIZE = 9.0


def draw(moves: Sequence[Moved], reach: Days, title: str, width: float = 110.0) -> str:
    """The strip for a cell of a table: the signs on their axis, and below its ends the first and the last year. Lengths in points.

    Signs that would cover each other move apart, so that each move is seen.
    """
    sheet = Sheet(width, size=YEAR_SIZE)
    axis = axis_of([(reach[0].toordinal(), reach[1].toordinal())], HALF, width - HALF)
    y = HALF
    sheet.back.append(rule(HALF, y, width - HALF, y, RULE, 0.8))
    sheet.back.extend(rule(x, y - 2.4, x, y + 2.4, RULE, 0.8) for x in (HALF, width - HALF))
    for move in moves:
        low, high = axis.x(move.first.toordinal()), axis.x(move.last.toordinal())
        sheet.back.extend([bar(low, high, y)] if high - low > 2 * HALF else [])
    places = spread(sorted(_place(move, axis) for move in moves), 2 * SIGN, (HALF, width - HALF))
    sheet.front.extend(filled_circle(place, y) for place in places)
    first, last = (str(day.year) for day in reach)
    sheet.line(0, y + HALF + YEAR_SIZE * 0.8, first)
    if last != first:
        sheet.line(width, y + HALF + YEAR_SIZE * 0.8, last, "end")
    sheet.y = y + HALF + YEAR_SIZE
    return sheet.svg(title)


def describe(moves: Sequence[Moved]) -> str:
    """The strip in words."""
    return "How the issue moved: " + "; ".join(f"{move.when}: {move.state}" for move in moves) + "."


def _place(move: Moved, axis: Axis) -> float:
    """Where a sign stands: in the middle of the time in question."""
    return (axis.x(move.first.toordinal()) + axis.x(move.last.toordinal())) / 2
