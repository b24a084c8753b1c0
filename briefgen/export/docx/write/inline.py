"""Inline content: from the document's elements within a line to runs, links, notes and bookmarks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.export.docx.oxml import UnknownElement, classes
from briefgen.export.docx.styles.brought_faces import NO_FACES, Faces
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.docx.write.bookmarks import Bookmarks
from briefgen.export.docx.write.notes import NoteWriter
from briefgen.export.docx.write.paragraph import Look, ParagraphWriter
from briefgen.export.docx.write.revisions import Change, Revisions, versions
from briefgen.language.scripts import NBSP

SPANS = {
    "statement": "",
    "nowrap": "",
    "says": "Says",
    "status": "Status",
    "tag": "Tag",
    "muted": "Muted",
    "ref": "",
    "version": "Version",
    "number": "Caption Number",
}
"""Class of a span → character style; "" is set as its surroundings are."""
RAISED = "ref"
"""Class of what joins the marks of references, which is set as they are."""
NUMBERED = "number"
"""Class of a caption's label and of a link that shows one."""


class Links:
    """The relationships that a part has to addresses outside, each address once."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._ids: dict[str, str] = {}

    def id(self, address: str) -> str:
        """The relationship's id."""
        if address not in self._ids:
            self._ids[address] = f"rIdLink{len(self._ids) + 1}"
            self._part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, self._ids[address], True)
        return self._ids[address]


@dataclass(frozen=True)
class Story:
    """What the lines of one part share: the document's styles, bookmarks, revisions, marks and language, the part's own links, and the
    desk's faces."""

    styles: Styles
    bookmarks: Bookmarks
    revisions: Revisions
    marks: NoteWriter
    language: str
    links: Links
    faces: Faces = NO_FACES

    def paragraph(self, style: str, numbering: tuple[str, int] | None = None, change: Change = "") -> ParagraphWriter:
        """A new paragraph in a style by its name."""
        return ParagraphWriter(self.styles, self.bookmarks, self.revisions, style, numbering, change, self.faces)

    def fill(self, line: ParagraphWriter, element: ET.Element, look: Look) -> None:
        """Adds the content of an element to a line. Raises UnknownElement for what is not inline."""
        line.text(element.text, look)
        for child in element:
            self.add(line, child, look)
            line.text(child.tail, look)

    def add(self, line: ParagraphWriter, element: ET.Element, look: Look) -> None:
        """Adds an element to a line, with its bookmark where it has an id."""
        handler = HANDLERS.get(element.tag)
        if handler is None:
            raise UnknownElement(element)
        language = element.get("lang")
        if language:
            look = replace(look, lang="" if language == self.language else language)
        with ExitStack() as stack:
            if element.get("id"):
                stack.enter_context(line.bookmark(self.bookmarks.name(element.get("id", ""))))
            handler(self, line, element, look)


Handler = Callable[[Story, ParagraphWriter, ET.Element, Look], None]


def _styled(style: str) -> Handler:
    return lambda story, line, element, look: story.fill(line, element, look.styled(style) if style else look)


def _span(story: Story, line: ParagraphWriter, element: ET.Element, look: Look) -> None:
    for name in sorted(classes(element)):
        if name not in SPANS:
            raise UnknownElement(element)
        style = story.marks.style if name == RAISED else SPANS[name]
        look = look.styled(style) if style else look
    if NUMBERED in classes(element):
        _label(line, element, look)
    else:
        story.fill(line, element, look)


def _label(line: ParagraphWriter, element: ET.Element, look: Look) -> None:
    """The word of a caption's label, and its number as a field that Word counts on."""
    if any(child.tag not in {"ins", "del"} for child in element):
        raise UnknownElement(element, "is no label such as “Table 3”")
    for change, text in _versions(element):
        word, _, number = text.partition(NBSP)
        if not word.isidentifier() or not number.isdecimal():
            raise UnknownElement(element, "is no label such as “Table 3”")
        with line.tracked(change):
            line.text(word + NBSP, look)
            line.field(f"SEQ {word} \\* ARABIC", number, look)


def _versions(element: ET.Element) -> list[tuple[Change, str]]:
    """The words of an element: once, or as they were and as they are where they changed."""
    pieces = [("", element.text or "")]
    for child in element:
        pieces += [(child.tag, "".join(child.itertext())), ("", child.tail or "")]
    was, now = ("".join(words for tag, words in pieces if tag != other) for other in ("ins", "del"))
    return [version for version in versions(was, now) if version[1]]


def _raised(story: Story, line: ParagraphWriter, element: ET.Element, look: Look) -> None:
    story.fill(line, element, look.styled(story.marks.style))


def _link(story: Story, line: ParagraphWriter, element: ET.Element, look: Look) -> None:
    target = element.get("href", "")
    kind = classes(element)
    if kind == {"backref"}:
        return  # Word leads back from a link by itself
    if kind == {"ref"}:
        _mark(story, line, element, look.styled(story.marks.style))
    elif kind == {NUMBERED}:
        name = story.bookmarks.name(target.removeprefix("#"))
        for change, words in _versions(element):
            with line.tracked(change), line.link(anchor=name):
                line.field(f"REF {name} \\h", words, look.styled("Hyperlink"))
    elif kind:
        raise UnknownElement(element)
    elif target.startswith("#"):
        with line.link(anchor=story.bookmarks.name(target[1:])):
            story.fill(line, element, look.styled("Hyperlink"))
    else:
        with line.link(relationship=story.links.id(target)):
            story.fill(line, element, look.styled("Hyperlink"))


def _mark(story: Story, line: ParagraphWriter, element: ET.Element, look: Look) -> None:
    """The number of a reference: a link to it, or a footnote; where the number changed, the old one and the new one."""
    note = element.get("href", "").removeprefix("#")
    for change, number in story.marks.shown(note, line.change, "".join(element.itertext())):
        with line.tracked(change):
            if story.marks.kind == "footnote":
                story.marks.footnote(line, note, number, look)
            else:
                with line.link(anchor=story.bookmarks.name(note)):
                    line.text(number, look)


def _tracked(change: Change) -> Handler:
    def handler(story: Story, line: ParagraphWriter, element: ET.Element, look: Look) -> None:
        with line.tracked(change):
            story.fill(line, element, look)

    return handler


def _break(story: Story, line: ParagraphWriter, element: ET.Element, look: Look) -> None:
    line.line_break()


HANDLERS: dict[str, Handler] = {
    "em": _styled("Emphasis"),
    "strong": _styled("Strong"),
    "sup": _raised,
    "abbr": _styled(""),
    "time": _styled(""),
    "span": _span,
    "a": _link,
    "br": _break,
    "del": _tracked("del"),
    "ins": _tracked("ins"),
}
"""Element → how it is set within a line."""
