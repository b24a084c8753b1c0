"""Words and marks of a text."""

from __future__ import annotations

from briefgen.language.grammar.words import words_of


def test_contractions_and_possessives_are_taken_apart() -> None:
    """“won't” is “will not”, and Japan's is Japan."""
    assert [word.key for word in words_of("Japan's won't can't they'll didn't")] == [
        "japan",
        "will",
        "not",
        "can",
        "not",
        "they",
        "will",
        "did",
        "not",
    ]
    assert words_of("Japan's")[0].possessive


def test_abbreviations_are_whole_and_places_are_kept() -> None:
    """U.S. is one word; each word knows where it stands."""
    text = "The U.S. side re-visits Mr. Weller, twice."
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "The",
        "U.S.",
        "side",
        "re-visits",
        "Mr.",
        "Weller",
        ",",
        "twice",
        ".",
    ]
    assert words_of(text)[3].key == "revisits"
