"""Folding and finding: what counts as the same words, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.folding import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES, fold, nearest, occurrences, runs

ALIKE = [
    ("two  ferries\n a\u00a0day\u3000long", "two ferries a day long"),
    ("the island’s ‘word’", "the island's 'word'"),
    ("“yes” „nein‟ «non»", '"yes" "nein" "non"'),
    ("2001–2007 — all‑day −5", "2001-2007 - all-day -5"),
    ("ﬁnal oﬃce ﬂeet", "final office fleet"),
    ("ＡＢＣ１２３，", "ABC123,"),
    ("ﾊﾟﾛｶﾞ", "パロガ"),
    ("cafe\u0301", "café"),
    ("か\u3099", "が"),
]
APART = [
    ("Ferry", "ferry"),
    ("café", "cafe"),
    ("defence", "defense"),
    ("10²", "102"),
    ("½", "1/2"),
    ("Ⅳ", "IV"),
    ("æther", "aether"),
    ("end.", "end"),
    ("'word'", '"word"'),
    ("5′", "5'"),
    ("①", "1"),
    ("co\u00adop", "coop"),
    ("ラー", "ラ-"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_folded(one: str, other: str) -> None:
    """Each documented difference of form is no difference."""
    assert fold(one) == fold(other) == other


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_is_not_folded(one: str, other: str) -> None:
    """Every other difference stays one."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_texts_fold_alike(text: str) -> None:
    """Canonically equivalent texts match."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126)))
def test_visible_ascii_is_never_changed(text: str) -> None:
    """Letters, digits and signs of ASCII stay as they are, so no change of one goes unseen."""
    assert fold(text) == text


@given(st.text(alphabet="ab '\"-", max_size=20), st.randoms())
def test_typographic_signs_match_their_plain_forms(text: str, chance: object) -> None:
    """Whatever quotes, dashes and blanks a typesetter puts in, the text matches the plain one."""
    variants = {"'": SINGLE_QUOTES, '"': DOUBLE_QUOTES, "-": DASHES, " ": "\u00a0\u2003\u3000\t\n"}
    dressed = "".join(chance.choice(variants[sign]) if sign in variants else sign for sign in text)  # type: ignore[attr-defined]
    assert fold(dressed) == fold(text)


@given(st.lists(st.text(alphabet="abcdé", min_size=1, max_size=5), min_size=3, max_size=12), st.data())
def test_words_of_a_text_are_found_in_it(words: list[str], data: st.DataObject) -> None:
    """Any stretch of a text's words is found where it stands."""
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    text, excerpt = fold(" ".join(words)), fold(" ".join(words[first:last]))
    offset = len(fold(" ".join(words[:first]))) + (1 if first else 0)
    assert offset in occurrences(excerpt, text)


def test_only_whole_words_are_found() -> None:
    """Part of a word or of a number is no occurrence."""
    assert occurrences("art 20", "party 2010") == []
    assert occurrences("in 201", "in 2010") == []
    assert occurrences("in 2010", "(in 2010)") == [1]


def test_scripts_without_blanks_are_found_anywhere() -> None:
    """Japanese has no blanks at which words could end."""
    assert occurrences("二隻目の船", "両島は二隻目の船について合意した") == [3]


def test_prefix_and_suffix_choose_one_of_two() -> None:
    """With words before or after it, an excerpt that stands twice is found once."""
    text = "the old ship sailed and the new ship sailed late"
    assert len(occurrences("ship sailed", text)) == 2
    assert occurrences("ship sailed", text, prefix="the new") == [32]
    assert occurrences("ship sailed", text, suffix="and the") == [8]
    assert occurrences("ship sailed", text, prefix="the new", suffix="and") == []


def test_nearest_passage_shows_the_words_that_differ() -> None:
    """The diff names our word and the source's, and nothing around them."""
    text = "The ministers left open who pays for the second ship in the end"
    found = nearest("left open who pays for the third ship", [(3, text)], 3)
    assert found is not None
    assert (found.number, found.diff) == (3, "left open who pays for the [-third-]{+second+} ship")


def test_nearest_passage_prefers_the_paragraph_named() -> None:
    """Two passages equally alike: the one in the cited paragraph is shown."""
    found = nearest("one two three x", [(1, "one two three four"), (2, "one two three five")], 2)
    assert found is not None
    assert found.number == 2


def test_no_passage_is_shown_where_nothing_is_alike() -> None:
    """A passage that shares less than half of the words helps nobody."""
    assert nearest("one two three four", [(1, "one of those days")], 1) is None


def test_runs_ignore_case_and_punctuation() -> None:
    """Runs of words are compared without case, commas and curly apostrophes."""
    one = [run.words for run in runs("The island’s ferry, late.", 3)]
    assert one == [run.words for run in runs("the Island's ferry late", 3)]
    assert list(runs("too few words", 4)) == []
