"""A text in words, and what changed between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.words import inline, slug, tokens, word_changes


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("don’t 10:30 John-Paul's so-", ["don’t", " ", "10:30", " ", "John-Paul's", " ", "so", "-"]),
        ("ลาวພມຄကခ", [*"ลาวພມຄကခ"]),
        ("កខ第九ア豈ＡＢ𠀀𠀁", [*"កខ第九ア豈ＡＢ𠀀𠀁"]),
        ("ｶﾞｱ ㄱㄴ", [*"ｶﾞｱ", " ", "ㄱㄴ"]),
        ("12,000 और 10:30", ["12,000", " ", "और", " ", "10:30"]),
        ("👩\u200d✈\ufe0f✈", ["👩\u200d✈\ufe0f", "✈"]),
    ],
)
def test_words_and_signs(text: str, parts: list[str]) -> None:
    """Words keep what joins their letters, scripts without blanks come sign by sign, and an emoji is one sign."""
    assert tokens(text) == parts


@given(st.text("ab 日本.,'\u0301\u200d\n", max_size=40))
def test_the_tokens_are_the_text(text: str) -> None:
    """Nothing is lost and nothing empty."""
    parts = tokens(text)
    assert "".join(parts) == text
    assert all(parts)


@given(st.text("ab 日本.,", max_size=40), st.text("ab 日本.,", max_size=40))
def test_words_in_and_out_make_both_texts(before: str, after: str) -> None:
    """What is the same with what was out is the old text, with what is in the new one."""
    words = word_changes(before, after)
    assert "".join(text for what, text in words if what != "in") == before
    assert "".join(text for what, text in words if what != "out") == after


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("who pays for the third ship", "who pays for the second ship", "who pays for the [-third-]{+second+} ship"),
        ("a red boat", "the blue ship", "[-a red boat-]{+the blue ship+}"),
        ("for 12,000 yen", "for 12,500 yen", "for [-12,000-]{+12,500+} yen"),
        ("日本人", "日本の人", "日本{+の+}人"),
    ],
)
def test_words_are_whole_and_blanks_alone_hold_nothing_apart(before: str, after: str, shown: str) -> None:
    """A number is one word, a sign of a script without blanks another, and words that changed in a row stand together."""
    assert inline(word_changes(before, after)) == shown


@pytest.mark.parametrize(
    ("words", "made"),
    [("It’s a bridge: talked of", "its-a-bridge-talked-of"), ("Łódź 2019", "odz-2019"), ("日本", ""), ("x" * 99, "x" * 60)],
)
def test_ids_are_made_of_words(words: str, made: str) -> None:
    """Letters and digits, at most sixty; nothing where there are none."""
    assert slug(words) == made
