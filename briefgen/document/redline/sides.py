"""The two sides of a document with changes marked: what it was, and what it is."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Literal

from briefgen.document.html_text import add_text
from briefgen.document.vocabulary import CHANGE, CHANGES, NOTES

Side = Literal["old", "new"]
OLD = "old-"
"""Before the ids of the old document that the new one has for something else, or has elsewhere."""
ABSENT = {"old": ("ins", "inserted"), "new": ("del", "deleted")}
"""Side → the element and the value of the attribute that mark what is not on it."""


def side(tree: ET.Element, which: Side) -> ET.Element:
    """One side of a document as an element tree without marks of change, its notes numbered from 1."""
    made = view(tree, which)
    _number_notes(made)
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


def _number_notes(tree: ET.Element) -> None:
    numbers = {note.get("id", ""): number for number, note in enumerate(tree.findall(f".//{NOTES}/li"), 1)}
    for link in tree.iter("a"):
        number = numbers.get(link.get("href", "")[1:])
        if link.get("class") == "ref" and number:
            link.set("href", f"#note-{number}")
            link.text = str(number)
    for note in tree.findall(f".//{NOTES}/li"):
        note.set("id", f"note-{numbers[note.get('id', '')]}")
