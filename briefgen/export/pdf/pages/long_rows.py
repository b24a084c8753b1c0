"""Rows of tables that are longer than a page: found on the pages as laid out, and then allowed to break where they stand.

No row is split that could be whole. One that cannot be whole is set by WeasyPrint on a page of its own, without the header row, the
caption and the heading that belong to it; as a row that may break it begins below them, and the header row repeats above its rest.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

HEADINGS = {"h1", "h2", "h3", "caption"}
PARTS = {"th", "td", "p", "br"}
LONG = 0.75
"""Of a page's height: what takes less and stands apart from its heads was moved there with a longer neighbour."""
MAY_BREAK = "break-inside: auto; break-after: auto"


class Block(NamedTuple):
    """A line or a row. kind: "head" (of headings, captions and header rows), "row" (one that the style sheet keeps whole) or "text".

    table: the one that it stands in. share: how much of a page's height it takes, for a row.
    """

    kind: str
    element: ET.Element
    table: ET.Element | None
    share: float = 0.0


def loosened(pages: Iterable[Any]) -> list[ET.Element]:
    """The rows that are too long for a page and were not known to be: from now on they may break. Lay out again where there are any."""
    blocks = [list(_blocks(page._page_box, page._page_box.height)) for page in pages]
    found = [row for row in dict.fromkeys(_too_long(blocks)) if row.get("style") != MAY_BREAK]  # asked once, whatever a desk's style says
    for row in found:
        row.set("style", MAY_BREAK)
    return found


def words(row: ET.Element) -> str:
    """The words of a row, with blanks between its cells and its lines."""
    return "".join(f"{' ' if part.tag in PARTS else ''}{part.text or ''}{part.tail or ''}" for part in row.iter()).strip()


def _too_long(pages: list[list[Block]]) -> Iterator[ET.Element]:
    """Rows that run on to another page, or that stand on a page without what heads them."""
    for above, below in pairwise(pages):
        begun = {block.element for block in above if block.kind == "row"}
        yield from (block.element for block in below if block.kind == "row" and block.element in begun)
        first = next((block for block in below if block.kind != "head"), None)
        if first and first.kind == "row" and first.share > LONG and (_lost_its_header(below[0]) or (above and above[-1].kind == "head")):
            yield first.element


def _lost_its_header(block: Block) -> bool:
    return block.kind == "row" and block.table is not None and block.table.find("thead") is not None


def _blocks(box: Any, height: float, kind: str = "text", table: ET.Element | None = None) -> Iterator[Block]:
    """The blocks of a box in the order of reading; a header row stands before the rows it is repeated above."""
    if isinstance(box, boxes.MarginBox):
        return
    if box.element_tag in HEADINGS or (isinstance(box, boxes.TableRowGroupBox) and box.is_header):
        kind = "head"
    if isinstance(box, boxes.TableBox):
        table = box.element
    if isinstance(box, boxes.TableRowBox) and box.element_tag == "tr":
        kept = str(box.style["break_inside"]).startswith("avoid")
        yield Block("row" if kept and kind == "text" else kind, box.element, table, box.height / height)
    elif isinstance(box, boxes.LineBox):
        yield Block(kind, box.element, table)
    else:
        for child in getattr(box, "children", ()):
            yield from _blocks(child, height, kind, table)
