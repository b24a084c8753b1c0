"""On which lines of its file a sentence is written."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.content.record import FieldPath
from briefgen.evidence.confirming.sentences import Sentence

WRITTEN_IN = ("text", "cite", "rests_on")
"""The fields that make a sentence: itself, its citations, and what it rests on."""


def lines_of(sentence: Sentence) -> set[int]:
    """The numbers of the lines on which a sentence and its citations are written."""
    path = sentence.path
    beside = [(*path[:-1], name) for name in WRITTEN_IN] if path[-1] == "text" else []
    return {number for one in (path, *beside) for number in _lines_at(sentence, one)}


def all_lines_of(sentence: Sentence) -> set[int]:
    """The same; of a fact, those of all that is said of it."""
    return {*lines_of(sentence), *(_lines_at(sentence, sentence.path[:-1]) if sentence.is_fact else ())}


def _lines_at(sentence: Sentence, path: FieldPath) -> Sequence[int]:
    """The numbers of the lines of a field or of a member of a list; none where it is not written."""
    document = sentence.entry.document
    written = sentence.entry.written(path).path
    if document.spot(written) is document.spot(written[:-1]):
        return ()
    start = document.place(written, key=True)
    before = start.column - 1  # characters before a field's name, or before a member of a list
    return _indented(document.lines, start.line - 1, before - 2 if isinstance(written[-1], int) else before)


def _indented(lines: Sequence[str], first: int, column: int) -> Sequence[int]:
    """The number of a line, by its index, and those of the lines below it that are indented further than a column."""
    last = first
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.strip() and len(line) - len(line.lstrip()) <= column:
            break
        last = index if line.strip() else last
    return range(first + 1, last + 2)
