"""What stands in for the whole document while a piece is written: it notes what is asked of it and gives gaps in place of numbers."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from briefgen.export.docx.drawing import pictures
from briefgen.export.docx.drawing.pictures import Drawn
from briefgen.export.docx.oxml import W
from briefgen.export.docx.pieces.piece import Linked, Listed
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.docx.write.bookmarks import Bookmarks
from briefgen.export.docx.write.inline import Links
from briefgen.export.docx.write.lists import Numbering

NUMBER, LIST, RELATIONSHIP, DRAWING, PICTURE, FOOTNOTE, PAGE = "nlrdpfg"
"""Kinds of gap: a number that nothing else has, a list, a relationship, that to a drawing beside its pixels, the number of a picture,
that of a footnote, and the number of a page. In a gap stands its kind and which of the piece's it is."""


class AskedBookmarks(Bookmarks):
    """Names as the document has them, noted by id; numbers are gaps. numbered: how many there are in each part."""

    def __init__(self, whole: Bookmarks, gap: str) -> None:
        self._whole, self._gap = whole, gap
        self.names: dict[str, str] = {}
        self.numbered = 0

    def name(self, identity: str) -> str:
        return self.names.setdefault(identity, self._whole.name(identity))

    def number(self) -> str:
        self.numbered += 1
        return f"{self._gap}{NUMBER}{self.numbered - 1}{self._gap}"


class AskedLinks(Links):
    """Relationships of a part: to addresses, and to the files of drawings."""

    def __init__(self, gap: str, draw: Callable[[ET.Element], Drawn]) -> None:
        self._gap, self._draw = gap, draw
        self._ids: dict[str, str] = {}
        self.asked: list[Linked | Drawn] = []

    def id(self, address: str) -> str:
        if address not in self._ids:
            self._ids[address] = self._next(RELATIONSHIP)
            self.asked.append(Linked(address))
        return self._ids[address]

    def picture(self, drawing: ET.Element) -> Any:
        """The w:drawing that shows an SVG drawing."""
        drawn = self._draw(drawing)
        made = pictures.picture(drawn, self._next(PICTURE), self._next(RELATIONSHIP), self._next(DRAWING))
        self.asked.append(drawn)
        return made

    def _next(self, kind: str) -> str:
        return f"{self._gap}{kind}{len(self.asked)}{self._gap}"


class AskedNumbering(Numbering):
    """The lists of a piece, in a numbering part of its own, where they have gaps for numbers."""

    def __init__(self, element: Any, styles: Styles, gap: str) -> None:
        self.element = deepcopy(element)
        super().__init__(self.element, styles)
        self._gap = gap
        self.asked: list[Listed] = []

    def of(self, style: str, level: int) -> str:
        self.asked.append(Listed(style, level, new=False))
        return super().of(style, level)

    def restarted(self, style: str, level: int) -> str:
        super().restarted(style, level)
        self.asked[-1] = Listed(style, level, new=True)
        number = f"{self._gap}{LIST}{len(self.asked) - 1}{self._gap}"
        self.element[-1].set(f"{W}numId", number)
        return number
