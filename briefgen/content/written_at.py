"""Where the texts of a desk are written, by names that stay as they are while lines move: for the preview and for editors.

A name is kind and id of the record with the path in it: `development/x/paragraphs/0/facts/1/text`, `official/y/name`, `desk//title`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.official import Official
from briefgen.content.model.source import Source
from briefgen.content.record import FieldPath, Record
from briefgen.content.selection import facts_of
from briefgen.content.sources import source_name
from briefgen.diagnostics.diagnostic import Location

ANNEX = "annex-"


class Written(NamedTuple):
    """A value of a record and where it is written."""

    entry: Entry[Record]
    path: FieldPath

    @property
    def at(self) -> str:
        """Its name."""
        return "/".join(map(str, (*self.entry.key, *self.path)))

    @property
    def location(self) -> Location:
        """File, line and column."""
        return self.entry.location(self.path)


def places_of_texts(content: Content) -> Mapping[str, str]:
    """Text → the name of where it is written: of all texts of all records, and of the names that references and tables call records by.

    Of a text that is written twice the first place counts.
    """
    found: dict[str, str] = {}
    for entry, path, text, _ in content.texts:
        found.setdefault(text, Written(entry, path).at)
    for entry in content.entries:
        if called := _called(entry.record):
            found.setdefault(called, Written(entry, ()).at)
    return found


def _called(record: Record) -> str:
    if isinstance(record, Source):
        return source_name(record)
    return record.name or "" if isinstance(record, Official) else ""


def written(content: Content, at: str) -> Written | None:
    """What a name means; where the path leads nowhere any longer, the nearest that holds it; None where there is no such record."""
    kind, name, *steps = at.split("/")
    entry = next((entry for entry in content.entries if entry.key == (kind, name)), None)
    path = tuple(int(step) if step.isdigit() else step for step in steps)
    return Written(entry, _as_far_as(entry.record, path)) if entry else None


def _as_far_as(record: Record, path: FieldPath) -> FieldPath:
    """The part of a path that leads to something in a record."""
    value: object = record
    for number, step in enumerate(path):
        if isinstance(step, int):
            inside = isinstance(value, tuple) and step < len(value)
            value = value[step] if inside else None  # type: ignore[index]
        else:
            value = getattr(value, step, None)
        if value is None:
            return path[:number]
    return path


def written_below(content: Content, anchor: str) -> Written | None:
    """The record, or the fact, that has an anchor in the document: `development-x`, `event-y`, `annex-official-z`."""
    kind, _, name = anchor.removeprefix(ANNEX).partition("-")
    if kind == "event":
        told = (fact for entry in content.developments.values() for fact in facts_of(entry))
        return next((Written(fact.development, fact.path) for fact in told if fact.name == name), None)
    return written(content, f"{kind}/{name}")


def nearest(content: Content, file: str, line: int) -> Written | None:
    """What is written at a line of a file, or before it if nothing begins there. line: from 1. None where the file holds no record."""
    found = list(_in_file(content, file))
    before = [one for one in found if one.location.line <= line]
    return max(before or found[:1], key=lambda one: one.location.line, default=None)


def _in_file(content: Content, file: str) -> Iterator[Written]:
    for entry in content.entries:
        if entry.document.name == file:
            yield Written(entry, ())
            yield from (Written(entry, path) for path, value, _ in entry.items if isinstance(value, str))
