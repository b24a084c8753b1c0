"""What the gate reads in a part with text, or in a piece of one: faults that show there, and what is to fit with the rest of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from docx.oxml.ns import nsmap
from lxml import etree

from briefgen.export.docx.gate import alone
from briefgen.export.docx.gate.alone import Field
from briefgen.export.docx.oxml import R, W

TARGETS = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)")
REFERENCE = re.compile(r"note_\d+")
DRAWING = f"{{{nsmap['wp']}}}"
PICTURE = f"{DRAWING}docPr"
PARAGRAPH, TEXT, LINK, START, END = (W + name for name in ("p", "t", "hyperlink", "bookmarkStart", "bookmarkEnd"))
FIELD, INSTRUCTION, NUMBERING = (W + name for name in ("fldChar", "instrText", "numPr"))
STYLES = {W + name: kind for name, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table"))}
NOTES = {f"{W}{kind}Reference": kind for kind in ("endnote", "footnote")}
READ = (PARAGRAPH, TEXT, LINK, START, END, FIELD, INSTRUCTION, NUMBERING, PICTURE, *STYLES, *NOTES)
BEGINNING = 40
"""So many characters at the beginning of a reference tell its number and which it is."""
RELATIONSHIPS = etree.XPath(f"//@*[namespace-uri()='{R[1:-1]}']")


class Reading(NamedTuple):
    """What was read, in the order of the text.

    faults: those that need nothing else to be seen. misread: those among them that two documents in one may have. by_hand: formatting
    outside the styles, by how often. fonts: those that runs choose themselves, with whether the run says its language, by how often.
    relationships: those that are used. starts: number and name of each bookmark; ends: their numbers. targets: bookmarks that links and
    fields lead to. pictures: numbers. styles: kind and id. lists: number and level ("" for none). marks: of notes, with kind, number and
    words. fields: those that count or refer. words: in each bookmark. citations: words and targets of links to references.
    beginnings: of the paragraphs with the bookmarks of references.
    """

    faults: tuple[str, ...]
    misread: tuple[str, ...]
    by_hand: dict[str, int]
    fonts: dict[tuple[tuple[str, ...], bool], int]
    relationships: frozenset[str]
    starts: tuple[tuple[str, str], ...]
    ends: tuple[str, ...]
    targets: frozenset[str]
    pictures: tuple[str, ...]
    styles: frozenset[tuple[str, str]]
    lists: frozenset[tuple[str, str]]
    marks: tuple[tuple[str, str, str], ...]
    fields: tuple[Field, ...]
    words: dict[str, str]
    citations: tuple[tuple[str, str], ...]
    beginnings: dict[str, str]


def read(tree: Any, gaps: Collection[str]) -> Reading:
    """What stands in a tree. gaps: the styles of paragraphs that keep tables apart."""
    reader = _Reader()
    reader.read(tree)
    fields = reader.fields
    by_hand, fonts = alone.formatting(tree)
    return Reading(
        tuple(alone.faults(tree)),
        tuple(alone.misread(tree, fields, gaps)),
        dict(by_hand),
        dict(fonts),
        frozenset(map(str, RELATIONSHIPS(tree))),
        tuple(reader.starts),
        tuple(reader.ends),
        frozenset(reader.targets),
        tuple(reader.pictures),
        frozenset(reader.styles),
        frozenset(reader.lists),
        tuple(reader.marks),
        tuple(field for field in fields if field.kind in {"SEQ", "REF"}),
        reader.words,
        tuple(reader.citations),
        reader.beginnings,
    )


def numbered(story: Reading, number: Callable[[str], str]) -> Reading:
    """What stands in a piece whose numbers are given now. number: of any number, the one it is given."""
    return story._replace(
        relationships=frozenset(map(number, story.relationships)),
        starts=tuple((number(identity), number(name)) for identity, name in story.starts),
        ends=tuple(map(number, story.ends)),
        words={number(name): shown for name, shown in story.words.items()},
        pictures=tuple(map(number, story.pictures)),
        lists=frozenset((number(identity), level) for identity, level in story.lists),
        marks=tuple((kind, number(identity), shown) for kind, identity, shown in story.marks),
    )


def joined(stories: Iterable[Reading]) -> Reading:
    """What stands in one part of the file, of its pieces in order."""
    every = list(stories)
    by_hand: Counter[str] = Counter()
    fonts: Counter[tuple[tuple[str, ...], bool]] = Counter()
    words: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for story in every:
        by_hand.update(story.by_hand)
        fonts.update(story.fonts)
        words |= story.words
        beginnings |= story.beginnings
    return Reading(
        tuple(fault for story in every for fault in story.faults),
        tuple(fault for story in every for fault in story.misread),
        dict(by_hand),
        dict(fonts),
        frozenset().union(*(story.relationships for story in every)),
        tuple(start for story in every for start in story.starts),
        tuple(end for story in every for end in story.ends),
        frozenset().union(*(story.targets for story in every)),
        tuple(number for story in every for number in story.pictures),
        frozenset().union(*(story.styles for story in every)),
        frozenset().union(*(story.lists for story in every)),
        tuple(mark for story in every for mark in story.marks),
        tuple(field for story in every for field in story.fields),
        words,
        tuple(citation for story in every for citation in story.citations),
        beginnings,
    )


class _Reader:
    """Reads a tree in one pass."""

    def __init__(self) -> None:
        self.starts: list[tuple[str, str]] = []
        self.ends: list[str] = []
        self.targets: set[str] = set()
        self.pictures: list[str] = []
        self.styles: set[tuple[str, str]] = set()
        self.lists: set[tuple[str, str]] = set()
        self.marks: list[tuple[str, str, str]] = []
        self.fields: list[Field] = []
        self.words: dict[str, str] = {}
        self.citations: list[tuple[str, str]] = []
        self.beginnings: dict[str, str] = {}
        self._begun: dict[str, str] = {}
        self._open: list[tuple[list[str], list[str]]] = []

    def read(self, tree: Any) -> None:
        for node in tree.iter(*READ):
            tag = node.tag
            if tag == TEXT:
                self._text(node.text or "")
            elif tag == START:
                self._start(node)
            elif tag == END:
                self.ends.append(node.get(f"{W}id", ""))
                self._begun.pop(node.get(f"{W}id", ""), None)
            elif tag in STYLES:
                self.styles.add((STYLES[tag], node.get(f"{W}val", "")))
            elif tag == LINK:
                self._link(node)
            elif tag in (FIELD, INSTRUCTION):
                self._field(node)
            elif tag == NUMBERING:
                number, level = (node.find(W + name) for name in ("numId", "ilvl"))
                if number is not None:
                    self.lists.add((number.get(f"{W}val", ""), "" if level is None else level.get(f"{W}val", "")))
            elif tag == PICTURE:
                self.pictures.append(node.get("id", ""))
            elif tag in NOTES:
                self.marks.append((NOTES[tag], node.get(f"{W}id", ""), words(node.getparent())))

    def _text(self, text: str) -> None:
        for name in self._begun.values():
            self.words[name] += text
        for _, result in self._open:
            result.append(text)

    def _start(self, node: Any) -> None:
        number, name = node.get(f"{W}id", ""), node.get(f"{W}name", "")
        self.starts.append((number, name))
        self._begun[number] = name
        self.words[name] = ""
        if REFERENCE.fullmatch(name):
            paragraph = next(node.iterancestors(PARAGRAPH), None)
            if paragraph is not None:
                self.beginnings[name] = words(paragraph)[:BEGINNING]

    def _link(self, node: Any) -> None:
        anchor = node.get(f"{W}anchor", "")
        if anchor:
            self.targets.add(anchor)
            if REFERENCE.fullmatch(anchor):
                self.citations.append((words(node), anchor))

    def _field(self, node: Any) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(([], []))
        elif kind == "end" and self._open:
            instruction, result = self._open.pop()
            parts = [*"".join(instruction).split(), "", ""]
            self.fields.append(Field(parts[0], parts[1], "".join(result)))
        elif node.tag == INSTRUCTION:
            found = TARGETS.match(node.text or "")
            if found:
                self.targets.add(found[1])
            if self._open:
                self._open[-1][0].append(node.text or "")


def words(element: Any) -> str:
    """The words in an element."""
    return " ".join(text.text or "" for text in element.iter(TEXT)).strip()
