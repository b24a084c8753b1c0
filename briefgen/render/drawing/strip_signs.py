"""Where the signs of the strip of time stand on the axis, and how those that are close share it. Lengths are points.

Signs of one status that touch grow together. Those of different status move apart a little, so that each is seen; where that
would take more than a little, they become one block, on which the signs of what is open are painted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.render.drawing.signs import SIGNS, Status, pill

APART = 7.2
"""From the middle of one sign to that of the next."""
MOST_ASIDE = 11.0
"""How far a sign may stand from its day."""
OCCURRED: Status = "occurred"
ORDER = {status: number for number, status in enumerate(SIGNS)}


ASIDE = 4.0
"""From the middle of a sign to the line of the as-of date."""


@dataclass(frozen=True)
class Bounds:
    """What signs that move aside do not cross."""

    ends: tuple[float, float]
    cut: float | None


@dataclass
class Spot:
    """Signs that are painted as one, from the middle of the first to that of the last. numbers: the marks they stand for.

    openings: signs of what has not occurred, painted on the block.
    """

    low: float
    high: float
    status: Status
    numbers: list[int]
    openings: list[tuple[float, Status]] = field(default_factory=list)

    @property
    def several(self) -> bool:
        """Whether it is wider than one sign."""
        return self.high - self.low > 0.5

    def painted(self, y: float) -> str:
        """The signs at a height."""
        if not self.several and not self.openings:
            return SIGNS[self.status](self.low, y)
        return pill(self.low, self.high, y) + "".join(SIGNS[status](x, y) for x, status in self.openings)


def spots(places: Sequence[tuple[float, Status]], ends: tuple[float, float], cut: float | None = None) -> list[Spot]:
    """The spots for marks at these places, in the order of x. ends, cut: what a sign does not cross when it moves aside."""
    bounds = Bounds(ends, cut)
    groups: list[list[Spot]] = []
    for spot in _runs(places):
        group = [spot]
        while groups and _begin(group, bounds) - (_begin(groups[-1], bounds) + _length(groups[-1])) < APART:
            group = [*groups.pop(), *group]
            if not _fits(group, bounds):
                group = [_block(group)]
        groups.append(group)
    return [spot for group in groups for spot in _moved(group, bounds)]


def _runs(places: Sequence[tuple[float, Status]]) -> Iterator[Spot]:
    """What has one status and touches the one before. What has not occurred is never more than one sign wide."""
    found: Spot | None = None
    for number in sorted(range(len(places)), key=lambda number: (round(places[number][0], 3), ORDER[places[number][1]])):
        x, status = places[number]
        if found and status == found.status and x - found.high < (APART if status == OCCURRED else 0.5):
            found.high = x if status == OCCURRED else found.high
            found.numbers.append(number)
            continue
        if found:
            yield found
        found = Spot(x, x, status, [number])
    if found:
        yield found


def _length(group: Sequence[Spot]) -> float:
    return sum(spot.high - spot.low for spot in group) + APART * (len(group) - 1)


def _begin(group: Sequence[Spot], bounds: Bounds) -> float:
    """Where a group begins that is centred on its days, within the bounds as far as its days are."""
    low, high, length = group[0].low, max(spot.high for spot in group), _length(group)
    least, most = bounds.ends
    if bounds.cut is not None and high <= bounds.cut:
        most = bounds.cut - ASIDE
    elif bounds.cut is not None and low >= bounds.cut:
        least = bounds.cut + ASIDE
    return max(min((low + high - length) / 2, max(most, high) - length), min(least, low))


def _moved(group: Sequence[Spot], bounds: Bounds) -> Iterator[Spot]:
    x = _begin(group, bounds)
    for spot in group:
        wide, by = spot.high - spot.low, x - spot.low
        yield Spot(x, x + wide, spot.status, spot.numbers, [(at + by, status) for at, status in spot.openings])
        x += wide + APART


def _fits(group: Sequence[Spot], bounds: Bounds) -> bool:
    """Whether no sign is far from its day, nor moved across the cut or the right end."""
    moved = list(_moved(group, bounds))
    lines = [line for line in (bounds.cut, bounds.ends[1]) if line is not None]
    return all(
        abs(new.low - old.low) <= MOST_ASIDE and not any(old.high <= line < new.high for line in lines)
        for new, old in zip(moved, group, strict=True)
    )


def _block(group: Sequence[Spot]) -> Spot:
    """One spot for all. Of what is open, the signs that have room."""
    openings: list[tuple[float, Status]] = []
    for spot in group:
        for x, status in spot.openings or [(spot.low, spot.status)]:
            if status != OCCURRED and (not openings or x - openings[-1][0] >= APART):
                openings.append((x, status))
    numbers = [number for spot in group for number in spot.numbers]
    return Spot(group[0].low, max(spot.high for spot in group), OCCURRED, numbers, openings)
