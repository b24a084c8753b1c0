"""What is wrong with pages as they are laid out: words that no reader sees, and words that only the style sheet says.

Beside `tags` the only module that knows WeasyPrint's boxes.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefgen.export.pdf.roles import FIGURE
from briefgen.export.pdf.structure_tree import POINTS

SMALLEST = 5.0
"""Points. Nobody reads what is smaller; our smallest letters are the numbers of notes."""
EDGE = 0.5
"""CSS pixels by which a letter may stand out: widths are rounded."""
SHOWN = 40
"""Characters of a text that are told."""


def faults(pages: Iterable[Any], root: ET.Element) -> Iterator[str]:
    """What is wrong with the pages of a WeasyPrint document, in words. root: the element that was laid out."""
    seen = set()
    for number, page in enumerate(pages, 1):
        for box in _texts(page._page_box):
            seen.add(box.element)
            yield from (f"page {number}: “{_short(box.text)}” {fault}" for fault in _faults(box, page))
    yield from (f"“{_short(words)}” is on no page" for element, words in _said(root) if element not in seen)


def _said(root: ET.Element) -> Iterator[tuple[ET.Element, str]]:
    """Every element of the body that has words of its own, with the first of them."""
    for part in root.iterfind("body"):
        drawn = {inner for drawing in part.iter(FIGURE) for inner in drawing.iter()}
        for element in part.iter():
            words = next(filter(str.strip, (element.text or "", *(child.tail or "" for child in element))), "")
            if words and element not in drawn:
                yield element, words


def _short(text: str) -> str:
    return " ".join(text.split())[:SHOWN]


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _texts(child)


def _faults(box: Any, page: Any) -> Iterator[str]:
    beyond = max(-box.position_x, -box.position_y, box.position_x + box.width - page.width, box.position_y + box.height - page.height)
    if beyond > EDGE:
        yield "runs off the page"
    if box.style["font_size"] * POINTS < SMALLEST:
        yield "is too small to be read"
    tag = box.element_tag or ""
    if "::" in tag and not tag.endswith("::marker") and not box.text.isdigit():
        yield "is written by the style sheet and stands in no other format"
