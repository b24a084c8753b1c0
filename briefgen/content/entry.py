"""A record with the place where it stands, in its file and in the desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from briefgen.content import read
from briefgen.content.model.pack import Pack
from briefgen.content.read import Document
from briefgen.content.record import FieldPath, Item, Record, walk
from briefgen.content.standing import Standing, as_written
from briefgen.diagnostics.diagnostic import Diagnostic, Location

R = TypeVar("R", bound=Record, covariant=True)
Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, eq=False)
class Entry(Generic[R]):
    """A record and where it stands: `path` leads to it in its document."""

    kind: str
    record: R
    document: Document
    path: FieldPath = ()

    @property
    def id(self) -> str:
        """The record's id; "" for the desk's settings, which have none."""
        return getattr(self.record, "id", "")

    @property
    def key(self) -> Key:
        """By which the record is told from all others of the desk."""
        return self.kind, self.id

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything in the record, as record.walk gives it."""
        return tuple(walk(self.record))

    def problem(self, code: str, message: str, path: FieldPath = (), hint: str = "", *, key: bool = False, words: str = "") -> Diagnostic:
        """A diagnostic at `path` below the record; with `words`, at the first place from there on where these words stand."""
        found = read.diagnostic(self.document, code, message, (*self.path, *path), hint, key=key)
        for number, line in enumerate(self.document.lines[found.place.line - 1 :] if words else (), found.place.line):
            column = line.find(words, found.place.column - 1 if number == found.place.line else 0)
            if column >= 0:
                return replace(found, place=Location(found.place.file, number, column + 1), excerpt=line, length=len(words))
        return found


@dataclass(frozen=True, eq=False)
class PackEntry(Entry[Pack]):
    """A pack and how it stands. given: where that is not as its editors wrote."""

    given: Standing | None = None

    @property
    def standing(self) -> Standing:
        return self.given or as_written(self.record.edition)
