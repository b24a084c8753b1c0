"""The timeline: no two texts touch, every sign stands at its true place, no word is lost, at any number of events."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.assemble.values import TimelineMark
from briefgen.fonts.metrics import width
from briefgen.render.drawing import signs
from briefgen.render.drawing.axis import BREAK, Axis, axis_of
from briefgen.render.drawing.signs import SIGNS, Status
from briefgen.render.drawing.timeline import MOST_ROWS, describe, draw

SVG = "{http://www.w3.org/2000/svg}"
STATUSES: tuple[Status, ...] = ("occurred", "planned", "expected", "proposed")
LATIN = ["Ministers", "agree", "roadmap", "for", "realignment", "of", "U.S.", "forces", "<draft>", "&", "on", "“deterrence”"]
WORDS = [*LATIN, "日米協議", "外務省、声明を発表"]
LABELS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
NO_LIMIT = 1e9
Box = tuple[float, float, float, float]


@st.composite
def marks(draw_from: st.DrawFn, most: int = MOST_ROWS) -> list[TimelineMark]:
    """Marks of all kinds in chronological order: days, spans, open ends, undated; over decades or within one month."""
    first = draw_from(st.sampled_from([date(1, 1, 1), date(1960, 1, 20), date(2005, 4, 1), date(9998, 12, 1)]))
    days = st.integers(0, draw_from(st.sampled_from([0, 27, 250, 390])) * draw_from(st.sampled_from([1, 60])))
    made = []
    for day in sorted(draw_from(st.lists(days, max_size=most))):
        start = min(first.toordinal() + day, date.max.toordinal())
        end = min(start + draw_from(st.sampled_from([0, 0, 0, 30, 2000])), date.max.toordinal())
        ends = draw_from(st.sampled_from([(start, start), (start, end), (None, start), (start, None), (None, None)]))
        made.append(mark(ends, draw_from(LABELS), draw_from(st.sampled_from(STATUSES))))
    return made


def mark(ends: tuple[int | None, int | None], label: str, status: Status = "occurred") -> TimelineMark:
    """A mark between two days."""
    first, last = (date.fromordinal(day) if day else None for day in ends)
    words = " to ".join(str(day) for day in dict.fromkeys((first, last)) if day)
    return TimelineMark(label, words or "undated", first, last, status, "#event-x")


def on(day: str, label: str = "Talks", status: Status = "occurred") -> TimelineMark:
    """A mark on one day."""
    return TimelineMark(label, day, date.fromisoformat(day), date.fromisoformat(day), status)


def realistic(count: int, first: date, last: date) -> list[TimelineMark]:
    """Events with labels of five words at random days, the same in every run."""
    dice = random.Random(count)
    days = sorted(first + timedelta(dice.randrange((last - first).days)) for _ in range(count))
    return [on(str(day), f"Four ministers meet on {dice.choice(WORDS)}", dice.choice(STATUSES)) for day in days]


def picture(given_marks: Sequence[TimelineMark], as_of: date | None = None, tallest: float = NO_LIMIT) -> ET.Element:
    """The picture, parsed."""
    return ET.fromstring(draw(given_marks, as_of=as_of, title="Events", tallest=tallest))


def texts(svg: ET.Element) -> list[str]:
    """All lines of text, in order."""
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def box(text: ET.Element) -> Box:
    """Left, top, right and bottom of a line of text, from the font's tables."""
    wide = width(text.text or "", signs.FACE, signs.SIZE)
    left = float(text.get("x", "")) - {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "start")] * wide
    baseline = float(text.get("y", ""))
    return left, baseline - 0.75 * signs.SIZE, left + wide, baseline + 0.22 * signs.SIZE


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes share no point."""
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def circles(svg: ET.Element) -> list[float]:
    """Where the filled circles of the rows stand; the last one is the legend's."""
    return [float(circle.get("cx", "")) for circle in svg.iter(f"{SVG}circle") if circle.get("fill") == signs.ACCENT][:-1]


