"""The strip of an issue for a cell of the register."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pytest

from briefgen.assemble.values import Moved
from briefgen.render.drawing.issue_strip import draw
from tests.tools.drawn import SVG, overlaps, sign_boxes, size, text_boxes, texts

REACH = (date(2001, 1, 20), date(2024, 7, 29))


def moved(first: str, last: str = "") -> Moved:
    """A move on a day or between two."""
    return Moved("open", first, date.fromisoformat(first), date.fromisoformat(last or first))


def picture(moves: list[Moved], reach: tuple[date, date] = REACH) -> ET.Element:
    """The strip, parsed."""
    return ET.fromstring(draw(moves, reach, "How it moved"))


def test_it_is_small_and_says_only_its_first_and_last_year() -> None:
    """At most 22 high, 110 wide, letters of 9; the years stand at the ends."""
    svg = picture([moved("2005-04-14"), moved("2010-02-04")])
    wide, high = size(svg)
    assert (wide, high <= 22) == (110, True)
    assert texts(svg) == ["2001", "2024"]
    first, last = text_boxes(svg)
    assert [first[0], last[2]] == pytest.approx([0, 110])
    assert [group.get("font-size") for group in svg if group.get("font-size")] == ["9"]
    assert overlaps([first, last], sign_boxes(svg)) == []


@pytest.mark.parametrize("count", [1, 3, 12])
def test_each_move_has_a_sign(count: int) -> None:
    """Moves of one month are told apart."""
    boxes = sign_boxes(picture([moved("2012-08-01")] * count))
    assert len(boxes) == count
    assert all(other[0] >= one[2] for one, other in pairwise(boxes))
    assert all(box[0] >= 0 and box[2] <= 110 for box in boxes)


def test_an_inexact_date_is_a_bar() -> None:
    """Years that a move may fall in are a bar on the axis, a day is none."""
    bars = [len([line for line in picture([move]).iter(f"{SVG}line") if line.get("stroke-width") == "1.5"])
            for move in (moved("2001-01-20", "2007-01-09"), moved("2007-01-09"))]  # fmt: skip
    assert bars == [1, 0]


def test_one_year_is_written_once() -> None:
    """A register of one year has one number."""
    assert texts(picture([moved("2005-04-14")], (date(2005, 1, 3), date(2005, 9, 1)))) == ["2005"]
