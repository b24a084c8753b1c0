"""The faces of a desk in a Word document: how a run is set in one, and its entry in the table of fonts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from briefgen.export.docx.oxml import W, w
from briefgen.fonts.cut_faces import BOLD, REGULAR, CutFace
from briefgen.fonts.script_runs import Runs

ATTRIBUTES = {"east-asian": ("eastAsia",), "complex": ("cs",), "plain": ("ascii", "hAnsi")}
"""Kind of script → the attributes of w:rFonts that choose its face."""
CHARSETS = {"Hangul": "81", "Chinese": "86", "Arabic": "B2", "Hebrew": "B1", "Thai": "DE"}
"""Script → what Windows numbers its characters by, for programs that look for another face of the script; others: the default."""
EMBEDDED = {REGULAR: "embedRegular", BOLD: "embedBold"}


class Faces:
    """The faces that a document brings."""

    def __init__(self, faces: tuple[CutFace, ...] = ()) -> None:
        self.all = faces

    @cached_property
    def of(self) -> Mapping[str, CutFace]:
        """Language → the face that sets it."""
        return {face.language: face for face in self.all}

    @cached_property
    def runs(self) -> Runs:
        """Finds runs of their scripts, and of Japanese."""
        return Runs(self.all)


NO_FACES = Faces()


def properties(face: CutFace) -> list[Any]:
    """The properties of a run that is set in the face, in the order that the standard asks for."""
    kind = face.script.kind
    fonts = w("rFonts", **dict.fromkeys(ATTRIBUTES[kind], face.family))
    if kind == "east-asian":
        fonts.set(f"{W}hint", "eastAsia")
        return [fonts, w("lang", eastAsia=face.region)]
    if kind == "plain":
        return [fonts, w("lang", val=face.region)]
    return [fonts, w("rtl") if face.script.right_to_left else w("cs"), w("lang", bidi=face.region)]


def chosen(run: Any) -> str:
    """The family that a run itself names; "" where its styles choose."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else family_of(fonts)


def family_of(fonts: Any) -> str:
    """The family that a w:rFonts names; "" where it names none."""
    return next(filter(None, (fonts.get(W + name, "") for names in ATTRIBUTES.values() for name in names)), "")


def entry(face: CutFace) -> Any:
    """The face in the table of fonts, without the file."""
    return w(
        "font",
        w("charset", val=CHARSETS.get(face.script.name, "00")),
        w("family", val="auto"),
        w("pitch", val="variable"),
        name=face.family,
    )
