"""Makes the pieces of a document, or takes those that an earlier build kept."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from lxml import etree

from briefgen.desk.kept import Kept, key_of
from briefgen.export.docx import made_with
from briefgen.export.docx.drawing import pictures
from briefgen.export.docx.drawing.pictures import Drawn
from briefgen.export.docx.gate.package import GAP
from briefgen.export.docx.gate.story import Reading, read
from briefgen.export.docx.layout.measure import Box, Ruler
from briefgen.export.docx.layout.pages import Pages, room_of, with_footnotes
from briefgen.export.docx.oxml import W, w
from briefgen.export.docx.pieces.asked import FOOTNOTE, PAGE, AskedBookmarks, AskedLinks, AskedNumbering
from briefgen.export.docx.pieces.cut import Step, cut, digest_of, is_marked, write
from briefgen.export.docx.pieces.piece import CLASSES, GAP_SIGNS, Part, Piece, State
from briefgen.export.docx.styles.used_faces import used_faces
from briefgen.export.docx.write import tables
from briefgen.export.docx.write.blocks import BLOCKS
from briefgen.export.docx.write.inline import Story
from briefgen.export.docx.write.notes import bookmark
from briefgen.export.docx.write.paragraph import PLAIN, SIDES
from briefgen.export.docx.write.revisions import Revisions
from briefgen.export.docx.write.writer import Writer


@dataclass(frozen=True)
class Whole:
    """What the pieces of a document share.

    story: of the document. levels: of the ids that the contents lead to. width, height: of the text on a page, in twentieths of a point.
    document, notes: the roots of the parts that they are joined into. numbering: that of the base document. revisions: author and day of
    changes. layouts: the pages of the old and of the new document, where two were compared.
    """

    story: Story
    levels: dict[str, int]
    width: int
    height: int
    document: Any
    notes: Any
    numbering: Any
    revisions: tuple[str, str]
    layouts: tuple[Pages, Pages] | None
    kept: Kept

    @cached_property
    def key(self) -> str:
        """The key of all that the pieces share."""
        story = self.story
        faces: list[str | bytes] = []
        for face in story.faces.all:
            faces += [repr((face.script, face.language, face.family, face.shared)), *face.files.values()]
        roots = [
            repr((root.tag, sorted((prefix or "", name) for prefix, name in root.nsmap.items()))) for root in (self.document, self.notes)
        ]
        about = repr((self.width, self.height, story.language, story.marks.kind, bool(self.levels)))
        return key_of(made_with.code(), etree.tostring(story.styles.part), etree.tostring(self.numbering), *roots, about, *faces)


def pieces(body: ET.Element, whole: Whole) -> Iterator[Piece]:
    """The pieces of a document in order. Raises what writing it raises, and ValueError for an id that nothing follows."""
    marked = whole.layouts is not None or is_marked(body)
    maker, state = _Maker(whole, body), State()
    for step in cut(body, whole.width, marked):
        piece = maker.make(step, state, marked) if marked else maker.found(step, state)
        state = piece.after
        yield piece
    if state.pending:
        raise ValueError(f"nothing follows the id “{state.pending[0]}”")


def _unused_sign(elements: Iterable[ET.Element]) -> str:
    """A character that stands nowhere in them. Raises ValueError where they use all those that stand for nothing."""
    text = "".join(
        part for element in elements for node in element.iter() for part in (node.text or "", node.tail or "", *node.attrib.values())
    )
    sign = next((sign for sign in GAP_SIGNS if sign not in text), "")
    if not sign:
        raise ValueError("the document has every character that stands for nothing")
    return sign


class _Maker:
    """Makes pieces, one after the other."""

    def __init__(self, whole: Whole, body: ET.Element) -> None:
        self._whole, self._body = whole, body
        self._digests: dict[str, str] = {}

    @cached_property
    def _gap(self) -> str:
        return _unused_sign([self._body, *self._whole.story.marks.notes])

    def found(self, step: Step, state: State) -> Piece:
        """The piece of a step, kept or made."""
        kept = self._whole.kept
        here = repr(replace(step.here, section=frozenset())) + repr(sorted(step.here.section))
        key = key_of("word", self._whole.key, step.kind, here, repr(step.ids), repr(state), step.digest)
        piece: Piece | None = kept.get(key, CLASSES)
        if piece is None or not self._holds(piece):
            piece = self.make(step, state, marked=False)
            kept.put(key, piece)
        return piece

    def _holds(self, piece: Piece) -> bool:
        """Whether what a kept piece took for granted is so in this document."""
        story, levels = self._whole.story, self._whole.levels
        return (
            story.bookmarks.has(piece.names)
            and all(levels.get(name, 0) == level for name, level in piece.levels.items())
            and all(self._digest(name) == digest for name, digest in piece.references.items())
        )

    def _digest(self, name: str) -> str:
        """What a mark needs to know of a reference: of one at the end that it is there, of a footnote all it says."""
        if name not in self._digests:
            note = self._whole.story.marks.note(name)
            footnote = self._whole.story.marks.kind == "footnote"
            self._digests[name] = "" if note is None else digest_of(note) if footnote else "there"
        return self._digests[name]

    def make(self, step: Step, state: State, marked: bool) -> Piece:
        """The piece of a step. marked: it is a whole document with marks of changes."""
        whole, gap = self._whole, self._gap
        bookmarks, notes_bookmarks = (AskedBookmarks(whole.story.bookmarks, gap) for _ in range(2))
        links, notes_links = (AskedLinks(gap, self._draw) for _ in range(2))
        numbering = AskedNumbering(whole.numbering, whole.story.styles, gap)
        marks = whole.story.marks.anew(lambda number: f"{gap}{FOOTNOTE}{number - 1}{gap}")
        story = replace(whole.story, bookmarks=bookmarks, revisions=self._revisions(bookmarks), links=links, marks=marks)
        writer = Writer(story, numbering, links.picture, whole.width, whole.levels, BLOCKS, whole.layouts)
        writer.heading, writer.pending, writer.after_table = state.heading, list(state.pending), state.after_table
        write(writer, step)
        if marked and writer.out:
            story.revisions.settle(writer.out)
        below = replace(story, bookmarks=notes_bookmarks, revisions=self._revisions(notes_bookmarks), links=notes_links)
        style = f"{marks.kind} text"
        footnotes = marks.written(lambda: below.paragraph(style), lambda line, note: below.fill(line, note, PLAIN))

        ruler = Ruler(whole.story.styles, numbering.element, whole.height / 20)
        boxes, head = self._boxes(ruler, step, writer.out, state)
        rooms = [room_of(ruler.boxes(note, whole.width / 20)) for note in footnotes]
        if rooms:
            named = {bookmark(marks.number(place)): room for place, room in enumerate(rooms, 1)}
            boxes = [with_footnotes(box, named) for box in boxes]
        tables.let_break(ruler.long_rows)
        faces = used_faces([*writer.out, *footnotes], whole.story.styles, numbering.element)
        text = list(writer.out[-1].iterchildren(f"{W}tr")) if step.kind == "rows" else writer.out
        story_read = self._read(text, state)
        for place, (element, _) in enumerate(writer.page_numbers):
            element.text = f"{gap}{PAGE}{place}{gap}"
        last = writer.out[-1] if writer.out else None
        if step.last:
            writer.after_table |= SIDES[step.here.change]
        after = State(
            writer.heading,
            tuple(writer.pending),
            writer.after_table,
            state.above if last is None else last[0][0].get(f"{W}val") if last.tag == f"{W}p" else "",
            head,
        )
        ids = {node.get("id", "") for element in step.elements for node in element.iter() if node.get("id")}
        return Piece(
            gap,
            Part(self._xml(step, text), bookmarks.numbered, tuple(links.asked)),
            Part(_inside(whole.notes, footnotes), notes_bookmarks.numbered, tuple(notes_links.asked)),
            tuple(numbering.asked),
            len(footnotes),
            tuple(name for _, name in writer.page_numbers),
            tuple(box._replace(names=tuple(name for name in box.names if gap not in name)) for box in boxes),
            tuple(map(tables.words_of, ruler.long_rows)),
            {face: "".join(sorted(signs)) for face, signs in faces.items()},
            story_read,
            after,
            bookmarks.names | notes_bookmarks.names,
            {name: whole.levels.get(name, 0) for name in sorted({*ids, *step.ids, *state.pending})},
            {name: self._digest(name) for name in sorted(marks.marked)},
        )

    def _revisions(self, bookmarks: AskedBookmarks) -> Revisions:
        return Revisions(*self._whole.revisions, bookmarks.number)

    def _draw(self, drawing: ET.Element) -> Drawn:
        whole = self._whole
        key = key_of("drawing", whole.key, digest_of(drawing))
        found: Drawn | None = whole.kept.get(key, (Drawn,))
        if found is None:
            found = pictures.drawn(drawing, whole.width, whole.story.faces.all)
            whole.kept.put(key, found)
        return found

    def _boxes(self, ruler: Ruler, step: Step, out: list[Any], state: State) -> tuple[list[Box], float]:
        """The boxes of what was written, and the height of the header rows above what follows in the same table."""
        if step.kind == "rows":
            return ruler.rows(out[-1], state.head)
        return list(ruler.boxes(out, self._whole.width / 20, state.above)), 0.0

    def _read(self, text: list[Any], state: State) -> Reading:
        """What the gate reads in what was written: below a table where one stands just above, so that the gap between two is known."""
        holder = etree.Element(self._whole.document.tag)
        holder.extend([w("tbl")] if state.after_table else [])
        holder.extend(text)
        return read(holder, {self._whole.story.styles.id(GAP)})

    def _xml(self, step: Step, out: list[Any]) -> str:
        """The XML of what was written. A table that is cut into pieces has its beginning in the first and its end in the last."""
        end = f"</{self._whole.document.prefix}:tbl>"
        xml = _inside(self._whole.document, out)
        return xml.removesuffix(end) if step.kind == "table" else xml + end * step.last


def _inside(root: Any, elements: Iterable[Any]) -> str:
    """The XML of elements that stand in a part with that root, which declares their namespaces."""
    holder = etree.Element(root.tag, nsmap=root.nsmap)
    holder.extend(list(elements))
    if not len(holder):
        return ""
    text = str(etree.tostring(holder, encoding="unicode"))
    return text[text.index(">") + 1 : text.rindex("</")]
