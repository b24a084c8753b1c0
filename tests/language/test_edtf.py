"""Dates of any precision: what they mean, how they sort, how they read, and what to write instead."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.date_parser import parse
from briefgen.language.date_words import display, display_bounds
from briefgen.language.edtf import DateError, Edtf, definitely_before, order_key, weekday

STYLES = ("day-month-year", "month-day-year", "iso")


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


@st.composite
def singles(draw: st.DrawFn) -> str:
    """Any date that is no interval."""
    day = draw(st.dates())
    year, mark = f"{day.year:04}", draw(st.sampled_from(["", "?", "~", "%"]))
    season = draw(st.sampled_from(["21", "22", "23", "24"]))
    forms = [year, f"{year}-{day.month:02}", str(day), f"{year}-{season}", f"{year[:3]}X", f"{year[:2]}XX", f"{year}-XX"]
    forms += [f"{year}-XX-XX", f"{year}-{day.month:02}-XX"]
    return draw(st.sampled_from(forms)) + mark


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Any date."""
    one, other = sorted((draw(singles()), draw(singles())), key=lambda text: order_key(parse(text)))
    return draw(st.sampled_from([one, f"{one}/{other}", f"../{one}", f"/{one}", f"{one}/..", f"{one}/"]))


def edtfs() -> st.SearchStrategy[Edtf]:
    """Any parsed date."""
    return texts().map(parse)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2005-04-14", "2005-04-14", "2005-04-14", "day"),
        ("2004-02-29", "2004-02-29", "2004-02-29", "day"),
        ("2000-02-29", "2000-02-29", "2000-02-29", "day"),
        ("0001-01-01", "0001-01-01", "0001-01-01", "day"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
        ("2004-02", "2004-02-01", "2004-02-29", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        ("2004-12", "2004-12-01", "2004-12-31", "month"),
        ("2004-10-XX", "2004-10-01", "2004-10-31", "month"),
        ("9999-12", "9999-12-01", "9999-12-31", "month"),
        ("2005-21", "2005-03-01", "2005-05-31", "season"),
        ("2005-22", "2005-06-01", "2005-08-31", "season"),
        ("2005-23", "2005-09-01", "2005-11-30", "season"),
        ("2003-24", "2003-12-01", "2004-02-29", "season"),
        ("9999-24", "9999-12-01", "9999-12-31", "season"),
        ("2005", "2005-01-01", "2005-12-31", "year"),
        ("0001", "0001-01-01", "0001-12-31", "year"),
        ("2004-XX", "2004-01-01", "2004-12-31", "year"),
        ("2004-XX-XX", "2004-01-01", "2004-12-31", "year"),
        ("200X", "2000-01-01", "2009-12-31", "decade"),
        ("000X", "0001-01-01", "0009-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("00XX", "0001-01-01", "0099-12-31", "century"),
        ("2001-01-20/2007-01-09", "2001-01-20", "2007-01-09", "interval"),
        ("2004-12/2005", "2004-12-01", "2005-12-31", "interval"),
    ],
)
def test_a_text_means_these_days(text: str, first: str, last: str, precision: str) -> None:
    """Every form of date has its first day, last day and precision."""
    found = parse(text)
    assert (found.text, str(found.first), str(found.last), found.precision) == (text, first, last, precision)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("../2010-05", None, date(2010, 5, 31)),
        ("/2010-05", None, date(2010, 5, 31)),
        ("2010/..", date(2010, 1, 1), None),
        ("2010/", date(2010, 1, 1), None),
    ],
)
def test_an_open_or_unknown_end_has_no_day(text: str, first: date | None, last: date | None) -> None:
    """Where an interval is open or unknown there is no day and no end."""
    found = parse(text)
    assert (found.first, found.last) == (first, last)
    assert (found.start is None, found.end is None) == (first is None, last is None)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2005", False, False),
        ("2005?", True, False),
        ("2005-04~", False, True),
        ("2005-04-14%", True, True),
        ("2005?/2006~", True, True),
        ("2005/2006~", False, True),
    ],
)
def test_qualifiers(text: str, uncertain: bool, approximate: bool) -> None:
    """A question mark is uncertain, a tilde approximate, a percent sign both; an interval takes them from its ends."""
    found = parse(text)
    assert (found.uncertain, found.approximate) == (uncertain, approximate)


