"""A drawing whose letters are outlines: Word sets the text of an SVG picture in whatever face it finds, and not in the embedded ones."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from briefgen.document.vocabulary import SVG
from briefgen.fonts.outlines import EM, outlines

INHERITED = ("font-size", "text-anchor")
SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
TEXT = f"{SVG}text"


def outlined(drawing: ET.Element, brought: tuple[bytes, ...] = ()) -> bytes:
    """The drawing as a file, its texts as outlines. A text in parts, or with letters that our faces lack, stays a text.

    brought: the files of further faces, whose letters stand side by side and join with none.
    """
    ET.register_namespace("", SVG[1:-1])
    return bytes(ET.tostring(_copy(drawing, {}, brought), encoding="utf-8", xml_declaration=True))


def _copy(element: ET.Element, outside: dict[str, str], brought: tuple[bytes, ...]) -> ET.Element:
    here = outside | {name: element.get(name, "") for name in INHERITED if element.get(name)}
    if element.tag == TEXT and (letters := _letters(element, here, brought)) is not None:
        return letters
    made = ET.Element(element.tag, element.attrib)
    made.text, made.tail = element.text, element.tail
    made.extend(_copy(child, here, brought) for child in element)
    return made


def _letters(text: ET.Element, here: dict[str, str], brought: tuple[bytes, ...]) -> ET.Element | None:
    """A group with the outline of each letter."""
    found = outlines(text.text or "", brought)
    if found is None or len(text):
        return None
    size = float(here.get("font-size", "16"))
    wide = sum(letter.advance for letter in found)
    start = float(text.get("x", "0")) - SHIFT.get(here.get("text-anchor", "start"), 0.0) * wide * size
    kept = {name: value for name, value in text.attrib.items() if name in {"fill", "opacity"}}
    scale = _number(size / EM, 5)
    place = f"translate({_number(start)} {_number(float(text.get('y', '0')))}) scale({scale} -{scale})"
    group = ET.Element(f"{SVG}g", {**kept, "transform": f"{text.get('transform', '')} {place}".strip()})
    left = 0.0
    for letter in found:
        if letter.path:
            ET.SubElement(group, f"{SVG}path", {"transform": f"translate({_number(left * EM, 0)})", "d": letter.path})
        left += letter.advance
    return group


def _number(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else str(round(value))
