"""Numbers with nouns, lists and sentences in English."""

from __future__ import annotations

from collections.abc import Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def noun(number: int, one: str, many: str = "") -> str:
    """The noun as it stands after a number. many: where it is not made by rule (file, files; entry, entries)."""
    if number == 1:
        return one
    return many or (f"{one[:-1]}ies" if one[-1] == "y" and one[-2:-1] not in "aeiou" else f"{one}s")


def counted(number: int, one: str, many: str = "") -> str:
    """A number in digits with its noun."""
    return f"{number} {noun(number, one, many)}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun; numbers up to ten in words."""
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {noun(number, one, many)}"


def sentence(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def series(items: Sequence[str]) -> str:
    """Items as an English list: a; a and b; a, b and c."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
