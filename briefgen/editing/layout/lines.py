"""A tree of entries as lines: what stood in brackets stays in brackets where it fits on a line, long sentences are folded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from briefgen.editing.layout.tree import Entry, Group, Scalar
from briefgen.editing.yaml_lines import fits, folded, with_dash

_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n|\\\n")
_INDICATOR = re.compile(r"[0-9]")


def lines_of(root: Group) -> list[str]:
    """The lines of a file."""
    if root.flow and not root.commented:
        return [*_comments(root), line] if fits(line := _in_brackets(root), 0) or not root.entries else _block(root, 0)
    return _block(root, 0)


def _comments(group: Group) -> list[str]:
    return [comment for comment in group.tail if comment]


def _block(group: Group, column: int) -> list[str]:
    """The entries of a mapping or list, each line from that column on."""
    lead = " " * column
    lines: list[str] = []
    for number, entry in enumerate(group.entries):
        made = _field(entry, column) if group.kind == "mapping" else _item(entry, column)
        lines += _notes(entry.before, lead, first=not number)
        lines += made
    return lines + _notes(group.tail, lead)


def _notes(comments: Sequence[str], lead: str, *, first: bool = False) -> list[str]:
    """Comments on lines of their own; of blank lines at most one in a row, and none above what is first."""
    lines: list[str] = []
    for comment in comments:
        if comment or (lines and lines[-1]) or (not lines and not first):
            lines.append(f"{lead}{comment}" if comment else "")
    return lines


def _field(entry: Entry, column: int) -> list[str]:
    assert entry.key is not None
    lead = f"{' ' * column}{_raw(entry.key)}:"
    value = entry.value
    if isinstance(value, Scalar):
        return _text(lead, value, entry.behind, column)
    if _short(value, len(lead) + 1):
        return [_with(f"{lead} {_in_brackets(value)}", entry.behind)]
    return [_with(lead, entry.behind), *_block(value, column + 2)]


def _item(entry: Entry, column: int) -> list[str]:
    lead = f"{' ' * column}-"
    value = entry.value
    if isinstance(value, Scalar):
        return _text(lead, value, entry.behind, column)
    if _short(value, len(lead) + 1):
        return [_with(f"{lead} {_in_brackets(value)}", entry.behind)]
    above = [f"{' ' * column}{entry.behind}"] if entry.behind else []
    return [*above, *with_dash(_block(value, column + 2), column + 2)]


def _short(group: Group, column: int) -> bool:
    """Whether it stands on one line in brackets: it did, holds no comments, and fits there."""
    return group.flow and not group.commented and (not group.entries or fits(_in_brackets(group), column))


def _with(line: str, comment: str) -> str:
    return f"{line} {comment}" if comment else line


# Texts


def _text(lead: str, text: Scalar, comment: str, column: int) -> list[str]:
    """A text behind a field's name or a dash."""
    if text.in_block:
        return _below(lead, text, comment, column)
    raw = _raw(text)
    below = None if text.in_quotes or fits(raw, len(lead) + 1) else folded(text.value, column + 2)
    return [_with(f"{lead} >-", comment), *below] if below else [_with(f"{lead} {raw}".rstrip(), comment)]


def _below(lead: str, text: Scalar, comment: str, column: int) -> list[str]:
    """A text that stood below `>-` or the like: broken where its editor broke it, and folded anew where a line has no room so."""
    sign, *body = text.raw.split("\n")
    margin = min((_indent(line) for line in body if line.strip()), default=0)
    if _INDICATOR.search(sign):
        first = next(line for line in text.value.split("\n") if line.strip())
        margin = next(_indent(line) for line in body if line.strip()) - _indent(first)
        sign = _INDICATOR.sub("2", sign)
    lines = [f"{' ' * (column + 2)}{line[margin:]}" if line.strip() else "" for line in body]
    if sign in {">", ">-"} and not all(fits(line, 0) for line in lines):
        lines = folded(text.value.removesuffix("\n"), column + 2) or lines
    return [_with(f"{lead} {sign}", comment), *lines]


def _indent(line: str) -> int:
    """The blanks that a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _raw(text: Scalar) -> str:
    """A text as it was typed, on one line."""
    if "\n" not in text.raw:
        return text.raw
    if _BLANK_LINE.search(text.raw):
        return json.dumps(text.value, ensure_ascii=False)
    return _BREAK.sub(" ", text.raw)


def _in_brackets(value: Group | Scalar) -> str:
    if isinstance(value, Scalar):
        return _raw(value)
    inner = ", ".join(_within(value))
    return f"{{{inner}}}" if value.kind == "mapping" else f"[{inner}]"


def _within(group: Group) -> Iterator[str]:
    for entry in group.entries:
        yield f"{_raw(entry.key)}: {_in_brackets(entry.value)}" if entry.key else _in_brackets(entry.value)
