"""The faces that a desk brings for scripts that ours do not have: what a font file says of itself, and whether it can be used."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.fonts.cut_faces import BOLD, REGULAR, CutFace, cut
from briefgen.fonts.desk_scripts import Script
from briefgen.fonts.script_runs import spoken_in

OURS = ("Source Serif 4", "Source Sans 3", "Noto Sans JP", "Yu Gothic")
"""Families that documents name already."""
LONGEST_NAME = 31
"""Characters of a family's name that Windows takes."""
FAMILY, LICENCE, LICENCE_ADDRESS, TYPOGRAPHIC_FAMILY = 1, 13, 14, 16
NO_EMBEDDING, NO_CUTTING, ONLY_PICTURES = 0x2, 0x100, 0x200
"""Bits of what a font's maker allows (OS/2 fsType)."""
SHOWN = 5
"""Letters lacking that are told."""
TOLD = 200
"""Characters of a licence that are told."""


class Unfit(ValueError):
    """A font file that cannot be used; the message says why, after “cannot be used: ”. hint: what to do about it."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint


@dataclass(frozen=True)
class FontFile:
    """A font file that can be used. name: as editors know it; family and licence: as it says itself ("" where it does not)."""

    name: str
    data: bytes = field(repr=False)
    family: str
    licence: str
    letters: frozenset[int] = field(repr=False)
    weights: tuple[float, float] | None


@dataclass(frozen=True)
class DeskFace:
    """The face of a script. family: its name in documents. bold: None where there is none beside the regular face.

    shared: of Chinese, whether it takes the words whose characters Japanese has too.
    """

    script: Script
    language: str
    family: str
    regular: FontFile
    bold: FontFile | None = None
    licence: str = ""
    shared: bool = False

    @cached_property
    def files(self) -> tuple[FontFile, ...]:
        """Its files, each once."""
        return tuple(dict.fromkeys(file for file in (self.regular, self.bold) if file))

    def shows(self, sign: str) -> bool:
        """Whether a sign is of its script and in all its files."""
        return bool(_signs(self.script).fullmatch(sign)) and all(ord(sign) in file.letters for file in self.files)

    def cut(self, signs: frozenset[str]) -> CutFace:
        """The face with these signs alone."""
        bold = self.bold or (self.regular if self.regular.weights and self.regular.weights[1] >= BOLD else None)
        return CutFace(
            self.script,
            self.language,
            self.family,
            cut(self.regular.data, signs, self.family, REGULAR),
            cut(bold.data, signs, self.family, BOLD) if bold else None,
            self.shared,
        )


def cut_for(text: str, faces: Sequence[DeskFace]) -> tuple[CutFace, ...]:
    """The faces that a text needs, each with what it shows of them. Raises ContentError (font-unfit) for one that cannot be cut."""
    if not faces or text.isascii():
        return ()
    spoken = spoken_in(text, faces)
    return tuple(_cut(face, frozenset(spoken[face.language])) for face in faces if face.language in spoken)


def _cut(face: DeskFace, signs: frozenset[str]) -> CutFace:
    try:
        return face.cut(signs)
    except Exception:  # as where a file is looked at, which reads less of it
        files = ", ".join(file.name for file in face.files)
        message = f"{files} cannot be used: the letters of {face.script.name} that the pack shows cannot be taken out of it."
        place = Location("content/desk.yaml")
        raise ContentError([Diagnostic("font-unfit", message, place, "Get the file again, as a TrueType font (.ttf).")]) from None


def font_file(name: str, data: bytes, script: Script) -> FontFile:
    """A font file, looked at. Raises Unfit."""
    try:
        return _looked_at(name, data, script)
    except Unfit:
        raise
    except Exception:  # a file that is broken on purpose makes fontTools raise nearly anything
        raise Unfit("it is broken, or no font", "Get the file again, as a TrueType font (.ttf).") from None


def _looked_at(name: str, data: bytes, script: Script) -> FontFile:
    from fontTools.ttLib import TTFont

    _refuse_form(data)
    font = TTFont(io.BytesIO(data), lazy=True)
    if any(table.offset + table.length > len(data) for table in font.reader.tables.values()):
        raise Unfit("it is cut off", "Get the file again, as a TrueType font (.ttf).")
    if "glyf" not in font:
        raise Unfit(
            "its letters are drawn as PostScript curves, which Word does not take", "Take the TrueType file (.ttf) of the same face."
        )
    _refuse_rights(font["OS/2"].fsType)
    letters = frozenset(font.getBestCmap())
    _refuse_gaps(script, letters, font)
    said = font["name"]
    family = _clean(said.getDebugName(TYPOGRAPHIC_FAMILY) or said.getDebugName(FAMILY) or "")
    licence = " ".join((said.getDebugName(LICENCE) or said.getDebugName(LICENCE_ADDRESS) or "").split())[:TOLD]
    return FontFile(name, data, family, licence, letters, _weights(font))


def _refuse_form(data: bytes) -> None:
    if data[:4] == b"ttcf":
        raise Unfit("it is a collection of faces", "Take the file of the one face (.ttf).")
    if data[:4] in {b"wOFF", b"wOF2"}:
        raise Unfit("it is packed for the web", "Take the TrueType file (.ttf) of the same face.")
    if data[:4] not in {b"\x00\x01\x00\x00", b"true", b"OTTO"}:
        raise Unfit("it is no TrueType font", "Take a TrueType file (.ttf).")


def _refuse_rights(rights: int) -> None:
    if rights & NO_EMBEDDING and not rights & 0xC:
        raise Unfit("its maker does not allow that documents carry it", "Take a face with an open licence, such as one of the Noto faces.")
    if rights & (NO_CUTTING | ONLY_PICTURES):
        raise Unfit("its maker does not allow that documents carry a part of it", "Take a face with an open licence, such as a Noto face.")


def _refuse_gaps(script: Script, letters: frozenset[int], font: Any) -> None:
    lacking = [sign for sign in script.sample if ord(sign) not in letters]
    if lacking:
        some = "".join(lacking[:SHOWN])
        raise Unfit(f"it lacks letters of {script.name}: “{some}”", f"Take a face that is made for {script.name}.")
    if script.shaped and "GSUB" not in font and "GPOS" not in font:
        raise Unfit(f"it does not say how letters of {script.name} join", f"Take an OpenType face that is made for {script.name}.")


def _weights(font: Any) -> tuple[float, float] | None:
    axes = font["fvar"].axes if "fvar" in font else ()
    return next(((axis.minValue, axis.maxValue) for axis in axes if axis.axisTag == "wght"), None)


def _clean(family: str) -> str:
    """A family's name without what could mean something in a style sheet or an XML file, and no longer than Windows takes it."""
    return " ".join(re.sub(r"[^A-Za-z0-9 _.-]", " ", family).split())[:LONGEST_NAME].strip()


def family_of(file: FontFile, script: Script, taken: Iterable[str]) -> str:
    """The name of a face in documents: its own, or one after its script where another face has that name."""
    return next(name for name in _names(file, script) if name.lower() not in {*map(str.lower, OURS), *map(str.lower, taken)})


def _names(file: FontFile, script: Script) -> Iterator[str]:
    yield file.family or f"Desk {script.name}"
    yield f"Desk {script.name}"
    yield from (f"Desk {script.name} {number}" for number in range(2, 100))


@cache
def _signs(script: Script) -> re.Pattern[str]:
    return re.compile(f"[{script.signs}]")
