"""The strip of time: it is never high, no label touches another, a sign or a line, and what is open is shown."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.assemble.values import TimelineMark
from briefgen.render.drawing import signs
from briefgen.render.drawing.time_strip import draw
from tests.tools.drawn import (
    STATUSES,
    SVG,
    crosses,
    dashed,
    marks,
    on,
    overlaps,
    realistic,
    rules,
    sign_boxes,
    size,
    text_boxes,
    texts,
    undated,
)  # fmt: skip

AS_OF = st.sampled_from([None, date(1961, 6, 1), date(2005, 4, 12), date(2024, 7, 29)])
TALLEST = 85.0
EDGE = 0.02  # numbers in the drawing are rounded


def picture(given_marks: Sequence[TimelineMark], as_of: date | None = None) -> ET.Element:
    """The picture, parsed."""
    return ET.fromstring(draw(given_marks, as_of=as_of, title="Events"))


def words(svg: ET.Element) -> str:
    """All that is written in the picture, its lines joined."""
    return " ".join(texts(svg))


def faults(svg: ET.Element) -> list[object]:
    """What touches a text: another text, a sign, a line, or the picture's edge; and the signs that are over the edge."""
    boxes, (right, bottom) = text_boxes(svg), size(svg)
    return [
        *overlaps(boxes),
        *overlaps(boxes, sign_boxes(svg)),
        *((line, box) for line in rules(svg) for box in boxes if crosses(line, box)),
        *(box for box in sign_boxes(svg) if box[0] < -EDGE or box[2] > right + EDGE),
        *(box for box in boxes if box[0] < -EDGE or box[1] < -0.5 or box[2] > right + EDGE or box[3] > bottom + EDGE),
    ]


@settings(max_examples=80, deadline=None)
@given(marks(), AS_OF)
def test_nothing_touches_a_text_and_the_strip_is_low(given_marks: list[TimelineMark], as_of: date | None) -> None:
    """Whatever the marks: all texts are clear of each other, of signs and of lines, within 30 mm."""
    if not given_marks:
        return
    svg = picture(given_marks, as_of)
    assert faults(svg) == []
    assert size(svg)[1] <= TALLEST
    assert texts(svg)


@settings(max_examples=20, deadline=None)
@given(marks(12), AS_OF)
def test_the_same_marks_make_the_same_picture(given_marks: list[TimelineMark], as_of: date | None) -> None:
    """Nothing but the marks decides."""
    assert draw(given_marks, as_of=as_of, title="x") == draw(list(given_marks), as_of=as_of, title="x")


@pytest.mark.parametrize("count", [1, 5, 8, 14, 60, 400])
@pytest.mark.parametrize(("first", "last"), [(date(1960, 1, 1), date(2024, 7, 28)), (date(2024, 5, 1), date(2024, 7, 28))])
def test_any_number_of_events_fits(count: int, first: date, last: date) -> None:
    """Few and many events: the strip stays low and clear, and as many as there is room for are named."""
    svg = picture([*realistic(count, first, last), undated("Review"), undated("Report")], date(2024, 7, 29))
    assert faults(svg) == []
    assert size(svg)[1] <= TALLEST
    assert len(re.findall(r"\d{4}-\d{2}-\d{2}", words(svg))) >= min(count, 5)
    assert {"Review", "Report", "no date"} <= set(texts(svg))


def test_no_letter_is_smaller_than_nine() -> None:
    """All letters have one size, 9 points at the full width of the page."""
    svg = picture(realistic(14, date(1960, 1, 1), date(2024, 7, 28)))
    assert [element.get("font-size") for element in svg.iter() if element.get("font-size")] == ["9"]


def test_every_label_of_a_few_events_is_shown_whole() -> None:
    """Events that are well apart have their dates and labels beside them, the months in short."""
    svg = picture([on(f"20{year:02}-02-01", f"Ministers agree on step {year}") for year in range(1, 25, 4)], date(2024, 1, 1))
    assert all(f"Ministers agree on step {year}" in words(svg) for year in range(1, 25, 4))
    day = date(2024, 9, 1)
    assert texts(picture([TimelineMark("Talks", "1\xa0September\xa02024", day, day, "occurred")]))[-2:] == ["1\xa0Sep\xa02024", "Talks"]


