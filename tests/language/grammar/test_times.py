"""Times told in words, worked out from the day of writing."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.language.date_parser import parse
from briefgen.language.grammar.times import times_in

WRITTEN = parse("2016-03-03")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 28 June 2019", date(2019, 6, 28), date(2019, 6, 28)),
        ("on June 28, 2019", date(2019, 6, 28), date(2019, 6, 28)),
        ("on 12 January", date(2016, 1, 12), date(2016, 1, 12)),
        ("on Monday", date(2016, 2, 29), date(2016, 2, 29)),
        ("yesterday", date(2016, 3, 2), date(2016, 3, 2)),
        ("last December", date(2015, 12, 1), date(2015, 12, 31)),
        ("in October", date(2015, 10, 1), date(2015, 10, 31)),
        ("last month", date(2016, 2, 1), date(2016, 2, 29)),
        ("later this year", date(2016, 3, 3), date(2016, 12, 31)),
        ("this fall", date(2016, 9, 1), date(2016, 11, 30)),
        ("the coming winter", date(2016, 12, 1), date(2017, 2, 28)),
        ("in the first half of this year", date(2016, 1, 1), date(2016, 6, 30)),
        ("in 1997", date(1997, 1, 1), date(1997, 12, 31)),
        ("in mid-January 2017", date(2017, 1, 7), date(2017, 1, 25)),
    ],
)
def test_a_time_is_worked_out(text: str, first: date, last: date) -> None:
    """Printed dates, weekdays, months and seasons without a year, and words for them."""
    assert (first, last) in {(time.first, time.last) for time in times_in(text, WRITTEN)}


def test_the_future_is_asked_for() -> None:
    """“In October” lies ahead only where the sentence does."""
    assert [time.first.year for time in times_in("in October", WRITTEN, future=True, past=False)] == [2016]


def test_one_side_of_a_term_counts() -> None:
    """“By the end of May” fits what ends then, “since 2010” what begins then."""
    (by,), (since,) = times_in("by the end of May 2016", WRITTEN), times_in("since 2010", WRITTEN)
    assert by.fits(date(2016, 5, 31), date(2016, 5, 31))
    assert not by.fits(date(2016, 6, 30), date(2016, 6, 30))
    assert since.fits(date(2010, 1, 1), date(2010, 12, 31))
    assert not since.fits(date(2011, 1, 1), date(2011, 12, 31))


def test_without_a_day_of_writing_relative_times_are_left_out() -> None:
    """Nothing is guessed."""
    assert not times_in("last December, on Tuesday, this fall, two weeks ago", None)


@pytest.mark.parametrize("text", ["May I ask", "31 February 2016", "99 days ago", "0 weeks ago", "2016-13-45"])
def test_odd_texts_are_read_without_a_fault(text: str) -> None:
    """What is no date gives none, or a time, and never a fault."""
    assert all(time.first <= time.last and time.text in text for time in times_in(text, WRITTEN))
