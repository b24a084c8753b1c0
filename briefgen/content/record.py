"""What records are made of: their base, the types and marks of their fields, and a way through all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema

from briefgen.language.date_parser import parse as parse_date
from briefgen.language.edtf import Edtf

FieldPath = tuple[str | int, ...]


class Ref:
    """Marks a text as the id of a record of that kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


class HasMarkup:
    """Marks a text as carrying inline markup."""


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

    model_config = ConfigDict(extra="forbid", frozen=True)


def walk(record: Record) -> Iterator[tuple[FieldPath, Any, tuple[Any, ...]]]:
    """Every record and leaf below `record`, itself first, in reading order: (path, value, the Ref/Markup marks of its field)."""
    stack: list[tuple[FieldPath, Any, tuple[Any, ...]]] = [((), record, ())]
    while stack:
        path, value, marks = stack.pop()
        if isinstance(value, tuple):
            stack.extend(((*path, i), item, marks) for i, item in reversed(tuple(enumerate(value))))
            continue
        yield path, value, marks
        if isinstance(value, Record):
            stack.extend(((*path, name), getattr(value, name), inner) for name, inner in reversed(fields(type(value))))


@cache
def fields(record: type[Record]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The fields of a record with the Ref/Markup marks of each, in order."""
    return tuple((name, tuple(_marks(field.annotation, field.metadata))) for name, field in record.model_fields.items())


def _marks(annotation: Any, found: Any) -> Iterator[Any]:
    yield from (mark for mark in (*found, *getattr(annotation, "__metadata__", ())) if isinstance(mark, Ref | HasMarkup))
    for inner in getattr(annotation, "__args__", ()):
        if inner is not Ellipsis:
            yield from _marks(inner, ())
