"""The two sides of a document with changes marked: what it was, and what it is."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from typing import Literal

from briefgen.document.html_text import add_text
from briefgen.document.vocabulary import CHANGE, CHANGES, NOTES, NUMBER, WAS

Side = Literal["old", "new"]
OLD = "old-"
"""Before the ids of the old document that the new one has for something else, or has elsewhere."""
ABSENT = {"old": ("ins", "inserted"), "new": ("del", "deleted")}
"""Side → the element and the value of the attribute that mark what is not on it."""


def side(tree: ET.Element, which: Side) -> ET.Element:
    """One side of a document as an element tree without marks of change, its notes under the numbers that they have there."""
    made = view(tree, which)
    _number_notes(made, which)
    names = {element.get("id", "") for element in made.iter()}
    for element in made.iter():
        name = element.get("id", "").removeprefix(OLD)
        if which == "old" and name and name not in names:
            element.set("id", name)
    return made


def words(element: ET.Element, which: Side) -> str:
    """The words of one side, blanks folded. A reference mark bears the number that it has in the document."""
    return " ".join("".join(view(element, which).itertext()).split())


def texts(element: ET.Element) -> Iterator[str]:
    """The texts in an element, in order, without the numbers of notes."""
    if element.get("class") != "ref":
        yield element.text or ""
        for child in element:
            yield from texts(child)
            yield child.tail or ""


def view(element: ET.Element, which: Side) -> ET.Element:
    """One side of an element, as `side` gives it, but with the numbers of notes as they stand."""
    made = ET.Element(element.tag, {name: value for name, value in element.items() if name != CHANGE})
    made.text = element.text
    for child in element:
        if child.tag != ABSENT[which][0] and child.get(CHANGE) != ABSENT[which][1]:
            _put(made, view(child, which))
        add_text(made, child.tail)
    return made


def _put(parent: ET.Element, child: ET.Element) -> None:
    """Adds a child, or what it holds where it is only a mark of change."""
    if child.tag in CHANGES:
        add_text(parent, child.text)
        parent.extend(child)
    else:
        parent.append(child)


def numbers_of(notes: Sequence[ET.Element], which: Side) -> dict[str, str]:
    """The id of each note that one side of a document has → its number there: what it says, or else its place."""
    said = [note.get(WAS if which == "old" and note.get(WAS) else NUMBER, "") for note in notes]
    return {note.get("id", ""): number or str(place) for place, (note, number) in enumerate(zip(notes, said, strict=True), 1)}


def _number_notes(tree: ET.Element, which: Side) -> None:
    numbers = numbers_of(tree.findall(f".//{NOTES}/li"), which)
    for link in tree.iter("a"):
        number = numbers.get(link.get("href", "")[1:])
        if link.get("class") == "ref" and number:
            link.set("href", f"#note-{number}")
            link.text = number
    for note in tree.findall(f".//{NOTES}/li"):
        number = numbers[note.get("id", "")]
        note.set("id", f"note-{number}")
        if note.get(NUMBER):
            note.set(NUMBER, number)
        note.attrib.pop(WAS, None)
