"""The reference pages, made from the code: docs/model.md, docs/diagnostics.md and docs/word-styles.md."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

from pydantic.fields import FieldInfo

from briefgen.content.model.desk import Desk
from briefgen.content.model.issue import MOVES
from briefgen.content.model.kinds import KINDS, LISTS
from briefgen.content.record import Record
from briefgen.diagnostics.codes import CODES
from briefgen.language.edtf import Edtf

ROOT = Path(__file__).parent.parent
BROKEN = ROOT / "tests" / "diagnostics" / "broken"
MADE = "<!-- Made by `./run manual`; do not edit. -->\n"


def pages() -> dict[str, str]:
    """File name → Markdown text."""
    return {"model.md": _model_page(), "diagnostics.md": _diagnostics_page(), "word-styles.md": _styles_page()}


def _model_page() -> str:
    parts = [
        MADE,
        "# The records of a desk\n",
        "One record a file in the folder named, or a list of records in the file named. Fields marked * are required. "
        "“text ≤ 2,000” is text of at most 2,000 characters.\n",
    ]
    parts.append("## desk: `content/desk.yaml`\n\n" + _tables(Desk))
    for kind, (folder, record) in KINDS.items():
        parts.append(f"## {kind}: `content/{folder}/*.yaml` or `content/{folder}.yaml`\n\n{_tables(record)}")
    for kind, (folder, record) in LISTS.items():
        parts.append(f"## {kind}: lists in `content/{folder}/`\n\n{_tables(record)}")
    parts.append(
        "## Moves on an open issue\n\n| after | may follow |\n| --- | --- |\n"
        + "".join(f"| {state or '(nothing yet)'} | {', '.join(sorted(moves))} |\n" for state, moves in MOVES.items())
    )
    return "\n".join(parts)


def _tables(record: type[Record]) -> str:
    seen: dict[str, type[Record]] = {}
    for found in _nested(record):
        seen.setdefault(found.__name__, found)
    return "\n".join(_table(found) for found in seen.values())


def _nested(record: type[Record]) -> Iterator[type[Record]]:
    yield record
    for field in record.model_fields.values():
        inner = _record_in(field.annotation)
        if inner:
            yield from _nested(inner)


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for inner in typing.get_args(annotation) if (found := _record_in(inner))), None)


def _table(record: type[Record]) -> str:
    summary = (record.__doc__ or "").strip().splitlines()[0]
    rows = "".join(
        f"| `{name}`{' *' if field.is_required() else ''} | {_type(field)} | {(field.description or '').replace('|', chr(92) + '|')} |\n"
        for name, field in record.model_fields.items()
    )
    return f"### {record.__name__}\n\n{summary}\n\n| field | takes | meaning |\n| --- | --- | --- |\n{rows}"


def _type(field: FieldInfo) -> str:
    annotation = field.annotation
    options = [str(option) for option in _literals(annotation)]
    inner = _record_in(annotation)
    words = " · ".join(options) if options else inner.__name__ if inner else _plain(annotation)
    words += f" ≤ {most:,}" if words == "text" and (most := _longest((annotation, *field.metadata))) else ""
    return f"list of {words}" if typing.get_origin(annotation) is tuple else words


def _literals(annotation: Any) -> Iterator[Any]:
    if typing.get_origin(annotation) is typing.Literal:
        yield from typing.get_args(annotation)
    else:
        for inner in typing.get_args(annotation):
            yield from _literals(inner)


def _longest(parts: typing.Iterable[Any]) -> int:
    """The most characters that an annotation or any of its parts allows; 0 where none sets a limit."""
    for part in parts:
        inner = (*getattr(part, "__metadata__", ()), *typing.get_args(part))
        if most := getattr(part, "max_length", None) or _longest(inner):
            return int(most)
    return 0


def _plain(annotation: Any) -> str:
    names = {str: "text", int: "whole number", bool: "true or false", Edtf: "date (EDTF)"}
    return names.get(annotation) or next((words for inner in typing.get_args(annotation) if (words := _plain(inner))), "")


def _diagnostics_page() -> str:
    parts = [
        MADE,
        "# Diagnostics\n",
        "Every code, what it means, how to mend it, and an example of its report. Errors stop a build; warnings stop it with `--strict`.\n",
    ]
    for code, entry in CODES.items():
        parts.append(f"## {code}\n\n*{entry.severity}.* {entry.meaning}\n\nMend: {entry.mend}\n{_example(code)}")
    return "\n".join(parts)


def _example(code: str) -> str:
    path = BROKEN / f"{code}.yaml"
    if not path.is_file():
        return ""
    report = dedent(path.read_text(encoding="utf-8").split("report: |\n", 1)[-1]).strip()
    return f"\n```text\n{report}\n```\n"


STYLE_CODES = ("style-missing", "style-wrong", "style-setting", "base-unreadable")
STYLES = (Path(__file__).parent / "word-styles.md").read_text(encoding="utf-8")


def _styles_page() -> str:
    from briefgen.export.docx.styles.contract import WANTED, needs

    codes = "".join(f"| {code} | {CODES[code].severity} | {CODES[code].meaning} |\n" for code in STYLE_CODES)
    rows = "".join(f"| {wanted.name} | {wanted.kind} | {wanted.use} | {'; '.join(needs(wanted))} |\n" for wanted in WANTED)
    return MADE + STYLES.format(codes=codes, rows=rows)


def main() -> None:
    """Writes every page anew."""
    for name, text in pages().items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
