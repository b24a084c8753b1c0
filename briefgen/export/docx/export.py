"""Word: real styles, lists, notes, bookmarks and fields, with their results filled in; nothing of a foreign template."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE as RT

from briefgen.desk.kept import Kept
from briefgen.desk.templates import Templates
from briefgen.document.redline.sides import Side, side
from briefgen.export.docx import frame, properties
from briefgen.export.docx.gate import gate
from briefgen.export.docx.gate.story import Reading
from briefgen.export.docx.layout.measure import Ruler
from briefgen.export.docx.layout.pages import Pages, room_of
from briefgen.export.docx.oxml import W
from briefgen.export.docx.pieces.joined import Joint, faces_of, laid_out
from briefgen.export.docx.pieces.make import Whole, pieces
from briefgen.export.docx.pieces.piece import Piece
from briefgen.export.docx.styles import base_document, embedded_fonts
from briefgen.export.docx.styles.brought_faces import Faces
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.docx.styles.used_faces import Face, used_faces
from briefgen.export.docx.write import contents
from briefgen.export.docx.write.bookmarks import Bookmarks
from briefgen.export.docx.write.inline import Links, Story
from briefgen.export.docx.write.lists import Numbering
from briefgen.export.docx.write.notes import Kind, NoteWriter, notes_of, without_notes
from briefgen.export.docx.write.revisions import Revisions
from briefgen.export.product import Product, long_row, unfit

if TYPE_CHECKING:
    from briefgen.document.page import Page

NOTHING_KEPT = Kept(None)


def export(page: Page, templates: Templates, kept: Kept = NOTHING_KEPT) -> Product:
    """The page as a Word document, the same whatever is kept.

    kept: what earlier exports made and this one may use; two documents in one, with changes marked, are made anew.
    Raises ContentError for a Word template that does not hold what is needed, UnknownElement for an element that Word cannot show
    here, ValueError for notes out of order and dead links, and what `unfit` gives for a result with faults.
    """
    layouts = None
    if frame.is_redline(page.meta):
        layouts = _one_side(page, "old", templates), _one_side(page, "new", templates)
    written = _written(page, page.tree, templates, kept, layouts)
    long = tuple(map(long_row, written.pages.long_rows))
    return Product(_whole(written, templates, tracked=layouts is not None), written.pages.total, (*written.opened.problems, *long))


class _Written(NamedTuple):
    """A Word document, its pages (those of the new one where two were compared), the parts that pieces were
    joined into, by name, and what the gate read in them."""

    opened: base_document.Opened
    pages: Pages
    texts: dict[str, bytes]
    read: dict[str, Reading]


def _one_side(page: Page, which: Side, templates: Templates) -> Pages:
    """The pages of the old or the new of two documents, which must be good on its own."""
    written = _written(page, side(page.tree, which), templates, NOTHING_KEPT)
    _whole(written, templates, tracked=False)
    return written.pages


def _whole(written: _Written, templates: Templates, tracked: bool) -> bytes:
    """The document as bytes. Raises what `unfit` gives for one with faults."""
    data = base_document.packed(written.opened.document, written.texts)
    faults = gate.faults(data, tracked, {} if tracked else written.read)
    if faults:
        raise unfit("Word document", faults, templates, base_document.STYLES)
    return data


def _written(page: Page, tree: ET.Element, templates: Templates, kept: Kept, layouts: tuple[Pages, Pages] | None = None) -> _Written:
    """The Word document of a tree."""
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
    made_by = page.meta("author"), page.meta("dcterms.created")
    story = Story(styles, bookmarks, Revisions(*made_by, bookmarks.number), marks, language, Links(parts.main), Faces(page.faces))
    if not opened.own_paper:
        frame.set_paper(parts.body.sectPr, "letter" if page.tree.find("body[@class='letter']") is not None else "a4")
    width, height = frame.text_width(parts.body.sectPr), frame.text_height(parts.body.sectPr)
    roots = parts.main.element, parts.notes.element, parts.numbering
    found = list(pieces(_body(tree), Whole(story, contents.listed(tree), width, height, *roots, made_by, layouts, kept)))
    pages = layouts[1] if layouts else laid_out(found, height / 20, parts.separator(styles, width))
    texts, read = parts.joined(found, Joint(parts.main, parts.notes, bookmarks, Numbering(parts.numbering, styles), pages))
    _write_frame(page, parts, story, (layouts[0].total if layouts else pages.total, pages.total))
    _embed_faces(page, parts, [faces_of(found), used_faces(parts.stories, styles, parts.numbering)], kept)
    return _Written(opened, pages, texts, read)


def _body(tree: ET.Element) -> ET.Element:
    body = tree.find("body")
    if body is None:
        raise ValueError("the document has no body")
    return body


def _embed_faces(page: Page, parts: _Parts, found: list[dict[Face, set[str]]], kept: Kept) -> None:
    """Embeds the faces of the text and of what stands round it."""
    used = {face: set().union(*(faces.get(face, ()) for faces in found)) for face in {face for faces in found for face in faces}}
    table = base_document.editable(parts.main, RT.FONT_TABLE)
    embedded_fonts.embed(table, used, kept)
    embedded_fonts.embed_brought(table, used, page.faces)


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
        self.stories = [self.notes.element, self.header.element, *(footer.element for footer in self.footers)]
        self.core = document.part.package.part_related_by(RT.CORE_PROPERTIES).element

    def separator(self, styles: Styles, width: int) -> float:
        """The height of what stands above footnotes, in points. width: of the text, in twentieths of a point."""
        note = next(note for note in self.notes.element if note.get(f"{W}type") in {None, "separator"})
        return room_of(Ruler(styles, self.numbering).boxes(note, width / 20))

    def joined(self, found: Sequence[Piece], joint: Joint) -> tuple[dict[str, bytes], dict[str, Reading]]:
        """The parts that pieces are joined into, by name, and what the gate reads in that of the text."""
        body, notes, story = joint.join(found)
        texts = {self.main: base_document.with_text(self.main, body, f"{W}sectPr")}
        texts |= {self.notes: base_document.with_text(self.notes, notes)} if notes else {}
        return {part.partname.membername: text for part, text in texts.items()}, {self.main.partname.membername: story}


def _write_frame(page: Page, parts: _Parts, story: Story, pages: tuple[int, int]) -> None:
    frame.set_header(parts.header, story, page.meta)
    for footer in parts.footers:
        frame.set_footer(footer, story, page.meta, pages)
    properties.set_core(parts.core, page.meta, page.tree.findtext("head/title", ""), story.language)
    properties.set_custom(parts.main.package, page.meta)
