"""Runs in the faces of a desk, in a Word document."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.export.docx.export import export
from briefgen.export.docx.gate import gate
from briefgen.export.docx.oxml import w
from briefgen.export.docx.styles import brought_faces
from briefgen.fonts.cut_faces import CutFace
from briefgen.fonts.desk_scripts import SCRIPTS
from tests.tools import docx_xml
from tests.tools.docx_xml import DOCUMENT, HEAD, parts, replaced
from tests.tools.scripts_desk import FACES

HANGUL = CutFace(
    SCRIPTS["Hangul"], "ko", "Test Hangul", (FACES / "Hangul-Regular.ttf").read_bytes(), (FACES / "Hangul-Bold.ttf").read_bytes()
)
BODY = '<body class="a4"><main><section class="part part-summary"><h1>One</h1>{}</section></main></body></html>'


def made(body: str) -> bytes:
    html = HEAD + BODY.format(body)
    return export(Page(html, ET.fromstring(html), faces=(HANGUL,)), Templates()).data


@pytest.mark.parametrize(
    ("script", "properties"),
    [
        ("Hangul", ["rFonts eastAsia=A hint=eastAsia", "lang eastAsia=ko-KR"]),
        ("Arabic", ["rFonts cs=A", "rtl", "lang bidi=ar-SA"]),
        ("Thai", ["rFonts cs=A", "cs", "lang bidi=th-TH"]),
        ("Georgian", ["rFonts ascii=A hAnsi=A", "lang val=ka-GE"]),
    ],
)
def test_word_is_told_what_kind_of_script_it_is(script: str, properties: list[str]) -> None:
    """By the face for its kind, by its language, and for complex scripts by a mark of their own."""
    face = CutFace(SCRIPTS[script], SCRIPTS[script].language, "A", b"")
    said = []
    for element in brought_faces.properties(face):
        attributes = sorted((name.rpartition("}")[2], value) for name, value in element.attrib.items())
        said.append(" ".join([element.tag.rpartition("}")[2], *(f"{name}={value}" for name, value in attributes)]))
    assert said == properties


def test_a_run_names_its_face() -> None:
    """What a run chooses itself is found; a hint alone chooses none."""
    run = w("r", w("rPr", *brought_faces.properties(HANGUL)))
    assert brought_faces.chosen(run) == "Test Hangul"
    assert brought_faces.chosen(w("r", w("rPr", w("rFonts", hint="eastAsia")))) == brought_faces.chosen(w("r")) == ""


def test_only_the_weights_in_use_are_embedded() -> None:
    """A name in plain type brings the regular face, one in bold type the bold one too, and none brings nothing."""
    name = '<span lang="ko">김</span>'
    bodies = ("<p>No</p>", f"<p>{name}</p>", f"<p>{name} <strong>{name}</strong></p>")
    embedded = [{part for part in parts(made(body)) if "Hangul" in part} for body in bodies]
    regular, bold = "word/fonts/Hangul-Regular.odttf", "word/fonts/Hangul-Bold.odttf"
    assert embedded == [set(), {regular}, {regular, bold}]


def test_a_face_that_the_file_does_not_carry_is_a_fault() -> None:
    """A run may name a face for its script, where the file carries it, and no other."""
    data = made('<p><span lang="ko">김</span></p>')
    assert gate.faults(data) == []
    elsewhere = gate.faults(replaced(data, DOCUMENT, 'eastAsia="Test Hangul"', 'eastAsia="Elsewhere"'))
    assert elsewhere == [f"{DOCUMENT}: 1 × w:rFonts set by hand, outside the styles"]
    bare = re.sub(r"<w:lang [^>]*/>", "", docx_xml.parts(data)[DOCUMENT].decode())
    assert any("rFonts" in fault for fault in gate.faults(docx_xml.packed({**parts(data), DOCUMENT: bare.encode()})))
