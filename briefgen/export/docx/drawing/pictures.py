"""Figures: the drawing of the document as SVG, with a small picture for programs that show none, and with its alternate text."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.oxml.parser import oxml_parser

from briefgen.document.vocabulary import SVG
from briefgen.export.docx.drawing.outlined import outlined
from briefgen.export.docx.oxml import R, UnknownElement, other, w
from briefgen.fonts.cut_faces import CutFace
from briefgen.fonts.faces import FONTS

DRAWING = f"{SVG}svg"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
EMU = 635
"""English Metric Units in a twentieth of a point."""
POINT = 20
TALLEST = 11340
"""A picture is at most this high (200 mm, in twentieths of a point), so that heading and caption stay with it."""
DOTS = 144
"""Dots an inch of the picture in place of the drawing."""
COLOURS = 12
"""So many colours it has: black, blue and greys."""
SVG_KIND = "image/svg+xml"
SVG_PICTURE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""What Word knows the extension by that names the drawing beside the picture ([MS-ODRAWXML], 2.3.6.1)."""


class Drawn(NamedTuple):
    """A drawing as files, an SVG and the pixels in its place (PNG); its alternate text; its size in English Metric Units."""

    drawing: bytes
    pixels: bytes
    title: str
    width: int
    height: int


def drawn(drawing: ET.Element, text_width: int, faces: Sequence[CutFace] = ()) -> Drawn:
    """An SVG drawing, whose units are points, in its own size, or as wide as the text and as high as a page allow.

    faces: those of the desk.
    """
    title = " ".join("".join(drawing.findtext(f"{SVG}title", "")).split())
    if not title:
        raise UnknownElement(drawing, "has no title, which is its alternate text")
    width, height = _size(drawing)
    scale = min(POINT, text_width / width, TALLEST / height)
    data = outlined(drawing, faces)
    return Drawn(data, _pixels(data, scale / 20 / 72 * DOTS), title, round(width * scale) * EMU, round(height * scale) * EMU)


def _pixels(drawing: bytes, zoom: float) -> bytes:
    """A drawing as a PNG of few colours, so many times as wide in pixels as in its own units."""
    import resvg_py
    from PIL import Image

    # The first font that has a letter sets it, so bold faces stay away.
    fonts = [str(FONTS / name) for name in ("SourceSans3-Regular.ttf", "NotoSansJP-Regular.ttf")]
    image = resvg_py.svg_to_bytes(svg_string=drawing.decode(), font_files=fonts, skip_system_fonts=True, zoom=zoom, background="#ffffff")
    made = io.BytesIO()
    few = Image.open(io.BytesIO(bytes(image))).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(made, "PNG", optimize=True, dpi=(DOTS, DOTS))
    return made.getvalue()


def _size(drawing: ET.Element) -> tuple[float, float]:
    """Width and height in the drawing's own units."""
    box = [float(number) for number in re.findall(r"-?[\d.]+", drawing.get("viewBox", ""))]
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        raise UnknownElement(drawing, "has no viewBox")
    return box[2], box[3]


def _blip(pixels: str, drawn: str) -> Any:
    """The picture of a shape: a relationship to pixels, and in an extension one to the drawing, which newer programs show."""
    drawing = oxml_parser.makeelement(f"{{{SVG_PICTURE}}}svgBlip", nsmap={"asvg": SVG_PICTURE})
    drawing.set(f"{R}embed", drawn)
    blip = other("a:blip", other("a:extLst", other("a:ext", drawing, uri=SVG_EXTENSION)))
    blip.set(f"{R}embed", pixels)
    return blip


def picture(drawn: Drawn, number: str, pixels: str, drawing: str) -> Any:
    """The w:drawing that shows it. number: of the picture in its document. pixels, drawing: the relationships to its files."""
    name = f"Figure {number}"
    size = {"cx": str(drawn.width), "cy": str(drawn.height)}
    shape = other(
        "pic:pic",
        other("pic:nvPicPr", other("pic:cNvPr", id="0", name=name), other("pic:cNvPicPr")),
        other("pic:blipFill", _blip(pixels, drawing), other("a:stretch", other("a:fillRect"))),
        other(
            "pic:spPr",
            other("a:xfrm", other("a:off", x="0", y="0"), other("a:ext", **size)),
            other("a:prstGeom", other("a:avLst"), prst="rect"),
        ),
    )
    graphic = other("a:graphic", other("a:graphicData", shape, uri=PICTURE))
    properties = other("wp:docPr", id=number, name=name, descr=drawn.title)
    inline = other("wp:inline", other("wp:extent", **size), properties, graphic, distT="0", distB="0", distL="0", distR="0")
    return w("drawing", inline)
