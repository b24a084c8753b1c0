"""Moves are borne by words."""

from __future__ import annotations

import pytest

from briefgen.evidence.holding.hold import hold
from briefgen.evidence.holding.values import Cited, Context, SourceFacts, Told
from briefgen.language.lexicon.lexicon import load
from tests.evidence.sentences import codes


@pytest.mark.parametrize(
    ("text", "move", "borne"),
    [
        ("Harland signed the accord.", "agreed", True),
        ("Harland did not sign the accord.", "agreed", False),
        ("Harland plans to sign the accord.", "agreed", False),
        ("Harland discussed the accord.", "agreed", False),
        ("Harland discussed the accord.", "discussed", True),
        ("Harland signed the accord.", "raised", False),
        ("The debate was put off until May.", "deferred", True),
        ("The debate was put off until May.", "closed", False),
    ],
)
def test_a_move_is_borne_by_its_words(text: str, move: str, borne: bool) -> None:
    """Only what is done and not denied bears an agreement; an agreement is no mere discussion."""
    assert ("move-not-borne" not in codes(text, text, moves=(move,))) is borne


def test_a_desk_extends_the_table() -> None:
    """A verb that the desk adds bears the move."""
    cited = [Cited(SourceFacts("telegraph", paragraphs=("Harland inked the accord.",)), 1)]
    told = Told("Harland inked the accord.", moves=("closed",))
    assert {doubt.code for doubt in hold(told, cited, Context())} == {"move-not-borne"}
    lexicon = load({"moves": {"closed": {"verbs": ["ink"]}}, "verbs": {"alone": [["ink"]]}})
    assert not hold(told, cited, Context(lexicon))
