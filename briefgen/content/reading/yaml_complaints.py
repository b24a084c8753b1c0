"""What the YAML parser complains of, in words for an editor who does not know YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml

IN_QUOTES = "If it is part of a sentence, put the whole sentence in quotes, or on the next line below `>-`."
_DOUBLED = "Inside single quotes an apostrophe is written twice ('it''s'); long sentences are easiest below `>-`."
_BRACKET = "A bracket opens here, and no well-formed list or set of fields follows."
_COLUMNS = "Fields that belong together begin in the same column, with a name, a colon and a blank."
# Words in the parser's complaint (C parser, Python parser) → whether it is best shown where the unfinished thing began,
# what to say, what to do. The first that fits is taken.
_COMPLAINTS: tuple[tuple[str, bool, str, str], ...] = (
    ("quoted scalar.*(end of stream|document)", True, "A quotation mark opens here and is never closed.", _DOUBLED),
    ("escape|hex", False, "After a backslash in double quotes stands what YAML does not know.", "Write the backslash twice."),
    ("block scalar", False, "After `>` or `|` the line must end.", "Begin the text on the next line, indented by two blanks."),
    ("flow", True, _BRACKET, f"Close it. {IN_QUOTES}"),
    ("sequence entries", False, "A list cannot begin on the line of its field.", f"Begin each item on a line of its own. {IN_QUOTES}"),
    ("expected ':'", True, "This line has no colon, so it is not a field.", f"{_COLUMNS} A sentence that goes on is indented."),
    ("block (collection|sequence)", False, "This line is not an item of the list it stands in.", "Items begin with dashes in one column."),
    ("document start", False, "This line belongs to nothing above it.", _COLUMNS),
    ("block mapping", False, "This line is not a field of the record it stands in.", _COLUMNS),
)


def complaint(error: yaml.MarkedYAMLError, lines: tuple[str, ...], innermost: tuple[int, int]) -> tuple[int, int, str, str]:
    """Line and column (from 1) where the mistake is best shown, a message and a hint.

    innermost: line and column (from 1) of the list or the fields that had not ended.
    """
    where: Any = error.problem_mark
    began: Any = error.context_mark or where
    words = f"{error.context} {error.problem}"
    at_beginning, message, hint = _words(words, lines, where, began)
    if "flow node" in words and message == _BRACKET:
        return *innermost, message, hint
    mark = began if at_beginning else where
    line = min(mark.line, len(lines) - 1)
    return line + 1, min(mark.column, len(lines[line])) + 1, message, hint


def _words(words: str, lines: tuple[str, ...], where: Any, began: Any) -> tuple[bool, str, str]:
    line = lines[where.line] if where.line < len(lines) else ""
    if seen := _seen(line, where.column, words):
        return False, *seen
    if re.search("scanning an (alias|anchor)|directive| tag", words):
        return True, *_cannot_begin(lines[began.line][began.column])
    for pattern, at_beginning, message, hint in _COMPLAINTS:
        if re.search(pattern, words):
            return at_beginning, message, hint
    return False, "From here on the file cannot be read.", f"{_COLUMNS} {IN_QUOTES}"


def _seen(line: str, column: int, words: str) -> tuple[str, str] | None:
    """What the line itself shows to be wrong."""
    before, after = line[:column], line[column:]
    if "\t" in re.match(r"\s*", line).group():  # type: ignore[union-attr]
        return "The line is indented with a tab.", "Indent with blanks."
    if "mapping values" in words or "mapping keys" in words:
        return _colon(before) if after.startswith(":") else _cannot_begin(after[:1])
    if ("start any token" in words or "node content" in words) and after and not line.startswith("..."):
        return _cannot_begin(after[0])
    if "block mapping" in words and before.rstrip().endswith(("'", '"')):
        return "The sentence goes on after its closing quotation mark.", _DOUBLED
    if "block mapping" in words and before.rstrip().endswith(("]", "}")):
        return "The sentence goes on after a closing bracket.", f"A value that begins with a bracket is taken for a list. {IN_QUOTES}"
    return None


def _cannot_begin(character: str) -> tuple[str, str]:
    return f"A value cannot begin with “{character}”.", IN_QUOTES


def _colon(before: str) -> tuple[str, str]:
    if re.search(r":\s", before):
        return "A second colon stands in this line, so its value is not plain text.", IN_QUOTES
    name = before.strip().removeprefix("- ")
    return f"“{name}” cannot be a field here: the line above is not finished.", f"{_COLUMNS} {IN_QUOTES}"
