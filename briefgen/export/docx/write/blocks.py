"""Block content: from the document's sections, paragraphs, lists and figures to Word's paragraphs and tables."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import replace

from briefgen.document.redline.sides import words
from briefgen.export.docx.drawing import pictures
from briefgen.export.docx.oxml import UnknownElement, W, classes
from briefgen.export.docx.write import contents, tables
from briefgen.export.docx.write.notes import AFTER_NUMBER
from briefgen.export.docx.write.paragraph import SIDES
from briefgen.export.docx.write.revisions import versions
from briefgen.export.docx.write.writer import COMMENT, Handler, Item, Writer, refuse_text

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

OPENING, CONTENTS, BOX = "part-summary", "part-contents", "bottom-line"


def _section(writer: Writer, element: ET.Element) -> None:
    """Writes a section; its class decides how its headings are set."""
    with writer.inside(replace(writer.here, section=classes(element))):
        writer.container(element)


def _comment(writer: Writer, element: ET.Element) -> None:
    """Writes our own comment, set apart from reported fact; the box of the bottom line has styles of its own."""
    if classes(element) == {BOX}:
        writer.container(element)
        return
    with writer.inside(replace(writer.here, place=COMMENT)):
        writer.container(element)


def _title_block(writer: Writer, element: ET.Element) -> None:
    """Writes the head of the document; its last dateline closes it with a rule."""
    refuse_text(element)
    for child in element:
        if classes(child) == {"dateline"} and child is element[-1]:
            with writer.inside(replace(writer.here, change=writer.change_of(child))):
                writer.line("Title Block", child)
        else:
            writer.block(child)


def _text(writer: Writer, element: ET.Element) -> None:
    """Writes a paragraph."""
    kinds = classes(element)
    if kinds:
        kind = " ".join(sorted(kinds))
        if kind not in PARAGRAPHS:
            raise UnknownElement(element)
        writer.line(PARAGRAPHS[kind], element)
        return
    paragraph = writer.text_paragraph()
    writer.story.fill(paragraph, element, writer.look)
    writer.done(paragraph)


def _headline(writer: Writer, element: ET.Element) -> None:
    """Writes a heading, with an entry for the contents where its style alone would not put it there."""
    levels = [writer.listed[name] for name in (*writer.pending, element.get("id", "")) if name in writer.listed]
    style = _heading_style(writer, element, bool(levels))
    old, new = words(element, "old"), words(element, "new")
    writer.heading = new or old
    paragraph = writer.paragraph(style)
    if levels and levels[0] != contents.LISTED.get(style):
        for change, text in versions(old, new):
            with paragraph.tracked(change):
                paragraph.hidden_field(contents.entry(text, levels[0]))
    writer.story.fill(paragraph, element, writer.look)
    writer.done(paragraph)


def _heading_style(writer: Writer, element: ET.Element, listed: bool) -> str:
    """The style of a heading: Word's own, which an update of the contents lists, only where they list it."""
    if element.tag == "h1" and OPENING in writer.here.section:
        return "Heading 1 Opening"
    if element.tag == "h1" and CONTENTS in writer.here.section:
        return "TOC Heading"
    if element.tag == "h2" and writer.here.place is COMMENT:
        return "Comment Heading"
    if element.tag == "h2" and writer.listed and not listed:
        return "Heading 2 Passage"
    return f"heading {element.tag[1]}"


def _items(writer: Writer, element: ET.Element) -> None:
    """Writes a list."""
    refuse_text(element)
    kinds = classes(element)
    if kinds == {"notes"}:
        references(writer, element)
        return
    with writer.inside(replace(writer.here, level=writer.here.level + 1, item=None)):
        style, numbering = _list_style(writer, element, kinds)
        for child in element:
            if child.tag != "li":
                raise UnknownElement(child)
            _list_item(writer, child, Item(style, numbering))


