"""The canonical order of fields: the id, then as records have them. What a record does not know stays behind what it stood behind."""

from __future__ import annotations

from functools import cache
from typing import Any

from briefgen.content.model.desk import Desk
from briefgen.content.model.kinds import KINDS
from briefgen.content.record import Record
from briefgen.editing.layout.tree import Entry, Group


def model_of(kind: str) -> type[Record] | None:
    """The type of the records of a kind, the desk's settings too; None for what no editor types, confirmations for one."""
    return Desk if kind == "desk" else KINDS.get(kind, ("", None))[1]


def put_in_order(value: Any, model: type[Record]) -> None:
    """Orders the fields of a record, or of each record in a list, and of all records in it."""
    if not isinstance(value, Group):
        return
    if value.kind == "sequence":
        for entry in value.entries:
            put_in_order(entry.value, model)
        return
    inner = inner_records(model)
    for entry in value.entries:
        kind = inner.get(entry.key.value if entry.key else "")
        if kind and (not kind[1] or (isinstance(entry.value, Group) and entry.value.kind == "sequence")):
            put_in_order(entry.value, kind[0])
    _order(value, names(model))


def _order(group: Group, order: tuple[str, ...]) -> None:
    """Sorts the fields of a mapping. What stands above the first stays above the first: it speaks of the record."""
    rank = -1
    ranked: list[tuple[int, Entry]] = []
    for entry in group.entries:
        name = entry.key.value if entry.key else ""
        rank = order.index(name) if name in order else rank
        ranked.append((rank, entry))
    first = group.entries[0] if group.entries else None
    group.entries = [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]
    if first and group.entries[0] is not first:
        new = group.entries[0]
        above = new.before[1:] if new.before[:1] == [""] else new.before
        new.before, first.before = [*first.before, *above], []


@cache
def names(model: type[Record]) -> tuple[str, ...]:
    """The fields of a record in the order in which they are written."""
    return tuple(sorted(model.model_fields, key=lambda name: name != "id"))


@cache
def inner_records(model: type[Record]) -> dict[str, tuple[type[Record], bool]]:
    """Field → the type of the record that it holds, and whether it holds a list of them."""
    found = {name: _record(field.annotation) for name, field in model.model_fields.items()}
    return {name: pair for name, pair in found.items() if pair}


def _record(annotation: Any) -> tuple[type[Record], bool] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation, False
    origin = getattr(annotation, "__origin__", None)
    for inner in getattr(annotation, "__args__", ()):
        if found := _record(inner):
            return found[0], found[1] or origin is tuple
    return None
