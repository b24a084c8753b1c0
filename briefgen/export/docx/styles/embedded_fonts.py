"""Fonts that travel inside the document, cut down to what it needs and scrambled as the standard asks (ISO/IEC 29500-1, 17.8.1)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Set
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.export.docx.oxml import R, W, w
from briefgen.export.docx.styles.base_document import binary
from briefgen.export.docx.styles.used_faces import Face
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


def embed(table: Any, used: Mapping[Face, Set[str]]) -> None:
    """Embeds our fonts that the font table (a part) names: the faces that are used, with the characters that they are used for."""
    for font in table.element.iterchildren(f"{W}font"):
        for face, file in FILES.items():
            if face.font == font.get(f"{W}name") and face in used:
                data, key = scrambled(subset(FONTS / f"{file}.ttf", ALWAYS | used[face]))
                part = binary(f"/word/fonts/{file}.odttf", KIND, data, table.package)
                reference = w(element_name(face), fontKey=key)
                reference.set(f"{R}id", table.relate_to(part, RELATIONSHIP_TYPE.FONT))
                font.append(reference)


def element_name(face: Face) -> str:
    """The element by which a font of the font table embeds that face. They follow one another in the order of FILES."""
    return f"embed{'Bold' * face.bold}{'Italic' * face.italic}" if face.bold or face.italic else "embedRegular"


def scrambled(font: bytes) -> tuple[bytes, str]:
    """A font with its first bytes scrambled, and the key, which is made of the font itself."""
    key = uuid.UUID(bytes=hashlib.sha256(font).digest()[:16])
    mask = key.bytes[::-1] * (SCRAMBLED // 16)
    head = bytes(byte ^ other for byte, other in zip(font[:SCRAMBLED], mask, strict=True))
    return head + font[SCRAMBLED:], f"{{{str(key).upper()}}}"
