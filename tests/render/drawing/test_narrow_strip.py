"""The strip for phones: a list beside its axis, large enough to read, in a picture that fits a screen."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

from hypothesis import given, settings

from briefgen.assemble.values import TimelineMark
from briefgen.render.drawing.narrow_strip import draw_narrow
from tests.render.drawing.test_time_strip import AS_OF, faults
from tests.tools.drawn import STATUSES, dashed, marks, on, realistic, sign_boxes, size, text_boxes, texts, undated


def picture(given_marks: list[TimelineMark], as_of: date | None = None) -> ET.Element:
    """The picture, parsed."""
    return ET.fromstring(draw_narrow(given_marks, as_of=as_of, title="Events"))


@settings(max_examples=60, deadline=None)
@given(marks(), AS_OF)
def test_nothing_touches_a_text(given_marks: list[TimelineMark], as_of: date | None) -> None:
    """Texts are clear of each other, of signs and of lines, at most 260 high and 328 wide, with letters of 11 pixels at least."""
    if not given_marks:
        return
    svg = picture(given_marks, as_of)
    assert faults(svg) == []
    wide, high = size(svg)
    assert (wide, high <= 260) == (328, True)
    assert [float(group.get("font-size", "")) >= 11 for group in svg if group.get("font-size")] == [True]


def test_each_event_has_its_sign_beside_it() -> None:
    """A few events, in order, each with its date, and the as-of line where it belongs."""
    given_marks = [on("2001-01-20", "Treaty"), on("2009-06-01", "Talks", "planned"), undated("Review", "expected")]
    svg = picture(given_marks, date(2005, 1, 1))
    assert texts(svg) == ["2001-01-20", "Treaty", "as of", "2009-06-01", "Talks", "no date", "Review", "planned", "expected"]
    middles = [(box[1] + box[3]) / 2 for box in text_boxes(svg)]
    signs = [(box[1] + box[3]) / 2 for box in sign_boxes(svg)]
    assert all(min(abs(middle - sign) for middle in middles) < 1 for sign in signs)
    assert len(signs) == 3 + 2
    assert len(dashed(svg)) == 2


def test_the_newest_and_the_open_have_room_first() -> None:
    """Of sixty events the newest are named and what has no date; the others are counted."""
    given_marks = [*realistic(60, date(1960, 1, 1), date(2024, 7, 28)), undated("Review")]
    shown = texts(picture(given_marks, date(2024, 7, 29)))
    assert "Review" in shown
    assert given_marks[59].when in shown
    (rest,) = [text for text in shown if text.startswith("and ")]
    assert int(rest.split()[1]) == 61 - sum(text == "no date" or text[:2] in {"19", "20"} for text in shown)


def test_what_has_occurred_needs_no_word() -> None:
    """The legend names the other signs alone; without marks there is no picture."""
    assert not set(STATUSES) & set(texts(picture([on("2001-01-20")])))
    assert draw_narrow([], as_of=None, title="x") == ""
