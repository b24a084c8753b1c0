"""Makes briefgen/fonts/metrics.json from the TTF files beside it: `python -m tests.tools.font_tables` writes it anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent.parent / "briefgen" / "fonts"
FALLBACK = "NotoSansJP"


def tables(folder: Path) -> str:
    """The text of metrics.json for the TTF files of a folder: advances of the text faces, coverage of all."""
    fonts = {path.stem: read(path) for path in sorted(folder.glob("*.ttf"))}
    content = {
        "faces": {name: _face(font) for name, font in fonts.items() if not name.startswith(FALLBACK)},
        "coverage": {name: _ranges(font.getBestCmap()) for name, font in fonts.items()},
    }
    return json.dumps(content, separators=(",", ":")) + "\n"


def read(path: Path) -> TTFont:
    """A font whose file is not kept open."""
    return TTFont(BytesIO(path.read_bytes()), lazy=True)


def _face(font: TTFont) -> dict[str, object]:
    advances = font["hmtx"]
    return {
        "units": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": -font["hhea"].descent,
        "line_gap": font["hhea"].lineGap,
        "widths": {str(code): advances[glyph][0] for code, glyph in sorted(font.getBestCmap().items())},
    }


def _ranges(codes: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


if __name__ == "__main__":
    (FONTS / "metrics.json").write_text(tables(FONTS), encoding="utf-8")
