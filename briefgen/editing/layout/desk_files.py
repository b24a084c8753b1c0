"""The content files of a desk as they are, and as they are in canonical order and layout."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from briefgen.content.reading.read import read
from briefgen.desk.files import write_all
from briefgen.desk.folder import DeskFolder, read_files
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, in_order
from briefgen.editing.layout.formatted import formatted


class Laid(NamedTuple):
    """A file by its name, its text as it is and as it is to be."""

    name: str
    old: str
    new: str


def laid_out_anew(desk: DeskFolder, wanted: Collection[str] | None = None) -> tuple[list[Laid], list[Diagnostic]]:
    """The files that canonical layout changes, and the problems of those that cannot be read. wanted: their names; None for all."""
    texts, problems = read_files(desk)
    problems = [problem for problem in problems if wanted is None or problem.place.file in wanted]
    found: list[Laid] = []
    for name, data in texts.items():
        if wanted is None or name in wanted:
            try:
                new = formatted_bytes(name, data)
            except ContentError as error:
                problems += error.problems
            else:
                found += [Laid(name, data.decode("utf-8"), new.decode("utf-8"))] if new != data else []
    return found, in_order(problems)


def formatted_bytes(name: str, data: bytes) -> bytes:
    """A file's bytes in canonical order and layout. Raises ContentError where they cannot be read, no UTF-8 for one."""
    read(name, data)
    return formatted(name, data.decode("utf-8")).encode()


def write(desk: DeskFolder, files: Collection[Laid]) -> None:
    """Writes the files in place of the old ones, once all are on the disk. Raises ContentError (write-failed)."""
    write_all(desk.root, {file.name: file.new.encode() for file in files})
