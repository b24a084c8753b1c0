"""Fonts that travel inside the document, cut down to what it needs and scrambled as the standard asks (ISO/IEC 29500-1, 17.8.1)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.desk.kept import Kept, key_of
from briefgen.export.docx import made_with
from briefgen.export.docx.oxml import R, W, w
from briefgen.export.docx.styles import brought_faces
from briefgen.export.docx.styles.base_document import binary
from briefgen.export.docx.styles.used_faces import Face
from briefgen.fonts.cut_faces import BOLD, REGULAR, CutFace
from briefgen.fonts.faces import FONTS
from briefgen.fonts.subset import subset

FILES = {
    Face("Source Serif 4", False, False): "SourceSerif4-Regular",
    Face("Source Serif 4", True, False): "SourceSerif4-Bold",
    Face("Source Serif 4", False, True): "SourceSerif4-Italic",
    Face("Source Serif 4", True, True): "SourceSerif4-BoldItalic",
    Face("Source Sans 3", False, False): "SourceSans3-Regular",
    Face("Source Sans 3", True, False): "SourceSans3-Bold",
    Face("Source Sans 3", False, True): "SourceSans3-Italic",
}
"""Face → file name in briefgen/fonts."""
ALWAYS = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("–—‘’“”•…€")
"""Latin-1 and the signs that a keyboard's corrections write: whoever edits the document finds them in its faces."""
KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
SCRAMBLED = 32
"""So many bytes at the beginning of a font are scrambled."""


def embed(table: Any, used: Mapping[Face, Set[str]], kept: Kept) -> None:
    """Embeds our fonts that the font table (a part) names: the faces that are used, with the characters that they are used for.

    kept: the faces as earlier exports cut them.
    """
    for font in table.element.iterchildren(f"{W}font"):
        for face, file in FILES.items():
            if face.font == font.get(f"{W}name") and face in used:
                data, key = scrambled(_cut(FONTS / f"{file}.ttf", ALWAYS | used[face], kept))
                part = binary(f"/word/fonts/{file}.odttf", KIND, data, table.package)
                reference = w(element_name(face), fontKey=key)
                reference.set(f"{R}id", table.relate_to(part, RELATIONSHIP_TYPE.FONT))
                font.append(reference)


def _cut(face: Path, signs: frozenset[str], kept: Kept) -> bytes:
    """A face with these characters, kept or made."""
    key = key_of("face", made_with.code(), face.read_bytes(), "".join(sorted(signs)))
    found: bytes | None = kept.get(key)
    if found is None:
        found = subset(face, signs)
        kept.put(key, found)
    return found


def embed_brought(table: Any, used: Mapping[Face, Set[str]], faces: Iterable[CutFace]) -> None:
    """Embeds the desk's faces that are used, as they were cut for the document; each is entered in the font table."""
    for face in faces:
        weights = [weight for weight in face.files if any(use.font == face.family and use.bold == (weight == BOLD) for use in used)]
        if not weights and not any(use.font == face.family for use in used):
            continue
        font = brought_faces.entry(face)
        table.element.append(font)
        for weight in weights or [REGULAR]:
            data, key = scrambled(face.files[weight])
            part = binary(f"/word/fonts/{_file_name(face, weight)}.odttf", KIND, data, table.package)
            reference = w(brought_faces.EMBEDDED[weight], fontKey=key)
            reference.set(f"{R}id", table.relate_to(part, RELATIONSHIP_TYPE.FONT))
            font.append(reference)


def _file_name(face: CutFace, weight: int) -> str:
    return f"{face.script.name}-{'Bold' if weight == BOLD else 'Regular'}"


def element_name(face: Face) -> str:
    """The element by which a font of the font table embeds that face. They follow one another in the order of FILES."""
    return f"embed{'Bold' * face.bold}{'Italic' * face.italic}" if face.bold or face.italic else "embedRegular"


def scrambled(font: bytes) -> tuple[bytes, str]:
    """A font with its first bytes scrambled, and the key, which is made of the font itself."""
    key = uuid.UUID(bytes=hashlib.sha256(font).digest()[:16])
    mask = key.bytes[::-1] * (SCRAMBLED // 16)
    head = bytes(byte ^ other for byte, other in zip(font[:SCRAMBLED], mask, strict=True))
    return head + font[SCRAMBLED:], f"{{{str(key).upper()}}}"
