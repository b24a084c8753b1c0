"""The lines of the benchmark's table: what was measured, beside what it may cost."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tests.bench.measure import Cost

WIDTH = 58
HEAD = f"{'':<{WIDTH}} {'goal':>13} {'measured':>14} {'holds':>5} {'by CPU':>8} {'wall':>8} {'CPU':>8} {'peak':>7}"


@dataclass(frozen=True)
class Against:
    """A measured value and the most that it may be. unit: what both are counted in, the letter of a baseline for one; before: words that
    stand before both; most: None where nothing is asked of it.
    """

    value: float
    unit: str
    most: float | None = None
    before: str = ""
    by_cpu: float = math.nan

    @property
    def holds(self) -> bool | None:
        """Whether the value is within its goal; None where there is none."""
        return None if self.most is None else self.value <= self.most

    def goal(self) -> str:
        """The goal, as it is printed."""
        return "" if self.most is None else self._printed(self.most)

    def measured(self) -> str:
        """The value, as it is printed."""
        return self._printed(self.value)

    def _printed(self, value: float) -> str:
        return f"{self.before}{figure(value)} {self.unit}".rstrip()


def figure(value: float) -> str:
    """A figure with three digits that count: 0.0113, 0.4, 1.52, 106."""
    return f"{value:.0f}" if abs(value) >= 99.95 else f"{value:.3g}"


def line(name: str, cost: Cost | None = None, against: Against | None = None) -> str:
    """A line of the table; what is not there stays blank."""
    goal, value, by_cpu = (against.goal(), against.measured(), against.by_cpu) if against else ("", "", math.nan)
    holds = {True: "yes", False: "no", None: ""}[against.holds if against else None]
    took = f"{_or_blank(cost.seconds, 's', 8)} {_or_blank(cost.computed, 's', 8)} {cost.memory / 1e6:4.0f} MB" if cost else ""
    return f"{name:<{WIDTH}} {goal:>13} {value:>14} {holds:>5} {_or_blank(by_cpu, '', 8)} {took}".rstrip()


def _or_blank(value: float, unit: str, width: int) -> str:
    text = "" if math.isnan(value) else f"{value:.2f} {unit}" if unit else figure(value)
    return f"{text:>{width}}"


def ratio(cost: Cost, base: Cost, letter: str, most: float | None = None) -> Against:
    """The time of something as a multiple of a baseline's."""
    return Against(cost.seconds / base.seconds, letter, most, by_cpu=cost.computed / base.computed)
