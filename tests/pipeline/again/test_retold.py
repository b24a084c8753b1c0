"""Editions that were released in the old form of a desk can be read, compared and built from their commit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.content.content import Content
from briefgen.content.standing import Released
from briefgen.desk.folder import DeskFolder
from briefgen.editions import store
from briefgen.editions.compare import compare
from briefgen.editions.telling import telling_of
from briefgen.pipeline.again.migrated import migrated, write
from briefgen.pipeline.again.rebuild import edition_again
from briefgen.pipeline.again.retold import read_released, with_drafts_marked
from briefgen.pipeline.load import load
from tests.tools.commands import begun, commit
from tests.tools.old_desks import OLD_EXAMPLE

PACK, VERSION = "sound-ferries", "1.0"
SENTENCE = "Petra Lindqvar of Velmare gave medical care as the reason."


@pytest.fixture
def old(tmp_path: Path) -> DeskFolder:
    """The worked example in its old form, with an edition released by the briefgen of that time, each in its commit."""
    shutil.copytree(OLD_EXAMPLE, tmp_path / "desk")
    desk = begun(tmp_path / "desk")
    shutil.copytree(OLD_EXAMPLE.with_name("released"), desk.root, dirs_exist_ok=True)
    commit(desk, "edition")
    return desk


def loaded(desk: DeskFolder) -> Content:
    content, problems = load(desk)
    assert content is not None, problems
    return content


def test_a_migrated_desk_tells_what_its_edition_told(old: DeskFolder) -> None:
    """After migration nothing differs from the edition of the old form, though its file holds other ids; the pack stays released."""
    write(old, migrated(old))
    content = loaded(old)
    now = telling_of(content, PACK)
    assert not compare(read_released(old.root, PACK, VERSION).told, now)
    assert compare(store.read_released(old.root, PACK, VERSION).told, now)
    marked, earlier = with_drafts_marked(content, old.root)
    assert isinstance(marked.packs[PACK].standing, Released)
    assert earlier == {}


def test_what_was_edited_since_differs(old: DeskFolder) -> None:
    """One other sentence after migration is the one difference."""
    write(old, migrated(old))
    path = old.root / "content/developments/winter-sailings.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(SENTENCE, "Petra Lindqvar of Velmare named doctors."), encoding="utf-8")
    [change] = compare(read_released(old.root, PACK, VERSION).told, telling_of(loaded(old), PACK)).changes
    assert (change.before, change.after) == (SENTENCE, "Petra Lindqvar of Velmare named doctors.")


def test_the_edition_is_built_again_as_released(old: DeskFolder) -> None:
    """Its page has the sentences of that time, and no mark of a draft."""
    write(old, migrated(old))
    [built] = edition_again(old, read_released(old.root, PACK, VERSION), ["html"])
    page = built.product.data.decode()
    assert SENTENCE in page
    assert "DRAFT" not in page
    assert built.name == "sound-ferries.html"


def test_without_its_commit_an_edition_is_what_its_file_says(old: DeskFolder) -> None:
    """Where git does not know the edition, or what it was made from is not in the commit, nothing is told in its place."""
    stored = store.read_released(old.root, PACK, VERSION)
    (old.root / "content/glossary.yaml").write_text("[]\n", encoding="utf-8")
    shutil.rmtree(old.root / ".git")
    assert read_released(old.root, PACK, VERSION) == stored
    begun(old.root)
    assert read_released(old.root, PACK, VERSION) == stored
