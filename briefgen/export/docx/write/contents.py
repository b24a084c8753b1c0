"""The table of contents: a live field with its result, the page numbers filled in once the pages are known."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.document.vocabulary import CHANGE
from briefgen.export.docx.oxml import UnknownElement
from briefgen.export.docx.write.paragraph import PLAIN, ParagraphWriter
from briefgen.export.docx.write.revisions import versions

if TYPE_CHECKING:
    from briefgen.export.docx.write.writer import Writer

FIELD = 'TOC \\o "1-2" \\h \\z \\f C \\l "1-2"'
"""All headings in the styles of Word's first two levels, whoever wrote them, and the entries that others carry."""
LISTED = {"heading 1": 1, "heading 2": 2}
"""The styles that Word lists by themselves, with their levels."""


def entry(words: str, level: int) -> str:
    """The instruction of a heading's hidden entry for the contents."""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'TC "{quoted}" \\f C \\l {level}'


def listed(tree: ET.Element) -> dict[str, int]:
    """The ids that the contents lead to, with their level there, from 1."""
    return {link.get("href", "")[1:]: level for nav in tree.iter("nav") for level, link, _ in entries(nav)}


def entries(element: ET.Element, level: int = 1, state: str = "") -> Iterator[tuple[int, ET.Element, str]]:
    """The links of the contents in order, with their levels and whether they were "deleted" or "inserted".

    Raises UnknownElement for anything else in there.
    """
    for part in element:
        if part.tag != "ol":
            raise UnknownElement(part)
        for item in part:
            if item.tag != "li" or not len(item) or item[0].tag != "a" or (item.text or "").strip() or (item[0].tail or "").strip():
                raise UnknownElement(item)
            now = item.get(CHANGE) or part.get(CHANGE) or state
            yield level, item[0], now
            rest = ET.Element("li")
            rest.extend(item[1:])
            yield from entries(rest, level + 1, now)


def write(writer: Writer, nav: ET.Element) -> None:
    """Writes the field: one paragraph an entry."""
    with writer.apart() as written:
        for level, link, state in entries(nav):
            with writer.inside(replace(writer.here, change=writer.change_of(link, state))):
                _entry(writer, f"toc {level}", link)
    if not written:
        return
    # The field comes and goes with the contents as a whole, and not with their first and last entry.
    if not writer.here.change:
        writer.story.revisions.settle(written)
    begin, end = (writer.story.paragraph("toc 1", change=writer.here.change) for _ in range(2))
    begin.begin_field(FIELD)
    end.end_field()
    written[0][1:1] = begin.element[1:]
    written[-1].extend(end.element[1:])
    writer.out += written


def _entry(writer: Writer, style: str, link: ET.Element) -> None:
    name = writer.story.bookmarks.name(link.get("href", "")[1:])
    paragraph = writer.paragraph(style)
    with paragraph.link(anchor=name):
        writer.story.fill(paragraph, link, PLAIN)
        paragraph.tab()
        _page_number(writer, paragraph, name)
    writer.done(paragraph)


def _page_number(writer: Writer, paragraph: ParagraphWriter, name: str) -> None:
    """Adds the number of the page that a bookmark stands on, or has it filled in later."""
    instruction = f"PAGEREF {name} \\h"
    if writer.layouts is None:
        writer.page_numbers.append((paragraph.field(instruction, "1"), name))
        return
    old, new = (str(pages.of.get(name, "")) for pages in writer.layouts)
    change = writer.here.change
    for change_of_number, number in versions("" if change == "ins" else old, "" if change == "del" else new):
        with paragraph.tracked(change_of_number):
            paragraph.field(instruction, number)
