"""The style sheet that names the faces of a desk for the runs of their scripts, the same for paper and screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefgen.fonts.cut_faces import CutFace

DRAWINGS = ("Source Sans 3", "Noto Sans JP")
"""Families that set the texts of drawings first."""


def face_styles(faces: Sequence[CutFace], address: Callable[[CutFace, int], str], serif: Sequence[str]) -> str:
    """Rules for the faces; "" for none. address: of a face's file by its weight; serif: families for signs that a face lacks.

    The rules give way to all others, so that a desk's own style sheet may set a script otherwise.
    """
    if not faces:
        return ""
    lines = [
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight}; src: url("{address(face, weight)}"); }}'
        for face in faces
        for weight in face.files
    ]
    lines += [f':where([lang="{face.language}"]) {{ font-family: {_listed((face.family, *serif))}; }}' for face in faces]
    lines.append(f":where(svg text) {{ font-family: {_listed((*DRAWINGS, *(face.family for face in faces)))}, sans-serif; }}")
    return "\n".join(lines) + "\n"


def _listed(families: Sequence[str]) -> str:
    return ", ".join(f'"{family}"' for family in families)
