"""Figures: the drawing of the document as a crisp picture with its alternate text."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from typing import Any

from briefgen.document.vocabulary import SVG
from briefgen.export.docx.oxml import R, UnknownElement, other, w
from briefgen.fonts.faces import FONTS

DRAWING = f"{SVG}svg"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
EMU = 635
"""English Metric Units in a twentieth of a point."""
TALLEST = 11340
"""A picture is at most this high (200 mm, in twentieths of a point), so that heading and caption stay with it."""
DOTS = 300
"""Dots an inch."""


def picture(drawing: ET.Element, part: Any, number: int, text_width: int) -> Any:
    """The w:drawing that shows an SVG drawing across the text, or as high as a page allows."""
    import resvg_py

    title = " ".join("".join(drawing.findtext(f"{SVG}title", "")).split())
    if not title:
        raise UnknownElement(drawing, "has no title, which is its alternate text")
    width, height = _size(drawing)
    scale = min(text_width / width, TALLEST / height)
    # The first font that has a letter sets it, so bold faces stay away.
    fonts = [str(FONTS / name) for name in ("SourceSans3-Regular.ttf", "NotoSansJP-Regular.ttf")]
    zoom = width * scale / 20 / 72 * DOTS / width
    image = resvg_py.svg_to_bytes(
        svg_string=ET.tostring(drawing, encoding="unicode"), font_files=fonts, skip_system_fonts=True, zoom=zoom, background="#ffffff"
    )
    relationship, _ = part.get_or_add_image(io.BytesIO(bytes(image)))
    return _drawing(relationship, title, number, round(width * scale) * EMU, round(height * scale) * EMU)


def _size(drawing: ET.Element) -> tuple[float, float]:
    """Width and height in the drawing's own units."""
    box = [float(number) for number in re.findall(r"-?[\d.]+", drawing.get("viewBox", ""))]
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        raise UnknownElement(drawing, "has no viewBox")
    return box[2], box[3]


def _drawing(relationship: str, title: str, number: int, width: int, height: int) -> Any:
    name = f"Figure {number}"
    size = {"cx": str(width), "cy": str(height)}
    blip = other("a:blip")
    blip.set(f"{R}embed", relationship)
    shape = other(
        "pic:pic",
        other("pic:nvPicPr", other("pic:cNvPr", id="0", name=name), other("pic:cNvPicPr")),
        other("pic:blipFill", blip, other("a:stretch", other("a:fillRect"))),
        other(
            "pic:spPr",
            other("a:xfrm", other("a:off", x="0", y="0"), other("a:ext", **size)),
            other("a:prstGeom", other("a:avLst"), prst="rect"),
        ),
    )
    graphic = other("a:graphic", other("a:graphicData", shape, uri=PICTURE))
    properties = other("wp:docPr", id=str(number), name=name, descr=title)
    inline = other("wp:inline", other("wp:extent", **size), properties, graphic, distT="0", distB="0", distL="0", distR="0")
    return w("drawing", inline)
