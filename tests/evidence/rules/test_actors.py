"""Who does what to whom."""

from __future__ import annotations

import pytest

from tests.evidence.sentences import codes

ASKED = "Ostmark asked Harland to share the cost. Weller said the request was fair. Sorn told reporters that she would wait."


@pytest.mark.parametrize(
    "text",
    [
        "Harland asked Ostmark to share the cost.",
        "Ostmark was asked by Harland to share the cost.",
        "Harland requested that Ostmark share the cost.",
        "Sorn said that the request was fair.",
    ],
)
def test_actors_in_the_other_order_are_doubted(text: str) -> None:
    """Active, passive, a like verb, and the speaker."""
    assert "actors-swapped" in codes(text, ASKED)


@pytest.mark.parametrize(
    "text",
    [
        "Ostmark requested that Harland share the cost.",
        "Harland was asked by Ostmark to share the cost.",
        "Weller called the request fair.",
    ],
)
def test_actors_in_their_order_are_not_doubted(text: str) -> None:
    """The same in the passive and with a like verb."""
    assert "actors-swapped" not in codes(text, ASKED)


def test_who_is_met_meets_too() -> None:
    """Verbs that go both ways have no order."""
    assert not codes("Ostmark met Harland in May.", "Harland met Ostmark in May.")


def test_a_person_who_is_not_there_is_doubted() -> None:
    """One of several doers is another person."""
    assert "actors-swapped" in codes("Weller and Holm held talks.", "Weller and Sorn held talks.", "held talks")
    assert not codes("Sorn and Weller held talks.", "Weller and Sorn held talks.", "held talks")
