"""Words of quantity, numbers and bounds."""

from __future__ import annotations

import pytest

from tests.evidence.sentences import codes

PARAGRAPH = "Some residents objected. At least six of the nine boats were fined, and the motion was carried by five votes to two."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Most residents objected.", "quantity-differs"),
        ("Few residents objected.", "quantity-differs"),
        ("At most six of the nine boats were fined.", "bound-turned-round"),
        ("The motion was carried by two votes to five.", "number-of-another-thing"),
        ("Seven boats were fined.", "number-not-in-source"),
        ("Half of the boats were fined.", "number-not-in-source"),
    ],
)
def test_another_quantity_is_doubted(text: str, code: str) -> None:
    """Each kind of quantity has its doubt."""
    assert code in codes(text, PARAGRAPH)


@pytest.mark.parametrize(
    "text", ["A number of residents objected.", "Six boats or more were fined.", "By five votes to two the motion was carried."]
)
def test_the_same_quantity_in_other_words_is_not_doubted(text: str) -> None:
    """Phrases stand for words, and the order of words does not matter."""
    assert not codes(text, PARAGRAPH)


def test_the_place_in_an_order_is_held() -> None:
    """First is not second."""
    assert "number-of-another-thing" in codes("It was the second meeting of ministers.", "It was the first meeting of the ministers.")


def test_two_may_be_said_where_two_are_named() -> None:
    """“The two countries” needs no printed number beside two names."""
    assert not codes("The two countries met.", "Harland and Ostmark met in May.")
