"""How near to fact something is told, and how strong a word is."""

from __future__ import annotations

import pytest

from tests.evidence.sentences import codes

PLAN = "Harland plans to lay a cable to Ostmark. The work will probably begin in May."


@pytest.mark.parametrize(
    "text", ["Harland has laid a cable to Ostmark.", "Harland will lay a cable to Ostmark.", "The work will begin in May."]
)
def test_more_than_the_source_says_is_doubted(text: str) -> None:
    """A plan told as done or as certain, and a likelihood told as certain."""
    assert "strength-raised" in codes(text, PLAN)


@pytest.mark.parametrize(
    "text", ["Harland planned to lay a cable to Ostmark.", "Harland means to lay a cable.", "Work was likely to begin in May."]
)
def test_equal_strength_in_other_words_is_not_doubted(text: str) -> None:
    """Back-shifted tenses and like words are of one strength."""
    assert not codes(text, PLAN)


def test_a_wish_for_a_plan_is_doubted_as_less() -> None:
    """Hopes is less than plans."""
    assert codes("Harland hoped to lay a cable to Ostmark.", PLAN) == {"strength-lowered"}


def test_a_strong_word_must_be_borne() -> None:
    """Asked is not demanded; a paragraph that has the strong word bears it."""
    assert "word-too-strong" in codes("Ostmark demanded a share of the cost.", "Ostmark asked Harland for a share of the cost.")
    assert not codes("Ostmark demanded a share of the cost.", "Ostmark insisted on a share of the cost.")


def test_what_is_only_proposed_is_not_told_as_there() -> None:
    """The adjective that keeps a thing open is not lost."""
    assert "strength-raised" in codes("The station makes noise in the village.", "The proposed station in the village was discussed.")


def test_a_rule_told_in_the_present_tense_is_not_doubted() -> None:
    """“Shall report” is told as “reports”, and not as “may report”."""
    law = "The Board shall report to the Minister before 1 May of each year."
    assert not codes("The Board reports to the Minister before 1 May of each year.", law)
    assert "strength-lowered" in codes("The Board may report to the Minister before 1 May of each year.", law)
