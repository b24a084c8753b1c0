"""Drawings in Word have their own size, a unit a point, unless the page is too small for it."""

from __future__ import annotations

import pytest

from briefgen.export.docx.drawing.pictures import EMU, TALLEST
from tests.tools.docx_xml import DRAWING, made, part, parts, tree

TEXT = 9638
POINT = 20
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"


def shown(width: int, height: int) -> tuple[float, float, int]:
    """How wide and high a drawing of so many units is set, in twentieths of a point, and how many dots wide the picture beside it is."""
    data = made(part("a", f"<figure>{DRAWING.replace('0 0 480 96', f'0 0 {width} {height}')}</figure>"))
    extent = next(tree(data).iter(EXTENT))
    dots = int.from_bytes(parts(data)["word/media/image1.png"][16:20], "big")
    return int(extent.get("cx", "")) / EMU, int(extent.get("cy", "")) / EMU, dots


@pytest.mark.parametrize(
    ("units", "size"),
    [
        ((480, 96), (480 * POINT, 96 * POINT)),
        ((100, 20), (100 * POINT, 20 * POINT)),
        ((964, 200), (TEXT, TEXT * 200 / 964)),
        ((300, 1134), (300 * POINT / 2, TALLEST)),
        ((2000, 4000), (TALLEST / 2, TALLEST)),
    ],
)
def test_a_drawing_is_as_large_as_it_is_drawn_or_as_the_page_allows(units: tuple[int, int], size: tuple[float, float]) -> None:
    """A small one is not blown up, a large one keeps its form; the picture beside it has 144 dots an inch."""
    width, height, dots = shown(*units)
    assert (width, height) == pytest.approx(size, abs=1)
    assert dots == pytest.approx(width / 1440 * 144, abs=2)
