"""A new record as the text of its file: the form of its kind with its comments, in the house's order, what is known filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from briefgen.content.model.kinds import KINDS
from briefgen.content.reading.read import Data, read
from briefgen.content.record import LONGEST_LABEL, FieldPath, Record
from briefgen.diagnostics.diagnostic import ContentError, did_you_mean
from briefgen.editing.layout.formatted import formatted
from briefgen.editing.layout.order import inner_records
from briefgen.editing.yaml_lines import field_lines, with_dash
from briefgen.editing.yaml_patch import patched

FORMS = Path(__file__).parent / "forms"
ASKED: dict[str, tuple[str, ...]] = {
    "development": ("title", "date", "source", "says"),
    "issue": ("title", "question"),
    "source": ("publisher", "published", "medium", "descriptor"),
    "official": ("name", "party"),
    "pack": ("title", "prepared_for", "prepared_by", "as_of"),
    "term": ("abbreviation", "expansion"),
}
"""Kind → the fields that an editor is asked for, of which the first gives the id where none is given."""


class Refused(ValueError):
    """A value that a field cannot have; the message says why."""


class Asked(NamedTuple):
    """A field to be asked for. allowed: the words that it takes, where it takes only some."""

    name: str
    meaning: str
    allowed: tuple[str, ...] = ()


def asked(kind: str) -> Iterator[Asked]:
    """The fields of a kind that an editor is asked for, in order."""
    model = KINDS[kind][1]
    for name in ASKED[kind]:
        field = model.model_fields[name]
        yield Asked(name, field.description or "", tuple(_words(field.annotation)))


def _words(annotation: Any) -> Iterator[str]:
    """The words that a type allows."""
    for inner in getattr(annotation, "__args__", ()):
        if isinstance(inner, str):
            yield inner
        else:
            yield from _words(inner)


def checked(kind: str, name: str, value: str) -> Data:
    """The value of a field as it is read from what an editor gave. name: with dots for what stands in a record: archive.file.

    Lists and fields may be given as YAML, in brackets; a list of one as that one.
    Raises Refused where there is no such field or it cannot have the value.
    """
    model, rest = KINDS[kind][1], name.split(".")
    while len(rest) > 1:
        inner = inner_records(model).get(rest[0])
        if inner is None or inner[1]:
            raise Refused(f"{kind} has no field “{name}”.")
        model, rest = inner[0], rest[1:]
    if rest[0] not in model.model_fields:
        raise Refused(f"{kind} has no field “{name}”. {did_you_mean(rest[0], model.model_fields)}".strip())
    if not value.strip():
        raise Refused(f"“{name}” has nothing in it.")
    data = _in_yaml(value)
    if isinstance(data, str) and _is_list(model, rest[0]):
        return [data]
    if isinstance(data, str) and (reason := _wrong(model, rest[0], data)):
        raise Refused(f"“{name}” cannot be “{data[:LONGEST_LABEL]}”: {reason}")
    return data


def _in_yaml(value: str) -> Data:
    """A list or fields where the value is such, in brackets; else the text itself."""
    if not value.lstrip().startswith(("[", "{")):
        return value
    try:
        return read("the value", value.encode()).data
    except ContentError:
        return value


def _is_list(model: type[Record], name: str) -> bool:
    return getattr(model.model_fields[name].annotation, "__origin__", None) is tuple


def _wrong(model: type[Record], name: str, value: str) -> str:
    """Why a field that is a single value cannot have this one, or ""."""
    field = model.model_fields[name]
    if inner_records(model).get(name):
        return ""
    allowed = tuple(_words(field.annotation))
    if allowed and value not in allowed:
        return did_you_mean(value, allowed) or f"it is {', '.join(allowed)}."
    try:
        _adapter(model, name).validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["msg"].removeprefix("Value error, ")
    return ""


@cache
def _adapter(model: type[Record], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    marked: Any = field.annotation
    for mark in field.metadata:
        marked = _annotated(marked, mark)
    return TypeAdapter(marked)


def _annotated(kind: Any, mark: Any) -> Any:
    from typing import Annotated

    return Annotated[kind, mark]


def form(kind: str, name: str, values: Mapping[str, Data]) -> str:
    """The text of a record of a kind with the id `name`. values: field, with dots for what stands in a record → what it holds."""
    text = (FORMS / f"{kind}.yaml").read_text(encoding="utf-8")
    for field, value in {"id": name, **values}.items():
        text = _filled(text, field.split("."), value)
    return formatted(f"content/{KINDS[kind][0]}/{name}.yaml", text)


def _filled(text: str, path: list[str], value: Data) -> str:
    """A form with a field filled in: on its line, on that of the comment that speaks of it, or at the end."""
    data: Any = read("the form", text.encode()).data
    [field, *inner] = path
    if inner or data.get(field) is not None:
        _put(data, path, value)
        return patched(text, (), data)
    lines = "".join(f"{line}\n" for line in field_lines(field, value, 0, 2))
    line = re.compile(rf"^(?:# )?{re.escape(field)}:.*\n", re.MULTILINE)
    return line.sub(lambda _: lines, text, count=1) if line.search(text) else text + lines


def _put(data: dict[str, Any], path: list[str], value: Data) -> None:
    if len(path) > 1:
        _put(data.setdefault(path[0], {}), path[1:], value)
    else:
        data[path[0]] = value


def left_open(data: Data, path: FieldPath = ()) -> Iterator[str]:
    """The fields in which nothing stands yet, as `paragraphs.facts.text`."""
    if data is None:
        yield ".".join(step for step in path if isinstance(step, str))
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in inner:
        yield from left_open(value, (*path, name))


def as_item(text: str) -> list[str]:
    """The lines of a record as an item of a list that begins at the left margin."""
    return list(with_dash([f"  {line}" if line else "" for line in text.splitlines()], 2))
