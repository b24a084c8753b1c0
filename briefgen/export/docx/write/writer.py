"""Writes block after block; what writes which element is handed in."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from briefgen.document.vocabulary import CHANGE
from briefgen.export.docx.layout.pages import Pages
from briefgen.export.docx.oxml import UnknownElement
from briefgen.export.docx.write.inline import Story
from briefgen.export.docx.write.lists import Numbering
from briefgen.export.docx.write.paragraph import SIDES, Look, ParagraphWriter, Place
from briefgen.export.docx.write.revisions import CHANGES, Change

BODY = Place("Body Text", "List Bullet", "List Number")
COMMENT = Place("Comment", "Comment Bullet")


@dataclass
class Item:
    """A list item: the style and numbering of its first paragraph, and whether that is written."""

    style: str
    numbering: tuple[str, int] | None
    begun: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What holds for all that is written at a place of the document, and ends with that place.

    place: its styles. item: the list item round it. level: of the list round it, from 0; -1 outside. section: the classes of the
    section round it. change: what becomes of all of it.
    """

    place: Place = BODY
    item: Item | None = None
    level: int = -1
    language: str = ""
    section: frozenset[str] = frozenset()
    change: Change = ""


Handler = Callable[["Writer", ET.Element], None]


class Writer:
    """Writes blocks one after the other.

    out: receives the elements. page_numbers: elements that wait for the page of a bookmark, with its name. picture: makes the w:drawing
    of an SVG drawing. heading: the words of the last heading. text_width: of the page, in twentieths of a point. listed: ids that the
    contents lead to, with their level there. layouts: the pages of the old and of the new document, where two were compared; otherwise
    they are known only when all is written. handlers: element → what writes it. here: what holds where the next block is written.
    """

    def __init__(
        self,
        story: Story,
        numbering: Numbering,
        picture: Callable[[ET.Element], Any],
        text_width: int,
        listed: dict[str, int],
        handlers: Mapping[str, Handler],
        layouts: tuple[Pages, Pages] | None = None,
    ) -> None:
        self.story, self.picture, self.text_width = story, picture, text_width
        self.out: list[Any] = []
        self.page_numbers: list[tuple[Any, str]] = []
        self.heading = ""
        self.handlers = handlers
        self.numbering, self.listed, self.layouts = numbering, listed, layouts
        self.here = Surroundings()
        self.after_table = 0
        self.pending: list[str] = []

    def block(self, element: ET.Element) -> None:
        """Writes one element. Its id becomes a bookmark of the first paragraph that follows."""
        handler = self.handlers.get(element.tag)
        if handler is None:
            raise UnknownElement(element)
        if element.get("id"):
            self.pending.append(element.get("id", ""))
        with self.inside(replace(self.here, language=element.get("lang", self.here.language), change=self.change_of(element))):
            handler(self, element)

    def paragraph(self, style: str, numbering: tuple[str, int] | None = None) -> ParagraphWriter:
        """A new paragraph that takes the bookmarks of the ids before it. Hand it to `done` when it is complete."""
        paragraph = self.story.paragraph(style, numbering, self.here.change)
        for identity in self.pending:
            paragraph.begin_bookmark(self.story.bookmarks.name(identity))
        self.pending = []
        return paragraph

    def done(self, paragraph: ParagraphWriter) -> None:
        """Takes a complete paragraph."""
        self.out.append(paragraph.close())
        self.after_table &= ~SIDES[self.here.change]

    def line(self, style: str, element: ET.Element) -> None:
        """Writes a paragraph with the inline content of an element."""
        paragraph = self.paragraph(style)
        self.story.fill(paragraph, element, self.look)
        self.done(paragraph)

    def flow(self, element: ET.Element) -> None:
        """Writes mixed content: what is inline becomes paragraphs of the place, blocks are written as such."""
        paragraph = self._begun(None, element.text)
        for child in element:
            if child.tag in self.handlers:
                self._ended(paragraph)
                self.block(child)
                paragraph = self._begun(None, child.tail)
            else:
                paragraph = paragraph or self.text_paragraph()
                self.story.add(paragraph, child, self.look)
                paragraph = self._begun(paragraph, child.tail)
        self._ended(paragraph)

    def cell(self, element: ET.Element, place: Place) -> list[Any]:
        """The content of a table's cell: one paragraph at least."""
        if element.get("id"):
            self.pending.append(element.get("id", ""))
        language = element.get("lang", self.here.language)
        with self.apart() as content, self.inside(replace(self.here, place=place, item=None, level=-1, language=language)):
            self.flow(element)
            if not content:
                self.done(self.text_paragraph())
        if not self.here.change:
            self.story.revisions.settle(content)
        return content

    def bookmark_row(self, row: ET.Element) -> None:
        """Keeps a row's id for its first paragraph."""
        if row.get("id"):
            self.pending.append(row.get("id", ""))

    @property
    def look(self) -> Look:
        """How runs are set here."""
        language = "" if self.here.language == self.story.language else self.here.language
        return replace(self.here.place.look, lang=language)

    def change_of(self, element: ET.Element, state: str = "") -> Change:
        """What becomes of an element: as it says itself, or `state`, or what becomes of all that is written here."""
        return CHANGES.get(element.get(CHANGE, state), self.here.change)

    @contextmanager
    def inside(self, here: Surroundings) -> Iterator[None]:
        """Other surroundings for what is written meanwhile."""
        before, self.here = self.here, here
        try:
            yield
        finally:
            self.here = before

    @contextmanager
    def apart(self) -> Iterator[list[Any]]:
        """A list that receives what is written meanwhile."""
        before, self.out = self.out, []
        try:
            yield self.out
        finally:
            self.out = before

    def _begun(self, paragraph: ParagraphWriter | None, text: str | None) -> ParagraphWriter | None:
        """The paragraph with more text; a new one where there is none yet and the text shows something."""
        if paragraph is None and text and text.strip():
            paragraph = self.text_paragraph()
        if paragraph is not None:
            paragraph.text(text, self.look)
        return paragraph

    def _ended(self, paragraph: ParagraphWriter | None) -> None:
        if paragraph is not None:
            self.done(paragraph)

    def text_paragraph(self) -> ParagraphWriter:
        """A paragraph in the style of the place; the first one of a list item bears its mark."""
        item = self.here.item
        if item is None:
            return self.paragraph(self.here.place.text)
        if item.begun:
            return self.paragraph("List Continue")
        item.begun = True
        return self.paragraph(item.style, item.numbering)

    def container(self, element: ET.Element) -> None:
        """Writes the blocks within an element."""
        refuse_text(element)
        for child in element:
            self.block(child)


def refuse_text(element: ET.Element) -> None:
    """Raises UnknownElement for words that stand between blocks."""
    stray = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
    if stray:
        raise UnknownElement(element, f"holds “{stray[:40]}” between blocks")
