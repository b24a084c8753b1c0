"""A drawing whose letters are outlines: Word sets the text of an SVG picture in whatever face it finds, and not in the embedded ones."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from briefgen.document.html_text import add_text
from briefgen.document.vocabulary import SVG
from briefgen.export.docx.drawing.shaping import placed
from briefgen.fonts.cut_faces import CutFace
from briefgen.fonts.outlines import EM, Letter, glyph, outlines
from briefgen.fonts.script_runs import Runs

INHERITED = ("font-size", "text-anchor")
SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
TEXT = f"{SVG}text"


def outlined(drawing: ET.Element, faces: Sequence[CutFace] = ()) -> bytes:
    """The drawing as a file, its texts as outlines. A text in parts, or with letters that our faces lack, stays a text.

    faces: those of the desk, whose runs are outlines too; where no HarfBuzz is at hand, those whose letters join stay text and name theirs.
    """
    ET.register_namespace("", SVG[1:-1])
    return bytes(ET.tostring(_copy(drawing, {}, _Brought(faces)), encoding="utf-8", xml_declaration=True))


class _Brought:
    """The faces of the desk, by language, and where a text has runs in them."""

    def __init__(self, faces: Sequence[CutFace]) -> None:
        self._files = tuple(face.regular for face in faces if face.script.kind != "complex")
        self.faces = {face.language: face for face in faces}
        self.runs = Runs(faces)

    def letters(self, text: str) -> list[Letter] | None:
        """The letters of a one-line text, in our faces or the desk's; None where one is in none of them or cannot be placed."""
        letters: list[Letter] = []
        for words, voice in self.runs.of(text):
            face = self.faces.get(voice.language) if voice else None
            found = _joined(face, words) if face and face.script.kind == "complex" else outlines(words, self._files)
            if found is None:
                return None
            letters += found
        return letters


def _joined(face: CutFace, words: str) -> list[Letter] | None:
    glyphs = placed(face.regular, words, face.script.right_to_left)
    return None if glyphs is None else [glyph(face.regular, item.glyph, item.advance, item.x, item.y) for item in glyphs]


def _copy(element: ET.Element, outside: dict[str, str], brought: _Brought) -> ET.Element:
    here = outside | {name: element.get(name, "") for name in INHERITED if element.get(name)}
    if element.tag == TEXT and (letters := _letters(element, here, brought)) is not None:
        return letters
    made = ET.Element(element.tag, element.attrib)
    made.text, made.tail = element.text, element.tail
    if element.tag == TEXT and not len(element):
        _name_families(made, brought)
    made.extend(_copy(child, here, brought) for child in element)
    return made


def _name_families(text: ET.Element, brought: _Brought) -> None:
    """Puts each run of a desk's face into a part of its own, which names it: programs try other faces for whole texts only."""
    words, text.text = text.text or "", ""
    for run, voice in brought.runs.of(words):
        face = brought.faces.get(voice.language) if voice else None
        if face:
            ET.SubElement(text, f"{SVG}tspan", {"font-family": face.family}).text = run
        else:
            add_text(text, run)


def _letters(text: ET.Element, here: dict[str, str], brought: _Brought) -> ET.Element | None:
    """A group with the outline of each letter."""
    found = brought.letters(text.text or "")
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
            place = _number((left + letter.x) * EM, 0) + (f" {_number(letter.y * EM, 0)}" if letter.y else "")
            ET.SubElement(group, f"{SVG}path", {"transform": f"translate({place})", "d": letter.path})
        left += letter.advance
    return group


def _number(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else str(round(value))
