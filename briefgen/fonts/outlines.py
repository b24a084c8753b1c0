"""The outlines of letters, for drawings that must look alike where our faces are not installed."""

from __future__ import annotations

import io
from functools import cache
from typing import Any, NamedTuple

from briefgen.fonts.faces import FONTS

FACES = ("SourceSans3-Regular", "NotoSansJP-Regular")
"""The faces of drawings: the first that has a letter sets it."""


EM = 1000
"""The units of an em in the outlines."""


class Letter(NamedTuple):
    """path: its outline as an SVG path, y upwards, in units of which EM make an em; "" for a space. advance: in ems; x and y: how far, in
    ems, it stands beside and above its place."""

    path: str
    advance: float
    x: float = 0.0
    y: float = 0.0


def outlines(text: str, brought: tuple[bytes, ...] = ()) -> list[Letter] | None:
    """The letters of a one-line text, without kerning. None where one is in no face, so that others must set the text.

    brought: the files of further faces, asked after ours.
    """
    found = [_outline(sign, brought) for sign in text]
    whole = [outline for outline in found if outline is not None]
    return whole if len(whole) == len(found) else None


@cache
def _outline(sign: str, brought: tuple[bytes, ...]) -> Letter | None:
    for face in (*FACES, *brought):
        _, names, advances, units = _face(face)
        name = names.get(ord(sign))
        if name is not None:
            return Letter(_path(face, name), advances[name][0] / units)
    return None


def glyph(face: bytes, number: int, advance: int, x: int, y: int) -> Letter:
    """A glyph of a face by its number, as it was placed; lengths in units of the face."""
    letters, _, _, units = _face(face)
    return Letter(_path(face, letters.font.getGlyphName(number)), advance / units, x / units, y / units)


@cache
def _path(face: str | bytes, name: str) -> str:
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    letters, _, _, units = _face(face)
    pen = SVGPathPen(letters, lambda value: str(round(value)))
    letters[name].draw(TransformPen(pen, (EM / units, 0, 0, EM / units, 0, 0)))
    return str(pen.getCommands())


@cache
def _face(face: str | bytes) -> tuple[Any, dict[int, str], Any, float]:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(face if isinstance(face, bytes) else (FONTS / f"{face}.ttf").read_bytes()), lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
