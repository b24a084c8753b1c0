"""Forms of verbs, and stems."""

from __future__ import annotations

import pytest

from briefgen.language.grammar.inflection import stem, verb_forms


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("seek", {"seek", "seeks", "sought", "seeking"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
        ("authorise", {"authorise", "authorize", "authorised", "authorized"}),
        ("put", {"put", "puts", "putting"}),
    ],
)
def test_verbs_are_inflected(base: str, forms: set[str]) -> None:
    """Regular, doubled, irregular and of either spelling."""
    assert forms <= {form for form, _ in verb_forms(base)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defence", "defense"),
        ("agreement", "agree"),
        ("plans", "planned"),
        ("recommendation", "recommend"),
        ("revised", "revision"),
        ("fishermen", "fishermen"),
    ],
)
def test_words_of_one_root_have_one_stem(one: str, other: str) -> None:
    """Endings and spellings do not count where contents are compared."""
    assert stem(one) == stem(other) or stem(one)[:4] == stem(other)[:4]


def test_words_of_other_roots_have_other_stems() -> None:
    """Short words keep what tells them apart."""
    assert len({stem(word) for word in ("ship", "shop", "site", "state", "station")}) == 5
