"""The ids of a desk: what each names, where it is defined, and every place where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.reading.read import Document
from briefgen.content.record import FieldPath, HasMarkup, Marks, Record, Ref
from briefgen.content.selection import facts_of
from briefgen.diagnostics.diagnostic import Location
from briefgen.language import inline_markup

OF_BASES = ("fact", "development")
KINDS_OF = {"basis": OF_BASES, "event": ("fact",)}
"""Kind of a reference → the kinds of what it may name."""


class Name(NamedTuple):
    """A kind and an id."""

    kind: str
    id: str


class Definition(NamedTuple):
    """What an id names: in words for a list, and where its id is written."""

    name: Name
    title: str
    entry: Entry[Record]
    path: FieldPath

    @property
    def location(self) -> Location:
        return self.entry.location(self.path)


def definitions(content: Content) -> Iterator[Definition]:
    """Every id of the desk."""
    for entry in content.entries:
        if entry.id:
            yield Definition(Name(entry.kind, entry.id), _title(entry.record), entry, ("id",))
        for number, party in enumerate(getattr(entry.record, "parties", ()) if entry.kind == "desk" else ()):
            yield Definition(Name("party", party.id), party.name, entry, ("parties", number, "id"))
    for development in content.developments.values():
        for told in facts_of(development):
            if told.fact.id:
                yield Definition(Name("fact", told.fact.id), inline_markup.plain(told.fact.text), development, (*told.path, "id"))


def _title(record: Record) -> str:
    fields = ("title", "headline", "name", "expansion", "publisher")
    found = next((value for field in fields if isinstance(value := getattr(record, field, None), str)), "")
    posts = getattr(record, "posts", ())
    return found or (f"{posts[0].title}, {posts[0].organisation}" if posts else "")


def kinds(content: Content, kind: str) -> Iterable[Definition]:
    """The definitions that a reference of a kind may name."""
    wanted = KINDS_OF.get(kind, (kind,))
    return [one for one in definitions(content) if one.name.kind in wanted]


def uses(content: Content, name: Name) -> Iterator[tuple[Entry[Record], FieldPath]]:
    """The fields in which an id is used, but for the one in which it is defined."""
    for entry, path, text, marks in content.texts:
        if any(name.id == found and name.kind in KINDS_OF.get(kind, (kind,)) for kind, found in _named(text, marks, content)):
            yield entry, path


def _named(text: str, marks: Marks, content: Content) -> Iterator[tuple[str, str]]:
    for mark in marks:
        if isinstance(mark, Ref):
            yield mark.kind, text
        elif isinstance(mark, HasMarkup) and "[" in text:
            yield from (("source", source) for source, _ in inline_markup.citations(text))
            yield from (("fact", found) for found in inline_markup.facts(text))
            for target in inline_markup.targets(text):
                anchor = content.anchors.get(target[1:], "") if target.startswith("#") else ""
                kind, _, found = anchor.partition("-")
                if found:
                    yield kind, found


class Occurrence(NamedTuple):
    """An id as it is written: the name of the file, its line from 1, its column from 1."""

    file: str
    line: int
    column: int


def occurrences(content: Content, name: Name, definition: Definition, documents: Mapping[str, Document]) -> list[Occurrence]:
    """Every place where an id is written, its definition first, each once."""
    places = [(definition.entry, definition.path), *uses(content, name)]
    found: dict[Occurrence, None] = {}
    pattern = re.compile(rf"(?:(?<=#{name.kind}-)|(?<![\w-])){re.escape(name.id)}(?![\w-])")
    for entry, path in places:
        document = entry.document
        first = entry.location(path).line
        for line in _lines_of(document, first):
            for match in pattern.finditer(document.lines[line - 1]):
                if _names(document.lines[line - 1], match.start(), match.end()):
                    found[Occurrence(document.name, line, match.start() + 1)] = None
    return list(found)


def _lines_of(document: Document, first: int) -> Iterator[int]:
    """The lines of a value from its first on: those that follow and are indented deeper than the line of its field."""
    lines = document.lines
    held = lines[first - 1]
    depth = len(held) - len(held.lstrip(" -"))
    yield first
    for number in range(first + 1, len(lines) + 1):
        text = lines[number - 1]
        if text.strip() and (len(text) - len(text.lstrip(" ")) < depth or re.match(r"\s*(?:- +)*[A-Za-z_][\w-]*:(\s|$)", text)):
            return
        yield number


def _names(text: str, start: int, end: int) -> bool:
    """Whether words in a line stand where an id may: as a value or a field's name, before a paragraph, or in marks of a text."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if re.search(r"\[(?:@|#)$|\]\(#(?:[a-z]+-)?$|\[(?:#|@)[^\]]*[;,]\s*[#@]$|#[a-z]+-$", text[:start]):
        return True
    opens = not before or before[-1] in ":-[{," or before[-1] in "\"'"
    closes = not after or after[0] in ":,]}#\"'" or after.startswith(("¶", "para"))
    return opens and closes


def name_at(content: Content, kind: str, key: str, word: str, before: str) -> Name | None:
    """The id that a word at a cursor is: of the kind that stands there, where several kinds have it.

    kind: of the record; key: the field; before: what stands on the line before the word.
    """
    has = [one.name for one in definitions(content) if one.name.id == word]
    if not has:
        return None
    wanted = {"@": "source"}.get(before[-1:], "")
    if re.match(r"\s*(?:- +)*id:\s*[\"']?$", before):
        wanted = kind if (kind != "development" or not before.startswith((" ", "-"))) else "fact"
        wanted = "party" if kind == "desk" else wanted
    wanted = wanted or FIELDS.get(key, "")
    return next((name for name in has if name.kind == wanted), has[0])


FIELDS = {
    "source": "source", "sources": "source", "cite": "source", "moves": "issue", "issues": "issue", "positions": "issue",
    "bottom_line": "fact", "rests_on": "fact", "differs_from": "fact", "party": "party", "parties": "party", "developments": "development",
    "officials": "official",
}  # fmt: skip
"""Field → the kind of what it names."""
