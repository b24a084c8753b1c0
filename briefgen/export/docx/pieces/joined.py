"""Joins the pieces of a document: what only the whole can give is filled in, numbers, relationships, lists and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.export.docx.drawing.pictures import SVG_KIND, Drawn
from briefgen.export.docx.gate.story import Reading, joined, numbered, read
from briefgen.export.docx.layout.measure import Box
from briefgen.export.docx.layout.pages import Pages, set_on_pages
from briefgen.export.docx.pieces.asked import DRAWING, FOOTNOTE, LIST, NUMBER, PAGE, PICTURE, RELATIONSHIP
from briefgen.export.docx.pieces.piece import Linked, Part, Piece
from briefgen.export.docx.styles.base_document import add_image, binary
from briefgen.export.docx.styles.used_faces import Face
from briefgen.export.docx.write.bookmarks import Bookmarks
from briefgen.export.docx.write.inline import Links
from briefgen.export.docx.write.lists import Numbering


def laid_out(pieces: Sequence[Piece], height: float, separator: float) -> Pages:
    """The pages of the joined document. height: of the text on a page; separator: of what stands above footnotes, both in points."""
    boxes: list[Box] = [box for piece in pieces for box in piece.boxes]
    pages = set_on_pages(boxes, height - separator * any(piece.footnotes for piece in pieces))
    pages.long_rows = tuple(words for piece in pieces for words in piece.long_rows)
    return pages


def faces_of(pieces: Sequence[Piece]) -> dict[Face, set[str]]:
    """The characters that the pieces set in each face."""
    found: dict[Face, set[str]] = {}
    for piece in pieces:
        for face, signs in piece.faces.items():
            found.setdefault(face, set()).update(signs)
    return found


@dataclass
class Joint:
    """What the document gives to its pieces. part, notes_part: the parts of the package that they are joined into."""

    part: Any
    notes_part: Any
    bookmarks: Bookmarks
    numbering: Numbering
    pages: Pages

    def join(self, pieces: Sequence[Piece]) -> tuple[str, str, Reading]:
        """The XML of the text and that of the footnotes, and what the gate reads in the text."""
        links, footnotes, pictures = Links(self.part), 0, 0
        body: list[str] = []
        shared: list[dict[str, str]] = []
        stories: list[Reading] = []
        for piece in pieces:
            values = {f"{FOOTNOTE}{place}": str(footnotes + place + 1) for place in range(piece.footnotes)}
            values |= {f"{LIST}{place}": self._list(piece, place) for place in range(len(piece.lists))}
            shared.append(dict(values))
            values |= {f"{PAGE}{place}": str(self.pages.of[name]) for place, name in enumerate(piece.page_numbers)}
            values |= self._asked(piece.body, self.part, links, pictures)
            values |= self._numbers(piece.body)
            body.append(filled(piece.body.xml, piece.gap, values))
            stories.append(numbered(piece.story, partial(_number, piece.gap, values)))
            footnotes += piece.footnotes
            pictures += sum(isinstance(item, Drawn) for item in piece.body.asked)
        links = Links(self.notes_part)
        notes = [
            filled(piece.notes.xml, piece.gap, values | self._asked(piece.notes, self.notes_part, links, 0) | self._numbers(piece.notes))
            for piece, values in zip(pieces, shared, strict=True)
        ]
        return "".join(body), "".join(notes), joined([*stories, read(self.part.element, ())])

    def _numbers(self, part: Part) -> dict[str, str]:
        first = self.bookmarks.numbers(part.numbers)
        return {f"{NUMBER}{place}": str(first + place) for place in range(part.numbers)}

    def _list(self, piece: Piece, place: int) -> str:
        style, level, new = piece.lists[place]
        return self.numbering.restarted(style, level) if new else self.numbering.of(style, level)

    def _asked(self, part: Part, package_part: Any, links: Links, pictures: int) -> dict[str, str]:
        """The relationships that a part of a piece asks for, made in its part of the package. pictures: how many there are before."""
        values = {}
        for place, item in enumerate(part.asked):
            if isinstance(item, Linked):
                values[f"{RELATIONSHIP}{place}"] = links.id(item.address)
                continue
            pictures += 1
            values[f"{PICTURE}{place}"] = str(pictures)
            values[f"{RELATIONSHIP}{place}"] = add_image(package_part, item.pixels)
            drawing = binary(f"/word/media/drawing{pictures}.svg", SVG_KIND, item.drawing, package_part.package)
            values[f"{DRAWING}{place}"] = package_part.relate_to(drawing, RELATIONSHIP_TYPE.IMAGE)
        return values


def _number(gap: str, values: Mapping[str, str], text: str) -> str:
    """A number or a name with its gaps filled; most numbers are one gap and nothing else."""
    return values.get(text[1:-1]) or filled(text, gap, values) if gap in text else text


def filled(xml: str, gap: str, values: Mapping[str, str]) -> str:
    """XML with its gaps filled."""
    parts = xml.split(gap)
    parts[1::2] = map(values.__getitem__, parts[1::2])
    return "".join(parts)
