"""Conditions lost, added and cut off; causes turned round."""

from __future__ import annotations

from tests.evidence.sentences import codes

PARAGRAPH = "Ostmark will withdraw from the project unless Harland decides by May."


def test_a_lost_condition_is_doubted() -> None:
    """Without its “unless” it says more; in other words of condition it does not."""
    assert "condition-lost" in codes("Ostmark will withdraw from the project.", PARAGRAPH)
    assert not codes("If Harland does not decide by May, Ostmark will withdraw from the project.", PARAGRAPH)


def test_a_condition_bears_only_on_its_own_clause() -> None:
    """What stands before “but” is told without it."""
    paragraph = "Harland refused to pay, but would talk if Ostmark opened its books."
    assert not codes("Harland refused to pay.", paragraph)
    assert "condition-lost" in codes("Harland would talk.", paragraph)


def test_an_added_condition_is_doubted() -> None:
    """The source sets none."""
    assert "condition-added" in codes("Harland paid the fishermen if they agreed.", "Harland paid the fishermen.")


def test_an_excerpt_holds_its_condition() -> None:
    """An excerpt does not begin right after “unless”."""
    assert "excerpt-cuts-condition" in codes("Ostmark will withdraw unless Harland decides by May.", PARAGRAPH, "Harland decides by May")


def test_cause_and_effect_are_not_turned_round() -> None:
    """The reason stays the reason, whichever is named first."""
    paragraph = "The talks were put off because the harbour was on strike."
    assert "cause-swapped" in codes("The harbour was on strike because the talks were put off.", paragraph)
    assert not codes("Because the harbour was on strike, the talks were put off.", paragraph)
