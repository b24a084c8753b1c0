"""All records of a desk, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from briefgen.content import read
from briefgen.content.model.desk import Desk
from briefgen.content.model.kinds import KINDS
from briefgen.content.read import Document
from briefgen.content.record import FieldPath, walk
from briefgen.diagnostics.diagnostic import Diagnostic, Location

LOOKED_THROUGH = 200
"""Lines of a text that are searched for words: files with many problems are told in time."""


@dataclass(frozen=True, eq=False)
class Entry:
    """A record and where it stands: `path` leads to it in its document."""

    kind: str
    record: Any
    document: Document
    path: FieldPath = ()

    @cached_property
    def items(self) -> tuple[tuple[FieldPath, Any, tuple[Any, ...]], ...]:
        """Everything in the record, as record.walk gives it."""
        return tuple(walk(self.record))

    def problem(self, code: str, message: str, path: FieldPath = (), hint: str = "", *, key: bool = False, words: str = "") -> Diagnostic:
        """A diagnostic at `path` below the record; with `words`, at the first place from there on where these words stand."""
        found = read.diagnostic(self.document, code, message, (*self.path, *path), hint, key=key)
        first = found.place.line - 1
        for number, line in enumerate(self.document.lines[first : first + LOOKED_THROUGH] if words else (), found.place.line):
            column = line.find(words, found.place.column - 1 if number == found.place.line else 0)
            if column >= 0:
                return replace(found, place=Location(found.place.file, number, column + 1), excerpt=line, length=len(words))
        return found


@dataclass(frozen=True, eq=False)
class Content:
    """All records of a desk."""

    desk: Desk
    entries: tuple[Entry, ...]

    def of(self, kind: str) -> list[Entry]:
        """The entries of a kind, in file order."""
        return [entry for entry in self.entries if entry.kind == kind]

    @cached_property
    def _index(self) -> dict[str, dict[str, Any]]:
        index: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for entry in self.entries:
            index.setdefault(entry.kind, {}).setdefault(getattr(entry.record, "id", ""), entry.record)
        index["party"] = {party.id: party for party in self.desk.parties}
        index["event"] = {event.id: event for d in self.of("development") for event in d.record.events}
        return index

    def records(self, kind: str) -> dict[str, Any]:
        """The records of a kind by id, events and parties too."""
        return self._index[kind]


def kind_of(name: str) -> tuple[str, bool] | None:
    """The kind of record a content file holds and whether it holds a list of them; None if it holds none.

    "content/sources/a.yaml" → ("source", False); "content/officials.yaml" → ("official", True); "content/desk.yaml" → ("desk", False).
    """
    parts = name.removeprefix("content/").split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    if len(parts) == 1 and stem == "desk":
        return "desk", False
    for kind, (folder, _) in KINDS.items():
        if len(parts) == 1 and stem == folder:
            return kind, True
        if len(parts) > 1 and parts[0] == folder:
            return kind, False
    return None
