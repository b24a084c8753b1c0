"""The desk's files, read and validated in one go, so that every problem of every file is known at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.checks.check import check
from briefgen.content.content import Content
from briefgen.content.validate import validate
from briefgen.desk.faces import faces_of
from briefgen.desk.folder import DeskFolder, read_files
from briefgen.desk.kept import NOTHING, Kept
from briefgen.desk.migration.migrate import in_new_form
from briefgen.diagnostics.diagnostic import Diagnostic, in_order
from briefgen.editions import standing
from briefgen.pipeline.documents import documents_of


def load(desk: DeskFolder, *, earlier: bool = False, kept: Kept = NOTHING) -> tuple[Content | None, list[Diagnostic]]:
    """The desk's records and every problem found. The Content is None where a file could not be read or a record is not whole.

    earlier: the desk as it once was, which may be in the form of that time. kept: has what files read to before. Editorial rules run only
    over whole records and faces; with one broken file they would blame its neighbours.
    """
    texts, problems = read_files(desk)
    documents, found = documents_of(texts, kept)
    return loaded(desk, validate(in_new_form(documents) if earlier else documents), [*problems, *found])


def loaded(
    desk: DeskFolder, validated: tuple[Content | None, list[Diagnostic]], problems: Sequence[Diagnostic]
) -> tuple[Content | None, list[Diagnostic]]:
    """The records of a desk with its faces, and every problem: those given, and those found since. validated: as `validate` gives it."""
    content, found = validated
    problems = [*problems, *found]
    if content is None or any(problem.severity == "error" for problem in problems):
        return None, in_order(problems)
    faces, found = faces_of(content, desk.root)
    problems += found
    if any(problem.severity == "error" for problem in found):
        return None, in_order(problems)
    content = replace(content, faces=faces)
    return content, in_order([*problems, *check(content), *standing.unreleased(content, desk.root), *desk.templates.unused()])
