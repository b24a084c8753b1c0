"""What the old form asked of the parts of a record that are written anew, so that nothing is lost that is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.content.reading.read import Path


@dataclass(frozen=True)
class Shape:
    """Fields of a mapping. needed, texts: those that hold a text, needed or not; lists: those that hold a list of mappings; others: the
    rest, which go over as they are."""

    needed: frozenset[str]
    texts: frozenset[str] = frozenset()
    lists: Mapping[str, Shape] = field(default_factory=dict)
    others: frozenset[str] = frozenset()


def _statement(needed: str = "", texts: str = "", others: str = "") -> Shape:
    return Shape(
        frozenset({"text", "says", *needed.split()}),
        frozenset({"who", *texts.split()}),
        {"cite": _CITE, "derived": _DERIVED},
        frozenset(others.split()),
    )


_CITE = Shape(frozenset({"source", "para", "excerpt"}), frozenset({"prefix", "suffix"}))
_DERIVED = Shape(frozenset({"value", "reason"}))
_SENTENCE = _statement()
_LISTS: Mapping[str, Mapping[str, Shape]] = {
    "development": {
        "summary": Shape(frozenset(), lists={"statements": _SENTENCE}),
        "events": _statement("id label status", "date wording place key", "issues outcome differs_from"),
        "updates": _statement("issue move date"),
        "officials": Shape(frozenset({"official", "role"})),
    },
    "issue": {"positions": _statement("party date")},
}


def misshapen(kind: str, data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Where a record is not as the old form had it, and how; only what is written anew is looked at."""
    if kind == "development":
        yield from _fields(data.get("bottom_line"), _SENTENCE, ("bottom_line",))
    for name, shape in _LISTS.get(kind, {}).items():
        if name in data:
            yield from _items(data[name], shape, (name,))


def _items(value: Any, shape: Shape, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, list):
        yield path, "a list should stand here"
        return
    for number, item in enumerate(value):
        yield from _fields(item, shape, (*path, number))


def _fields(value: Any, shape: Shape, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, dict):
        yield path, "fields should stand here"
        return
    for name in sorted(shape.needed - value.keys()):
        yield path, f"“{name}” is missing"
    for name, part in value.items():
        if name in shape.lists:
            yield from _items(part, shape.lists[name], (*path, name))
        elif name in shape.needed | shape.texts:
            if not isinstance(part, str):
                yield (*path, name), f"“{name}” should hold a text"
        elif name not in shape.others:
            yield (*path, name), f"“{name}” is no field here"
