"""Words and marks of a text, with their places; contractions are taken apart, abbreviations are kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TITLES = "Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Adm|Sen|Rep|Gov|Prof|Art|Sec|para|No|vs|Co|Inc|Ltd|Corp|Jr|Sr|approx|ca"
_TOKEN = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}|\b[Rr]e-(?=[a-z])[^\W\d_]+|\b(?:{_TITLES})\.|\b[A-Z]\.(?=\s?[A-Z])|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:'[^\W\d_]+)*|\S"
)
_CONTRACTED = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not")}
_POSSESSIVE = ("' ", "'")
_SHORT = {"'ll": "will", "'ve": "have", "'re": "are"}


class Word(NamedTuple):
    """A word or mark. text: as it stands; key: lower case, without a possessive ending; start, end: its place; at: its number."""

    text: str
    key: str
    start: int
    end: int
    at: int
    possessive: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_REMEMBERED = 4096
"""Texts whose words are kept: names, places and paragraphs that many sentences are held against."""


@lru_cache(maxsize=_REMEMBERED)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and marks of a folded text, in order."""
    return tuple(Word(shown, key, start, end, at, possessive) for at, (shown, key, start, end, possessive) in enumerate(pieces(text)))


def pieces(text: str) -> Iterator[tuple[str, str, int, int, bool]]:
    """The words and marks of a folded text without their numbers: text, key, start, end, possessive."""
    for match in _TOKEN.finditer(text):
        shown, (start, end) = match.group(), match.span()
        low = shown.lower()
        if "'" not in low and low != "cannot" and low[:3] != "re-":
            yield shown, low, start, end, low[-1] == "s" and text[end : end + 2] in _POSSESSIVE
            continue
        for key in _parts(low):
            bare = key[:-2] if key.endswith("'s") else key
            yield shown, bare, start, end, bare != key or (key.endswith("s") and text[end : end + 2] in _POSSESSIVE)


def _parts(low: str) -> tuple[str, ...]:
    if low.startswith("re-"):
        return (low.replace("-", "", 1),)
    if low in _CONTRACTED:
        return _CONTRACTED[low]
    if low.endswith("n't"):
        return low[:-3], "not"
    for ending, whole in _SHORT.items():
        if low.endswith(ending):
            return low[: -len(ending)], whole
    return (low,)
