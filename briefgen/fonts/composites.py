"""Glyphs put together from those of a face, so that each stands for the letters that it shows and for no others."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import NamedTuple

UNNEEDED = ["GSUB", "GPOS", "GDEF", "BASE", "cmap", "name", "post", "OS/2", "kern"]
"""What a PDF does not ask of a font."""


class Part(NamedTuple):
    """A glyph by its number, and where it stands, in units of the face."""

    glyph: int
    x: int
    y: int


class Composite(NamedTuple):
    """Parts that stand for some signs, and how far they move on."""

    parts: tuple[Part, ...]
    width: int
    signs: str


def with_composites(face: bytes, composites: Mapping[Composite, int], used: frozenset[int]) -> bytes:
    """A TrueType face with these glyphs under the numbers given, which follow on its own, and of its own only those used."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(face), recalcTimestamp=False)
    order = [*font.getGlyphOrder()]
    glyphs = font["glyf"]
    for composite in composites:
        pen = TTGlyphPen(glyphs)
        for part in composite.parts:
            pen.addComponent(order[part.glyph], (1, 0, 0, 1, part.x, part.y))
        name = f"cluster{composites[composite]}"
        glyphs[name] = glyph = pen.glyph()
        glyph.recalcBounds(glyphs)
        font["hmtx"][name] = (composite.width, getattr(glyph, "xMin", 0))
    font.setGlyphOrder([*order, *(f"cluster{number}" for number in composites.values())])
    whole = io.BytesIO()
    font.save(whole)
    options = Options(retain_gids=True, notdef_outline=True, glyph_names=False, hinting=False, recalc_bounds=True)
    options.drop_tables += UNNEEDED
    font = TTFont(io.BytesIO(whole.getvalue()), recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(gids=used)
    cutter.subset(font)
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()
