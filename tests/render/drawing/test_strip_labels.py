"""The placing of labels: none over another, none far from its sign, the first wanted first."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render.drawing.signs import measure
from briefgen.render.drawing.strip_labels import GAP, REACH, WIDEST, Placed, Wanted, balanced, in_order, parted, place, shapes, spread
from tests.tools.drawn import LABELS

SIZE = 9.0


def label(x: float, words: str = "Joint headquarters agreed", right: float = 480.0) -> Wanted:
    """A label with the ways to set it."""
    return Wanted(x, 0.0, right, shapes("28 Jul 2024", words, SIZE, 3))


wishes = st.lists(st.builds(label, st.floats(0, 480), LABELS), max_size=40)


def lanes(placed: list[Placed]) -> list[list[Placed]]:
    """The labels of each lane from left to right."""
    return [sorted((label for label in placed if label.lane == lane), key=lambda label: label.left) for lane in (0, 1)]


@given(wishes, st.tuples(st.integers(0, 3), st.integers(0, 3)), st.booleans())
def test_labels_keep_apart_and_near_their_signs(wanted: list[Wanted], most: tuple[int, int], tight: bool) -> None:
    """In each lane labels stand in the order of their signs, a gap apart, within bounds, lines and reach, each once."""
    placed = place(wanted, most, tight=tight)
    assert len({label.number for label in placed}) == len(placed)
    for lane in lanes(placed):
        assert all(one.left + one.shape.width + GAP <= other.left + 1e-6 and one.x <= other.x for one, other in pairwise(lane))
    for label in placed:
        assert len(label.shape.lines) <= most[label.lane]
        assert -1e-6 <= label.left <= 480 - label.shape.width + 1e-6
        assert label.left - REACH - 1e-6 <= label.x <= label.left + label.shape.width + REACH + 1e-6
        assert label.left <= label.foot <= label.left + label.shape.width


@given(wishes)
def test_leaders_never_cross(wanted: list[Wanted]) -> None:
    """Leaders of a lane end in the order in which they begin."""
    for lane in lanes(place(wanted, (3, 3))):
        assert all(one.x <= other.x and one.foot < other.foot for one, other in pairwise(lane))


def test_the_first_wanted_come_first() -> None:
    """Where only some have room, it is those named first."""
    placed = place([label(240.0) for _ in range(30)], (3, 3))
    assert sorted(label.number for label in placed) == list(range(len(placed)))
    assert 2 <= len(placed) < 10


def test_a_label_alone_begins_at_its_sign() -> None:
    """Its lines hang from the leader; at the right end it lies before its sign instead, its lines flush at that end."""
    (alone,) = place([label(100.0)], (3, 3))
    assert (alone.foot, alone.at_end) == (100.0, False)
    (last,) = place([label(479.0)], (3, 3))
    assert last.at_end
    assert last.left + last.shape.width == pytest.approx(480)


def test_a_lane_can_be_closed() -> None:
    """A label that may only stand above stands there, or nowhere."""
    wanted = Wanted(50.0, 0.0, 480.0, shapes("2001", "Talks", SIZE, 3), (0,))
    assert [label.lane for label in place([wanted], (2, 3))] == [0]
    assert place([wanted], (0, 3)) == []


def test_the_ways_to_set_a_label() -> None:
    """Best is the date on a line of its own; no way has more lines than allowed, is too wide, or loses a word."""
    ways = shapes("28 Jul 2024", "First ministerial-level meeting on extended deterrence", SIZE, 3)
    assert ways[0].lines[0] == ("28 Jul 2024", "")
    assert any(all(way.lines[0]) for way in ways)
    assert all(len(way.lines) <= 3 and way.width <= WIDEST for way in ways)
    told = {" ".join(part for line in way.lines for part in line if part) for way in ways}
    assert told == {"28 Jul 2024 First ministerial-level meeting on extended deterrence"}
    assert shapes("2001", "word " * 60, SIZE, 3) == ()


@given(LABELS, st.integers(1, 4))
def test_balanced_lines_lose_nothing(words: str, lines: int) -> None:
    """As few lines as asked for at most, and no character is lost."""
    made = balanced(words, SIZE, lines)
    assert len(made) <= lines
    assert "".join(made).replace(" ", "") == words.replace(" ", "")


def test_balanced_lines_are_even() -> None:
    """No widow: both lines have about the same length."""
    one, other = (measure(line, SIZE) for line in balanced("First meeting of ministers on extended deterrence", SIZE, 2))
    assert abs(one - other) < 40


def test_the_date_in_broken_lines() -> None:
    """A date that goes over a line's end is told from the words after it."""
    assert parted(["around mid-Jan", "2013 Guidelines", "talks to start"], "around mid-Jan 2013") == [
        ("around mid-Jan", ""), ("2013", "Guidelines"), ("", "talks to start")
    ]  # fmt: skip


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30).map(sorted), st.floats(0, 20))
def test_spread(places: list[float], apart: float) -> None:
    """Places keep apart between the ends, as far as there is room; those that are apart already stay."""
    found = spread(places, apart, (0, 100))
    least = min(apart, 100 / max(len(places) - 1, 1))
    assert all(other - one >= least - 1e-6 for one, other in pairwise(found))
    assert -1e-6 <= found[0] <= found[-1] <= 100 + 1e-6
    if all(other - one >= apart for one, other in pairwise(places)):
        assert found == pytest.approx(places)


def test_rising_numbers() -> None:
    """What falls is replaced by its mean."""
    assert in_order([1, 3, 2, 5]) == [1, 2.5, 2.5, 5]
    assert in_order([3, 2, 1]) == [2, 2, 2]
