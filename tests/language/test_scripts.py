"""Which signs are of which script, asked of the signs that ranges are most easily without."""

from __future__ import annotations

import re
import unicodedata

import pytest

from briefgen.fonts import metrics
from briefgen.language import scripts
from briefgen.language.folding import occurrences
from briefgen.language.words import tokens
from briefgen.render.language_marks import told_apart

ATTENTION = {
    "half-width katakana": "ﾄｳｷｮｰ",
    "iteration marks": "々〻ゝゞヽヾ〱",
    "extension A": "㐂",
    "extension B": "𠮷𩸽",
    "extension G": "\U00030000",
    "compatibility ideographs": "\ufa11\U0002f81a",
    "full-width forms": "ＡＢ１２",
    "small katakana": "ㇰㇿ",
    "enclosed": "㈱㍻㊤",
    "radicals": "⺀⼀",
    "zero": "〇",
    "masu": "〼",
}


@pytest.mark.parametrize("text", ATTENTION.values(), ids=ATTENTION)
def test_every_question_is_answered_for_every_japanese_sign(text: str) -> None:
    """Each is set in the East Asian face as Japanese, counts as a word, and lines may end beside it."""
    assert all(scripts.is_east_asian(sign) for sign in text)
    assert list(scripts.runs(f"x {text} x")) == [("x ", ""), (text, "ja"), (" x", "")]
    assert scripts.without_blanks(text) == len(text)
    assert tokens(text) == list(text)
    assert told_apart(f"<html><head></head><body><p>{text}</p></body></html>").count('<span lang="ja">') == 1
    assert [piece for sign in text for piece in metrics.PIECES.findall(f"a{sign}b")][1::3] == list(text)


@pytest.mark.parametrize("sign", "、。「」（）・～￥")
def test_punctuation_is_set_with_the_words_round_it(sign: str) -> None:
    """It is East Asian and no word."""
    assert list(scripts.runs(f"日{sign}本")) == [(f"日{sign}本", "ja")]
    assert scripts.is_east_asian(sign)


@pytest.mark.parametrize("text", ["한국어", "ㄱㄴ"])
def test_korean_sets_blanks(text: str) -> None:
    """It wants an East Asian face, is not taken for Japanese, and its words are words."""
    assert scripts.is_east_asian(text)
    assert list(scripts.runs(text)) == [(text, "")]
    assert scripts.without_blanks(text) == 0
    assert tokens(f"{text} {text}") == [text, " ", text]


@pytest.mark.parametrize("text", ["ภาษา", "ລາວ", "မြန်", "ខ្មែរ"])
def test_scripts_without_blanks_elsewhere(text: str) -> None:
    """Thai, Lao, Burmese and Khmer set no blanks, and no East Asian face is asked for."""
    assert scripts.without_blanks(text) == len(text)
    assert not scripts.is_east_asian(text)


@pytest.mark.parametrize("text", ["plain", "été", "Ελλάδα", "Москва", "12 – 13 “a”", "𝒳", "😀", "עברית"])
def test_other_scripts_are_none_of_it(text: str) -> None:
    """Letters, digits and signs of other scripts are neither East Asian nor without blanks."""
    assert not scripts.is_east_asian(text)
    assert scripts.without_blanks(text) == 0
    assert not scripts.JAPANESE.search(text)


def test_an_amount_stays_with_its_currency() -> None:
    """A line does not end between a full-width sign of currency and the digits after it."""
    assert metrics.PIECES.findall("￥100") == ["￥100"]


def test_an_excerpt_ends_within_an_unbroken_row_of_signs() -> None:
    """Words of scripts without blanks are found inside longer rows; words of others are not."""
    assert occurrences("人々", "日本の人々〻は") == [3]
    assert occurrences("𠮷野", "𠮷野家") == [0]
    assert occurrences("한국", "한국어") == []


def test_every_ideograph_and_kana_that_unicode_names_is_among_them() -> None:
    """By the names of Python's own table, so that no block is left out."""
    named = re.compile(r"CJK (?:UNIFIED|COMPATIBILITY) IDEOGRAPH|HIRAGANA LETTER|(?:HALFWIDTH )?KATAKANA LETTER|.*ITERATION MARK")
    signs = [sign for code in range(0x2E80, 0x40000) if named.match(unicodedata.name(sign := chr(code), ""))]
    signs = [sign for sign in signs if not re.match("TANGUT|KHITAN|NUSHU", unicodedata.name(sign))]
    assert len(signs) > 90_000
    assert [sign for sign in signs if not (scripts.is_east_asian(sign) and scripts.without_blanks(sign))] == []
