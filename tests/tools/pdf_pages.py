"""The pages as the press set them: lines and rows in reading order, with the elements that they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from briefgen.machine.pdf_engine import load_engine

HEADINGS = ("h1", "h2", "h3")
FIRST_WORD = re.compile(r" *(?:[^ ]*[”’] (?=\())?[^ ]*")
"""What no line may end within: by Unicode's rules a closing quote and an opening parenthesis stay together."""


@dataclass(frozen=True)
class Line:
    """One line of text outside tables, a whole row of a table, or a figure's drawing. Lengths are CSS pixels.

    kind: "heading", "head" (caption and header row of a table), "row", "drawing" or "text".
    path: the elements around it, outermost first.
    room: how much of its width a line leaves free. first: how wide its first word is. inside: the lines in the cells of a row.
    """

    kind: str
    words: str
    path: tuple[Any, ...]
    room: float = 0.0
    first: float = 0.0
    inside: tuple[Line, ...] = ()

    @property
    def block(self) -> Any:
        """The element that the line belongs to."""
        return self.path[-1]


Pages = list[list[Line]]
"""The lines of each page, without header and footer."""


def set_pages(make: Callable[[], object]) -> Pages:
    """The pages of the PDF that is made."""
    engine = load_engine()
    documents: list[Any] = []
    render = engine.HTML.render

    def keep(self: Any, **options: Any) -> Any:
        documents.append(render(self, **options))
        return documents[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine.HTML, "render", keep)
        make()
    return [list(lines_of(sheet._page_box, ())) for sheet in documents[-1].pages]


def lines_of(box: Any, path: tuple[Any, ...], width: float = 0.0) -> Iterator[Line]:
    """The lines of a box of WeasyPrint. path: the elements around it; width: that of the box around it."""
    kind = type(box).__name__
    if kind == "MarginBox" or (box.element_tag or "").endswith("::marker"):
        return
    if box.element is not None and (not path or path[-1] is not box.element):
        path = (*path, box.element)
    if kind == "LineBox":
        yield _line(box, path, width)
    elif kind == "TableRowBox":
        cells = box.children if box.element.tag == "tr" else ()  # an entry of the contents is set as a row too
        inside = tuple(line for cell in cells for line in lines_of(cell, path))
        yield Line("head" if any(element.tag == "thead" for element in path) else "row", _words(box), path, inside=inside)
    elif kind.endswith("ReplacedBox"):
        yield Line("drawing", "", path)
    else:
        for child in getattr(box, "children", ()):
            yield from lines_of(child, path, box.width)


def _line(box: Any, path: tuple[Any, ...], width: float) -> Line:
    tags = {element.tag for element in path}
    kind = "heading" if tags & set(HEADINGS) else "head" if "caption" in tags else "text"
    return Line(kind, _words(box), path, width - box.width, _first(box))


def _first(box: Any) -> float:
    """How wide the first word of a line is, though it may be set in several ways."""
    left, wide = len(FIRST_WORD.match(_words(box))[0]), 0.0
    for child in _texts(box):
        taken = min(left, len(child.text))
        wide += child.width * taken / max(len(child.text), 1)
        left -= taken
    return wide


def _words(box: Any) -> str:
    return "".join(child.text for child in _texts(box))


def _texts(box: Any) -> Iterator[Any]:
    return (child for child in box.descendants() if hasattr(child, "text"))
