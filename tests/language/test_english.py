"""Numbers with nouns, and lists."""

from __future__ import annotations

import pytest

from briefgen.language.english import count, counted, sentence, series


@pytest.mark.parametrize(
    ("number", "one", "many", "digits", "words"),
    [
        (1, "file", "", "1 file", "one file"),
        (0, "file", "", "0 files", "no files"),
        (2, "chronology entry", "", "2 chronology entries", "two chronology entries"),
        (11, "day", "", "11 days", "11 days"),
        (2, "part played", "parts played", "2 parts played", "two parts played"),
        (1200, "rests", "rest", "1200 rest", "1,200 rest"),
    ],
)
def test_a_number_with_its_noun(number: int, one: str, many: str, digits: str, words: str) -> None:
    """In digits and in words; a plural by rule unless another is given."""
    assert counted(number, one, many) == digits
    assert count(number, one, many) == words


@pytest.mark.parametrize(("items", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_a_list(items: list[str], said: str) -> None:
    """Commas, and “and” before the last."""
    assert series(items) == said
    assert sentence(said)[0] == "A"
