"""A piece of a document as a plain value: its XML, with gaps for what only the whole document can give, and all that it asks for."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.export.docx.drawing.pictures import Drawn
from briefgen.export.docx.gate.alone import Field
from briefgen.export.docx.gate.story import Reading
from briefgen.export.docx.layout.measure import Box
from briefgen.export.docx.styles.used_faces import Face

GAP_SIGNS = "".join(map(chr, range(0xFDD0, 0xFDF0)))
"""Characters that stand for nothing (noncharacters of Unicode). One that the document does not use stands at both ends of each gap."""


class State(NamedTuple):
    """What a piece must know of those before it.

    heading: the words of the last heading. pending: ids that wait for a paragraph. after_table: the sides that end with a table.
    above: the id of the style of a paragraph just above, as the layout needs it; "" for none.
    head: the height of the header rows above, within a table, in points.
    """

    heading: str = ""
    pending: tuple[str, ...] = ()
    after_table: int = 0
    above: str = ""
    head: float = 0.0


class Linked(NamedTuple):
    """An address outside that a part leads to."""

    address: str


class Listed(NamedTuple):
    """A list of the style's kind, down to a level: a new one that begins at 1, or the one that the style bears."""

    style: str
    level: int
    new: bool


class Part(NamedTuple):
    """What a piece adds to a part of the file. xml: with gaps. numbers: how many it needs of those that nothing else has.

    asked: the links and pictures that it needs relationships to, in order.
    """

    xml: str = ""
    numbers: int = 0
    asked: tuple[Linked | Drawn, ...] = ()


class Piece(NamedTuple):
    """A piece. gap: the character at both ends of its gaps.

    body, notes: what it adds to the text, and to the footnotes. lists: those that it needs. footnotes: how many it has.
    page_numbers: bookmarks whose pages it shows. boxes: for the layout, with the room of its footnotes. long_rows: the words of rows that
    are longer than a page. faces: the characters that it sets in each face. story: what the gate reads in its text.
    after: the state behind it.
    names, levels, references: what it took for granted of the whole document: the names of bookmarks by id, the levels of ids in the
    contents (0: not in it), and the digests of the references that it marks.
    """

    gap: str
    body: Part
    notes: Part
    lists: tuple[Listed, ...]
    footnotes: int
    page_numbers: tuple[str, ...]
    boxes: tuple[Box, ...]
    long_rows: tuple[str, ...]
    faces: dict[Face, str]
    story: Reading
    after: State
    names: dict[str, str]
    levels: dict[str, int]
    references: dict[str, str]


CLASSES = (Piece, Part, State, Linked, Listed, Drawn, Box, Face, Reading, Field)
"""What stands in a piece beside plain values."""