@settings(max_examples=60, deadline=None)
@given(marks(60), st.sampled_from([None, date(1961, 6, 1), date(2005, 4, 12)]))
def test_no_two_texts_touch_and_all_lie_inside(given_marks: list[TimelineMark], as_of: date | None) -> None:
    """Boxes of all lines of text are pairwise disjoint and within the picture, whatever the marks."""
    if not given_marks:
        return
    svg = picture(given_marks, as_of)
    boxes = [box(text) for text in svg.iter(f"{SVG}text")]
    right, bottom = map(float, svg.get("viewBox", "").split()[2:])
    assert boxes
    assert not [(one, other) for one, other in combinations(boxes, 2) if not apart(one, other)]
    assert not [b for b in boxes if b[0] < -0.01 or b[1] < 0 or b[2] > right + 0.01 or b[3] > bottom]


@settings(max_examples=60, deadline=None)
@given(marks())
def test_no_word_is_lost(given_marks: list[TimelineMark]) -> None:
    """Up to 50 events, every label is in the picture with all its words, once for each event that has it."""
    if not given_marks:
        return
    numbered = [replace(mark, label=f"{mark.label} /{number}/") for number, mark in enumerate(given_marks)]
    shown = "".join(texts(picture(numbered))).replace(" ", "")
    assert [mark.label for mark in numbered if shown.count(mark.label.replace(" ", "")) != 1] == []


@given(marks())
def test_the_same_marks_make_the_same_picture(given_marks: list[TimelineMark]) -> None:
    """Nothing but the marks decides."""
    assert draw(given_marks, as_of=None, title="x") == draw(list(given_marks), as_of=None, title="x")


@settings(deadline=None)
@given(st.lists(st.integers(0, 1500), min_size=3, max_size=MOST_ROWS))
def test_signs_stand_at_their_linear_place(days: list[int]) -> None:
    """Equal times are equal lengths: each sign lies on the straight line through the first and the last."""
    days = sorted(days)
    start = date(2001, 1, 20).toordinal()
    places = circles(picture([mark((start + day, start + day), "Talks") for day in days]))
    assert len(places) == len(days)
    scale = (places[-1] - places[0]) / ((days[-1] - days[0]) or 1)
    assert places == pytest.approx([places[0] + (day - days[0]) * scale for day in days], abs=0.02)


def test_decades_are_linear() -> None:
    """Events from 1960 to 2024 without one long gap share one unbroken axis."""
    days = [date(1960, 1, 19), date(1978, 11, 27), date(1996, 4, 17), date(2005, 4, 14), date(2024, 7, 28)]
    svg = picture([on(str(day)) for day in days])
    places = circles(svg)
    scale = (places[-1] - places[0]) / (days[-1] - days[0]).days
    assert places == pytest.approx([places[0] + (day - days[0]).days * scale for day in days], abs=0.02)
    assert not [text for text in texts(svg) if "left out" in text]


def test_a_span_has_its_sign_in_the_middle_and_a_bar() -> None:
    """A span of years is a bar with caps from its first to its last day."""
    svg = picture([on("2001-01-01"), TimelineMark("Review", "2001–2007", date(2001, 1, 1), date(2007, 1, 1), "occurred"), on("2007-01-01")])
    first, middle, last = circles(svg)
    bars = [line for line in svg.iter(f"{SVG}line") if line.get("stroke-width") == "1.5"]
    assert middle == pytest.approx((first + last) / 2, abs=0.02)
    assert (float(bars[0].get("x1", "")), float(bars[0].get("x2", ""))) == pytest.approx((first, last), abs=0.02)
    assert "earliest to latest day" in texts(svg)


@pytest.mark.parametrize(("first", "last", "side"), [(None, date(2005, 5, 31), -1), (date(2005, 5, 31), None, 1)])
def test_an_open_end_is_an_arrow(first: date | None, last: date | None, side: int) -> None:
    """What is open on one side stands at its known day, with an arrow to that side that stays inside the picture."""
    svg = picture([TimelineMark("Review", "by May 2005", first, last, "occurred")])
    (place,) = circles(svg)
    tip, _ = (float(polygon.get("points", "").split(",")[0]) for polygon in svg.iter(f"{SVG}polygon"))  # the other: the legend's
    assert (tip - place) * side > 0
    assert 0 < tip < 480
    assert "open towards that side" in texts(svg)


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


