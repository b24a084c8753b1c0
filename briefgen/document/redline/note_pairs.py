"""The notes of two documents: which is which, and which of them stay once the lines are compared."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Hashable, Iterable, Iterator

from briefgen.document.redline.alignment import aligned
from briefgen.document.redline.sides import OLD
from briefgen.document.vocabulary import NOTES

Likeness = Callable[[ET.Element, ET.Element], float]


class Notes:
    """The notes of an old and a new document, and how their marks are told apart.

    same: id of an old note → id of the new one that says the same or nearly so. kept: those of them that keep their first mark, so
    that they are one note in which something changed; any other old note is taken out and any other new one put in.
    """

    def __init__(self, old: ET.Element, new: ET.Element, likeness: Likeness) -> None:
        _rename(old)
        self.old, self.new = ({note.get("id", ""): note for note in tree.findall(f".//{NOTES}/li")} for tree in (old, new))
        self.same = dict(_pairs(self.old, self.new, likeness))
        self.kept: dict[str, str] = {}
        self._first = {mark for tree in (old, new) for mark in _first_marks(tree)}

    def key(self, mark: ET.Element) -> Hashable:
        """What a mark is the same as. A note's first mark is never the same as a later one, since Word sets only that one as a note."""
        note = target(mark)
        number = "" if mark in self._first else mark.text
        return self.same.get(note, note), number

    def settle(self, stayed: Iterable[tuple[ET.Element, ET.Element]]) -> None:
        """Takes the marks that stayed (as set, as they were). A later mark whose note did not stay is taken out and put in."""
        pairs = list(stayed)
        self.kept = {target(was): target(mark) for mark, was in pairs if was in self._first}
        for mark, was in pairs:
            if self.kept.get(target(was)) != target(mark):
                _part(mark, was)

    def name(self, mark: ET.Element) -> str:
        """The id of the note that a mark of the merged document leads to."""
        return self.kept.get(target(mark), target(mark))


def marks(tree: ET.Element) -> Iterator[ET.Element]:
    """The reference marks in the text, in order."""
    return (link for link in tree.iter("a") if link.get("class") == "ref")


def target(link: ET.Element) -> str:
    """The id that a link leads to."""
    return link.get("href", "").removeprefix("#")


def _rename(tree: ET.Element) -> None:
    """Sets the old document's notes apart: their ids are numbers and not names."""
    for mark in marks(tree):
        mark.set("href", f"#{OLD}{target(mark)}")
    for note in tree.findall(f".//{NOTES}/li"):
        note.set("id", OLD + note.get("id", ""))


def _pairs(old: dict[str, ET.Element], new: dict[str, ET.Element], likeness: Likeness) -> Iterator[tuple[str, str]]:
    """Old and new notes with the same words, wherever they stand; of the rest those that are alike, in order."""
    places: dict[str, list[str]] = {}
    for name, note in reversed(new.items()):
        places.setdefault(_words(note), []).append(name)
    same = {name: places[_words(note)].pop() for name, note in old.items() if places.get(_words(note))}
    yield from same.items()
    left = [note for name, note in old.items() if name not in same]
    right = [note for name, note in new.items() if name not in set(same.values())]
    for before, after in aligned(left, right, lambda note: note, likeness):
        if before is not None and after is not None:
            yield before.get("id", ""), after.get("id", "")


def _words(note: ET.Element) -> str:
    return "".join(note.itertext())


def _first_marks(tree: ET.Element) -> Iterator[ET.Element]:
    seen: set[str] = set()
    for mark in marks(tree):
        if target(mark) not in seen:
            seen.add(target(mark))
            yield mark


def _part(mark: ET.Element, was: ET.Element) -> None:
    """Turns a mark into one taken out and one put in."""
    put_in = ET.Element("a", mark.attrib)
    put_in.text, mark.text = mark.text, None
    taken_out = ET.Element("a", was.attrib)
    taken_out.text = was.text
    mark.tag, mark.attrib = "span", {}
    ET.SubElement(mark, "del").append(taken_out)
    ET.SubElement(mark, "ins").append(put_in)
