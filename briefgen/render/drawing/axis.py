"""The time axis of the timeline: where a day stands, and the ticks that can be labelled without touching.

Days are ordinals (`date.toordinal`), lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

BREAK = 26.0  # width of the sign for years left out
LEAST_BREAK = 5 * 366  # a shorter stretch is never left out
YEARS_FROM = 3 * 366  # an axis this long covers whole years
MONTHS_FROM = 62  # and one this long whole months
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
APART = 8.0
STEPS = (
    *(("day", days, days) for days in (1, 2, 7, 14)),
    *(("month", months, 28 * months) for months in (1, 3, 6)),
    *(("year", years, 365 * years) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)
"""Steps between ticks, finest first: unit, how many of it, and the fewest days that it takes."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Segment:
    """An unbroken stretch of the axis: its first and last day, and where it begins on paper."""

    start: int
    end: int
    left: float


@dataclass(frozen=True)
class Tick:
    """A labelled day. centre: the middle of its label, moved where it would leave the picture."""

    x: float
    label: str
    centre: float


@dataclass(frozen=True)
class Axis:
    """A linear axis in one or two segments of one scale (points a day)."""

    segments: tuple[Segment, ...]
    scale: float

    def x(self, day: float) -> float:
        """Where a day stands. The day must lie on the axis."""
        segment = next((segment for segment in self.segments if day <= segment.end), self.segments[-1])
        return segment.left + (day - segment.start) * self.scale

    def holds(self, day: int) -> bool:
        """Whether a day lies on the axis."""
        return any(segment.start <= day <= segment.end for segment in self.segments)

    @property
    def left_out(self) -> Span | None:
        """First and last year of the stretch that is left out."""
        if len(self.segments) == 1:
            return None
        before, after = self.segments
        return date.fromordinal(before.end).year, date.fromordinal(after.start).year - 1

    def ticks(self, measure: Callable[[str], float], limit: float) -> list[Tick]:
        """The finest ticks whose labels, as wide as `measure` says, keep apart and lie between 0 and `limit`."""
        found: list[Tick] = []
        for unit, number, days in STEPS:
            if days * self.scale < measure("2000"):
                continue
            found = [self._tick(day, unit, measure, limit) for day in self._days(unit, number)]
            if found and all(_clear(one, other, measure) for one, other in pairwise(found)):
                break
        return found

    def _days(self, unit: str, number: int) -> Iterator[date]:
        for segment in self.segments:
            days = list(_stepped(unit, number, segment))
            yield from days if days or len(self.segments) == 1 else [date.fromordinal(segment.start)]

    def _tick(self, day: date, unit: str, measure: Callable[[str], float], limit: float) -> Tick:
        month = MONTHS[day.month - 1]
        label = {"day": f"{day.day} {month} {day.year}", "month": f"{month} {day.year}"}.get(unit, str(day.year))
        x, half = self.x(day.toordinal()), measure(label) / 2
        return Tick(x, label, min(max(x, half), limit - half))


def axis_of(spans: Sequence[Span], left: float, right: float) -> Axis:
    """An axis from `left` to `right` on paper that holds all spans (first and last day of each; at least one).

    Years are left out where more than half of the whole time, and five years at least, lies empty after the first few
    spans, with three or more and most of them after it.
    """
    parts = _stretches(spans)
    stretches = [_rounded(start, end, years=len(parts) > 1) for start, end in parts]
    room = right - left - BREAK * (len(stretches) - 1)
    scale = room / sum(end - start for start, end in stretches)
    segments = []
    for start, end in stretches:
        segments.append(Segment(start, end, left))
        left += (end - start) * scale + BREAK
    return Axis(tuple(segments), scale)


def _stretches(spans: Sequence[Span]) -> list[Span]:
    """The whole time of the spans, or the two parts of it that are worth showing."""
    ordered = sorted(spans)
    first, last = ordered[0][0], max(end for _, end in ordered)
    reached = first
    for number, (start, end) in enumerate(ordered):
        after = len(ordered) - number
        if start - reached > max((last - first) / 2, LEAST_BREAK) and after >= 3 and after > number:
            return [(first, reached), (start, last)]
        reached = max(reached, end)
    return [(first, last)]


def _rounded(start: int, end: int, *, years: bool) -> Span:
    """A little more time, so that an axis begins and ends with a year, a month or, where it is short, some days."""
    first, last = date.fromordinal(start), date.fromordinal(end)
    if years or end - start >= YEARS_FROM:
        return first.replace(month=1, day=1).toordinal(), _month_start(last.year, 13)
    if end - start >= MONTHS_FROM:
        return first.replace(day=1).toordinal(), _month_start(last.year, last.month + 1)
    return max(start - 4, 1), min(end + 4, date.max.toordinal())


def _month_start(year: int, month: int) -> int:
    """First day of a month; month 13 is the next January. Where the calendar ends, its last day."""
    if month <= 12:
        return date(year, month, 1).toordinal()
    return date(year + 1, 1, 1).toordinal() if year < date.max.year else date.max.toordinal()


def _stepped(unit: str, number: int, segment: Segment) -> Iterator[date]:
    """The days of a segment at which a step begins: every so many years, months of a year or days of a month."""
    if unit == "day":
        days = (date.fromordinal(day) for day in range(segment.start, segment.end + 1))
        yield from (day for day in days if (day.day - 1) % number == 0 and day.day + number <= 32)
        return
    first, last = date.fromordinal(segment.start).year, date.fromordinal(segment.end).year
    for year in range(max(first, 1), last + 1):
        for month in range(1, 13, number) if unit == "month" else (1,) if year % number == 0 else ():
            if segment.start <= date(year, month, 1).toordinal() <= segment.end:
                yield date(year, month, 1)


def _clear(one: Tick, other: Tick, measure: Callable[[str], float]) -> bool:
    return other.centre - one.centre >= (measure(one.label) + measure(other.label)) / 2 + APART
