"""Archived texts: opened safely, hashed, and their paragraphs numbered.

A desk keeps the texts it read in a folder of its own. This module opens one of them and gives its lines and paragraphs,
or says in an ArchiveError what is wrong with it. It writes nothing.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefgen.desk.files import sha256_of
from briefgen.language.folding import fold

MAX_BYTES = 5_000_000
LINE_END = re.compile(r"\r\n|\n|\r")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
AS_UTF_8 = "Save a copy as UTF-8 and make its record anew with: briefgen source add FILE"


class ArchiveError(Exception):
    """An archived text cannot be used. code: one of codes.CODES; hint: what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class SourceParagraph:
    """A paragraph of an article. number: from 1, as citations name it; line: of the file, from 1."""

    number: int
    line: int
    text: str

    @cached_property
    def folded(self) -> str:
        """The text as matching.fold gives it."""
        return fold(self.text)


@dataclass(frozen=True)
class ArchivedText:
    """A text that was opened. sha256: of the bytes, in hexadecimal; lines: without their ends."""

    sha256: str
    lines: tuple[str, ...]

    def paragraphs(self, body: str) -> tuple[SourceParagraph, ...]:
        """The paragraphs of the lines that `body` names, for example “3, 7-9”: each line with text in it is one.

        Raises ArchiveError (archive-body) where the ranges run backwards, leave the file or hold no text.
        """
        chosen = [line for line in self._chosen(body) if has_text(self.lines[line - 1])]
        if not chosen:
            raise ArchiveError("archive-body", f"Lines {body} of the text are all empty.", "Name the lines that are the article.")
        return tuple(SourceParagraph(number, line, self.lines[line - 1]) for number, line in enumerate(chosen, 1))

    def _chosen(self, body: str) -> list[int]:
        found: set[int] = set()
        for piece in body.split(","):
            first, last = ends(piece)
            if not 1 <= first <= last <= len(self.lines):
                message = f"“{piece.strip()}” names no lines of the text, which has {len(self.lines)}."
                raise ArchiveError("archive-body", message, "Lines count from 1, and a range begins with the smaller number.")
            found.update(range(first, last + 1))
        return sorted(found)


def ends(piece: str) -> tuple[int, int]:
    """“7-9” as (7, 9) and “7” as (7, 7). Numbers of more than nine digits count as the largest of nine."""
    first, _, last = piece.strip().partition("-")
    return _number(first), _number(last or first)


def _number(digits: str) -> int:
    return int(digits) if len(digits) < 10 else 999_999_999


def has_text(line: str) -> bool:
    """Whether a reader sees anything in the line."""
    return any(sign.isprintable() and not sign.isspace() for sign in line)


def open_text(folder: Path, name: str) -> ArchivedText:
    """The text of a file in the archive folder. Raises ArchiveError."""
    path = folder / name
    # Path.resolve raises on a loop of links; realpath gives the path back, and opening it then says what is wrong.
    if "\0" in name or not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise ArchiveError("archive-missing", f"“{name}” names nothing in the archive folder.", "Name a file that lies in the folder.")
    return open_file(path)


def open_file(path: Path) -> ArchivedText:
    """The text of any file. Raises ArchiveError."""
    data = _bytes(path)
    text = _decode(path.name, data)
    if not has_text(text):
        raise ArchiveError("archive-empty", f"{path.name} holds no text.", "Put the text back, or delete the record.")
    return ArchivedText(sha256_of(data), tuple(LINE_END.split(text)))


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists() and not path.is_symlink():
            raise ArchiveError("archive-missing", f"There is no file {path.name} in {path.parent}.", "Put it there, or correct `file:`.")
        if not path.is_file():
            raise ArchiveError("archive-unreadable", f"{path.name} is not a file.", "Name a text file.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"{path.name} cannot be read: {error.strerror}."
        raise ArchiveError("archive-unreadable", message, "Check that you may read the file.") from None
    if len(data) > MAX_BYTES:
        message = f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB."
        raise ArchiveError("archive-too-large", message, "Keep the article alone, as plain text.")
    return data


def _decode(name: str, data: bytes) -> str:
    if data.startswith(UTF_16):
        raise ArchiveError("archive-encoding", f"{name} is UTF-16 text, not UTF-8.", AS_UTF_8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if CONTROLS.search(data.decode("latin-1")):
            raise _not_text(name) from None
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{name} is not UTF-8 text: byte {data[error.start]:02X} on line {line} cannot be read."
        raise ArchiveError("archive-encoding", message, AS_UTF_8) from None
    if CONTROLS.search(text):
        raise _not_text(name)
    return text


def _not_text(name: str) -> ArchiveError:
    hint = "Archive the text of the page: a PDF, a Word file or a picture cannot be searched."
    return ArchiveError("archive-not-text", f"{name} is not plain text.", hint)
