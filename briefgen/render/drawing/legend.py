"""What the signs of a strip of time mean: that of what has occurred needs no word. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import inf

from briefgen.render.drawing.signs import LEADING, SIGNS, Sheet, Status, measure
from briefgen.render.drawing.undated_list import INDENT

APART = 10.0
Item = tuple[Callable[[float, float], str], str]
"""How a sign, at most 10 wide, is painted about a point, and what it means."""


def of_statuses(used: Collection[Status]) -> list[Item]:
    """The signs of what has not occurred, as far as they are used."""
    return [(sign, status) for status, sign in SIGNS.items() if status in used and status != "occurred"]


def flowed(items: Sequence[Item], width: float, size: float) -> list[list[tuple[float, Item]]]:
    """The items on lines of that width, each with its x. One that is wider has a line of its own."""
    lines: list[list[tuple[float, Item]]] = []
    x = inf
    for item in items:
        step = INDENT + measure(item[1], size)
        if x + step > width:
            x = 0.0
            lines.append([])
        lines[-1].append((x, item))
        x += step + APART
    return lines


def paint_legend(sheet: Sheet, lines: Sequence[Sequence[tuple[float, Item]]], left: float, top: float, leading: float = LEADING) -> None:
    """Paints the lines of items, the first one below `top`."""
    pitch = sheet.size * leading
    for number, line in enumerate(lines):
        y = top + number * pitch
        for x, (painted, words) in line:
            sheet.front.append(painted(left + x + 5, y + pitch / 2))
            sheet.line(left + x + INDENT, y + 0.5 * pitch + 0.3 * sheet.size, words)
