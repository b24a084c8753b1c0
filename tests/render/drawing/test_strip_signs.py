"""The signs on the axis: what is close grows together or moves aside, and nothing moves far or over the as-of line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render.drawing.signs import SIGNS
from briefgen.render.drawing.strip_signs import APART, MOST_ASIDE, spots
from tests.tools.drawn import STATUSES

ENDS = (4.0, 470.0)
places = st.lists(st.tuples(st.floats(*ENDS), st.sampled_from(STATUSES)), max_size=80)


@given(places, st.one_of(st.none(), st.floats(100, 400)))
def test_signs_are_told_apart_near_their_days(given_places: list[tuple[float, str]], cut: float | None) -> None:
    """Every mark has a spot within a little of its day, on its side of the as-of line; spots do not touch."""
    found = spots(given_places, ENDS, cut)  # type: ignore[arg-type]
    assert sorted(number for spot in found for number in spot.numbers) == list(range(len(given_places)))
    assert all(other.low - one.high >= APART - 1e-6 for one, other in pairwise(found))
    for spot in found:
        for number in spot.numbers:
            x = given_places[number][0]
            assert spot.low - MOST_ASIDE - 0.6 <= x <= spot.high + MOST_ASIDE + 0.6
            assert cut is None or spot.several or (x <= cut) == (spot.low <= cut) or abs(x - cut) < 1e-3


def test_what_has_occurred_grows_together() -> None:
    """Circles that touch become one pill; a circle that is clear stays one."""
    one, other = spots([(100, "occurred"), (104, "occurred"), (110, "occurred"), (150, "occurred")], ENDS)
    assert (one.low, one.high, one.several) == (100, 110, True)
    assert (other.low, other.several) == (150, False)
    assert "<rect" in one.painted(10)
    assert other.painted(10) == SIGNS["occurred"](150, 10)


def test_signs_of_one_day_stand_side_by_side() -> None:
    """Each status keeps its sign, centred on the day."""
    found = spots([(100, status) for status in reversed(STATUSES)], ENDS)
    assert [spot.status for spot in found] == list(STATUSES)
    assert sum(spot.low for spot in found) / 4 == pytest.approx(100)


def test_signs_before_the_as_of_date_stay_before_it() -> None:
    """Signs at the line move aside to the left."""
    found = spots([(199, "occurred"), (199.5, "planned")], ENDS, 200.0)
    assert all(spot.low <= 200 for spot in found)


def test_too_many_signs_become_a_block_with_what_is_open_on_it() -> None:
    """Forty mixed signs on fifty points are hardly more than one block; open signs are painted on it, clear of each other."""
    found = spots([(100 + 1.25 * number, STATUSES[number % 4]) for number in range(40)], ENDS)
    block = max(found, key=lambda spot: spot.high - spot.low)
    assert len(block.numbers) > 30
    assert block.openings
    assert all(other - one >= APART - 1e-6 for (one, _), (other, _) in pairwise(block.openings))
    assert block.painted(10).count("<") == 1 + len(block.openings)
