"""Who is named in words."""

from __future__ import annotations

from briefgen.evidence.holding.who import actors, same_actor
from briefgen.language.grammar.words import words_of
from tests.evidence.sentences import DESK


def test_countries_are_known_by_any_of_their_words() -> None:
    """The people, the adjective and the seat of government stand for the country; a prefix and a hyphen do not."""
    for text in ("the Japanese side", "Tokyo", "Japan"):
        assert actors(words_of(text), DESK) == {"japan"}
    for text in ("the anti-Japanese mood", "the Japan-U.S. treaty"):
        assert not actors(words_of(text), DESK) & {"japan"}


def test_a_person_is_of_a_party() -> None:
    """Weller may stand for Harland, not for Sorn."""
    weller, harland, sorn = (words_of(name) for name in ("Jon Weller", "Harland", "Rika Sorn"))
    assert same_actor(weller, harland, DESK)
    assert not same_actor(weller, sorn, DESK)
