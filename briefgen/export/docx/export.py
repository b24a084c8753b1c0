"""Word: real styles, lists, notes, bookmarks and fields, with their results filled in; nothing of a foreign template."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT

from briefgen.desk.templates import Templates
from briefgen.document.redline.sides import Side, side
from briefgen.export.docx import frame, properties
from briefgen.export.docx.gate import gate
from briefgen.export.docx.layout.pages import Pages, paginate
from briefgen.export.docx.styles import base_document, embedded_fonts
from briefgen.export.docx.styles.brought_faces import Faces
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.docx.styles.used_faces import used_faces
from briefgen.export.docx.write import contents, tables
from briefgen.export.docx.write.blocks import BLOCKS
from briefgen.export.docx.write.bookmarks import Bookmarks
from briefgen.export.docx.write.inline import Links, Story
from briefgen.export.docx.write.lists import Numbering
from briefgen.export.docx.write.notes import Kind, NoteWriter, notes_of, without_notes
from briefgen.export.docx.write.paragraph import PLAIN
from briefgen.export.docx.write.revisions import Revisions
from briefgen.export.docx.write.writer import Writer
from briefgen.export.product import Product, long_row, unfit

if TYPE_CHECKING:
    from briefgen.document.page import Page


def export(page: Page, templates: Templates) -> Product:
    """The page as a Word document.

    Raises ContentError for a Word template that does not hold what is needed, UnknownElement for an element that Word cannot show
    here, ValueError for notes out of order and dead links, and what `unfit` gives for a result with faults.
    """
    layouts = None
    if frame.is_redline(page.meta):
        layouts = _one_side(page, "old", templates), _one_side(page, "new", templates)
    opened, pages = _written(page, page.tree, templates, layouts)
    long = tuple(long_row(tables.words_of(row)) for row in pages.long_rows)
    return Product(_whole(opened, templates, tracked=layouts is not None), pages.total, (*opened.problems, *long))


def _one_side(page: Page, which: Side, templates: Templates) -> Pages:
    """The pages of the old or the new of two documents, which must be good on its own."""
    opened, pages = _written(page, side(page.tree, which), templates)
    _whole(opened, templates, tracked=False)
    return pages


def _whole(opened: base_document.Opened, templates: Templates, tracked: bool) -> bytes:
    """The document as bytes. Raises what `unfit` gives for one with faults."""
    data = base_document.packed(opened.document)
    faults = gate.faults(data, tracked)
    if faults:
        raise unfit("Word document", faults, templates, base_document.STYLES)
    return data


def _written(
    page: Page, tree: ET.Element, templates: Templates, layouts: tuple[Pages, Pages] | None = None
) -> tuple[base_document.Opened, Pages]:
    """The Word document of a tree, and its pages: those of the new document where two were compared."""
    opened = base_document.open_base(templates)
    document = opened.document
    kind: Kind = "footnote" if page.meta("briefgen.notes") == "footnotes" else "endnote"
    parts = _Parts(document)
    marks = NoteWriter(notes_of(tree), kind)
    whole, tree = (without_notes(part) if kind == "footnote" else part for part in (page.tree, tree))
    styles = Styles(parts.styles)
    language = page.tree.get("lang", "en-GB")
    frame.set_language(parts.styles, parts.settings, language)
    # All trees of a page name their bookmarks alike, so that the pages of one are found for another.
    ids = dict.fromkeys(element.get("id", "") for part in (whole, tree) for element in part.iter() if element.get("id"))
    bookmarks = Bookmarks(ids)
    revisions = Revisions(page.meta("author"), page.meta("dcterms.created"), bookmarks.number)
    story = Story(styles, bookmarks, revisions, marks, language, Links(document.part), Faces(page.faces))
    if not opened.own_paper:
        frame.set_paper(parts.body.sectPr, "letter" if page.tree.find("body[@class='letter']") is not None else "a4")
    pages = _write_body(tree, parts, story, layouts)
    _write_frame(page, parts, story, (layouts[0].total if layouts else pages.total, pages.total))
    table = base_document.editable(document.part, RT.FONT_TABLE)
    used = used_faces(parts.stories, styles, parts.numbering)
    embedded_fonts.embed(table, used)
    embedded_fonts.embed_brought(table, used, page.faces)
    return opened, pages


class _Parts:
    """The parts of the base document that are written to."""

    def __init__(self, document: Any) -> None:
        self.main = document.part
        self.body = document.element.body
        self.styles = document.styles.element
        self.settings = document.settings.element
        self.numbering = document.part.numbering_part.element
        section = document.sections[0]
        self.header = section.header.part
        # The first page says in its title block what the header says, so it has a footer alone.
        first = [section.first_page_footer.part] if section.different_first_page_header_footer else []
        self.footers = [section.footer.part, *first]
        self.notes = base_document.editable(document.part, RT.FOOTNOTES)
        self.stories = [self.body, self.notes.element, self.header.element, *(footer.element for footer in self.footers)]
        self.core = document.part.package.part_related_by(RT.CORE_PROPERTIES).element


def _write_body(tree: ET.Element, parts: _Parts, story: Story, layouts: tuple[Pages, Pages] | None) -> Pages:
    """Writes text and notes, and the page numbers in the contents once the pages are known."""
    body = tree.find("body")
    if body is None:
        raise ValueError("the document has no body")
    section = parts.body.sectPr
    numbering = Numbering(parts.numbering, story.styles)
    writer = Writer(story, numbering, parts.main, frame.text_width(section), contents.listed(tree), BLOCKS, layouts)
    writer.body(body)
    for element in writer.out:
        section.addprevious(element)
    notes = replace(story, links=Links(parts.notes))
    style = f"{story.marks.kind} text"
    story.marks.write(parts.notes.element, lambda: notes.paragraph(style), lambda line, note: notes.fill(line, note, PLAIN))
    pages = paginate(parts.body, parts.notes.element, story.styles, parts.numbering)
    tables.let_break(pages.long_rows)
    if layouts:
        return layouts[1]
    for element, name in writer.page_numbers:
        element.text = str(pages.of[name])
    return pages


def _write_frame(page: Page, parts: _Parts, story: Story, pages: tuple[int, int]) -> None:
    frame.set_header(parts.header, story, page.meta)
    for footer in parts.footers:
        frame.set_footer(footer, story, page.meta, pages)
    properties.set_core(parts.core, page.meta, page.tree.findtext("head/title", ""), story.language)
    properties.set_custom(parts.main.package, page.meta)
