"""The strip of time in words."""

from __future__ import annotations

import re
from datetime import date

from briefgen.assemble.values import TimelineMark
from briefgen.render.drawing.strip_words import describe
from tests.tools.drawn import on, realistic


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


def test_no_words_for_nothing() -> None:
    """Without marks there is nothing to say."""
    assert describe([]) == ""
