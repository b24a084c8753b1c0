"""The style sheet that names the faces of a desk."""

from __future__ import annotations

from briefgen.export.face_styles import face_styles
from briefgen.fonts.cut_faces import CutFace
from briefgen.fonts.desk_scripts import SCRIPTS


def test_rules_name_each_face_for_its_language() -> None:
    """A face rule for each weight; the language's rule gives way to any other, and a drawing falls back on all faces."""
    faces = [CutFace(SCRIPTS["Thai"], "th", "A", b"r", b"b"), CutFace(SCRIPTS["Hebrew"], "yi", "B", b"r")]
    assert face_styles(faces, lambda face, weight: f"x:{face.family}{weight}", ["S"]).splitlines() == [
        '@font-face { font-family: "A"; font-weight: 400; src: url("x:A400"); }',
        '@font-face { font-family: "A"; font-weight: 700; src: url("x:A700"); }',
        '@font-face { font-family: "B"; font-weight: 400; src: url("x:B400"); }',
        ':where([lang="th"]) { font-family: "A", "S"; }',
        ':where([lang="yi"]) { font-family: "B", "S"; }',
        ':where(svg text) { font-family: "Source Sans 3", "Noto Sans JP", "A", "B", sans-serif; }',
    ]


def test_without_faces_there_is_no_rule() -> None:
    """A desk that brings none has the style sheets of before."""
    assert face_styles([], lambda face, weight: "", ["S"]) == ""
