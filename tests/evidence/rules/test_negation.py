"""Negation on one side only, contraries, and excerpts that cut a “not” off."""

from __future__ import annotations

import pytest

from tests.evidence.sentences import codes

REFUSAL = "Weller said Harland would not raise the tariffs."


def test_a_lost_negation_is_doubted() -> None:
    """What the source denies is not told as so, nor the other way round."""
    assert "negation-one-side" in codes("Weller said that Harland would raise the tariffs.", REFUSAL)
    assert "negation-one-side" in codes("Harland did not pay the fishermen.", "Harland paid the fishermen.")


@pytest.mark.parametrize(
    "text", ["Weller said that Harland refused to raise the tariffs.", "There would be no rise of the tariffs, Weller said."]
)
def test_a_negation_told_by_another_word_is_not_doubted(text: str) -> None:
    """A verb that means a refusal, and “no”, answer a “not”."""
    assert not codes(text, REFUSAL)


def test_contraries_are_doubted() -> None:
    """Accepted is the contrary of rejected."""
    paragraph = "The association rejected the offer of Harland."
    assert "contrary-verb" in codes("The association accepted the offer of Harland.", paragraph, "rejected the offer")
    assert not codes("The association turned down the offer of Harland.", paragraph, "rejected the offer")


@pytest.mark.parametrize("excerpt", ["raise the tariffs", "would"])
def test_an_excerpt_holds_the_negation_of_its_verb(excerpt: str) -> None:
    """The words “not” just before or after it belong to it."""
    assert "excerpt-cuts-negation" in codes("Weller said that Harland would not raise the tariffs.", REFUSAL, excerpt)
    assert not codes("Weller said that Harland would not raise the tariffs.", REFUSAL, "would not raise the tariffs")
