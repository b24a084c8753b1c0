"""redline: two documents become one in which is marked what was taken out and put in."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from copy import deepcopy
from typing import Literal

from briefgen.document.html_text import add_text, html_of
from briefgen.document.page import Page
from briefgen.document.redline.alignment import Pair, aligned
from briefgen.document.redline.comparable import LINE, LINES, MIXED, lined, unlined
from briefgen.document.redline.note_pairs import Notes, marks, target
from briefgen.document.redline.sides import OLD, texts
from briefgen.document.redline.word_diff import mark_line, merge_line
from briefgen.document.vocabulary import CHANGE, NOTES, NUMBER, WAS
from briefgen.language.words import Change, tokens

State = Literal["deleted", "inserted"]
FEW = frozenset({"aside", "header", "main", "nav", "ol", "table", "tbody", "thead", "ul"})
"""Of these there are few in a place, so that one is taken for the other however little they are alike."""
MARKED: dict[State, Change] = {"deleted": "del", "inserted": "ins"}
BEFORE = ("running-title", "as-of", "marking", "status", "version")
"""What the page margins and the properties say: a redlined page keeps the old values beside the new ones."""


def redline(old: Page, new: Page) -> Page:
    """The new page with all that was taken out and put in since the old one.

    Words stand in `del` and `ins`; a block that went or came as a whole bears `data-change` besides. Notes and contents follow the
    new page; a note that went stays in the list, as deleted. The metas `briefgen.before.*` keep what the old one said there.
    """
    tree = _Comparison(old.tree, new.tree).merged()
    for name in BEFORE:
        ET.SubElement(tree[0], "meta", name=f"briefgen.before.{name}", content=old.meta(f"briefgen.{name}"))
    return Page(html_of(tree), tree)


class _Comparison:
    """Two documents as they become one."""

    def __init__(self, old: ET.Element, new: ET.Element) -> None:
        self._head, self._root = new.find("head"), new
        self._old, self._new = (lined(_body(tree)) for tree in (old, new))
        self._bags: dict[ET.Element, Counter[str]] = {}
        self._entries = {part: target(link) for tree in (self._old, self._new) for part, link in _entries(tree)}
        self._stayed: list[tuple[ET.Element, ET.Element]] = []
        self._names = [{element.get("id") for element in tree.iter()} - {None} for tree in (self._old, self._new)]
        self.notes = Notes(self._old, self._new, self._alike)

    def merged(self) -> ET.Element:
        """The `html` element of the result."""
        body = self._merge(self._old, self._new)
        self.notes.settle(self._stayed)
        self._set_notes(body)
        body = unlined(body)
        self._lead_back(body)
        _keep_ids_apart(body)
        _mend_links(body)
        html = ET.Element("html", self._root.attrib)
        html.append(deepcopy(self._head) if self._head is not None else ET.Element("head"))
        html.append(body)
        return html

    def _merge(self, old: ET.Element, new: ET.Element) -> ET.Element:
        if new.tag == "figure":
            return deepcopy(new)
        made = ET.Element(new.tag, new.attrib)
        if new.tag in LINES:
            self._stayed += merge_line(made, old, new, self.notes.key)
        elif new.get("class") != "notes":  # the notes are set once it is known which marks stay
            made.extend(self._pair(*pair) for pair in self._pairs(old, new))
        return made

    def _pairs(self, old: ET.Element, new: ET.Element) -> Iterator[Pair[ET.Element]]:
        """The content of two elements, side by side."""
        if new.tag == "tr" or (new.tag in MIXED and len(old) == len(new) == 1 and self._kind(old[0]) == self._kind(new[0])):
            return zip(old, new, strict=True)
        return aligned(list(old), list(new), self._key, self._likeness)

    def _pair(self, old: ET.Element | None, new: ET.Element | None) -> ET.Element:
        if old is not None and new is not None:
            return self._merge(old, new)
        if old is not None:
            return _whole(old, "deleted")
        if new is not None:
            return _whole(new, "inserted")
        raise ValueError("a pair of nothing")

    def _key(self, element: ET.Element) -> Hashable:
        """Elements with the same key are the same: by their id, or else by what they say."""
        if element.tag == "figure":
            return ET.tostring(element)
        return self._kind(element), element.get("id") or tuple(texts(element))

    def _kind(self, element: ET.Element) -> Hashable:
        """Only elements of one kind can become each other."""
        kind = "p" if element.tag == LINE else element.tag, element.get("class")
        if element.tag == "table":
            return *kind, element.find("thead") is None, len(next(element.iter("tr"), ()))
        if element.tag == "tr":
            return *kind, *(cell.tag for cell in element)
        return *kind, self._entries.get(element)

    def _likeness(self, old: ET.Element, new: ET.Element) -> float:
        """How alike two elements are, from 0 to 1."""
        if self._kind(old) != self._kind(new) or old.tag == "figure" or self._are_others(old, new):
            return 0.0
        alike = self._alike(old, new)
        return 0.5 + alike / 2 if new.tag in FEW or new in self._entries else alike

    def _alike(self, old: ET.Element, new: ET.Element) -> float:
        """How many of their words two elements share, from 0 to 1."""
        shared = 2 * (self._bag(old) & self._bag(new)).total()
        total = self._bag(old).total() + self._bag(new).total()
        return shared / total if total else 1.0

    def _are_others(self, old: ET.Element, new: ET.Element) -> bool:
        """Whether two elements have names of their own, or one has a name that the other document gives to something else."""
        names = old.get("id"), new.get("id")
        if names[0] == names[1]:
            return False
        return None not in names or names[0] in self._names[1] or names[1] in self._names[0]

    def _bag(self, element: ET.Element) -> Counter[str]:
        if element not in self._bags:
            self._bags[element] = Counter(word for text in texts(element) for word in tokens(text) if word != " ")
        return self._bags[element]

    def _set_notes(self, body: ET.Element) -> None:
        """Fills the list of the notes, in the order of their marks; what stands only within a range has none, and follows its number."""
        names = []
        for mark in marks(body):
            mark.set("href", f"#{self.notes.name(mark)}")
            names.append(target(mark))
        was = {after: before for before, after in (*self.notes.same.items(), *self.notes.kept.items()) if before not in names}
        order = _completed(list(dict.fromkeys(names)), self.notes.new)
        order = _completed(order, {name: note for name, note in self.notes.old.items() if name not in was.values()})
        for notes in (found for found in body.iterfind(f".//{NOTES}") if not len(found)):
            notes.extend(self._note(name, was.get(name)) for name in order)

    def _note(self, name: str, was: str | None) -> ET.Element:
        old, new = self.notes.old.get(was or name), self.notes.new.get(name)
        made = self._pair(old, new)
        if old is not None and new is not None and old.get(NUMBER) != new.get(NUMBER):
            made.set(WAS, old.get(NUMBER, ""))
        return made

    def _lead_back(self, body: ET.Element) -> None:
        """Adds the ways back from the new document's notes."""
        ways = {note.get("id"): note.findall("a[@class='backref']") for note in self._root.findall(f".//{NOTES}/li")}
        for note in body.findall(f".//{NOTES}/li"):
            for link in ways.get(note.get("id"), ()):
                add_text(note, " ")
                note.append(deepcopy(link))


