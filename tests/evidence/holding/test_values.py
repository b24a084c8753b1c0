"""What the rules are given."""

from __future__ import annotations

from briefgen.evidence.holding.values import Cited, Held, SourceFacts, Told
from tests.evidence.sentences import DESK

SOURCE = SourceFacts("x", paragraphs=("First things first. The “second” sentence — is here. The third.",))


def test_the_excerpt_is_found_folded() -> None:
    """Quotation marks and dashes of either kind are the same."""
    one = Cited(SOURCE, 1, '"second" sentence - is')
    assert one.text[slice(*one.span)] == '"second" sentence - is'
    assert Cited(SOURCE, 1, "not there").span == (0, 0)


def test_near_are_the_sentences_of_the_excerpts() -> None:
    """All of a paragraph without an excerpt, else those that it touches."""
    assert [s.shows() for s in Held(Told("x"), [Cited(SOURCE, 1, "The third")], DESK).near] == ["The third."]
    assert len(Held(Told("x"), [Cited(SOURCE, 1)], DESK).near) == 3
