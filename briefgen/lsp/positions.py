"""Places in a text as editors count them: lines from 0, columns in UTF-16 code units (LSP 3.17, Position)."""

from __future__ import annotations

from lsprotocol import types


def units(text: str) -> int:
    """How many UTF-16 code units a text takes."""
    return len(text.encode("utf-16-le")) // 2


def position(lines: list[str] | tuple[str, ...], line: int, column: int) -> types.Position:
    """The position of a line and a column that count characters from 1, as diagnostics do."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return types.Position(max(0, line - 1), units(text[: max(0, column - 1)]))


def span(lines: list[str] | tuple[str, ...], line: int, column: int, length: int) -> types.Range:
    """The range of so many characters from there on, on their line; the whole line where neither column nor length is known."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    if not column:
        return types.Range(position(lines, line, 1), position(lines, line, len(text) + 1))
    return types.Range(position(lines, line, column), position(lines, line, min(len(text), column - 1 + length) + 1))


def column_of(text: str, character: int) -> int:
    """The index of a character in a line, of a column in code units."""
    taken = 0
    for index, sign in enumerate(text):
        if taken >= character:
            return index
        taken += 2 if ord(sign) > 0xFFFF else 1
    return len(text)