def _completed(order: list[str], notes: Mapping[str, ET.Element]) -> list[str]:
    """The names with those of other notes, each after the note that its own document has before it."""
    before = ""
    for name in notes:
        if name not in order:
            order.insert(order.index(before) + 1 if before in order else 0, name)
        before = name
    return order


def _body(tree: ET.Element) -> ET.Element:
    body = tree.find("body")
    if body is None:
        raise ValueError("the document has no body")
    return body


def _entries(tree: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    """The items of the contents and their lines, each with its link."""
    for item in tree.iterfind(".//nav//li"):
        yield from ((part, link) for link in item.findall(f"{LINE}/a") for part in (item, item[0]))


def _whole(element: ET.Element, state: State) -> ET.Element:
    """A block that went or came as a whole."""
    made = deepcopy(element)
    made.set(CHANGE, state)
    for note in made.iterfind(f".//{NOTES}/li"):
        note.set(CHANGE, state)
    for line in [part for part in made.iter() if part.tag in LINES]:
        mark_line(line, MARKED[state])
    return made


def _keep_ids_apart(body: ET.Element) -> None:
    """Mends ids that stand twice: the new document's stays, the old one's gets another, and what is set in parts keeps it once."""
    seen: set[str] = set()
    for element, gone in sorted(_named(body, gone=False), key=lambda item: item[1]):
        name = element.get("id", "")
        if gone and name in seen:
            name = f"{OLD}{name}"
            element.set("id", name)
        if name in seen:
            del element.attrib["id"]
        seen.add(name)


def _named(element: ET.Element, gone: bool) -> Iterator[tuple[ET.Element, bool]]:
    """The elements with an id, and whether each was taken out."""
    gone = gone or element.tag == "del" or element.get(CHANGE) == "deleted"
    if element.get("id"):
        yield element, gone
    for child in element:
        yield from _named(child, gone)


def _mend_links(body: ET.Element) -> None:
    """Makes plain text of links to what is no more."""
    names = {element.get("id") for element in body.iter()}
    for link in body.iter("a"):
        if link.get("href", "").startswith("#") and target(link) not in names:
            link.tag, link.attrib = "span", {}
