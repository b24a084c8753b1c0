"""Which action of the source answers one of ours."""

from __future__ import annotations

from briefgen.evidence.holding.alignment import like_pairs, own_actions, pairs
from briefgen.evidence.holding.values import Cited, Held, SourceFacts, Told
from tests.evidence.sentences import DESK

PARAGRAPH = "Harland asked Ostmark to pay for the station. The court will rule on the route next month."


def held(text: str) -> Held:
    return Held(Told(text), [Cited(SourceFacts("x", paragraphs=(PARAGRAPH,)), 1)], DESK)


def test_like_verbs_and_shared_words_find_the_answer() -> None:
    """A verb of the same row and the words around it."""
    (pair,) = pairs(held("The court would decide on the route."))
    assert pair.theirs.shows().startswith("The court will rule")
    assert pair.alike
    assert pair.firm


def test_nothing_answers_what_the_source_does_not_tell() -> None:
    """Without a like verb or shared words there is no pair."""
    assert not pairs(held("Fishermen sold their boats."))


def test_frames_are_left_out() -> None:
    """That somebody said it, or that nobody is named, is not held as a deed."""
    heads = {head for action in own_actions(held("Sources, who are not named, said that the court ruled.")) for head in action.group.heads}
    assert heads == {"rule"}


def test_governing_actions_have_like_pairs() -> None:
    """“Asked” governs “to pay”, and is still compared for who asks."""
    assert {head for pair in like_pairs(held("Ostmark asked Harland to pay.")) for head in pair.ours.group.heads} >= {"ask", "pay"}
