"""Sentences, and what governs the verbs in them."""

from __future__ import annotations

import pytest

from briefgen.language.grammar.clauses import MOST_WORDS, Action, sentences
from briefgen.language.lexicon.lexicon import load


def last_action(text: str) -> Action:
    return sentences(text, load())[-1].actions[-1]


def test_sentences_end_where_they_end() -> None:
    """Abbreviations do not end one, unless a word follows that opens another."""
    text = "The U.S. side met Mr. Weller. It was in the U.S. The talks; they went on."
    assert [s.shows() for s in sentences(text, load())] == [
        "The U.S. side met Mr. Weller.",
        "It was in the U.S.",
        "The talks;",
        "they went on.",
    ]


def test_no_sentence_is_longer_than_can_be_read_at_once() -> None:
    """A text without a full stop is read in pieces."""
    found = sentences("harbour dues " * 2000, load())
    assert max(len(sentence.words) for sentence in found) == MOST_WORDS
    assert sum(len(sentence.words) for sentence in found) == 4000


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ("Harland laid a cable.", "Harland will lay a cable."),
        ("Harland will lay a cable.", "Harland plans to lay a cable."),
        ("Harland plans to lay a cable.", "Harland hopes to lay a cable."),
        ("Harland hopes to lay a cable.", "Harland is considering laying a cable."),
        ("Harland plans to lay a cable.", "Harland may plan to lay a cable."),
        ("Harland agreed to lay a cable.", "Harland voiced the hope to lay a cable."),
        ("Harland will lay a cable.", "Weller expects that Harland will lay a cable."),
    ],
)
def test_what_governs_a_verb_keeps_it_from_being_fact(nearer: str, farther: str) -> None:
    """Modals, verbs and nouns of wishing, and that-clauses."""
    assert last_action(nearer).at > last_action(farther).at


def test_reported_speech_keeps_its_strength() -> None:
    """“said it would” is as strong as “will”."""
    assert last_action("Weller said Harland would lay a cable.").at == last_action("Harland will lay a cable.").at


@pytest.mark.parametrize(
    ("text", "negated"), [("They refused to pay.", True), ("They did not refuse to pay.", False), ("They shied away from paying.", True)]
)
def test_verbs_of_refusal_turn_what_they_govern(text: str, negated: bool) -> None:
    """Two denials are none."""
    assert last_action(text).negated is negated


def test_an_apposition_is_no_subject() -> None:
    """Who speaks stands before the commas."""
    (action, *_) = sentences("Rika Sorn, the finance minister, said the cable was late.", load())[0].actions
    assert [word.text for word in action.subject] == ["Rika", "Sorn"]
