"""Reference marks and notes: real endnotes or footnotes, which Word can move and renumber."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Literal

from briefgen.document.vocabulary import CHANGE, NOTES
from briefgen.export.docx.oxml import UnknownElement, w
from briefgen.export.docx.write.paragraph import Look, ParagraphWriter

Kind = Literal["endnote", "footnote"]
"""What the notes are in Word."""


def bookmark(number: str) -> str:
    """The name of the bookmark at a note's first mark."""
    return f"_Note{number}"


class NoteWriter:
    """The reference marks of the text. A note's first mark is the note's own; later ones are fields that repeat its number.

    notes: the items of `ol.notes`, in the order of their first marks. style: the name of the marks' character style.
    Raises UnknownElement for a note that stands at another place than its number says.
    """

    def __init__(self, notes: list[ET.Element], kind: Kind) -> None:
        self.notes, self.kind = notes, kind
        self.style = f"{kind} reference"
        self._placed = 0
        self._places = {note.get("id", ""): place for place, note in enumerate(notes, 1)}
        for place, note in enumerate((note for note in notes if note.get(CHANGE) != "deleted"), 1):
            if note.get("id") != f"note-{place}":
                raise UnknownElement(note, f"stands in place {place} of the notes")

    def mark(self, line: ParagraphWriter, note: str, number: str, look: Look) -> None:
        """Adds the mark of a note (its id) to a line; a later mark shows `number`.

        Raises ValueError where a note's first mark comes out of turn: Word numbers notes by their place.
        """
        place = self._places.get(note, 0)
        if not 1 <= place <= self._placed + 1:
            raise ValueError(f"the mark of {note.replace('-', ' ')} comes after {self._placed} of {len(self.notes)} notes")
        name = bookmark(str(place))
        if place <= self._placed:
            line.field(f"NOTEREF {name} \\f \\h", number, look)
            return
        self._placed += 1
        with line.bookmark(name):
            line.run(w(f"{self.kind}Reference", id=str(place)), look=look)

    def write(self, part: Any, start: Callable[[], ParagraphWriter], fill: Callable[[ParagraphWriter, ET.Element], None]) -> None:
        """Adds every note to the part of the notes. Raises ValueError for a note without a mark, which Word would not show."""
        if self._placed != len(self.notes):
            raise ValueError(f"note {self._placed + 1} has no mark in the text")
        for number, note in enumerate(self.notes, 1):
            line = start()
            line.run(w(f"{self.kind}Ref"), look=Look(self.style))
            line.tab()
            fill(line, note)
            part.append(w(self.kind, line.close(), id=str(number)))


def notes_of(tree: ET.Element) -> list[ET.Element]:
    """The items of the document's notes."""
    return tree.findall(f".//{NOTES}/li")


def without_notes(tree: ET.Element) -> ET.Element:
    """A copy of the document without the part that holds the notes, and without the entries of the contents that lead there."""
    tree = deepcopy(tree)
    left_out = set()
    for holder in (*tree.findall("body"), *tree.findall("body/main")):
        for part in holder.findall("section"):
            if part.find(f".//{NOTES}") is not None:
                holder.remove(part)
                left_out.add(f"#{part.get('id')}")
    for items in tree.findall(".//nav//ol"):
        for item in items.findall("li"):
            if any(link.get("href") in left_out for link in item.findall("a")):
                items.remove(item)
    return tree
