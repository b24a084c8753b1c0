"""Groups of verbs: what is a verb, how near to fact it is told, and whether it is negated."""

from __future__ import annotations

import pytest

from briefgen.language.grammar.verb_groups import VerbGroup, verb_groups
from briefgen.language.grammar.words import words_of
from briefgen.language.lexicon.lexicon import load


def groups(text: str) -> list[VerbGroup]:
    return verb_groups(words_of(text), load())


@pytest.mark.parametrize(
    ("text", "head", "mark", "negated"),
    [
        ("Ostmark will not pay.", "pay", "will", True),
        ("Ostmark is to pay.", "pay", "is to", False),
        ("Ostmark is about to pay.", "pay", "about to", False),
        ("Ostmark will probably pay.", "pay", "probably", False),
        ("Ostmark turned down the offer.", "reject", "", False),
        ("Ostmark took no decision.", "decide", "", True),
        ("Ostmark was to have paid.", "pay", "was to have", False),
        ("Ostmark has been paid.", "pay", "", False),
        ("Ostmark would like a loan.", "want", "", False),
    ],
)
def test_a_group_is_read_as_a_whole(text: str, head: str, mark: str, negated: bool) -> None:
    """Modals, auxiliaries, adverbs, particles and denials belong to their verb."""
    (group,) = groups(text)
    assert (group.heads, group.mark, group.negated) == ({head}, mark, negated)


@pytest.mark.parametrize(
    "text",
    ["The plans of the company.", "U.S. forces in Japan.", "A planned revision.", "The meeting in May.", "war plans, a touchy subject"],
)
def test_nouns_and_adjectives_are_no_verbs(text: str) -> None:
    """Articles, prepositions and what follows tell them apart."""
    assert not groups(text)


def test_the_tense_is_known() -> None:
    """“reports” is of the present, “reported” is not."""
    assert [group.present for group in groups("The Board reports to them. The Board reported to them.")] == [True, False]
