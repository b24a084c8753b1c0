"""A desk of the old form is rewritten only where git can give the old files back, and its released editions can still be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.checks.check import check
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.pipeline.again.migrated import migrated, write
from briefgen.pipeline.load import load
from tests.tools.commands import begun, commit
from tests.tools.old_desks import OLD_EXAMPLE

OLD = "content/developments/winter-sailings.yaml"


@pytest.fixture
def old(tmp_path: Path) -> DeskFolder:
    """The worked example in its old form, in a git repository of its own."""
    shutil.copytree(OLD_EXAMPLE, tmp_path / "desk")
    return begun(tmp_path / "desk")


def codes(desk: DeskFolder) -> list[str]:
    """The codes and files of what refuses a migration."""
    with pytest.raises(ContentError) as refused:
        migrated(desk)
    return [f"{problem.code} {problem.place.file}" for problem in refused.value.problems]


def test_what_is_written_can_be_read(old: DeskFolder) -> None:
    """All files are written; the desk then holds valid records, and a second time there is nothing to do."""
    assert load(old)[0] is None
    files = migrated(old)
    assert {file.name for file in files} == {
        OLD,
        "content/issues/second-ship.yaml",
        "content/officials.yaml",
        "content/packs/sound-ferries.yaml",
    }
    write(old, files)
    content, problems = load(old)
    assert content is not None
    assert {problem.code for problem in check(content)} <= {
        "sentence-without-fact",
        "word-too-strong",
        "fact-typed-twice",
        "place-not-borne",
    }
    commit(old, "new form")
    assert migrated(old) == []
    assert [problem for problem in problems if problem.code == "leftover"] == []


def test_changes_that_git_does_not_hold_are_not_overwritten(old: DeskFolder) -> None:
    """A file that was changed since the last commit, or is not in it, refuses the whole; other files do not."""
    (old.root / "content" / "glossary.yaml").write_text("# changed\n[]\n", encoding="utf-8")
    assert len(migrated(old)) == 4
    path = old.root / OLD
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert codes(old) == [f"migrate-refused {OLD}"]
    assert len(migrated(old, force=True)) == 4
    commit(old, "changed")
    assert len(migrated(old)) == 4
    path.rename(path.with_name("winter.yaml"))
    assert codes(old) == ["migrate-refused content/developments/winter.yaml"]


def test_a_desk_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    """The desk need not be the root of the repository."""
    shutil.copytree(OLD_EXAMPLE, tmp_path / "all" / "the desk")
    (tmp_path / "all" / "content").mkdir()
    begun(tmp_path / "all")
    desk = DeskFolder(tmp_path / "all" / "the desk")
    assert len(migrated(desk)) == 4
    (desk.root / OLD).write_bytes((desk.root / OLD).read_bytes() + b"# changed\n")
    assert codes(desk) == [f"migrate-refused {OLD}"]


def test_a_desk_without_git_needs_force(tmp_path: Path) -> None:
    """Without a repository nothing could be had back."""
    shutil.copytree(OLD_EXAMPLE, tmp_path / "desk")
    desk = DeskFolder(tmp_path / "desk")
    assert codes(desk) == [f"migrate-refused {OLD}"]
    assert len(migrated(desk, force=True)) == 4


def test_a_broken_file_stops_it(old: DeskFolder) -> None:
    """Where a file cannot be read, its problem is told, and nothing is made of the others."""
    (old.root / "content" / "glossary.yaml").write_text("[", encoding="utf-8")
    assert codes(old) == ["yaml-syntax content/glossary.yaml"]


@pytest.mark.parametrize(
    ("old_words", "new_words", "at", "how"),
    [
        ("    label: Ferry treaty of 1987", "    lable: Ferry treaty of 1987", "lable: Ferry", "“lable” is no field here"),
        ("    label: Ferry treaty of 1987\n", "", "- id: treaty-made", "“label” is missing"),
        (
            "statements:\n      - text: >-",
            "statements:\n      - A sentence.\n      - text: >-",
            "- A sentence.",
            "fields should stand here",
        ),
        ("updates:\n", "updates: {}\nupdates_:\n", "updates: {}", "a list should stand here"),
    ],
)
def test_what_the_old_form_did_not_have_is_not_lost(old: DeskFolder, old_words: str, new_words: str, at: str, how: str) -> None:
    """A record with a fault is refused at its line, so that nothing that was written goes; as it once was, its fault is told."""
    path = old.root / OLD
    text = path.read_text(encoding="utf-8")
    assert old_words in text
    path.write_text(text.replace(old_words, new_words, 1), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        migrated(old, force=True)
    problem = refused.value.problems[-1]
    assert (problem.code, problem.message) == ("migrate-refused", f"This record cannot be migrated: {how}.")
    assert at in problem.excerpt
    assert load(old, earlier=True)[0] is None


def test_a_desk_as_it_once_was_is_read_in_the_form_of_that_time(old: DeskFolder) -> None:
    """What was released in the old form is read in memory, and no file changes."""
    before = (old.root / OLD).read_bytes()
    content, _ = load(old, earlier=True)
    assert content is not None
    assert "winter-sailings-agreed" in content.events
    assert (old.root / OLD).read_bytes() == before
