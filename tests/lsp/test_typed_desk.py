"""The language server tells what check and verify tell, for every broken example."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefgen.desk.folder import DeskFolder
from briefgen.evidence.readings import archive_folder
from briefgen.evidence.verify import verify
from briefgen.lsp.problems import shown
from briefgen.lsp.typed_desk import TypedDesk, desk_of
from briefgen.pipeline.load import load
from tests.tools.broken import EXAMPLES, apply


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_problems_are_those_of_check_and_verify(path: Path, desk: DeskFolder) -> None:
    """Word for word, and each can be shown at its place."""
    held = TypedDesk(desk)
    held.problems()
    for change in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["change"]:
        apply(desk.root, change)
    content, problems = load(desk)
    assert held.problems() == problems
    for problem in problems:
        lines = held.documents()[problem.place.file].lines if problem.place.file in held.documents() else [""]
        assert shown(problem, lines).message.startswith(problem.message)
    verified = held.verified()
    assert (verified is None) == (content is None)
    if content is not None and verified is not None:
        assert verified.problems == verify(content, archive_folder(content, desk.root, None)).problems


def test_the_last_whole_records_stay(desk: DeskFolder) -> None:
    """While a text is broken, ids and titles are still known; a text that is taken back counts no more."""
    held = TypedDesk(desk)
    held.problems()
    before = held.good
    file = next((desk.root / "content/developments").glob("*.yaml"))
    held.typed(file, "id: [")
    assert [problem.code for problem in held.problems()] == ["yaml-syntax"]
    assert held.good is before
    assert held.verified() is None
    held.typed(file, None)
    assert held.problems() == load(desk)[1]


def test_a_file_outside_of_a_desk_is_in_none(tmp_path: Path, desk: DeskFolder) -> None:
    """And each file is in the nearest desk above it."""
    assert desk_of(tmp_path / "other/file.yaml") is None
    assert desk_of(desk.root / "content/developments/x.yaml") == desk
