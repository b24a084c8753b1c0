"""The axis of time: linear, with the empty years before most events left out, and ticks whose labels keep apart."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fonts.metrics import width
from briefgen.render.drawing import signs
from briefgen.render.drawing.axis import BREAK, Axis, axis_of

spans = st.lists(st.tuples(st.integers(1, 3_000_000), st.integers(0, 3000)).map(lambda s: (s[0], s[0] + s[1])), min_size=1, max_size=20)


@given(spans)
def test_an_axis_holds_its_days_at_one_scale(given_spans: list[tuple[int, int]]) -> None:
    """Every day asked for lies on paper, later is further right, and both parts of a broken axis have one scale."""
    axis = axis_of(given_spans, 80, 470)
    days = sorted({day for span in given_spans for day in span})
    assert all(axis.holds(day) for day in days)
    assert all(80 <= axis.x(day) <= 470.001 for day in days)
    for before, after in pairwise(days):
        left_out = axis.segments[-1].start - axis.segments[0].end if before <= axis.segments[0].end < after else 0
        length = (after - before - left_out) * axis.scale + (BREAK if left_out else 0)
        assert axis.x(after) - axis.x(before) == pytest.approx(length, abs=1e-6)


@given(spans)
def test_labels_of_an_axis_keep_apart(given_spans: list[tuple[int, int]]) -> None:
    """An axis has ticks at their days, and their labels neither touch nor leave the picture."""
    axis = axis_of(given_spans, 80, 470)
    ticks = axis.ticks(measure, 480)
    assert ticks
    assert all(one.centre + measure(one.label) / 2 < other.centre - measure(other.label) / 2 for one, other in pairwise(ticks))
    assert all(measure(tick.label) / 2 <= tick.centre <= 480 - measure(tick.label) / 2 for tick in ticks)


def measure(words: str) -> float:
    """Width of a label of the axis."""
    return width(words, signs.FACE, signs.SIZE)


def axis_for(*years: int) -> Axis:
    """An axis for the middle of some years."""
    return axis_of([(date(year, 7, 1).toordinal(), date(year, 7, 2).toordinal()) for year in years], 80, 470)


@pytest.mark.parametrize(
    "years", [(1960, 2024), (1960, 2023, 2024), (1960, 1978, 1996, 2024), (1960, 1961, 1962, 2001, 2002), (2001, 2004, 2005, 2006)]
)
def test_other_gaps_stay(years: tuple[int, ...]) -> None:
    """Two lone events, gaps under half the time, as many events before as after, and short gaps keep a linear axis."""
    assert axis_for(*years).left_out is None


def test_a_long_empty_stretch_before_the_rest_is_left_out() -> None:
    """One event of 1960 before many from 2001 on: 1961 to 2000 are left out."""
    assert axis_for(1960, 2001, 2005, 2024).left_out == (1961, 2000)
