"""The script that a sign is written in, by the name that readers know it by."""

from __future__ import annotations

import unicodedata

_OTHERWISE = {"CJK": "Chinese", "KANGXI": "Chinese", "IDEOGRAPHIC": "Chinese", "CANADIAN": "Canadian syllabic", "NKO": "N’Ko"}
_TWO_WORDS = {"OLD", "NEW", "TAI", "LINEAR"}
_NO_SCRIPTS = {
    "BLACK-LETTER", "CIRCLED", "COMBINING", "COUNTING", "DINGBAT", "DOUBLE", "DOUBLE-STRUCK", "FEMININE", "MASCULINE", "MODIFIER",
    "MUSICAL", "NEGATIVE", "ROMAN", "SCRIPT", "SQUARE", "TAG", "TALLY", "TURNED", "VARIATION", "VERTICAL",
}  # fmt: skip
"""First words of names of letters, marks and digits that are of no script."""


def script(sign: str) -> str:
    """The name of the script of a letter, mark or digit as in running text, such as “Arabic”; "" for signs of no script.

    Styled letters (mathematical, of full width) belong to the script of the letters that they stand for.
    """
    plain = unicodedata.normalize("NFKC", sign)[:1] or sign
    if unicodedata.category(plain)[0] not in "LMN":
        return ""
    return named(plain)


def named(sign: str) -> str:
    """What the name of a sign begins with, as the name of a script; "" where that is none."""
    first, *others = unicodedata.name(sign, "").split() or [""]
    if first in _NO_SCRIPTS:
        return ""
    first = first.split("-")[0]
    whole = f"{first} {others[0]}" if first in _TWO_WORDS and others else first
    return _OTHERWISE.get(first) or " ".join(map(str.capitalize, whole.split()))
