"""Reference numbers and what they lead to: a list at the end, or a footnote at every mention.

A number is text and never one that Word counts, so that whoever deletes, moves or adds a paragraph changes no other sentence's source
(docs/design/2026-11-26-word-references.md).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from copy import copy, deepcopy
from typing import Any, Literal

from briefgen.document.redline.sides import numbers_of
from briefgen.document.vocabulary import CHANGE, NOTES, WAS
from briefgen.export.docx.oxml import UnknownElement, w, words
from briefgen.export.docx.write.paragraph import Look, ParagraphWriter
from briefgen.export.docx.write.revisions import Change, versions

Kind = Literal["endnote", "footnote"]
"""Where the references stand: in a list at the end, or at the foot of the pages. Their styles are called so."""
AFTER_NUMBER = "."
"""What stands between the number of a reference in the list at the end and its words, before a tab."""


def bookmark(number: str) -> str:
    """The name of the bookmark at the mark of a footnote."""
    return f"_Note{number}"


class NoteWriter:
    """The references of a document and the footnotes made of them.

    notes: the items of `ol.notes`. style: the name of the marks' character style. marked: ids of the notes that have a mark.
    Raises UnknownElement for a note whose id is not its number.
    """

    def __init__(self, notes: list[ET.Element], kind: Kind) -> None:
        self.kind = kind
        self.style = f"{kind} reference"
        self._notes = {note.get("id", ""): note for note in notes}
        self.number: Callable[[int], str] = str
        self.marked: set[str] = set()
        self._footnotes: list[tuple[ET.Element, str]] = []
        self._were = _old_numbers(notes)
        for note in notes:
            if not re.search(r"note-\d+$", note.get("id", "")):
                raise UnknownElement(note, "has no number in its id")

    def anew(self, number: Callable[[int], str]) -> NoteWriter:
        """One of the same references without any mark yet. number: place of a footnote among its footnotes, from 1 → its number."""
        made = copy(self)
        made.number, made.marked, made._footnotes = number, set(), []
        return made

    @property
    def notes(self) -> Iterable[ET.Element]:
        """The references."""
        return self._notes.values()

    def note(self, identity: str) -> ET.Element | None:
        """The reference with that id."""
        return self._notes.get(identity)

    def numbers(self, note: str) -> tuple[str, str]:
        """The number of a note (by its id) in the old and in the new document: the same unless two were compared."""
        now = note.rpartition("-")[2]
        return self._were.get(note, now), now

    def shown(self, note: str, change: Change, words: str) -> list[tuple[Change, str]]:
        """What a mark of a note shows: its number, or the old and the new one. change: what becomes of the mark. words: what it says.

        Raises ValueError where there is no such note, or where one document alone calls it otherwise.
        """
        if note not in self._notes:
            raise ValueError(f"a mark leads to “{note}”, and no note has that id")
        self.marked.add(note)
        old, new = self.numbers(note)
        if not self._were and words != new:
            raise ValueError(f"the mark of {note.replace('-', ' ')} shows “{words}”")
        return [(change, old if change == "del" else new)] if change else versions(old, new)

    def footnote(self, line: ParagraphWriter, note: str, number: str, look: Look) -> None:
        """Adds a footnote of its own to a line: the note with that id under that number."""
        self._footnotes.append((self._notes[note], number))
        identity = self.number(len(self._footnotes))
        with line.bookmark(bookmark(identity)):
            line.run(w(f"{self.kind}Reference", customMarkFollows="1", id=identity), line.words(number), look=look)

    def written(self, start: Callable[[], ParagraphWriter], fill: Callable[[ParagraphWriter, ET.Element], None]) -> list[Any]:
        """Every footnote, for the part of the footnotes."""
        made = []
        for place, (note, number) in enumerate(self._footnotes, 1):
            line = start()
            line.run(words(number), look=Look(self.style))
            line.tab()
            fill(line, note)
            made.append(w(self.kind, line.close(), id=self.number(place)))
        return made


def _old_numbers(notes: list[ET.Element]) -> dict[str, str]:
    """Where two documents were compared, the number that each note of the old one had there."""
    if not any(note.get(CHANGE) or note.get(WAS) for note in notes):
        return {}
    return numbers_of([note for note in notes if note.get(CHANGE) != "inserted"], "old")


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