def test_signs_stand_at_their_linear_place() -> None:
    """Equal times are equal lengths."""
    days = [date(1960, 1, 19), date(1978, 11, 27), date(1996, 4, 17), date(2005, 4, 14), date(2024, 7, 28)]
    places = [float(circle.get("cx", "")) for circle in picture([on(str(day)) for day in days]).iter(f"{SVG}circle")]
    scale = (places[-1] - places[0]) / (days[-1] - days[0]).days
    assert places == pytest.approx([places[0] + (day - days[0]).days * scale for day in days], abs=0.02)


def test_the_newest_and_the_open_events_are_named_first() -> None:
    """Of a hundred events in one month, the newest and the open one are named; the oldest have signs alone."""
    given_marks = [on(f"2005-03-{1 + number // 4:02}", f"Event {number} of many") for number in range(100)]
    given_marks[40] = on("2005-03-11", "An open event", "expected")
    shown = words(picture(given_marks))
    assert "An open event" in shown
    assert "Event 99 of many" in shown
    assert "Event 0 of many" not in shown


def test_what_has_no_date_stands_behind_the_as_of_line() -> None:
    """An undated event, and one that is open from the as-of date on, are listed right of the dashed line, each with its sign."""
    to_come = TimelineMark("Joint statement", "after the summer", date(2024, 7, 29), None, "planned")
    svg = picture([on("2001-01-20"), on("2023-06-01"), undated("Review of forces", "expected"), to_come], date(2024, 7, 29))
    (line,) = set(dashed(svg))
    lefts = {text: box[0] for text, box in zip(texts(svg), text_boxes(svg), strict=True)}
    assert {"no date", "Review of forces", "after the summer", "Joint statement"} <= {text for text, left in lefts.items() if left > line}
    assert sum(box[0] > line for box in sign_boxes(svg)) == 4  # two items and their meanings


def test_more_undated_events_than_there_is_room_for_are_counted() -> None:
    """Thirty undated events: those that fit are named, the others counted; nothing is too high."""
    svg = picture([on("2001-01-20"), *(undated(f"Review {number}") for number in range(30))], date(2004, 1, 1))
    named = sum(text.startswith("Review") for text in texts(svg))
    assert named >= 4
    assert f"and {30 - named} more" in texts(svg)
    assert size(svg)[1] <= TALLEST


def test_only_undated_marks() -> None:
    """Without a date there is no axis, and nothing is lost."""
    svg = picture([undated("Review"), undated("Report")])
    assert texts(svg) == ["no date", "Review", "Report", "planned"]
    assert rules(svg) == []


@pytest.mark.parametrize("status", STATUSES)
def test_the_legend_names_the_signs_in_use_other_than_occurred(status: signs.Status) -> None:
    """What has occurred needs no word."""
    shown = texts(picture([on("2001-01-20"), on("2002-01-20", status=status)]))
    assert [word for word in STATUSES if word in shown] == ([status] if status != "occurred" else [])


def test_bars_and_arrows_are_explained() -> None:
    """A span of years is a bar, an open side an arrow; each is explained where it is used."""
    span = TimelineMark("Review", "2001–2007", date(2001, 1, 1), date(2007, 1, 1), "occurred")
    by = TimelineMark("Base", "by May 2009", None, date(2009, 5, 1), "occurred")
    since = TimelineMark("Base", "from 2009 on", date(2009, 9, 1), None, "occurred")
    assert {"possible dates", "or earlier", "or later"} <= set(texts(picture([span, by, since])))
    assert not {"possible dates", "or earlier", "or later"} & set(texts(picture([on("2001-01-20"), on("2009-01-20")])))


@pytest.mark.parametrize(("as_of", "count"), [(date(2005, 4, 12), 1), (date(2010, 1, 1), 1), (date(2030, 1, 1), 1), (None, 0)])
def test_the_as_of_line(as_of: date | None, count: int) -> None:
    """A thin dashed line with its words marks the as-of date, far behind the events too."""
    svg = picture([on("2001-01-20"), on("2009-06-01", status="planned")], as_of)
    assert texts(svg).count("as of") == len(set(dashed(svg))) == count


