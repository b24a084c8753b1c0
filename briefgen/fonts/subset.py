"""A face with only the letters that a document needs."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

FEATURES = ("ccmp", "curs", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk", "rlig")
"""What a word processor sets without being asked: composition, joining, kerning, marks. None of them has a name of its own."""
NAMES = range(18)
"""The names that a face keeps, beside those of its styles."""


@lru_cache(maxsize=64)
def subset(face: Path, signs: frozenset[str]) -> bytes:
    """The face in a file with only these characters, the same bytes for the same characters; its names stay as they are."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, notdef_outline=True, layout_features=list(FEATURES), name_IDs=list(NAMES), glyph_names=False)
    font = TTFont(io.BytesIO(face.read_bytes()), recalcTimestamp=False, lazy=True)
    names = font["name"]
    del font["name"]  # fontTools would look through all that is left, kerning above all, for names in use: 40 % of the time
    cutter = Subsetter(options)
    cutter.populate(unicodes=[ord(sign) for sign in signs])
    cutter.subset(font)
    used = {*NAMES, *_names_of_styles(font)}
    names.names = [name for name in names.names if name.nameID in used and name.isUnicode() and name.langID in options.name_languages]
    font["name"] = names
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()


def _names_of_styles(font: Any) -> set[int]:
    """The ids of the names by which a face's styles are chosen."""
    from fontTools.ttLib.tables._n_a_m_e import NameRecordVisitor

    visitor = NameRecordVisitor()
    if "STAT" in font:
        visitor.visit(font["STAT"].table)
    if "BASE" in font:
        font["BASE"].ensureDecompiled(recurse=True)  # is written anew, like every other table
    return set(visitor.seen)
