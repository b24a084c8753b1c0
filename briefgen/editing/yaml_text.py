"""New YAML files, the same on every machine and with every version of the YAML library."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.content.record import Record
from briefgen.language.edtf import Edtf

_PLAIN = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][a-z0-9_-]*")
"""Words that every YAML reader takes for text."""
_NAME = re.compile(r"(?!(?i:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][A-Za-z0-9_./-]*")
_READABLE = re.compile(r"[^\W_][\w ,.()/-]*")


def text_of(record: Record) -> str:
    """A record as the text of its file. Fields that hold their default are left out."""
    return written(_data(record))


def written(data: dict[str, Any]) -> str:
    """Fields as the text of a file, in block style, every value on one line."""
    return "".join(f"{line}\n" for line in _lines(data))


def readable(text: str) -> str:
    """A text on one line for a file that editors go on with: without quotes where nothing in it could mean anything else."""
    return text if _READABLE.fullmatch(text) and not text.endswith(" ") else json.dumps(text, ensure_ascii=False)


def _data(value: Any) -> Any:
    if isinstance(value, Record):
        kind = type(value)
        pairs = ((name, getattr(value, name), field) for name, field in kind.model_fields.items())
        return {
            name: _data(part) for name, part, field in pairs if field.is_required() or part != field.get_default(call_default_factory=True)
        }
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    return value.text if isinstance(value, Edtf) else value


def _lines(value: dict[str, Any] | list[Any]) -> Iterator[str]:
    """A mapping or a list that is not empty, in block style."""
    items: Iterable[tuple[str | None, Any]] = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for name, item in items:
        lead = "-" if name is None else f"{_name(name)}:"
        if not isinstance(item, dict | list) or not item:
            yield f"{lead} {_scalar(item)}"
        elif name is None:
            inner = _lines(item)
            yield f"- {next(inner)}"
            yield from (f"  {line}" for line in inner)
        else:
            yield lead
            yield from (f"  {line}" for line in _lines(item))


def _name(name: str) -> str:
    """A field's name; names of files are such."""
    return name if _NAME.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _scalar(value: Any) -> str:
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
