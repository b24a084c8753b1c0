"""init: the new desk is whole, clean and invented, and nothing is ever overwritten."""

from __future__ import annotations

import fnmatch
import hashlib
import json
import re
from pathlib import Path

import pytest

from briefgen.content.content import Content
from briefgen.content.model.kinds import KINDS
from briefgen.content.model.source import Source
from briefgen.content.model.statement import Citation
from briefgen.content.record import walk
from briefgen.desk import new_desk
from briefgen.desk.files import ScaffoldError
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.pipeline.load import load

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk that was just laid out."""
    lay_out(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def content(desk: Path) -> Content:
    """The records of that desk."""
    found, problems = load(DeskFolder(desk))
    assert problems == []
    assert found is not None
    return found


def paragraphs(desk: Path, source: Source) -> list[str]:
    """The paragraphs of a source's archived text, counted as `body` says."""
    lines = (desk / "archive" / source.archive.file).read_text(encoding="utf-8").splitlines()
    ranges = [[int(end) for end in part.split("-")] for part in source.archive.body.split(",")]
    return [line for ends in ranges for line in lines[ends[0] - 1 : ends[-1]] if line.strip()]


def test_new_desk_checks_clean(content: Content) -> None:
    """The example has every kind of record and no problem of any severity."""
    assert {entry.kind for entry in content.entries} == {"desk", *KINDS}


def test_excerpts_stand_in_the_archive(desk: Path, content: Content) -> None:
    """Each citation's excerpt stands once in the paragraph it names, so that the example can be verified."""
    cited = [value for entry in content.entries for _, value, _ in walk(entry.record) if isinstance(value, Citation)]
    sources = content.sources
    assert len(cited) > 10
    for citation in cited:
        assert paragraphs(desk, sources[citation.source].record)[citation.para - 1].count(citation.excerpt) == 1, citation


def test_archive_has_the_hashes_recorded(desk: Path, content: Content) -> None:
    """The archived texts are byte for byte those that the records name."""
    sources = [entry.record for entry in content.sources.values()]
    assert {path.name for path in (desk / "archive").iterdir()} == {source.archive.file for source in sources}
    for source in sources:
        assert hashlib.sha256((desk / "archive" / source.archive.file).read_bytes()).hexdigest() == source.archive.sha256


def test_every_content_file_speaks_to_editors(desk: Path) -> None:
    """Each content file of the example explains itself in comments."""
    files = sorted((desk / "content").rglob("*.yaml"))
    assert len(files) == 8
    assert [path.name for path in files if not re.search(r"^ *# \w.* \w", path.read_text(), re.MULTILINE)] == []


def test_files_given_are_files_written(tmp_path: Path) -> None:
    """What is returned is what is there, hidden files and editor schemas included."""
    written = lay_out(tmp_path)
    names = {path.relative_to(tmp_path).as_posix() for path in written}
    assert sorted(written) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert {
        ".gitignore",
        ".vscode/settings.json",
        ".vscode/extensions.json",
        ".vscode/briefgen/source.schema.json",
        "templates/README.md",
    } <= names


@pytest.mark.parametrize("name", ["content/desk.yaml", ".gitignore", ".vscode/settings.json", "archive/velmare-note.txt"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    """One file in the way is named, and not a single other file is written."""
    mine = tmp_path / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine")
    with pytest.raises(ScaffoldError, match=re.escape(name)):
        lay_out(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]
    assert mine.read_text() == "mine"


def test_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    """A link that leads nowhere counts as a file in the way."""
    (tmp_path / ".gitignore").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ScaffoldError, match="gitignore"):
        lay_out(tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_failure_to_write_leaves_no_files(tmp_path: Path) -> None:
    """Where a file of the desk cannot be written, those written before are taken back."""
    (tmp_path / "templates").write_text("a file, not a folder")
    with pytest.raises(ScaffoldError, match=r"templates.* cannot be written"):
        lay_out(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["templates"]


def test_settings_name_schemas_that_exist(desk: Path) -> None:
    """Every schema the settings name is in the desk, and every content file is described by exactly one."""
    schemas = json.loads((desk / ".vscode" / "settings.json").read_text())["yaml.schemas"]
    assert [name for name in schemas if not (desk / name).is_file()] == []
    for path in (desk / "content").rglob("*.yaml"):
        name = path.relative_to(desk).as_posix()
        matching = [schema for schema, globs in schemas.items() if any(fnmatch.fnmatch(name, glob.replace("**/", "")) for glob in globs)]
        assert len(matching) == 1, name


def test_own_editor_files_are_those_of_a_new_desk() -> None:
    """This repository's editor settings are the ones that a new desk gets."""
    assert (ROOT / ".vscode" / "settings.json").read_text() == new_desk.settings()
    assert (ROOT / ".vscode" / "extensions.json").read_bytes() == new_desk.desk_files()[".vscode/extensions.json"]
