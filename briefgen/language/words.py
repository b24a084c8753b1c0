"""A text cut into words, blanks and signs, and what changed between two, word by word; language/grammar/words.py has English sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Generic, Literal, NamedTuple, TypeVar

from briefgen.language.scripts import NO_BLANKS

T = TypeVar("T")
Change = Literal["", "del", "ins"]
What = Literal["same", "out", "in"]
Words = tuple[tuple[What, str], ...]
"""A changed text in stretches: what stayed, what was taken out, what was put in."""
LETTER = rf"[^\W{NO_BLANKS}]"
TOKEN = re.compile(rf" +|{LETTER}+(?:[.,'’:-]{LETTER}+)*|.", re.DOTALL)
JOINER = "\u200d"
"""Joins the characters of one emoji."""
EMOJI_STYLE = "\ufe0f"
_WHAT: dict[Change, What] = {"": "same", "del": "out", "ins": "in"}


class Step(NamedTuple, Generic[T]):
    """A token of two texts that become one: whether it was taken out or put in, and what it was where it stayed."""

    change: Change
    token: T
    was: T | None = None


def tokens(text: str) -> list[str]:
    """The words, blanks and signs of a text; together they are the text. Words keep what joins their letters (don’t, 12,000, 10:30).

    In scripts without blanks each sign stands alone. Combining characters stay with what they belong to.
    """
    parts: list[str] = []
    for part in TOKEN.findall(text):
        joined = unicodedata.category(part[0])[0] == "M" or part[0] in JOINER + EMOJI_STYLE
        if parts and (joined or parts[-1].endswith(JOINER)):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def steps(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], blank: Callable[[T], bool]) -> list[Step[T]]:
    """How the old tokens become the new ones. Tokens with the same key are the same; blanks stay only beside what stayed."""
    keys = [[key(token) for token in side] for side in (old, new)]
    blanks = {name for token, name in zip((*old, *new), (*keys[0], *keys[1]), strict=True) if blank(token)}
    matcher = SequenceMatcher(blanks.__contains__, keys[0], keys[1], autojunk=False)
    found: list[Step[T]] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            found += [Step("", after, before) for before, after in zip(old[old_from:old_to], new[new_from:new_to], strict=True)]
        else:
            found += [Step("del", token) for token in old[old_from:old_to]] + [Step("ins", token) for token in new[new_from:new_to]]
    return found


def word_changes(before: str, after: str) -> Words:
    """A text word by word: what is the same, what was taken out, what was put in."""
    found = steps(tokens(before), tokens(after), str, str.isspace)
    return tuple((_WHAT[change], "".join(step.token for step in run)) for change, run in groupby(found, lambda step: step.change))


def inline(words: Words) -> str:
    """A changed text in one line: [-taken out-] and {+put in+}."""
    frames = {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}")}
    return "".join(f"{frames[what][0]}{text}{frames[what][1]}" for what, text in words)


def slug(words: str) -> str:
    """An id made of words: small letters and digits of ASCII with hyphens between them, at most sixty signs; "" where there are none."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", words)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