def test_a_long_empty_stretch_before_the_rest_is_left_out() -> None:
    """One event of 1960 before many from 2001 on: 1961 to 2000 are left out, said in words and shown by strokes."""
    assert axis_for(1960, 2001, 2005, 2024).left_out == (1961, 2000)
    svg = picture([on("1960-01-19"), *(on(f"20{year:02}-06-01") for year in range(1, 25))])
    assert "1961–2000 left out" in texts(svg)
    assert [text for text in texts(svg) if re.fullmatch(r"\d{4}", text)][:2] == ["1960", "2002"]
    assert len([line for line in svg.iter(f"{SVG}line") if line.get("stroke") == signs.INK]) == 6


@pytest.mark.parametrize(
    "years", [(1960, 2024), (1960, 2023, 2024), (1960, 1978, 1996, 2024), (1960, 1961, 1962, 2001, 2002), (2001, 2004, 2005, 2006)]
)
def test_other_gaps_stay(years: tuple[int, ...]) -> None:
    """Two lone events, gaps under half the time, as many events before as after, and short gaps keep a linear axis."""
    assert axis_for(*years).left_out is None


def test_the_as_of_date_is_never_left_out() -> None:
    """An as-of date within the empty years keeps them."""
    given_marks = [on("1960-01-19"), *(on(f"20{year:02}-06-01", status="planned") for year in range(1, 25))]
    assert not [text for text in texts(picture(given_marks, date(1980, 1, 1))) if "left out" in text]


@pytest.mark.parametrize(("as_of", "count"), [(date(2005, 4, 12), 1), (date(1999, 1, 1), 0), (date(2030, 1, 1), 0), (None, 0)])
def test_the_as_of_line(as_of: date | None, count: int) -> None:
    """A line marks the as-of date where it falls among the events, and only there."""
    svg = picture([on("2001-01-20"), on("2009-06-01", status="planned")], as_of)
    assert texts(svg).count("as-of date") == count
    assert len([line for line in svg.iter(f"{SVG}line") if line.get("stroke-dasharray") == "3 1.5"]) == count


def test_labels_of_earlier_events_keep_off_the_as_of_line() -> None:
    """They stand left of their sign, or on two lines, rather than on the line."""
    label = "Four ministers meet on the ports of the outer islands and agree on the fares between them for the summer"
    days = [f"{year}-03-01" for year in range(2001, 2009)]
    svg = picture([*(on(day, label) for day in days), on("2009-06-01", status="planned")], date(2009, 1, 1))
    [line] = [float(line.get("x1", "")) for line in svg.iter(f"{SVG}line") if line.get("stroke-dasharray") == "3 1.5"]
    lines = [box(text) for text in svg.iter(f"{SVG}text") if (text.text or "") in label]
    assert len(lines) > len(days)
    assert not [box for box in lines if box[0] <= line <= box[2]]


def test_the_legend_names_the_signs_in_use_only() -> None:
    """Each status has another shape or filling, named once."""
    svg = picture([on("2001-01-20"), on("2002-01-20", status="expected")])
    assert texts(svg)[-2:] == ["occurred", "expected"]
    assert len({SIGNS[status](0, 0) for status in STATUSES}) == 4


def test_undated_marks_stand_at_the_foot() -> None:
    """An undated mark is listed below the plot."""
    svg = picture([on("2001-01-20"), TimelineMark("Review awaited", "undated", None, None, "expected")])
    assert texts(svg)[-3:] == ["undated: Review awaited", "occurred", "expected"]


def test_only_undated_marks() -> None:
    """Without a date there is no axis, and nothing is lost."""
    assert texts(picture([TimelineMark("Review", "", None, None, "planned")])) == ["undated: Review", "planned"]


def test_nothing_to_draw() -> None:
    """No marks, no picture and no words."""
    assert draw([], as_of=None, title="x") == ""
    assert describe([]) == ""


