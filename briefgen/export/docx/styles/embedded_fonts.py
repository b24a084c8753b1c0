"""Fonts that travel inside the document, scrambled as the standard asks (ISO/IEC 29500-1, 17.8.1)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.export.docx.oxml import R, W, w
from briefgen.export.docx.styles.base_document import binary
from briefgen.fonts.faces import FONTS

FACES = {
    "Source Serif 4": {
        "embedRegular": "SourceSerif4-Regular",
        "embedBold": "SourceSerif4-Bold",
        "embedItalic": "SourceSerif4-Italic",
        "embedBoldItalic": "SourceSerif4-BoldItalic",
    },
    "Source Sans 3": {
        "embedRegular": "SourceSans3-Regular",
        "embedBold": "SourceSans3-Bold",
        "embedItalic": "SourceSans3-Italic",
    },
}
"""Font → how Word embeds its faces → file name in briefgen/fonts."""
KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
SCRAMBLED = 32
"""So many bytes at the beginning of a font are scrambled."""


def embed(table: Any, used: Collection[str]) -> None:
    """Embeds our fonts that the font table (a part) names and that are used."""
    for font in table.element.iterchildren(f"{W}font"):
        name = font.get(f"{W}name")
        for style, face in FACES.get(name, {}).items() if name in used else ():
            data, key = scrambled((FONTS / f"{face}.ttf").read_bytes())
            part = binary(f"/word/fonts/{face}.odttf", KIND, data, table.package)
            reference = w(style, fontKey=key)
            reference.set(f"{R}id", table.relate_to(part, RELATIONSHIP_TYPE.FONT))
            font.append(reference)


def scrambled(font: bytes) -> tuple[bytes, str]:
    """A font with its first bytes scrambled, and the key, which is made of the font itself."""
    key = uuid.UUID(bytes=hashlib.sha256(font).digest()[:16])
    mask = key.bytes[::-1] * (SCRAMBLED // 16)
    head = bytes(byte ^ other for byte, other in zip(font[:SCRAMBLED], mask, strict=True))
    return head + font[SCRAMBLED:], f"{{{str(key).upper()}}}"
