"""The projection of the HTML tree."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from briefgen.document.vocabulary import SVG
from tests.tools.parity.model import BREAK, Block, Piece, Scribe, cell_place, merged

KINDS = {"sentence-note": "note", "caption-note": "note", "note-head": "note"}
"""Class of a paragraph → its kind, where that is not the class itself."""
PLAIN = Piece("")


def read_html(tree: ET.Element) -> list[Block]:
    """The blocks of the document; first its title, with its language for a place."""
    reader = _Reader(tree.get("lang", ""))
    reader.scribe.place = reader.language
    reader.scribe.write("document", [Piece(tree.findtext("head/title", ""))])
    reader.scribe.place = ""
    body = tree.find("body")
    assert body is not None
    reader.children(body, PLAIN)
    return reader.scribe.blocks


def folded(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces with their white space as a browser shows it: one blank, none at the ends of a line."""
    lines: list[Piece] = []
    after_space = True
    for piece in pieces:
        words = re.sub(r"[ \t\r\n\f]+", " ", piece.words)
        words = words.lstrip(" ") if after_space else words
        if words == BREAK:
            _trim(lines)
        after_space = words.endswith((" ", BREAK)) if words else after_space
        lines.append(replace(piece, words=words))
    _trim(lines)
    return merged(lines)


def _trim(line: list[Piece]) -> None:
    """Takes the blank at the end of the line away."""
    for place in reversed(range(len(line))):
        if line[place].words:
            line[place] = replace(line[place], words=line[place].words.rstrip(" "))
            return


class _Reader:
    def __init__(self, language: str) -> None:
        self.scribe = Scribe()
        self.language = language
        self._depth = self._tables = 0
        self._aside = False

    def children(self, element: ET.Element, look: Piece) -> None:
        """Blocks one after the other, and what is inline between them as paragraphs."""
        line = [self._said(element.text, look)]
        for child in element:
            if child.tag in HANDLERS:
                self._end(line)
                self.block(child, look)
                line = []
            else:
                line += self._inline(child, look)
            line.append(self._said(child.tail, look))
        self._end(line)

    def block(self, element: ET.Element, look: Piece) -> None:
        self._anchor(element)
        HANDLERS[element.tag](self, element, self._looking(element, look))

    def _end(self, line: list[Piece]) -> None:
        pieces = folded(line)
        if pieces:
            self.scribe.text(pieces, "comment" if self._aside else "paragraph")

    def _said(self, text: str | None, look: Piece) -> Piece:
        return replace(look, words=text or "")

    def _anchor(self, element: ET.Element) -> None:
        identity = element.get("id", "")
        if identity:
            self.scribe.anchors.append(identity)

    def _looking(self, element: ET.Element, look: Piece) -> Piece:
        language = element.get("lang", look.lang)
        return replace(look, lang="" if language == self.language else language)

    def _line(self, element: ET.Element, look: Piece) -> Iterator[Piece]:
        yield self._said(element.text, look)
        for child in element:
            yield from self._inline(child, look)
            yield self._said(child.tail, look)

    def _inline(self, element: ET.Element, look: Piece) -> Iterator[Piece]:
        self._anchor(element)
        look = self._looking(element, look)
        if element.tag == "br":
            yield Piece(BREAK)
            return
        if element.tag == "a":
            mark = element.get("class") == "ref"
            look = replace(look, link=element.get("href", ""), mark=mark, stress=frozenset() if mark else look.stress)
        elif element.tag == "abbr":
            look = replace(look, expansion=element.get("title", ""))
        elif element.tag in {"em", "strong"}:
            look = replace(look, stress=look.stress | {element.tag})
        yield from self._line(element, look)

    def _heading(self, element: ET.Element, look: Piece) -> None:
        self.scribe.write("heading", folded(self._line(element, look)), int(element.tag[1]))

    def _paragraph(self, element: ET.Element, look: Piece) -> None:
        names = [name for name in element.get("class", "").split() if name != "changed"]
        pieces = folded(self._line(element, look))
        if names:
            self.scribe.write(KINDS.get(names[0], names[0]), pieces)
        else:
            self.scribe.text(pieces, "comment" if self._aside else "paragraph")

    def _set_apart(self, element: ET.Element, look: Piece) -> None:
        self._aside = True
        self.children(element, look)
        self._aside = False

    def _contents(self, element: ET.Element, look: Piece, level: int = 1) -> None:
        for item in element.iterfind("ol/li"):
            self.scribe.write("entry", folded(piece for link in item.iterfind("a") for piece in self._inline(link, look)), level)
            self._contents(item, look, level + 1)

    def _list(self, element: ET.Element, look: Piece) -> None:
        kind = _list_kind(element)
        self._depth += 1
        for number, item in enumerate(element, 1):
            self._anchor(item)
            with self.scribe.item(kind, self._depth, int(item.get("value") or number) if element.tag == "ol" else 0):
                self.children(item, self._looking(item, look))
        self._depth -= 1

    def _table(self, element: ET.Element, look: Piece) -> None:
        self._tables += 1
        for caption in element.iterfind("caption"):
            self._anchor(caption)
            self.scribe.write("caption", folded(self._line(caption, look)))
        for number, row in enumerate(element.iter("tr"), 1):
            self._anchor(row)
            for column, cell in enumerate(row, 1):
                self._anchor(cell)
                role = {"col": "column head", "row": "row head"}.get(cell.get("scope", ""), "cell")
                with self.scribe.cell(cell_place(self._tables, number, column, role)):
                    self.children(cell, self._looking(cell, look))

    def _figure(self, element: ET.Element, look: Piece) -> None:
        for child in element:
            if child.tag == f"{SVG}svg":
                # An alternate text is read out: all its blanks are one kind.
                self.scribe.write("figure", [Piece(" ".join(child.findtext(f"{SVG}title", "").split()))])
            else:
                self.scribe.write("caption", folded(self._line(child, look)))


def _list_kind(element: ET.Element) -> str:
    if element.tag == "ol":
        return "noted" if element.get("class") == "notes" else "number"
    return "plain" if element.get("class") in {"plain", "backlinks"} else "bullet"


HANDLERS: dict[str, Callable[[_Reader, ET.Element, Piece], None]] = {
    "header": _Reader.children,
    "main": _Reader.children,
    "section": _Reader.children,
    "details": _Reader.children,
    "summary": _Reader._paragraph,
    "aside": _Reader._set_apart,
    "p": _Reader._paragraph,
    "h1": _Reader._heading,
    "h2": _Reader._heading,
    "h3": _Reader._heading,
    "nav": _Reader._contents,
    "ul": _Reader._list,
    "ol": _Reader._list,
    "table": _Reader._table,
    "figure": _Reader._figure,
}
"""Block element → how it is read."""
