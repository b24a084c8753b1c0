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
    """path: its outline as an SVG path, y upwards, in units of which EM make an em; "" for a space. advance: in ems."""

    path: str
    advance: float


def outlines(text: str, brought: tuple[bytes, ...] = ()) -> list[Letter] | None:
    """The letters of a one-line text, without kerning. None where one is in no face, so that others must set the text.

    brought: the files of further faces, asked after ours.
    """
    found = [_outline(sign, brought) for sign in text]
    whole = [outline for outline in found if outline is not None]
    return whole if len(whole) == len(found) else None


@cache
def _outline(sign: str, brought: tuple[bytes, ...]) -> Letter | None:
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    for face in (*FACES, *brought):
        letters, names, advances, units = _face(face)
        name = names.get(ord(sign))
        if name is not None:
            pen = SVGPathPen(letters, lambda value: str(round(value)))
            letters[name].draw(TransformPen(pen, (EM / units, 0, 0, EM / units, 0, 0)))
            return Letter(pen.getCommands(), advances[name][0] / units)
    return None


@cache
def _face(face: str | bytes) -> tuple[Any, dict[int, str], Any, float]:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(face if isinstance(face, bytes) else (FONTS / f"{face}.ttf").read_bytes()), lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