def test_labels_stay_on_their_side_of_the_as_of_line() -> None:
    """What comes after the as-of date is named right of the line, what came before left of it."""
    given_marks = [on("2001-06-01", "Before it"), on("2004-12-01", "Just before it"), on("2005-02-01", "Just after it", "planned")]
    svg = picture([*given_marks, on("2009-01-01", "After it", "planned")], date(2005, 1, 1))
    (line,) = set(dashed(svg))
    boxes = dict(zip(texts(svg), text_boxes(svg), strict=True))
    assert all(boxes[text][2] < line for text in ("Before it", "Just before it"))
    assert all(boxes[text][0] > line for text in ("Just after it", "After it"))


def test_no_leader_goes_through_the_words_of_the_as_of_line() -> None:
    """Events just behind the line, above whose words they stand, are named above the axis only."""
    near = [on(f"2005-0{month}-20", f"Step {month} towards realignment", "planned") for month in range(1, 6)]
    svg = picture([on("2000-06-01"), *near, on("2010-01-01", status="planned")], date(2005, 1, 1))
    assert sum(text.startswith("Step") for text in texts(svg)) >= 3
    assert faults(svg) == []


def test_years_left_out() -> None:
    """One event of 1960 before many from 2001 on: two strokes stand in the gap, with years on both sides."""
    svg = picture([on("1960-01-19"), *(on(f"20{year:02}-06-01") for year in range(1, 12))])
    assert len([line for line in svg.iter(f"{SVG}line") if line.get("stroke") == signs.INK]) == 2
    assert [text for text in texts(svg) if re.fullmatch(r"\d{4}", text)][:2] == ["1960", "2002"]


def test_events_of_one_day_are_all_named() -> None:
    """Two events of a day share one sign; of other statuses, each has its own."""
    same = [on("2024-07-28", "Joint headquarters agreed"), on("2024-07-28", "Ministers meet"), on("2001-01-01")]
    svg = picture(same, date(2024, 7, 29))
    assert {"Joint headquarters agreed", "Ministers meet"} <= set(texts(svg))
    svg = picture([on("2001-01-19", f"An event {status}", status) for status in STATUSES])
    assert all(f"An event {status}" in words(svg) for status in STATUSES)
    assert len(sign_boxes(svg)) == 4 + 3  # and the legend's
    assert overlaps(sign_boxes(svg)) == []


def test_labels_that_are_far_too_long_leave_their_sign() -> None:
    """No label of sixty words fits; its neighbours are named, and an undated one is broken off."""
    svg = picture([on("2001-01-01", "word " * 60), on("2003-12-31", "Last"), undated("word " * 60)], date(2004, 1, 1))
    assert faults(svg) == []
    assert "Last" in texts(svg)
    assert words(svg).count("…") == 1
    assert len(sign_boxes(svg)) == 4


def test_japanese_labels() -> None:
    """Japanese is broken between its characters, no sign lost."""
    svg = picture([on("2005-04-14", "日米協議、外務省が声明を発表、四閣僚が会合"), on("2005-06-14", "外務省、声明を発表")])
    assert "日米協議、外務省が声明を発表、四閣僚が会合" in "".join(texts(svg))
    assert faults(svg) == []


def test_the_ends_of_the_calendar() -> None:
    """The first and the last day that can be written stand at the ends."""
    svg = picture([on("0001-01-01", "First"), on("9999-12-31", "Last")], date(2004, 1, 1))
    assert {"First", "Last"} <= set(texts(svg))
    assert faults(svg) == []


def test_nothing_to_draw() -> None:
    """No marks, no picture."""
    assert draw([], as_of=None, title="x") == ""


def test_the_picture_starts_with_its_text_alternative() -> None:
    """`title` is the first child, and its words are escaped."""
    svg = ET.fromstring(draw([on("2005-04-14", "A & B")], as_of=None, title='<"&'))
    assert (svg[0].tag, svg[0].text) == (f"{SVG}title", '<"&')
    assert "aria-label" not in svg.attrib


def test_the_picture_has_no_classes_links_or_styles() -> None:
    """Only what every painter understands is used."""
    svg = picture(realistic(30, date(1960, 1, 1), date(2024, 7, 28)), date(2000, 1, 1))
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {"svg", "title", "g", "line", "rect", "circle", "polygon", "text"}
    assert not {name for element in svg.iter() for name in element.attrib} & {"class", "style", "id", "href"}
