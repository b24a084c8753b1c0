"""A face with only the letters that a document needs."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

FEATURES = ("ccmp", "curs", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk", "rlig")
"""What a word processor sets without being asked: composition, joining, kerning, marks."""


@lru_cache(maxsize=64)
def subset(face: Path, signs: frozenset[str]) -> bytes:
    """The face in a file with only these characters, the same bytes for the same characters; its names stay as they are."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, notdef_outline=True, layout_features=list(FEATURES), name_IDs=list(range(18)), glyph_names=False)
    font = TTFont(io.BytesIO(face.read_bytes()), recalcTimestamp=False, lazy=True)
    cutter = Subsetter(options)
    cutter.populate(unicodes=[ord(sign) for sign in signs])
    cutter.subset(font)
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()
