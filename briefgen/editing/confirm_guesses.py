"""source confirm: the guesses of a source's record, each beside its line of the archived text, confirmed or put right in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from briefgen.content.model.source import Source
from briefgen.content.reading.read import read
from briefgen.editing.yaml_patch import patched
from briefgen.language.folding import fold

SEPARATE = "."
"""Between the name of a field and that of a field in it: archive.body."""


class Guess(NamedTuple):
    """A guessed field. value: as it stands in the record; line: of the text that says so, from 1, 0 for none; words: of that line."""

    name: str
    value: str
    line: int
    words: str


def guesses(source: Source, lines: Sequence[str]) -> list[Guess]:
    """What nobody has confirmed in a source's record. lines: of its archived text."""
    found = []
    for name in source.unconfirmed:
        value: Any = source
        for step in name.split(SEPARATE):
            value = getattr(value, step, None)
        text = "" if value is None else getattr(value, "text", None) or str(value)
        number = next((n for n, line in enumerate(lines, 1) if text and fold(text) in fold(line)), 0)
        found.append(Guess(name, text, number, lines[number - 1].strip() if number else ""))
    return found


def confirmed(name: str, text: str, right: Sequence[str], values: Mapping[str, str]) -> str:
    """The text of a source's file with guesses confirmed; comments stay.

    name: of the file. right: fields that are right as they stand. values: field → the right value. Raises KeyError for a field that is
    not listed as a guess, ContentError for a file that cannot be read.
    """
    data = read(name, text.encode()).data
    record: dict[str, Any] = dict(data) if isinstance(data, dict) else {}
    left = list(record.get("unconfirmed") or ())
    for field in (*right, *values):
        if field not in left:
            raise KeyError(field)
        left.remove(field)
    for field, value in values.items():
        text = _with_value(text, record, field, value)
        record = dict(read(name, text.encode()).data)  # type: ignore[arg-type]
    record = {**record, "unconfirmed": left} if left else {key: value for key, value in record.items() if key != "unconfirmed"}
    return patched(text, (), record)


def _with_value(text: str, record: dict[str, Any], field: str, value: str) -> str:
    outer, _, inner = field.partition(SEPARATE)
    changed = {**record[outer], inner: value} if inner else value
    return patched(text, (), {**record, outer: changed})
