"""The table of contents: a live field with its result, the page numbers filled in once the pages are known."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.export.docx.oxml import UnknownElement
from briefgen.export.docx.paragraph import PLAIN

if TYPE_CHECKING:
    from briefgen.export.docx.blocks import Writer

FIELD = 'TOC \\o "1-1" \\h \\z \\f C \\l "1-2"'
"""All first headings, and the entries that other headings carry: on an update Word finds what is there now."""


def entry(words: str, level: int) -> str:
    """The instruction of a heading's hidden entry for the contents."""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'TC "{quoted}" \\f C \\l {level}'


def listed(tree: ET.Element) -> dict[str, int]:
    """The ids that the contents lead to, with their level there, from 1."""
    return {link.get("href", "")[1:]: level for nav in tree.iter("nav") for level, link in entries(nav)}


def entries(element: ET.Element, level: int = 1) -> Iterator[tuple[int, ET.Element]]:
    """The links of the contents with their levels, in order. Raises UnknownElement for anything else in there."""
    for part in element:
        if part.tag != "ol":
            raise UnknownElement(part)
        for item in part:
            if item.tag != "li" or not len(item) or item[0].tag != "a" or (item.text or "").strip() or (item[0].tail or "").strip():
                raise UnknownElement(item)
            yield level, item[0]
            rest = ET.Element("li")
            rest.extend(item[1:])
            yield from entries(rest, level + 1)


def write(writer: Writer, nav: ET.Element) -> None:
    """Writes the field: one paragraph an entry."""
    found = list(entries(nav))
    for position, (level, link) in enumerate(found):
        name = writer.story.bookmarks.name(link.get("href", "")[1:])
        paragraph = writer.paragraph(f"toc {level}")
        if position == 0:
            paragraph.begin_field(FIELD)
        with paragraph.link(anchor=name):
            writer.story.fill(paragraph, link, PLAIN)
            paragraph.tab()
            writer.page_numbers.append((paragraph.field(f"PAGEREF {name} \\h", "1"), name))
        if position == len(found) - 1:
            paragraph.end_field()
        writer.done(paragraph)
