"""The faces that a document brings along: cut down to its letters, made upright and static, and named as the document names them."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefgen.fonts.desk_scripts import Script, word_language

SPACES = frozenset(" \u00a0-0123456789")
"""What stands between the words of a name, and numerals: set in its face too."""
REGULAR, BOLD = 400, 700
NAMED = (1, 4)
"""Entries of a face's table of names that hold its family's name."""
KEPT_NAMES = (0, 5, 7, 13, 14)
"""Copyright, version, trademark, licence and where that stands."""
RIBBI = {REGULAR: "Regular", BOLD: "Bold"}


@dataclass(frozen=True)
class CutFace:
    """The face of a script in a document. family: its name in style sheets and in Word; bold: None where the script has no bold face.

    language: of the runs that it sets. shared: as of the desk's face.
    """

    script: Script
    language: str
    family: str
    regular: bytes
    bold: bytes | None = None
    shared: bool = False

    @property
    def region(self) -> str:
        """The language as Word names it."""
        return word_language(self.script, self.language)

    @property
    def files(self) -> Mapping[int, bytes]:
        """Weight → the bytes of a TrueType file."""
        return {REGULAR: self.regular, **({BOLD: self.bold} if self.bold else {})}


@lru_cache(maxsize=64)
def cut(data: bytes, signs: frozenset[str], family: str, weight: int) -> bytes:
    """A static TrueType file of a face with only these characters and what shaping makes of them; the same bytes for the same arguments.

    weight: to which a variable face is set. Raises what fontTools raises for a broken face.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, notdef_outline=True, glyph_names=False, name_IDs=list(KEPT_NAMES), name_legacy=False)
    options.drop_tables += ["STAT", "meta", "DSIG", "MVAR", "vhea", "vmtx", "VORG"]
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
    if "fvar" in font:
        options.drop_tables.remove("MVAR")
    cutter = Subsetter(options)
    cutter.populate(unicodes=[ord(sign) for sign in _with_parts(signs) | SPACES])
    cutter.subset(font)
    if "fvar" in font:
        font = _static(font, weight)
    _name(font, family, weight)
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()


def _with_parts(signs: frozenset[str]) -> frozenset[str]:
    """The signs and what shaping takes them apart into, as Thai ำ; Korean syllables stay whole."""
    return signs | {part for sign in signs if not "가" <= sign <= "힣" for part in unicodedata.normalize("NFKD", sign)}


def _static(font: Any, weight: int) -> Any:
    """A variable face at a weight, all else as it is by default."""
    from fontTools.varLib import instancer

    place = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    limits = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in font["fvar"].axes}
    if "wght" in place:
        place["wght"] = min(max(weight, limits["wght"][0]), limits["wght"][1])
    return instancer.instantiateVariableFont(font, place, overlap=instancer.OverlapMode.KEEP_AND_SET_FLAGS)


def _name(font: Any, family: str, weight: int) -> None:
    """Names a face as the document does, so that a program finds the one that was embedded."""
    names = font["name"]
    style = RIBBI[weight]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES and record.platformID == 3]
    full = f"{family} {style}"
    said = {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "-")}
    for number, words in said.items():
        names.setName(words, number, 3, 1, 0x409)
    metrics, head = font["OS/2"], font["head"]
    metrics.usWeightClass = weight
    metrics.fsSelection = metrics.fsSelection & ~0b1100001 | (0b100000 if weight == BOLD else 0b1000000)
    head.macStyle = 1 if weight == BOLD else 0