def test_a_parsed_date_is_given_back_and_blanks_around_a_text_are_not_part_of_it() -> None:
    """Parsing twice is parsing once."""
    found = parse(" 2005 ")
    assert found.text == "2005"
    assert parse(found) is found


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("14 April 2005", "write 2005-04-14"),
        ("14th of April 2005", "write it as in 2005-04-14"),
        ("Thursday, 14 April 2005", "write 2005-04-14"),
        ("April 14, 2005", "write 2005-04-14"),
        ("14th Sept. 2005", "write 2005-09-14"),
        ("april 2005", "write 2005-04."),
        ("fall 2005", "write 2005-23"),
        ("Winter 2005", "write 2005-24"),
        ("2005/04/14", "write 2005-04-14"),
        ("2005.4.14", "write 2005-04-14"),
        ("2005-4-14", "write 2005-04-14"),
        ("2005/4", "write 2005-04."),
        ("20050414", "write 2005-04-14"),
        ("2005-04-14T09:30:00+09:00", "write 2005-04-14"),
        ("2005–04–14", "write 2005-04-14"),
        ("２００５年４月１４日", "write 2005-04-14"),
        ("14.04.2005", "write 2005-04-14"),
        ("04/14/2005", "write 2005-04-14"),
        ("03/04/2005", "write 2005-04-03 (3 April 2005) or 2005-03-04 (4 March 2005)"),
        ("04/12/2005", "2005-12-04 (4 December 2005) or 2005-04-12"),
        ("between 2004 and 2006", "write 2004/2006"),
        ("1990s", "write 199X"),
        ("about 2005", "write 2005~"),
        ("circa May 2005", "write 2005-05~"),
        ("2004-2006", "write 2004/2006"),
        ("from May 2004 to 3 June 2004", "write 2004-05/2004-06-03"),
        ("2005-02-30", "February 2005 has 28 days"),
        ("30 February 2004", "February 2004 has 29 days"),
        ("2005-04-00", "write 2005-04."),
        ("2005-13", "There is no month 13"),
        ("2005-25", "There is no month 25"),
        ("99.99.2005", "There is no month 99"),
        ("0000", "There is no year 0000"),
        ("Y17000", "0001 to 9999"),
        ("-0044", "0001 to 9999"),
        ("2006/2005", "write 2005/2006"),
        ("12/04/2005", "2005-04-12 (12 April 2005) or 2005-12-04"),
        ("../", "An interval needs a date"),
        ("../..", "An interval needs a date"),
        ("/", "An interval needs a date"),
        ("2005/2006/2007", "write it as in 2005-04-14"),
        ("2005?-04", "write it as in 2005-04-14"),
        ("2005-21-04", "write it as in 2005-04-14"),
        ("2005-XX-14", "write it as in 2005-04-14"),
        ("200X-04", "write it as in 2005-04-14"),
        ("XXXX", "write it as in 2005-04-14"),
        ("soonish 2005", "write it as in 2005-04-14"),
        ("", "write it as in 2005-04-14"),
        ("about " * 5000, "too long for a date"),
    ],
)
def test_what_is_no_date_says_what_to_write(text: str, instead: str) -> None:
    """The message names the mistake and, where it can, the date meant."""
    with pytest.raises(DateError) as error:
        parse(text)
    assert instead in _spaced(str(error.value))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "nothing"),
        (["2005"], "a list"),
        ({"year": "2005"}, "further fields"),
        (2005, "a number"),
        (b"2005", "a value of another kind"),
    ],
)
def test_what_is_no_text_is_no_date(value: object, kind: str) -> None:
    """Lists, fields, numbers and nothing are refused in words."""
    with pytest.raises(DateError, match=f"not {kind}"):
        parse(value)


