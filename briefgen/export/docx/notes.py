"""Reference marks and endnotes: real ones, which Word can move and renumber."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

from briefgen.export.docx.oxml import UnknownElement, w
from briefgen.export.docx.paragraph import Look, Paragraph


class Marks:
    """The reference marks of the text. A note's first mark is the endnote's own; later ones are fields that repeat its number.

    notes: the items of `ol.notes`, in order.
    """

    def __init__(self, notes: list[ET.Element]) -> None:
        self.notes = notes
        self._placed = 0

    def mark(self, line: Paragraph, number: str, look: Look) -> None:
        """Adds a mark to a line. Raises ValueError where a note's first mark comes out of turn: Word numbers notes by their place."""
        if not number.isdecimal() or not 1 <= int(number) <= min(len(self.notes), self._placed + 1):
            raise ValueError(f"the mark of note {number} comes after {self._placed} of {len(self.notes)} notes")
        name = f"_Note{number}"
        if int(number) <= self._placed:
            line.field(f"NOTEREF {name} \\f \\h", number, look)
            return
        self._placed += 1
        with line.bookmark(name):
            line.run(w("endnoteReference", id=number), look=look)

    def write(self, endnotes: Any, start: Callable[[], Paragraph], fill: Callable[[Paragraph, ET.Element], None]) -> None:
        """Adds every note to the endnotes part. Raises ValueError for a note without a mark, which Word would not show."""
        if self._placed != len(self.notes):
            raise ValueError(f"note {self._placed + 1} has no mark in the text")
        for number, note in enumerate(self.notes, 1):
            if note.get("id") != f"note-{number}":
                raise UnknownElement(note, f"stands in place {number} of the notes")
            line = start()
            line.run(w("endnoteRef"), look=Look("endnote reference"))
            line.tab()
            fill(line, note)
            endnotes.append(w("endnote", line.close(), id=str(number)))


def notes_of(tree: ET.Element) -> list[ET.Element]:
    """The items of the document's notes."""
    return tree.findall(".//ol[@class='notes']/li")
