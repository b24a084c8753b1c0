"""What stands in the margins of pages: it tells page numbers, so it is set once parts are linked, and painted over each page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import pydyf
from weasyprint import layout
from weasyprint.draw import draw_stacking_context
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from briefgen.export.pdf.linked.fragment import DEFLATE, glyphs_of, made_ready
from briefgen.export.pdf.linked.hooks import replaced
from briefgen.export.pdf.linked.values import Furniture
from briefgen.export.pdf.pages.layout import laid_out
from briefgen.export.pdf.setting import Setting
from briefgen.export.pdf.structure_tree import POINTS, renumber

TWO_PAGES = '<div style="break-after: page"></div><div></div>'
"""A first page and another."""
PLAIN = {"ExtGState"}


def furniture(page: str, setting: Setting, numbers: Sequence[int], total: int) -> Furniture:
    """The margins of pages with these numbers, of so many. page: a document whose body is to be filled in."""
    seen: list[tuple[Any, Any, Any]] = []

    def note(*found: Any) -> tuple[()]:
        seen.append(found)
        return ()

    with replaced(layout, "make_margin_boxes", note) as make_margin_boxes:
        with laid_out(page.replace("<main></main>", TWO_PAGES), made_ready(setting)) as laid:
            resources = pydyf.Dictionary({"ExtGState": pydyf.Dictionary()})
            painter = _Painter(make_margin_boxes, laid.document, resources)
            boxes = tuple(painter.painted(*seen[min(number, 2) - 1], number, total) for number in numbers)
        plain = set(resources) == PLAIN and set(resources["ExtGState"]) <= {"a1.0"}
        return Furniture(boxes, tuple(glyphs_of(font) for font in laid.document.fonts.values()), plain)


class _Painter:
    """Paints margins. make_margin_boxes: WeasyPrint's."""

    def __init__(self, make_margin_boxes: Any, document: Any, resources: Any) -> None:
        self._make, self._document, self._resources = make_margin_boxes, document, resources

    def painted(self, context: Any, page: Any, state: Any, number: int, total: int) -> tuple[bytes, ...]:
        """The boxes in the margins of a page like this one with that number."""
        quotes, counters, scopes, groups = deepcopy(state)
        counters = {**counters, "page": [number], "pages": [total]}
        context.current_page = min(number, 2)
        boxes = tuple(self._make(context, page, (quotes, counters, scopes, groups)))
        return tuple(self._box(context, page, box) for box in boxes)

    def _box(self, context: Any, page: Any, box: Any) -> bytes:
        layout_box_backgrounds(page, box, context.get_image_from_uri)
        document, width, height = self._document, page.margin_width(), page.margin_height()
        stream = Stream(document.fonts, (0, 0, width, height), self._resources, {}, {}, document.color_profiles, "srgb", compress=False)
        with stream.stacked():
            stream.transform(a=POINTS, d=-POINTS, f=height * POINTS)
            draw_stacking_context(stream, StackingContext.from_page(page.copy_with_children((box,))))
        renumber(stream, {}, {})
        return zlib.compress(b"\n".join(_bytes(stream)), DEFLATE)


def _bytes(stream: Any) -> Iterator[bytes]:
    for item in stream.stream:
        yield pydyf._to_bytes(item)
