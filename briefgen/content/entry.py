"""A record with the place where it stands, in its file and in the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Generic, NamedTuple, TypeVar

from briefgen.content.model.fact import Fact, Paragraph
from briefgen.content.model.pack import Pack
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.reading import read
from briefgen.content.reading.read import Document
from briefgen.content.reading.short_forms import Origin
from briefgen.content.record import FieldPath, HasMarkup, Item, Marks, Record, Unseen, fields, has, walk
from briefgen.content.standing import Standing, as_written
from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.language import inline_markup

R = TypeVar("R", bound=Record, covariant=True)
Key = tuple[str, str]
"""Kind and id of a record."""
LOOKED_THROUGH = 200
"""Lines of a text that are searched for words: files with many problems are told in time."""


@dataclass(frozen=True, eq=False)
class Entry(Generic[R]):
    """A record and where it stands: `path` leads to it in its document. origins: of what is written there in a short form."""

    kind: str
    record: R
    document: Document
    path: FieldPath = ()
    origins: Mapping[FieldPath, Origin] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        """The record's id; "" for the desk's settings, which have none."""
        return getattr(self.record, "id", "")

    @property
    def key(self) -> Key:
        """By which the record is told from all others of the desk."""
        return self.kind, self.id

    @cached_property
    def places(self) -> Mapping[FieldPath, str]:
        """Path → the place of all that has one of its own: `development/x/summary/3`, `development/x/events/treaty-made`."""
        return dict(_places(self.record, (), "/".join(self.key)))

    def written(self, path: FieldPath) -> Origin:
        """Where the value at `path` below the record is written: the path in the document's data, and the words there that say it."""
        origin = origin_of(self.origins, path)
        return Origin((*self.path, *origin.path), origin.words)

    def location(self, path: FieldPath) -> Location:
        """File, line and column of the value at `path` below the record."""
        return self.document.place(self.written(path).path)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything in the record, as record.walk gives it."""
        return tuple(walk(self.record))

    @cached_property
    def statements(self) -> tuple[tuple[FieldPath, Statement], ...]:
        """The facts of the record, with their paths."""
        return tuple((path, value) for path, value, _ in self.items if isinstance(value, Statement))

    @cached_property
    def cites(self) -> frozenset[str]:
        """The ids of the sources that the record cites, as a field or inline."""
        fields = {value.source for _, value, _ in self.items if isinstance(value, Citation)}
        texts = (value for _, value, marks in self.items if isinstance(value, str) and "[@" in value and has(marks, HasMarkup))
        return frozenset(fields.union(source for text in texts for source, _ in inline_markup.citations(text)))

    def problem(self, code: str, message: str, path: FieldPath = (), hint: str = "", *, key: bool = False, words: str = "") -> Diagnostic:
        """A diagnostic at `path` below the record; with `words`, at the first place from there on where these words stand."""
        origin = self.written(path)
        found, words = read.diagnostic(self.document, code, message, origin.path, hint, key=key), words or origin.words
        first = found.place.line - 1
        for number, line in enumerate(self.document.lines[first : first + LOOKED_THROUGH] if words else (), found.place.line):
            column = line.find(words, found.place.column - 1 if number == found.place.line else 0)
            if column >= 0:
                return replace(found, place=Location(found.place.file, number, column + 1), excerpt=line, length=len(words))
        return found


def origin_of(origins: Mapping[FieldPath, Origin], path: FieldPath) -> Origin:
    """Where a value is written, by the nearest of what holds it that is written elsewhere or in a short form."""
    for length in range(len(path), 0, -1):
        if path[:length] in origins:
            origin = origins[path[:length]]
            return Origin((*origin.path, *path[length:]), origin.words if length == len(path) else "")
    return Origin(path)


class Member(NamedTuple):
    """What has a place of its own below the record that holds it: the path to it, its place, and itself, a record or prose."""

    path: FieldPath
    place: str
    value: Record | str


def members(record: Record, at: str) -> Iterator[Member]:
    """The members of a record whose place is `at`: facts, and the records and the prose of lists, where readers see them.

    Members of lists are named by their id, and where they have none are counted from 1; facts are counted through all paragraphs.
    """
    values = vars(record)
    for name, marks in _seen(type(record)):
        value = values[name]
        if not value or isinstance(value, str) or not holds_members(value, marks):
            continue
        if isinstance(value, tuple):
            for number, (path, member) in enumerate(_listed(value), 1):
                own = member.id if isinstance(member, Fact) else None
                yield Member((name, *path), f"{at}/{'facts' if isinstance(member, Fact) else name}/{own or number}", member)
        else:
            yield Member((name,), f"{at}/{name}", value)


@cache
def _seen(record: type[Record]) -> tuple[tuple[str, Marks], ...]:
    """The fields of a record that readers see, with the marks of each."""
    return tuple((name, marks) for name, marks in fields(record) if not has(marks, Unseen))


def holds_members(value: object, marks: Marks) -> bool:
    """Whether a field's value is, or lists, what has a place of its own, and is no plain field."""
    if not isinstance(value, tuple) or not value:
        return isinstance(value, Record) and bool(value.called)
    return has(marks, HasMarkup) if not isinstance(value[0], Record) else isinstance(value[0], Paragraph) or bool(value[0].called)


def _listed(values: tuple[Record | str, ...]) -> Iterator[tuple[FieldPath, Record | str]]:
    for index, value in enumerate(values):
        if isinstance(value, Paragraph):
            yield from (((index, "facts", n), fact) for n, fact in enumerate(value.facts))
        else:
            yield (index,), value


def _places(record: Record, path: FieldPath, at: str) -> Iterator[tuple[FieldPath, str]]:
    for member in members(record, at):
        yield (*path, *member.path), member.place
        if isinstance(member.value, Record):
            yield from _places(member.value, (*path, *member.path), member.place)


@dataclass(frozen=True, eq=False)
class PackEntry(Entry[Pack]):
    """A pack and how it stands. given: where that is not as its editors wrote."""

    given: Standing | None = None

    @property
    def standing(self) -> Standing:
        return self.given or as_written(self.record.edition)
