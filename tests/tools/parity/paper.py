"""The projection of a PDF, from its structure tree."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import pypdf

from tests.tools import pdf_tree
from tests.tools.parity.model import Block, Piece, Scribe, cell_place, merged
from tests.tools.pdf_tree import Node
from tests.tools.projections import squeeze

LISTS = {"Decimal": "number", "Disc": "bullet", "None": "plain"}
STRESS = {"Em": "em", "Strong": "strong"}


def read_pdf(data: bytes) -> list[Block]:
    """The blocks of the structure tree, their words squeezed; first the document's title, with its language for a place."""
    file = pypdf.PdfReader(io.BytesIO(data))
    reader = _Reader()
    reader.scribe.place = str(file.trailer["/Root"].get("/Lang", ""))
    reader.scribe.write("document", _squeezed([Piece(str(file.metadata.title if file.metadata else ""))]))
    reader.scribe.place = ""
    reader.children(pdf_tree.read(data), Piece(""))
    return reader.scribe.blocks


def places(data: bytes) -> dict[str, int]:
    """The page of each named destination, counted from 0."""
    file = pypdf.PdfReader(io.BytesIO(data))
    return {name: file.get_destination_page_number(place) or 0 for name, place in file.named_destinations.items()}


def _squeezed(line: list[Piece]) -> tuple[Piece, ...]:
    return merged(replace(piece, words=squeeze(piece.words)) for piece in line)


class _Reader:
    def __init__(self) -> None:
        self.scribe = Scribe(continued="paragraph")
        self._depth = self._tables = self._row = 0

    def children(self, node: Node, look: Piece) -> None:
        """Blocks one after the other, and what is inline between them as paragraphs."""
        line: list[Piece] = []
        for part in node.parts:
            if isinstance(part, Node) and part.kind in HANDLERS:
                self._end(line, node)
                self._block(part, look)
                line = []
            else:
                line += self._inline(part, look)
        self._end(line, node)

    def _end(self, line: list[Piece], node: Node) -> None:
        pieces = _squeezed(line)
        if pieces:
            self._begin(node)
            self.scribe.text(pieces)

    def _begin(self, node: Node) -> None:
        self.scribe.pages = tuple(sorted(node.all_pages()))

    def _block(self, node: Node, look: Piece) -> None:
        HANDLERS[node.kind](self, node, self._looking(node, look))

    def _looking(self, node: Node, look: Piece) -> Piece:
        return replace(look, lang=node.told.get("Lang", look.lang))

    def _line(self, node: Node, look: Piece) -> tuple[Piece, ...]:
        self._begin(node)
        return _squeezed([piece for part in node.parts for piece in self._inline(part, look)])

    def _inline(self, part: str | Node, look: Piece) -> Iterator[Piece]:
        if isinstance(part, str):
            yield replace(look, words=part)
        elif not part.is_generated():
            look = self._looking(part, look)
            if part.links:
                look = _linked(part, look)
            if part.kind in STRESS:
                look = replace(look, stress=look.stress | {STRESS[part.kind]})
            look = replace(look, expansion=part.told.get("E", look.expansion))
            for inner in part.parts:
                yield from self._inline(inner, look)

    def _heading(self, node: Node, look: Piece) -> None:
        self.scribe.write("heading", self._line(node, look), int(node.kind[1]))

    def _paragraph(self, node: Node, look: Piece) -> None:
        self.scribe.text(self._line(node, look))

    def _single(self, node: Node, look: Piece) -> None:
        self.scribe.write(node.kind.lower(), self._line(node, look))

    def _contents(self, node: Node, look: Piece, level: int = 1) -> None:
        for item in _nodes(node, "TOCI"):
            for reference in _nodes(item, "Reference"):
                self.scribe.write("entry", self._line(reference, look), level)
            for inner in _nodes(item, "TOC"):
                self._contents(inner, look, level + 1)

    def _list(self, node: Node, look: Piece) -> None:
        kind = LISTS[node.told["ListNumbering"].removeprefix("/")]
        self._depth += 1
        for item in _nodes(node, "LI"):
            label = "".join(part for found in _nodes(item, "Lbl") for part in found.parts if isinstance(part, str))
            number = int(label.strip().removesuffix(".")) if kind == "number" else 0
            self._begin(item)
            with self.scribe.item(kind, self._depth, number):
                for body in _nodes(item, "LBody"):
                    self.children(body, self._looking(item, look))
        self._depth -= 1

    def _table(self, node: Node, look: Piece) -> None:
        self._tables += 1
        self._row = 0
        self.children(node, look)

    def _cells(self, node: Node, look: Piece) -> None:
        self._row += 1
        for column, cell in enumerate(_nodes(node, "TH", "TD"), 1):
            role = {"/Column": "column head", "/Row": "row head"}.get(cell.told.get("Scope", ""), "cell")
            self._begin(cell)
            with self.scribe.cell(cell_place(self._tables, self._row, column, role)):
                self.children(cell, self._looking(cell, look))

    def _figure(self, node: Node, look: Piece) -> None:
        self._begin(node)
        self.scribe.write("figure", _squeezed([Piece(node.told.get("Alt", ""))]))


def _nodes(node: Node, *kinds: str) -> list[Node]:
    """The elements of these types right below another."""
    return [part for part in node.parts if isinstance(part, Node) and part.kind in kinds]


def _linked(node: Node, look: Piece) -> Piece:
    """The look of a link's words. One over several lines has as many annotations, which lead to the same place."""
    targets = {f"#{link['/Dest']}" if "/Dest" in link else str(link["/A"]["/URI"]) for link in node.links}
    target = " ".join(sorted(targets))
    mark = target.startswith("#note-")
    return replace(look, link=target, mark=mark, stress=frozenset() if mark else look.stress)


HANDLERS: dict[str, Callable[[_Reader, Node, Piece], None]] = {
    **dict.fromkeys(("Document", "Sect", "Div", "Aside", "THead", "TBody"), _Reader.children),
    **dict.fromkeys(("H1", "H2", "H3", "H4", "H5", "H6"), _Reader._heading),
    **dict.fromkeys(("Title", "Caption"), _Reader._single),
    "P": _Reader._paragraph,
    "L": _Reader._list,
    "TOC": _Reader._contents,
    "Table": _Reader._table,
    "TR": _Reader._cells,
    "Figure": _Reader._figure,
}
"""Type of a block → how it is read."""
