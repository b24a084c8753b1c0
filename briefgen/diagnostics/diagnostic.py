"""A problem is a record: severity, code, message, place and hint.

Stages collect these and hand them on; only the command line prints them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Location:
    """Where a problem stands. Lines and columns count from 1; 0 means "the whole file"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True)
class Diagnostic:
    """One problem, told to an editor.

    code: kebab-case, listed in codes.CODES, which also gives the severity.
    excerpt: the offending line as it stands in the file, without its line end.
    length: how many characters the caret underlines from `place.column` on.
    subject: what the problem is about, where a later stage can place it better: the target of a link.
    """

    code: str
    message: str
    place: Location
    hint: str = ""
    excerpt: str = ""
    length: int = 1
    subject: str = ""

    @cached_property
    def severity(self) -> str:
        """ "error", "warning" or "note", as codes.CODES has it."""
        from briefgen.diagnostics.codes import CODES

        return CODES[self.code].severity


class ContentError(Exception):
    """A stage cannot go on because of what the desk holds. Carries every problem it found."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problem(s)")

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Diagnostic, ...]]]:
        return ContentError, (self.problems,)


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by file, line, column and code; none twice."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.place.file, p.place.line, p.place.column, p.code, p.message))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the closest known word, or "" where none is close."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean “{close[0]}”?" if close else ""