@pytest.mark.parametrize(
    ("text", "day_first", "month_first", "iso"),
    [
        ("2005-04-14", "14 April 2005", "April 14, 2005", "2005-04-14"),
        ("2004-10", "October 2004", "October 2004", "2004-10"),
        ("2005-23", "autumn 2005", "autumn 2005", "autumn 2005"),
        ("2005-24", "winter 2005–06", "winter 2005–06", "winter 2005–06"),
        ("1999-24", "winter 1999–2000", "winter 1999–2000", "winter 1999–2000"),
        ("2005-XX", "2005", "2005", "2005"),
        ("199X", "1990s", "1990s", "1990s"),
        ("200X", "2000–2009", "2000–2009", "2000–2009"),
        ("201X", "2010s", "2010s", "2010s"),
        ("19XX", "1900–1999", "1900–1999", "1900–1999"),
        ("2013-01~", "about January 2013", "about January 2013", "about 2013-01"),
        ("2013-01-05?", "5 January 2013 (uncertain)", "January 5, 2013 (uncertain)", "2013-01-05 (uncertain)"),
        ("2013%", "about 2013 (uncertain)", "about 2013 (uncertain)", "about 2013 (uncertain)"),
        ("2010-02-02/2010-02-04", "2–4 February 2010", "February 2–4, 2010", "2010-02-02 – 2010-02-04"),
        ("2010-02-02/2010-04-14", "2 February – 14 April 2010", "February 2 – April 14, 2010", "2010-02-02 – 2010-04-14"),
        ("2009-12-30/2010-01-02", "30 December 2009 – 2 January 2010", "December 30, 2009 – January 2, 2010", "2009-12-30 – 2010-01-02"),
        ("2004-12/2005-04-14", "December 2004 – 14 April 2005", "December 2004 – April 14, 2005", "2004-12 – 2005-04-14"),
        ("2010-02/2010-04", "February–April 2010", "February–April 2010", "2010-02 – 2010-04"),
        ("2004/2006", "2004–2006", "2004–2006", "2004–2006"),
        ("2005-21/2005-23", "spring 2005 – autumn 2005", "spring 2005 – autumn 2005", "spring 2005 – autumn 2005"),
        (
            "2010-02-02~/2010-02-04",
            "about 2 February 2010 – 4 February 2010",
            "about February 2, 2010 – February 4, 2010",
            "about 2010-02-02 – 2010-02-04",
        ),
        ("2005-04/2005-04", "April 2005", "April 2005", "2005-04"),
        ("../2010-05-31", "until 31 May 2010", "until May 31, 2010", "until 2010-05-31"),
        ("/2010", "until 2010 (start unknown)", "until 2010 (start unknown)", "until 2010 (start unknown)"),
        ("2010-05/..", "since May 2010", "since May 2010", "since 2010-05"),
        ("2010-05/", "from May 2010 (end unknown)", "from May 2010 (end unknown)", "from 2010-05 (end unknown)"),
    ],
)
def test_display(text: str, day_first: str, month_first: str, iso: str) -> None:
    """Every form reads as it should in every style."""
    assert [_spaced(display(parse(text), style)) for style in STYLES] == [day_first, month_first, iso]


@pytest.mark.parametrize("style", STYLES)
def test_wording_wins(style: str) -> None:
    """The editor's own words stand in every style."""
    assert display(parse("2005-04-14"), style, "Holy Week") == "Holy Week"


