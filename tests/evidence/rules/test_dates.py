"""Dates beside a sentence and in it."""

from __future__ import annotations

import pytest

from tests.evidence.sentences import codes

PARAGRAPH = (
    "Parliament approved the plan on Monday. The first tender was published last October. The cable is to be ready by the end of May."
)


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("Parliament approved the plan.", "2016-02-29", "2016-03-01"),
        ("The first tender was published.", "2015-10", "2015-11"),
        ("The first tender was published.", "2015-10", "2016-10"),
        ("The cable is to be ready.", "../2016-05-31", "../2016-06-30"),
    ],
)
def test_the_date_beside_a_sentence_follows_from_its_words(text: str, good: str, bad: str) -> None:
    """A weekday before publication, a month of the last year, a term: worked out, and a day or month off is doubted."""
    excerpt = (
        {"P": "approved the plan on Monday", "T": "ready by the end of May"}[text[0]] if "tender" not in text else "published last October"
    )
    assert "date-not-borne" not in codes(text, PARAGRAPH, excerpt, date=good)
    assert "date-not-borne" in codes(text, PARAGRAPH, excerpt, date=bad)


def test_a_derived_value_gives_the_date() -> None:
    """What the editor derived with a reason is checked elsewhere and holds here."""
    assert "date-not-borne" not in codes("On 1 March it was so.", "It was so on Monday.", date="2016-03-01", derived=("1 March 2016",))


def test_what_is_told_without_a_time_is_of_the_report() -> None:
    """The day of the report, not any other."""
    assert "date-not-borne" not in codes("Ostmark paid.", "Ostmark paid.", date="2016-03-03")
    assert "date-not-borne" in codes("Ostmark paid.", "Ostmark paid.", date="2016-01-03")


def test_a_date_in_the_sentence_belongs_to_its_clause() -> None:
    """Two dates of one paragraph are not exchanged."""
    paragraph = "Harland signed the accord in April 2015. Ostmark ratified it in June 2015."
    assert "date-of-another-thing" in codes("Harland signed the accord in June 2015.", paragraph)
    assert not codes("Harland signed the accord in April 2015.", paragraph)
