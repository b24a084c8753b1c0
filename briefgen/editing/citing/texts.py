"""The sources of a desk with their archived texts, whatever is wrong elsewhere: an editor looks words up while a file is half written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from briefgen.content.reading.read import read
from briefgen.content.validate import kind_of, validate
from briefgen.desk.folder import DeskFolder, read_files
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, in_order
from briefgen.evidence.readings import Reading, archive_folder, open_library


class Texts(NamedTuple):
    """What can be read. library: source id → its reading; sources: the ids of all; folder: of the archive, None where the desk has none."""

    library: Mapping[str, Reading]
    sources: list[str]
    folder: Path | None
    problems: list[Diagnostic]


def archived(desk: DeskFolder, archive: Path | None = None) -> Texts:
    """The archived texts of a desk. archive: their folder, in place of the desk's own. Raises ContentError for broken sources."""
    files, unreadable = read_files(desk)
    problems = [problem for problem in unreadable if _is_of_sources(problem.place.file)]
    documents = []
    for name, data in files.items():
        if _is_of_sources(name):
            try:
                documents.append(read(name, data))
            except ContentError as error:
                problems += error.problems
    content, found = validate(documents)
    if content is None or problems:
        raise ContentError(in_order([*problems, *found]))
    folder = archive_folder(content, desk.root, archive)
    library, told = open_library(content, folder, frozenset()) if folder and folder.is_dir() else ({}, [])
    return Texts(library, list(content.sources), folder, in_order([*found, *told]))


def _is_of_sources(name: str) -> bool:
    return (kind_of(name) or ("",))[0] in {"desk", "source"}