def test_no_line_ends_inside_a_date() -> None:
    """Blanks inside a date do not break, and a dash stays at the end of its line."""
    assert display(parse("2005-04-14"), "day-month-year") == "14\u00a0April\u00a02005"
    assert display(parse("2004-12-01/2005-04"), "month-day-year") == "December\u00a01,\u00a02004\u00a0– April\u00a02005"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2001-01-20/2007-01-09", "between 20 January 2001 and 9 January 2007"),
        ("2001-01/2001-01", "January 2001"),
        ("../2010-05-31", "by 31 May 2010"),
        ("/2010-05-31", "by 31 May 2010"),
        ("2010/..", "from 2010 on"),
        ("2010/", "from 2010 on"),
        ("2010-05~", "about May 2010"),
    ],
)
def test_display_of_bounds(text: str, words: str) -> None:
    """Bounds of a date that is not known do not read as a span of time."""
    assert _spaced(display_bounds(parse(text), "day-month-year")) == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2005-04-14", "Thursday"),
        ("0001-01-01", "Monday"),
        ("2005-04-14~", None),
        ("2005-04-14?", None),
        ("2005-04", None),
        ("2005-04-14/2005-04-15", None),
    ],
)
def test_weekday(text: str, name: str | None) -> None:
    """Only a day that is certain has a weekday."""
    assert weekday(parse(text)) == name


def test_mixed_precision_sorts_by_first_day_then_the_more_precise() -> None:
    """A day stands before the month it begins, that before its year; what is open at its start stands at its last day."""
    expected = ["2004-12-31", "2005-01-01", "2005-01", "2005", "2005/9999", "2005/..", "2005-01-02", "../2005-03", "2005-04"]
    assert [d.text for d in sorted(map(parse, reversed(expected)), key=order_key)] == expected


@given(texts())
def test_every_date_parses_to_itself_and_reads_in_every_style(text: str) -> None:
    """A valid text keeps its text, has its days in order and is never shown empty or with marks of EDTF left in it."""
    found = parse(text)
    assert found.text == text
    assert found.first is None or found.last is None or found.first <= found.last
    for style in STYLES:
        for shown in (display(found, style), display_bounds(found, style)):
            assert shown.strip()
            assert not set(shown) & set("~?%/X")


@given(edtfs(), edtfs())
def test_order_is_total_and_keeps_definite_precedence(one: Edtf, other: Edtf) -> None:
    """Keys are equal for equal texts only, and what definitely precedes sorts first."""
    assert (order_key(one) == order_key(other)) == (one.text == other.text)
    assert not (definitely_before(one, other) and definitely_before(other, one))
    if definitely_before(one, other):
        assert order_key(one) < order_key(other)


@given(edtfs(), edtfs(), edtfs())
def test_definite_precedence_is_transitive(one: Edtf, two: Edtf, three: Edtf) -> None:
    """What precedes a predecessor precedes."""
    if definitely_before(one, two) and definitely_before(two, three):
        assert definitely_before(one, three)


@given(st.lists(edtfs(), unique_by=lambda when: when.text), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_where_it_begins(dates: list[Edtf], random: Random) -> None:
    """Any shuffle sorts to the same sequence."""
    shuffled = list(dates)
    random.shuffle(shuffled)
    assert sorted(shuffled, key=order_key) == sorted(dates, key=order_key)


@given(st.dates(max_value=date.max - timedelta(days=1)))
def test_a_day_is_definitely_before_the_next_only(day: date) -> None:
    """Neighbouring days are told apart, in this direction only."""
    one, other = parse(str(day)), parse(str(day + timedelta(days=1)))
    assert definitely_before(one, other)
    assert not definitely_before(other, one)
    assert not definitely_before(one, one)


@given(
    st.dates(),
    st.sampled_from(
        ["{d.day} {m} {d.year:04}", "{m} {d.day}, {d.year:04}", "{d.year:04}/{d.month}/{d.day}", "{d.year:04}年{d.month}月{d.day}日"]
    ),
)
def test_common_ways_to_write_a_day_are_understood(day: date, form: str) -> None:
    """The message names exactly the day that was meant."""
    with pytest.raises(DateError) as error:
        parse(form.format(d=day, m=display(parse(str(day)), "day-month-year").split("\u00a0")[1]))
    assert f"write {day}." in str(error.value)


@given(st.one_of(st.text(), st.text("0123456789-/.~?%X ")))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    """Nothing else is ever raised, and the message ends as a sentence does."""
    message = "."
    try:
        parse(text)
    except DateError as error:
        message = str(error)
    assert message.endswith(".")
