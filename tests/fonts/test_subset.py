"""Faces cut down to some letters."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from briefgen.fonts.faces import FONTS
from briefgen.fonts.subset import FEATURES, NAMES, subset

LETTERS = frozenset(map(chr, range(32, 127)))


@pytest.mark.parametrize("signs", [LETTERS, LETTERS | set("äŁßčğ“”–…·½№αДж日本丸"), frozenset("日a")], ids=["ascii", "many", "two"])
@pytest.mark.parametrize("face", sorted(FONTS.glob("*.ttf")), ids=lambda face: face.stem)
def test_a_face_is_cut_as_font_tools_cuts_it(face: Path, signs: frozenset[str]) -> None:
    """That names in use are looked for only where there can be any changes no byte."""
    options = Options(hinting=False, notdef_outline=True, layout_features=list(FEATURES), name_IDs=list(NAMES), glyph_names=False)
    font = TTFont(io.BytesIO(face.read_bytes()), recalcTimestamp=False, lazy=True)
    cutter = Subsetter(options)
    cutter.populate(unicodes=[ord(sign) for sign in signs])
    cutter.subset(font)
    whole = io.BytesIO()
    font.save(whole)
    assert subset(face, signs) == whole.getvalue()
