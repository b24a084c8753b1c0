"""Block content: from the document's sections, paragraphs, lists and figures to Word's paragraphs and tables."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from briefgen.document.redline.sides import words
from briefgen.document.vocabulary import CHANGE, NOTES
from briefgen.export.docx.layout.pages import Pages
from briefgen.export.docx.oxml import UnknownElement, W, classes
from briefgen.export.docx.write import contents, tables
from briefgen.export.docx.write import pictures as figure
from briefgen.export.docx.write.inline import Story
from briefgen.export.docx.write.lists import Numbering
from briefgen.export.docx.write.paragraph import SIDES, Look, Paragraph, Place
from briefgen.export.docx.write.revisions import CHANGES, Change, versions

PARAGRAPHS = {
    "title": "Title",
    "subtitle": "Subtitle",
    "marking": "Marking",
    "lead": "Lead",
    "dateline": "Dateline",
    "comment": "Comment",
    "sentence-note": "Note",
    "caption-note": "Note",
    "note-head": "Note",
}
"""Class of a paragraph → paragraph style."""

OPENING, CONTENTS = "part-summary", "part-contents"


BODY = Place("Body Text", "List Bullet", "List Number")
COMMENT = Place("Comment", "Comment Bullet")


@dataclass
class Item:
    """A list item: the style and numbering of its first paragraph, and whether that is written."""

    style: str
    numbering: tuple[str, int] | None
    begun: bool = False


class Writer:
    """Writes blocks one after the other.

    out: receives the elements. page_numbers: elements that wait for the page of a bookmark, with its name.
    heading: the words of the last heading. change: what becomes of all that is written. text_width: of the page, in twentieths of a point.
    listed: ids that the contents lead to, with their level there. layouts: the pages of the old and of the new document, where two
    were compared; otherwise they are known only when all is written.
    """

    def __init__(
        self,
        story: Story,
        numbering: Numbering,
        part: Any,
        text_width: int,
        listed: dict[str, int],
        layouts: tuple[Pages, Pages] | None = None,
    ) -> None:
        self.story, self.part, self.text_width = story, part, text_width
        self.out: list[Any] = []
        self.page_numbers: list[tuple[Any, str]] = []
        self.heading = ""
        self.pictures = 0
        self._numbering, self._listed, self.layouts = numbering, listed, layouts
        self._place = BODY
        self._item: Item | None = None
        self._level = -1
        self._language = ""
        self._section: frozenset[str] = frozenset()
        self.change: Change = ""
        self._after_table = 0
        self._pending: list[str] = []

    def body(self, body: ET.Element) -> None:
        """Writes the document. The section of the notes comes last, since Word sets endnotes at the end."""
        for holder in (body, *body.findall("main")):
            _refuse_text(holder)
        parts = [part for child in body for part in (child if child.tag == "main" else [child])]
        for part in sorted(parts, key=lambda part: part.find(f".//{NOTES}") is not None):
            self.block(part)
        if self._pending:
            raise ValueError(f"nothing follows the id “{self._pending[0]}”")
        if self.out:
            self.story.revisions.settle(self.out)

    def block(self, element: ET.Element) -> None:
        """Writes one element. Its id becomes a bookmark of the first paragraph that follows."""
        handler = BLOCKS.get(element.tag)
        if handler is None:
            raise UnknownElement(element)
        if element.get("id"):
            self._pending.append(element.get("id", ""))
        with self.within(_language=element.get("lang", self._language), change=self.change_of(element)):
            handler(self, element)

    def paragraph(self, style: str, numbering: tuple[str, int] | None = None) -> Paragraph:
        """A new paragraph that takes the bookmarks of the ids before it. Hand it to `done` when it is complete."""
        paragraph = self.story.paragraph(style, numbering, self.change)
        for identity in self._pending:
            paragraph.begin_bookmark(self.story.bookmarks.name(identity))
        self._pending = []
        return paragraph

    def done(self, paragraph: Paragraph) -> None:
        """Takes a complete paragraph."""
        self.out.append(paragraph.close())
        self._after_table &= ~SIDES[self.change]

    def line(self, style: str, element: ET.Element) -> None:
        """Writes a paragraph with the inline content of an element."""
        paragraph = self.paragraph(style)
        self.story.fill(paragraph, element, self.look)
        self.done(paragraph)

    def flow(self, element: ET.Element) -> None:
        """Writes mixed content: what is inline becomes paragraphs of the place, blocks are written as such."""
        paragraph = self._begun(None, element.text)
        for child in element:
            if child.tag in BLOCKS:
                self._ended(paragraph)
                self.block(child)
                paragraph = self._begun(None, child.tail)
            else:
                paragraph = paragraph or self._text_paragraph()
                self.story.add(paragraph, child, self.look)
                paragraph = self._begun(paragraph, child.tail)
        self._ended(paragraph)

    def cell(self, element: ET.Element, place: Place) -> list[Any]:
        """The content of a table's cell: one paragraph at least."""
        if element.get("id"):
            self._pending.append(element.get("id", ""))
        content: list[Any] = []
        with self.within(out=content, _place=place, _item=None, _level=-1, _language=element.get("lang", self._language)):
            self.flow(element)
            if not content:
                self.done(self._text_paragraph())
        if not self.change:
            self.story.revisions.settle(content)
        return content

    def bookmark_row(self, row: ET.Element) -> None:
        """Keeps a row's id for its first paragraph."""
        if row.get("id"):
            self._pending.append(row.get("id", ""))

    @property
    def look(self) -> Look:
        """How runs are set here."""
        language = "" if self._language == self.story.language else self._language
        return replace(self._place.look, lang=language)

    def change_of(self, element: ET.Element, state: str = "") -> Change:
        """What becomes of an element: as it says itself, or `state`, or what becomes of all that is written here."""
        return CHANGES.get(element.get(CHANGE, state), self.change)

    @contextmanager
    def within(self, **state: Any) -> Iterator[None]:
        """Other values for some attributes, for a while."""
        before = {name: getattr(self, name) for name in state}
        self.__dict__.update(state)
        yield
        self.__dict__.update(before)

    def _begun(self, paragraph: Paragraph | None, text: str | None) -> Paragraph | None:
        """The paragraph with more text; a new one where there is none yet and the text shows something."""
        if paragraph is None and text and text.strip():
            paragraph = self._text_paragraph()
        if paragraph is not None:
            paragraph.text(text, self.look)
        return paragraph

    def _ended(self, paragraph: Paragraph | None) -> None:
        if paragraph is not None:
            self.done(paragraph)

    def _text_paragraph(self) -> Paragraph:
        """A paragraph in the style of the place; the first one of a list item bears its mark."""
        if self._item is None:
            return self.paragraph(self._place.text)
        if self._item.begun:
            return self.paragraph("List Continue")
        self._item.begun = True
        return self.paragraph(self._item.style, self._item.numbering)

    def container(self, element: ET.Element) -> None:
        """Writes the blocks within an element."""
        _refuse_text(element)
        for child in element:
            self.block(child)

    def section(self, element: ET.Element) -> None:
        """Writes a section; its class decides how its headings are set."""
        with self.within(_section=classes(element)):
            self.container(element)

    def comment(self, element: ET.Element) -> None:
        """Writes our own comment, set apart from reported fact."""
        with self.within(_place=COMMENT):
            self.container(element)

    def title_block(self, element: ET.Element) -> None:
        """Writes the head of the document; its last dateline closes it with a rule."""
        _refuse_text(element)
        for child in element:
            if classes(child) == {"dateline"} and child is element[-1]:
                with self.within(change=self.change_of(child)):
                    self.line("Title Block", child)
            else:
                self.block(child)

    def text(self, element: ET.Element) -> None:
        """Writes a paragraph."""
        kinds = classes(element)
        if kinds:
            kind = " ".join(sorted(kinds))
            if kind not in PARAGRAPHS:
                raise UnknownElement(element)
            self.line(PARAGRAPHS[kind], element)
            return
        paragraph = self._text_paragraph()
        self.story.fill(paragraph, element, self.look)
        self.done(paragraph)

    def headline(self, element: ET.Element) -> None:
        """Writes a heading, with an entry for the contents where its style alone would not put it there."""
        style = self._heading_style(element)
        levels = [self._listed[name] for name in (*self._pending, element.get("id", "")) if name in self._listed]
        old, new = words(element, "old"), words(element, "new")
        self.heading = new or old
        paragraph = self.paragraph(style)
        if levels and style != "heading 1":
            for change, text in versions(old, new):
                with paragraph.tracked(change):
                    paragraph.hidden_field(contents.entry(text, levels[0]))
        self.story.fill(paragraph, element, self.look)
        self.done(paragraph)

    def _heading_style(self, element: ET.Element) -> str:
        if element.tag == "h1" and OPENING in self._section:
            return "Heading 1 Opening"
        if element.tag == "h1" and CONTENTS in self._section:
            return "TOC Heading"
        return f"heading {element.tag[1]}"

    def items(self, element: ET.Element) -> None:
        """Writes a list. The notes are left to the part of the notes."""
        _refuse_text(element)
        kinds = classes(element)
        if kinds == {"notes"}:
            return
        with self.within(_level=self._level + 1, _item=None):
            style, numbering = self._list_style(element, kinds)
            for child in element:
                if child.tag != "li":
                    raise UnknownElement(child)
                self._list_item(child, Item(style, numbering))

    def _list_item(self, element: ET.Element, item: Item) -> None:
        if element.get("id"):
            self._pending.append(element.get("id", ""))
        with self.within(_item=item, _language=element.get("lang", self._language), change=self.change_of(element)):
            self.flow(element)
            if not item.begun:
                self.done(self._text_paragraph())

    def _list_style(self, element: ET.Element, kinds: frozenset[str]) -> tuple[str, tuple[str, int] | None]:
        """The paragraph style of a list's items, and their numbering where the style does not say it."""
        if kinds & {"plain", "backlinks"}:
            return "List Plain", None
        style = self._place.number if element.tag == "ol" else self._place.bullet
        if not style or kinds - {"judgements"}:
            raise UnknownElement(element)
        if element.tag == "ol":
            return style, (self._numbering.restarted(style, self._level), self._level)
        return style, (self._numbering.of(style, self._level), self._level) if self._level else None

    def table(self, element: ET.Element) -> None:
        """Writes a table, and a thin paragraph between it and a table just before, which Word would take for one."""
        for caption in element.findall("caption"):
            with self.within(change=self.change_of(caption)):
                self.line("caption", caption)
        self._keep_apart()
        self.out.append(tables.table(self, element, element.find("caption")))
        self._after_table |= SIDES[self.change]

    def _keep_apart(self) -> None:
        """Writes the gap after a table, in the texts in which there is one just before."""
        needed = self._after_table & SIDES[self.change]
        if needed:
            with self.within(change=next(change for change, sides in SIDES.items() if sides == needed)):
                self.done(self.paragraph("Table Gap"))
        elif self.out and self.out[-1].tag == f"{W}tbl":
            self.out.append(self.story.revisions.passing(self.story.paragraph("Table Gap").close()))

    def figure(self, element: ET.Element) -> None:
        """Writes a figure: its drawing as a picture, then its caption."""
        _refuse_text(element)
        for child in element:
            if child.tag == "figcaption":
                self.line("caption", child)
            elif child.tag == figure.DRAWING:
                paragraph = self.paragraph("Figure")
                self.pictures += 1
                paragraph.run(figure.picture(child, self.part, self.pictures, self.text_width))
                self.done(paragraph)
            else:
                raise UnknownElement(child)

    def contents(self, element: ET.Element) -> None:
        """Writes the table of contents."""
        contents.write(self, element)


def _refuse_text(element: ET.Element) -> None:
    """Raises UnknownElement for words that stand between blocks."""
    stray = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
    if stray:
        raise UnknownElement(element, f"holds “{stray[:40]}” between blocks")


BLOCKS: dict[str, Callable[[Writer, ET.Element], None]] = {
    "header": Writer.title_block,
    "section": Writer.section,
    "aside": Writer.comment,
    "p": Writer.text,
    "h1": Writer.headline,
    "h2": Writer.headline,
    "h3": Writer.headline,
    "nav": Writer.contents,
    "ul": Writer.items,
    "ol": Writer.items,
    "table": Writer.table,
    "figure": Writer.figure,
}
"""Element → how it is written."""
