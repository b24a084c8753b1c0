"""Which signs are of which script: what is set in an East Asian face, where words and lines may end; and spaces that hold words together.

Three questions are asked of East Asian text, and each has one answer here: which signs want an East Asian face and language
(`EAST_ASIAN`), which are written without blanks, so that each counts as a word (`NO_BLANKS`), and beside which a line may end (`LINE`).
All are the inside of a regular expression's square brackets. `script` gives the name that readers know a script by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

NBSP = "\u00a0"

# Signs by what they are

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00016fe2\U00016fe3\U00020000-\U0003ffff"
"""Ideographs of all extensions, compatible ones, radicals, numerals, and what repeats the ideograph before it."""
KANA = "\u3031-\u3035\u303c\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001afff\U0001b000-\U0001b16f"
"""Hiragana and Katakana, half-width too, with their marks of sound, length and repetition."""
BOPOMOFO = "\u3100-\u312f\u31a0-\u31bf"
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
PUNCTUATION = "\u2ff0-\u2fff\u3000-\u3004\u3008-\u3020\u302a-\u3030\u3036-\u3037\u303d-\u3040\u30a0\u30fb\ufe30-\ufe4f\uff61-\uff65"
ENCLOSED = "\u3190-\u319f\u31c0-\u31ef\u3200-\u33ff\u4dc0-\u4dff\U0001f200-\U0001f2ff"
"""Words and signs in circles, brackets or squares, as ㈱ and ㎡; strokes, reading marks, hexagrams."""
FULL_WIDTH = "\uff01-\uff60"
"""Latin letters, digits and punctuation on the square of an ideograph."""
FULL_WIDTH_UNITS = "\uffe0-\uffef"
"""Signs of currency and others on that square; an amount stays with them."""
WITHOUT_BLANKS_ELSEWHERE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese, Khmer."""

# The questions

JAPANESE_SIGNS = HAN + KANA + BOPOMOFO + PUNCTUATION + ENCLOSED + FULL_WIDTH + FULL_WIDTH_UNITS
"""What is taken for Japanese where nothing says of what language it is."""
EAST_ASIAN = JAPANESE_SIGNS + HANGUL
"""What is set in an East Asian face, in an element of such a language."""
NO_BLANKS = HAN + KANA + BOPOMOFO + ENCLOSED + FULL_WIDTH + WITHOUT_BLANKS_ELSEWHERE
"""Scripts written without blanks between words: each sign counts for itself. Korean sets blanks."""
LINE = HAN + KANA + BOPOMOFO + PUNCTUATION + ENCLOSED + FULL_WIDTH + HANGUL
"""Before and after these a line may end."""

JOINERS = "\u034f\u061c\u200c-\u200f\u2061-\u2064\ufe00-\ufe0f"
"""What says how the sign before it is to be set; it has no glyph."""
LINE_ENDS = "\u00ad\u200b\u2060"
"""Where a line may end, or may not."""
JAPANESE = re.compile(f"[{JAPANESE_SIGNS}](?:[{LINE_ENDS}]*[{JAPANESE_SIGNS}{JOINERS}])*")
EAST_ASIAN_LANGUAGES = ("ja", "zh", "ko")
_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")
_NO_BLANKS = re.compile(f"[{NO_BLANKS}]")
_KANA = re.compile(f"[{KANA}]")


def is_east_asian(text: str) -> bool:
    """Whether any sign of a text is to be set in an East Asian face."""
    return bool(_EAST_ASIAN.search(text))


def without_blanks(text: str) -> int:
    """How many signs of a text are of scripts that set no blanks between words."""
    return 0 if text.isascii() else len(_NO_BLANKS.findall(text))


def has_kana(text: str) -> bool:
    """Whether a text has signs that only Japanese has."""
    return bool(_KANA.search(text))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """A plain text in pieces, each with its language where that is Japanese, else ""."""
    end = 0
    for found in JAPANESE.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found.group(), "ja"
        end = found.end()
    if end < len(text):
        yield text[end:], ""


# Names

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
