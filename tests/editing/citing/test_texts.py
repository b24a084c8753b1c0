"""The archived texts of a desk can be looked into while something else in it is broken."""

from __future__ import annotations

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.editing.citing.texts import archived
from tests.tools.desks import DEVELOPMENT, edit


def test_a_half_written_development_does_not_hide_the_texts(desk: DeskFolder) -> None:
    """Only sources and settings are read."""
    (desk.root / DEVELOPMENT).write_text("paragraphs:\n  - facts: [\n", encoding="utf-8")
    texts = archived(desk)
    assert sorted(texts.library) == texts.sources == ["oskary-courier", "velmare-note"]
    assert texts.problems == []


def test_a_broken_source_is_told(desk: DeskFolder) -> None:
    """With all problems of sources."""
    edit(desk, "content/sources/velmare-note.yaml", "medium: government", "medium: goverment")
    with pytest.raises(ContentError) as caught:
        archived(desk)
    assert [problem.code for problem in caught.value.problems] == ["wrong-value"]
    (desk.content / "sources" / "third.yaml").write_text("id: [\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        archived(desk)
    assert {problem.code for problem in caught.value.problems} == {"wrong-value", "yaml-syntax"}


def test_a_text_that_is_not_there_is_a_problem_of_its_own(desk: DeskFolder) -> None:
    """The others can be looked into; without an archive none can."""
    (desk.root / "archive" / "velmare-note.txt").unlink()
    texts = archived(desk)
    assert list(texts.library) == ["oskary-courier"]
    assert [problem.code for problem in texts.problems] == ["archive-missing"]
    edit(desk, "content/desk.yaml", "archive: archive\n", "")
    assert (archived(desk).folder, dict(archived(desk).library)) == (None, {})
