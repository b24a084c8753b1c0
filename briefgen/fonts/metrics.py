"""How wide a text is and which characters the fonts of briefgen/fonts can show, from tables made of the font files."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Literal

from briefgen.language.scripts import HANGUL, LINE

TABLES = Path(__file__).parent / "metrics.json"
INVISIBLE = re.compile(r"[\t\n\r\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]")
"""Line ends, tabs, format controls, and the selectors between text and emoji style: they show nothing, so need no glyph."""
CLOSING = "、。，．・：；？！）］｝」』】〉》〕〗ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヶ々〻゛゜"
OPENING = "（［｛「『【〈《〔"
_HANGUL = re.compile(f"[{HANGUL}]")
PIECES = re.compile(rf"[{OPENING}]*[{LINE}][{CLOSING}]*|[^ \t\n{LINE}]+")


def width(text: str, face: str, size: float) -> float:
    """Advance of a one-line text in the unit of `size`, without kerning. `face` is a file name of a text face without .ttf.

    Signs that the face lacks are counted as the Japanese face sets them. Raises KeyError for an unknown face.
    """
    units, widths = _advances(face)
    try:
        return sum(map(widths.__getitem__, text)) * size / units
    except KeyError:
        return sum(widths[sign] if sign in widths else _fallback(sign) * units for sign in text) * size / units


def wrap(text: str, face: str, size: float, limit: float) -> list[str]:
    """Lines of at most `limit` (same unit as `size`), filled greedily.

    Breaks at spaces and between Japanese characters, though not before their closing or after their opening signs, and
    inside a word only where the word alone is too long.
    White space at a break is lost. A single sign wider than the limit stands alone.
    """
    lines: list[str] = []
    line, used, end = "", 0.0, 0
    for match in PIECES.finditer(text):
        piece = (" " if line and match.start() > end else "") + match[0]
        wide = width(piece, face, size)
        if line and used + wide > limit:
            lines.append(line)
            line, used, piece = "", 0.0, match[0]
            wide = width(piece, face, size)
        if wide > limit:
            *whole, piece = _split(piece, face, size, limit)
            lines.extend(whole)
            wide = width(piece, face, size)
        line, used, end = line + piece, used + wide, match.end()
    return [*lines, line] if line else lines


def missing(text: str) -> list[str]:
    """The characters of a text that no font of the folder can show, each once, in order of their first occurrence."""
    if text.isascii() and text.isprintable():
        return []
    covered = _coverage()
    lacking = (sign for i, sign in enumerate(text) if ord(sign) not in covered and not _shown(text[i - 1 : i], sign))
    return list(dict.fromkeys(lacking))


def _shown(before: str, sign: str) -> bool:
    """Whether a sign without a glyph of its own is shown all the same: by none, by its parts, or with the sign before it."""
    if INVISIBLE.match(sign) or unicodedata.category(sign) == "Zs":
        return True
    return _composed(sign, "NFD") or _composed(before + sign, "NFC")


def _composed(text: str, form: Literal["NFC", "NFD"]) -> bool:
    """Whether a text has another form, one that the fonts can show."""
    other = unicodedata.normalize(form, text)
    return len(other) != len(text) and all(ord(sign) in _coverage() for sign in other)


def _split(word: str, face: str, size: float, limit: float) -> list[str]:
    """A word cut into parts that fit, each as long as can be."""
    parts, used = [""], 0.0
    for sign in word:
        wide = width(sign, face, size)
        if parts[-1] and used + wide > limit:
            parts.append("")
            used = 0.0
        parts[-1] += sign
        used += wide
    return parts


def _fallback(sign: str) -> float:
    """Advance in ems of a sign that only the Japanese face has (it sets all but halfwidth forms on the full square)."""
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    return 0.5 if unicodedata.east_asian_width(sign) == "H" and sign <= "ﾟ" else 1.0


@cache
def _tables() -> Any:
    return json.loads(TABLES.read_text(encoding="utf-8"))


@cache
def _advances(face: str) -> tuple[int, dict[str, int]]:
    table = _tables()["faces"][face]
    return table["units"], {chr(int(code)): advance for code, advance in table["widths"].items()}


@cache
def _coverage() -> frozenset[int]:
    """The characters that the fonts show. Our Japanese face has some Hangul, too little for any Korean word, and those are left out."""
    ranges = (pair for pairs in _tables()["coverage"].values() for pair in pairs)
    codes = frozenset(code for first, last in ranges for code in range(first, last + 1))
    return frozenset(code for code in codes if not _HANGUL.match(chr(code)))
