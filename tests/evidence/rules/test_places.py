"""Places of a sentence and beside it."""

from __future__ import annotations

from tests.evidence.sentences import codes

PARAGRAPH = "The ministers met in Linde on Monday. A court at Karsten Bay is to rule in May."


def test_another_place_is_doubted() -> None:
    """In the sentence, and in the field beside it."""
    assert "place-not-borne" in codes("The ministers met in Karsten Bay.", PARAGRAPH, "ministers met in Linde")
    assert "place-not-borne" in codes("The ministers met.", PARAGRAPH, "ministers met in Linde", place="Port Oskary")


def test_the_place_and_its_other_names_are_not_doubted() -> None:
    """The desk's other name for a place counts."""
    assert not codes("The ministers met in Linde.", PARAGRAPH, "ministers met in Linde", place="Linde")
    assert not codes("A court at the Bay is to rule.", PARAGRAPH, "A court at Karsten Bay is to rule")