def references(writer: Writer, notes: Iterable[ET.Element]) -> None:
    """Writes references of their list, each under its number, which is text."""
    for note in notes:
        if note.tag != "li":
            raise UnknownElement(note)
        writer.pending.append(note.get("id", ""))
        language = note.get("lang", writer.here.language)
        with writer.inside(replace(writer.here, language=language, change=writer.change_of(note))):
            paragraph = writer.paragraph(f"{writer.story.marks.kind} text")
            old, new = writer.story.marks.numbers(note.get("id", ""))
            paragraph.versions(old + AFTER_NUMBER, new + AFTER_NUMBER)
            paragraph.tab()
            writer.story.fill(paragraph, note, writer.look)
            writer.done(paragraph)


def _list_item(writer: Writer, element: ET.Element, item: Item) -> None:
    if element.get("id"):
        writer.pending.append(element.get("id", ""))
    language = element.get("lang", writer.here.language)
    with writer.inside(replace(writer.here, item=item, language=language, change=writer.change_of(element))):
        writer.flow(element)
        if not item.begun:
            writer.done(writer.text_paragraph())


def _list_style(writer: Writer, element: ET.Element, kinds: frozenset[str]) -> tuple[str, tuple[str, int] | None]:
    """The paragraph style of a list's items, and their numbering where the style does not say it."""
    if kinds & {"plain", "backlinks"}:
        return "List Plain", None
    style = writer.here.place.number if element.tag == "ol" else writer.here.place.bullet
    if not style or kinds - {"judgements"}:
        raise UnknownElement(element)
    level = writer.here.level
    if element.tag == "ol":
        return style, (writer.numbering.restarted(style, level), level)
    return style, (writer.numbering.of(style, level), level) if level else None


def _table(writer: Writer, element: ET.Element) -> None:
    """Writes a table."""
    above_table(writer, element)
    plan = tables.planned(element, writer.text_width)
    made = tables.opened(writer, plan)
    made.extend(tables.rows(writer, plan, range(len(plan.rows))))
    writer.out.append(made)
    writer.after_table |= SIDES[writer.here.change]


def above_table(writer: Writer, element: ET.Element) -> None:
    """Writes the caption of a table, and a thin paragraph between it and a table just before, which Word would take for one."""
    for caption in element.findall("caption"):
        with writer.inside(replace(writer.here, change=writer.change_of(caption))):
            writer.line("caption", caption)
    _keep_apart(writer)


def _keep_apart(writer: Writer) -> None:
    """Writes the gap after a table, in the texts in which there is one just before."""
    needed = writer.after_table & SIDES[writer.here.change]
    if needed:
        change = next(change for change, sides in SIDES.items() if sides == needed)
        with writer.inside(replace(writer.here, change=change)):
            writer.done(writer.paragraph("Table Gap"))
    elif writer.out and writer.out[-1].tag == f"{W}tbl":
        writer.out.append(writer.story.revisions.passing(writer.story.paragraph("Table Gap").close()))


def _figure(writer: Writer, element: ET.Element) -> None:
    """Writes a figure: its drawing as a picture, then its caption."""
    refuse_text(element)
    for child in element:
        if child.tag == "figcaption":
            writer.line("caption", child)
        elif child.tag == pictures.DRAWING:
            paragraph = writer.paragraph("Figure")
            paragraph.run(writer.picture(child))
            writer.done(paragraph)
        else:
            raise UnknownElement(child)


def _contents(writer: Writer, element: ET.Element) -> None:
    """Writes the table of contents."""
    contents.write(writer, element)


BLOCKS: dict[str, Handler] = {
    "header": _title_block,
    "section": _section,
    "aside": _comment,
    "p": _text,
    "h1": _headline,
    "h2": _headline,
    "h3": _headline,
    "nav": _contents,
    "ul": _items,
    "ol": _items,
    "table": _table,
    "figure": _figure,
}
"""Element → how it is written."""
