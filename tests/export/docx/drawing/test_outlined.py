"""Drawings whose letters are outlines, in a desk's faces too."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from briefgen.document.vocabulary import SVG
from briefgen.export.docx.drawing import shaping
from briefgen.export.docx.drawing.outlined import outlined
from briefgen.fonts.cut_faces import CutFace, cut
from briefgen.fonts.desk_scripts import SCRIPTS
from tests.tools.scripts_desk import FACES

FILES = {"Arabic": "ArabicVariable.ttf", "Hangul": "Hangul-Regular.ttf"}
BROUGHT = [
    CutFace(SCRIPTS[name], SCRIPTS[name].language, f"T {name}", cut((FACES / file).read_bytes(), frozenset("محمد김정"), f"T {name}", 400))
    for name, file in FILES.items()
]


def drawn(words: str, faces: list[CutFace] = BROUGHT) -> ET.Element:
    """The drawing of a text at the point 10, 20."""
    drawing = ET.fromstring(f'<svg xmlns="{SVG[1:-1]}"><text x="10" y="20" font-size="8">{words}</text></svg>')
    return ET.fromstring(outlined(drawing, faces))


@pytest.mark.parametrize(("words", "letters"), [("Kim", 3), ("김정", 2), ("a محمد", 5)])
def test_every_letter_is_an_outline(words: str, letters: int) -> None:
    """Of our faces, of a face whose letters stand side by side, and of one whose letters join."""
    made = drawn(words)
    assert list(made.iter(f"{SVG}text")) == []
    assert len(list(made.iter(f"{SVG}path"))) == letters


def test_without_a_face_the_words_stay_text() -> None:
    """Whoever shows the drawing sets them."""
    (text,) = drawn("김정", []).iter(f"{SVG}text")
    assert text.text == "김정"


def test_without_harfbuzz_joined_words_name_their_face(monkeypatch: pytest.MonkeyPatch) -> None:
    """They stay text, each run in a part of its own."""
    monkeypatch.setattr(shaping, "_library", lambda: None)
    (text,) = drawn("met محمد once").iter(f"{SVG}text")
    assert [(part.text, part.get("font-family"), part.tail) for part in text] == [("محمد", "T Arabic", " once")]
    assert text.text == "met "