@pytest.mark.parametrize("count", [5, 20, 50])
def test_up_to_fifty_events_have_a_row_each_and_fit_a_page(count: int) -> None:
    """Five, twenty and fifty events are all shown by name on less than a page."""
    svg = picture(realistic(count, date(1960, 1, 1), date(2024, 7, 28)), tallest=610)
    assert sum("Four ministers" in text for text in texts(svg)) == count
    assert float(svg.get("height", "")) <= 610


def test_many_events_are_shown_by_year() -> None:
    """More than fifty events become one row a year with their number; a year's only event keeps its label."""
    given_marks = [on("2000-05-05", "Treaty"), *realistic(80, date(2001, 1, 1), date(2005, 12, 31))]
    years = Counter(mark.when[:4] for mark in given_marks)
    shown = texts(picture(given_marks, tallest=610))
    assert "Treaty" in shown
    assert [int(words.split()[0]) for words in shown if " events" in words and "of a" not in words] == list(years.values())[1:]
    assert {"2001", "2005", "2000-05-05", "events of a period"} <= set(shown)


@pytest.mark.parametrize(("first", "last"), [(date(1960, 1, 1), date(2024, 7, 28)), (date(1, 1, 1), date(9999, 12, 30))])
def test_four_hundred_events_fit_a_page(first: date, last: date) -> None:
    """Over many years the periods grow, until the picture fits a page; the numbers add up."""
    svg = picture([*realistic(395, first, last), *[TimelineMark("Review", "undated", None, None, "planned")] * 5], tallest=610)
    shown = texts(svg)
    assert float(svg.get("height", "")) <= 610
    assert sum(int(n) for n in re.findall(r"(\d+) events?\b(?! of)", " ".join(shown))) + shown.count("undated: Review") == 400


def test_events_with_long_labels_are_shown_by_period() -> None:
    """Labels that would take more than a page give way to numbers."""
    svg = picture([on(f"20{year:02}-05-05", "word " * 300) for year in range(1, 21)], tallest=610)
    assert float(svg.get("height", "")) <= 610
    assert texts(svg).count("1 event") == 20


def test_the_picture_starts_with_its_text_alternative() -> None:
    """`title` is the first child, and its words are escaped."""
    svg = ET.fromstring(draw([on("2005-04-14", "A & B")], as_of=None, title='<"&'))
    assert (svg[0].tag, svg[0].text) == (f"{SVG}title", '<"&')
    assert "aria-label" not in svg.attrib


def test_the_picture_has_no_classes_links_or_styles() -> None:
    """Only what every painter understands is used."""
    svg = picture(realistic(30, date(1960, 1, 1), date(2024, 7, 28)), date(2000, 1, 1))
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} == {"svg", "title", "g", "line", "rect", "circle", "polygon", "text"}
    assert not {name for element in svg.iter() for name in element.attrib} & {"class", "style", "id", "href"}


def test_words_for_a_few_events() -> None:
    """Every event with its date, and its status unless it occurred."""
    given_marks = [
        on("1960-01-19", "Treaty signed"),
        on("2005-04-14", "Talks", "planned"),
        TimelineMark("Review", "", None, None, "expected"),
    ]
    expected = "Timeline of 3 events from 1960 to 2005: 1960-01-19: Treaty signed; 2005-04-14: Talks (planned); undated: Review (expected)."
    assert describe(given_marks) == expected


def test_words_for_one_event_and_for_undated_ones() -> None:
    """One event has one year; undated ones have none."""
    assert describe([on("2005-04-14")]) == "Timeline of 1 event in 2005: 2005-04-14: Talks."
    assert describe([TimelineMark("A", "", None, None, "planned")] * 2) == (
        "Timeline of 2 undated events: undated: A (planned); undated: A (planned)."
    )


def test_words_for_many_events() -> None:
    """Long lists become numbers by period that add up, with the first and the last event."""
    given_marks = realistic(400, date(1960, 1, 1), date(2024, 7, 28))
    words = describe(given_marks)
    assert words.startswith("Timeline of 400 events from 1960 to 2024. 1960–1964: ")
    assert sum(map(int, re.findall(r"(\d+) events?[:;.]", words))) == 400
    assert f"First entry: {given_marks[0].when}: {given_marks[0].label}" in words
    assert len(words) < 1700
