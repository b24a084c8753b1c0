"""Glyphs put together from others."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont

from briefgen.fonts.composites import Composite, Part, with_composites
from tests.tools.scripts_desk import FACES

FACE = (FACES / "Hebrew-Regular.ttf").read_bytes()


def test_a_composite_stands_where_its_parts_do() -> None:
    """It has the number given, its width, and its left side where the outline begins, by which programs place it."""
    font = TTFont(io.BytesIO(FACE))
    count = len(font.getGlyphOrder())
    first, second = (font.getGlyphID(font.getBestCmap()[ord(sign)]) for sign in "אב")
    composite = Composite((Part(first, 0, 0), Part(second, 300, -50)), 900, "אב")
    made = TTFont(io.BytesIO(with_composites(FACE, {composite: count}, frozenset({first, count}))))
    name = made.getGlyphName(count)
    glyph = made["glyf"][name]
    glyph.recalcBounds(made["glyf"])
    assert [(made.getGlyphID(part.glyphName), part.x, part.y) for part in glyph.components] == [(first, 0, 0), (second, 300, -50)]
    assert made["hmtx"][name] == (900, glyph.xMin)


def test_what_is_not_used_is_empty() -> None:
    """Numbers stay as they are, so that a page can name glyphs by them; an unused outline goes."""
    font = TTFont(io.BytesIO(FACE))
    used, unused = (font.getGlyphID(font.getBestCmap()[ord(sign)]) for sign in "אש")
    made = TTFont(io.BytesIO(with_composites(FACE, {}, frozenset({used}))))
    outlines = [made["glyf"][made.getGlyphName(number)].numberOfContours for number in (used, min(unused, len(made.getGlyphOrder()) - 1))]
    assert outlines[0] > 0
    assert unused >= len(made.getGlyphOrder()) or outlines[1] == 0
    assert len(made.getGlyphOrder()) > used
