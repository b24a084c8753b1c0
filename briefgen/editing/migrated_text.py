"""The text of a file in the new form of a desk: comments, line ends and quotes stay, and a note stands at each line to be decided."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefgen.content.reading.read import Data, Path, read
from briefgen.desk.migration.form import Doubt
from briefgen.desk.migration.migrate import Migrated
from briefgen.editing.migrated_development import Edit, Rewriting
from briefgen.editing.yaml_lines import WIDTH, field_lines, folded
from briefgen.editing.yaml_nodes import Nodes, nodes_of
from briefgen.editing.yaml_patch import on_one_line, patched

NOTE = "# migrate: "
_BOM = "\ufeff"


class Left(NamedTuple):
    """What is left to an editor: the line of its note, from 1, and what it is."""

    line: int
    reason: str


def migrated_text(name: str, text: str, made: Migrated) -> tuple[str, list[Left]]:
    """The text of a file in the new form, and what is left to decide. name: the file, as shown to editors."""
    mark, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    eol = "\r\n" if "\r\n" in text else "\n"
    old = read(name, text.encode()).data
    if old != made.data:
        text = _rewritten(name, text, old, made, eol)
    noted, left = _with_notes(name, text, made.doubts, eol)
    return mark + noted, left


def _rewritten(name: str, text: str, old: Data, made: Migrated, eol: str) -> str:
    nodes = nodes_of(text)
    edits: list[Edit] = []
    records: list[tuple[Path, Any, Any]] = [((), old, made.data)]
    if isinstance(old, list) and isinstance(made.data, list):
        records = [((number,), before, after) for number, (before, after) in enumerate(zip(old, made.data, strict=True))]
    for path, before, after in records:
        if isinstance(after, dict) and "paragraphs" in after and "paragraphs" not in before:
            edits += _development(nodes, name, path, after, made, eol)
        edits += _values(nodes, path, before, after, eol)
    changed = text
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        changed = changed[:start] + new + changed[end:]
    return changed if read(name, changed.encode()).data == made.data else patched(changed, (), made.data)


def _development(nodes: Nodes, name: str, path: Path, after: dict[str, Any], made: Migrated, eol: str) -> list[Edit]:
    try:
        return Rewriting(nodes, name, path, after, made.origins, eol).edits()
    except ValueError:
        return []


# Single values


def _values(nodes: Nodes, path: Path, before: Any, after: Any, eol: str) -> Iterator[Edit]:
    """The edits of texts and citations that changed within what stayed."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before:
            if name == "cite" and name in after and before[name] != after[name]:
                yield _cite(nodes, path, after[name], eol)
            elif name in after:
                yield from _values(nodes, (*path, name), before[name], after[name], eol)
    elif isinstance(before, list) and isinstance(after, list):
        for number, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from _values(nodes, (*path, number), one, other, eol)
    elif isinstance(before, str) and isinstance(after, str):
        yield _text(nodes, path, after, eol)


def _text(nodes: Nodes, path: Path, text: str, eol: str) -> Edit:
    """Another text in a text's place: folded where that was."""
    node = nodes.at(path)
    start, end = int(node.start_mark.index), nodes.end(node)
    line = nodes.text[nodes.line_start(start) : start]
    lines = folded(text, len(line) - len(line.lstrip(" ")) + 2) if node.style == ">" else None
    return start, end, eol.join([">-", *lines]) if lines else on_one_line(text, flow=True)


def _cite(nodes: Nodes, path: Path, cite: Any, eol: str) -> Edit:
    """Citations of an official's post, short; comments among them stand above."""
    holder = nodes.at(path)
    key, value = next(pair for pair in holder.value if pair[0].value == "cite")
    if holder.flow_style:
        return value.start_mark.index, nodes.end(value), on_one_line(cite, flow=True)
    start, end, column = int(key.start_mark.index), nodes.line_end(nodes.end(value)), int(key.start_mark.column)
    parts = [part for part in nodes.parts(holder, path) if start <= part.start < end]
    notes = [" " * column + comment.text for comment in nodes.comments(start, end, parts)]
    return start, end, eol.join([*notes, *field_lines("cite", cite, column, 2)])[column:]


# Notes


def _with_notes(name: str, text: str, doubts: list[Doubt], eol: str) -> tuple[str, list[Left]]:
    """The text with a note above each line in doubt, but where the same note stands there already."""
    document = read(name, text.encode())
    lines = text.split(eol)
    wanted: dict[int, list[str]] = {}
    for doubt in doubts:
        wanted.setdefault(document.spot(doubt.path).line, []).append(doubt.reason)
    done: list[str] = []
    left: list[Left] = []
    for number, line in enumerate(lines, 1):
        for reason in dict.fromkeys(wanted.get(number, ())):
            note = _note(reason, line)
            if not _stands(note, done):
                done += note
            left.append(Left(len(done) - len(note) + 1, reason))
        done.append(line)
    return eol.join(done), left


def _note(reason: str, line: str) -> list[str]:
    """A note above a line, in its column."""
    lead = " " * (len(line) - len(line.lstrip(" ")))
    width = max(WIDTH - len(lead), 60)
    return [lead + part for part in textwrap.wrap(NOTE + reason, width, subsequent_indent="#   ", break_on_hyphens=False)]


def _stands(note: list[str], above: list[str]) -> bool:
    """Whether a note stands among the comments just above."""
    first = len(above)
    while first and above[first - 1].lstrip().startswith("#"):
        first -= 1
    return any(above[at : at + len(note)] == note for at in range(first, len(above) - len(note) + 1))
