"""What records are made of: their base, the types and marks of their fields, and a way through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema

from briefgen.language.date_parser import parse as parse_date
from briefgen.language.edtf import Edtf

FieldPath = tuple[str | int, ...]


class Mark:
    """Base of what a field says of itself beside its type."""


class Ref(Mark):
    """Marks a text as the id of a record of that kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


class HasMarkup(Mark):
    """Marks a text as carrying inline markup."""


class Unseen(Mark):
    """No reader sees the field as such: two tellings that differ in it alone are the same."""


class Setting(Mark):
    """The field states nothing: a day takes nothing away from it."""


class Timeless(Mark):
    """A text without which its record cannot stand, and that speaks of the record itself: a day does not take it away."""


class AllOrNothing(Mark):
    """A list of which one unknown member makes the whole record unknown."""


class Needed(Mark):
    """A list without which nothing is left of its record."""


class Loose(Mark):
    """Names records without showing them: what it names is not taken along, and an id of what is left behind goes."""


class AsPrinted(Mark):
    """A source's text prints the field's words as they stand."""


class Quoted(Mark):
    """Words of a source, or how something follows from them: they are held against the source and not against the calendar."""


Marks = tuple[Mark, ...]
Item = tuple[FieldPath, object, Marks]
"""A record or leaf in a record: where it is, what it is, and the marks of its field."""


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
LONGEST_LABEL, LONGEST_TEXT, LONGEST_PASSAGE = 500, 2_000, 10_000
"""Characters, marks included, that a name or title, a sentence or two, and a paragraph of our own may have."""
Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_LABEL)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT), HasMarkup()]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_PASSAGE), HasMarkup()]
Date = Annotated[
    Edtf,
    PlainValidator(parse_date),
    WithJsonSchema({"type": "string", "examples": ["2005-04-14", "2004-10", "2005-23", "2013-01~", "2001-01-20/2007-01-09"]}),
]


class Record(BaseModel):
    """Base of every record: unknown keys are refused, values cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    called: ClassVar[str] = ""
    """What readers call such a record, where two tellings are compared."""


_LEAVES = {str, int, bool, Edtf}
"""Classes of most values: pydantic takes long to say that they are no records."""


def walk(record: Record) -> Iterator[Item]:
    """Every record and leaf below `record`, itself first, in reading order. What was left out, None, is no leaf."""
    stack: list[Item] = [((), record, ())]
    while stack:
        item = stack.pop()
        path, value, marks = item
        if isinstance(value, tuple):
            stack += [((*path, i), value[i], marks) for i in range(len(value) - 1, -1, -1)]
            continue
        yield item
        if type(value) not in _LEAVES and isinstance(value, Record):
            values = vars(value)
            stack += [((*path, name), values[name], inner) for name, inner in reversed(fields(type(value))) if values[name] is not None]


@cache
def fields(record: type[Record]) -> tuple[tuple[str, Marks], ...]:
    """The fields of a record with the marks of each, in order."""
    return tuple((name, tuple(_marks(field.annotation, field.metadata))) for name, field in record.model_fields.items())


def has(marks: Marks, kind: type[Mark]) -> bool:
    """Whether a field bears a mark of a kind."""
    return any(isinstance(mark, kind) for mark in marks)


def _marks(annotation: object, found: Iterable[object]) -> Iterator[Mark]:
    yield from (mark for mark in (*found, *getattr(annotation, "__metadata__", ())) if isinstance(mark, Mark))
    for inner in getattr(annotation, "__args__", ()):
        if inner is not Ellipsis:
            yield from _marks(inner, ())


def model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel] | None:
    """The type of the record at a path below one of that type; None where there is none. Places in lists count for nothing."""
    current: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int):
            continue
        field = current.model_fields.get(step) if current else None
        current = _record_type(field.annotation) if field else None
    return current


def _record_type(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _record_type(inner))), None)
