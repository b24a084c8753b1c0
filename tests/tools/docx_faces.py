"""The faces embedded in a Word document, unscrambled as Word does it and read."""

from __future__ import annotations

import io
from dataclasses import dataclass

from fontTools.ttLib import TTFont

from tests.tools import docx_xml
from tests.tools.docx_xml import R, W

SCRAMBLED = 32


@dataclass(frozen=True)
class Embedded:
    """family: the name that the file itself bears. letters: the code points it shows. data: the file, in the clear."""

    family: str
    letters: frozenset[int]
    data: bytes


def embedded(data: bytes) -> dict[str, Embedded]:
    """“Source Sans 3 bold” → the face that the font table embeds as that."""
    parts = docx_xml.parts(data)
    targets = {item.get("Id"): item.get("Target", "") for item in docx_xml.tree(data, "word/_rels/fontTable.xml.rels")}
    found = {}
    for font in docx_xml.tree(data, "word/fontTable.xml").iter(f"{W}font"):
        for face in (child for child in font if child.tag.removeprefix(W).startswith("embed")):
            kind = face.tag.removeprefix(f"{W}embed").replace("BoldItalic", "bold italic").lower()
            found[f"{font.get(f'{W}name')} {kind}"] = _read(parts[f"word/{targets[face.get(f'{R}id')]}"], face.get(f"{W}fontKey", ""))
    return found


def _read(scrambled: bytes, key: str) -> Embedded:
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    clear = bytes(byte ^ other for byte, other in zip(scrambled, mask, strict=False)) + scrambled[SCRAMBLED:]
    font = TTFont(io.BytesIO(clear))
    return Embedded(font["name"].getBestFamilyName(), frozenset(font.getBestCmap()), clear)
