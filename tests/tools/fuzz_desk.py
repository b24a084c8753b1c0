"""The worked example with any texts in every field that an editor writes freely, each on a line of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import StringConstraints

from briefgen.content.reading.short_forms import Known, expand
from briefgen.content.record import FieldPath, HasMarkup, Record, Ref
from briefgen.content.validate import kind_of
from briefgen.desk.folder import DeskFolder
from briefgen.language import inline_markup
from briefgen.pipeline.load import load

LAST = ("sources", "glossary", "references")
MORE: dict[str, list[tuple[FieldPath, Any]]] = {
    "content/developments/winter-sailings.yaml": [
        (("wording",), "in March"),
        (("paragraphs", 0, "facts", 0, "who"), "a paper"),
        (("paragraphs", 1, "facts", 1, "who"), "an island"),
        (("paragraphs", 2, "facts", 2, "outcome"), {"result": "not-in-sources", "note": "Nothing is known."}),
    ],
    "content/officials.yaml": [((0, "native_name"), "Petra"), ((0, "note"), "A note.")],
    "content/packs/sound-ferries.yaml": [
        (("source_note",), ["A note."]),
        (("sections",), ["summary", "contents", "chronology", "developments", "open-issues", "officials", *LAST]),
    ],
    "content/sources/velmare-note.yaml": [
        (("dateline",), "Velmare"),
        (("defects", 0, "probably"), "So."),
        (("defects", 0, "reason"), "Thus."),
    ],
    "content/sources/oskary-courier.yaml": [
        (("short",), "Courier"),
        (("published",), None),
        (("inferred",), {"bounds": "2019-03-12/2019-03-14", "reason": "It says so."}),
    ],
}
"""File → fields that the example leaves out, with a value."""

SETTLED = {
    ("Archive", "file"),
    ("Desk", "archive"),
    ("Desk", "markings"),
    ("Desk", "output"),
    ("Desk", "silence"),
    ("Official", "family_name"),
    ("Pack", "marking"),
    ("Pack", "bottom_line"),
    ("Term", "abbreviation"),
}
"""Texts that something else in the desk, in a sentence or on the disk must be equal to, or of which each sentence must name a fact."""
NAMED = "Petra Lindqvar"
"""Who is in the pack because a fact names her."""
NOT_PRINTED = {
    ("Derivation", "reason"),
    ("Derivation", "value"),
    ("Desk", "title"),
    ("Revision", "summary"),
}
"""Labels that the example's pack does not print."""


@dataclass(frozen=True)
class Field:
    """A free text of the desk: its file, the way to it there, its record's type with its name, and whether it carries markup."""

    file: str
    path: FieldPath
    kind: tuple[str, str]
    markup: bool


class Desk:
    """The example as data, to be written with other texts."""

    def __init__(self, folder: DeskFolder) -> None:
        self.folder = folder
        self._data = {name: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for name, path in folder.files().items()}
        known = Known({}, {})
        self._data = {name: _in_full(name, data, known) for name, data in self._data.items()}
        for name, fields in MORE.items():
            for path, value in fields:
                _put(self._data[name], path, value)
        self.fields = list(self._fields())

    def write(self, texts: Mapping[Field, str]) -> None:
        """Writes the files with these texts. JSON is YAML, and its scalars stand on a line each."""
        for name, data in self._data.items():
            copy = json.loads(json.dumps(data))
            for field, text in texts.items():
                if field.file == name:
                    _put(copy, field.path, inline_markup.escape(text) if field.markup else text)
            (self.folder.root / name).write_text(json.dumps(copy, ensure_ascii=False, indent=1), encoding="utf-8")

    def _fields(self) -> Iterator[Field]:
        self.write({})
        content, problems = load(self.folder)
        assert content is not None, problems
        for entry in content.entries:
            records = {path: value for path, value, _ in entry.items if isinstance(value, Record)}
            for path, value, marks in entry.items:
                owner = max((home for home in records if path[: len(home)] == home), key=len)
                names = [step for step in path[len(owner) :] if isinstance(step, str)]
                if isinstance(value, str) and names and _is_free(type(records[owner]), names[0]):
                    kind = type(records[owner]).__name__, names[0]
                    if kind not in SETTLED and NAMED not in value:
                        yield Field(entry.document.name, (*entry.path, *path), kind, any(isinstance(mark, HasMarkup) for mark in marks))


def _in_full(name: str, data: Any, known: Known) -> Any:
    """What a file holds without short forms, so that each text is a field of its own."""
    kind, is_list = kind_of(name) or ("", False)
    return [expand(kind, item, known).data for item in data] if is_list else expand(kind, data, known).data


def _put(data: Any, path: FieldPath, value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    if value is None:
        del data[path[-1]]
    else:
        data[path[-1]] = value


def _is_free(record: type[Record], name: str) -> bool:
    """Whether a field takes any text."""
    marks = list(_marks(record.model_fields[name].annotation, record.model_fields[name].metadata))
    rules = [mark for mark in marks if isinstance(mark, StringConstraints)]
    return bool(rules) and all(rule.pattern is None for rule in rules) and not any(isinstance(mark, Ref) for mark in marks)


def _marks(annotation: Any, found: Any) -> Iterator[Any]:
    yield from (*found, *getattr(annotation, "__metadata__", ()))
    for inner in getattr(annotation, "__args__", ()):
        if inner is not Ellipsis:
            yield from _marks(inner, ())
