"""The plain settings of a desk, and that they are read once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.desk.folder import SETTINGS, DeskFolder
from briefgen.desk.kept import FOLDER
from briefgen.desk.settings import font_packages, plain_settings

CODE = "digest"
TEXT = (
    "title: A desk\noutput: out\narchive: texts\nfonts:\n- script: Thai\n  package: some-thai-font\n- script: Arabic\n  file: fonts/a.ttf\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> DeskFolder:
    """A desk of settings alone."""
    (tmp_path / "content").mkdir()
    (tmp_path / SETTINGS).write_text(TEXT, encoding="utf-8")
    return DeskFolder(tmp_path)


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """YAML is not to be read while this is in force."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("briefgen.content.reading.read.read", refuse)
    return monkeypatch


def test_settings_are_those_of_the_file(folder: DeskFolder) -> None:
    """Texts by their fields, and the packages of the faces; nothing is kept unless it is asked for."""
    assert plain_settings(folder) == {"title": "A desk", "output": "out", "archive": "texts"}
    assert font_packages(folder) == ["some-thai-font"]
    assert not (folder.root / FOLDER).exists()


def test_kept_settings_need_no_yaml(folder: DeskFolder, request: pytest.FixtureRequest) -> None:
    """The second time they are known by the bytes of the file."""
    first = plain_settings(folder, CODE)
    request.getfixturevalue("unreadable")
    assert plain_settings(folder, CODE) == first
    assert font_packages(folder, CODE) == ["some-thai-font"]


def test_a_change_is_seen_whatever_the_dates_of_the_file(folder: DeskFolder) -> None:
    """A text of the same length at the same time is another."""
    plain_settings(folder, CODE)
    path = folder.root / SETTINGS
    before = path.stat()
    path.write_text(TEXT.replace("output: out", "output: new"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert (plain_settings(folder, CODE) or {})["output"] == "new"


def test_other_code_reads_the_file_again(folder: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of briefgen or of its libraries kept is not believed."""
    plain_settings(folder, CODE)
    monkeypatch.setattr("briefgen.desk.settings._read", lambda _: None)
    assert plain_settings(folder, "other") is None
    assert plain_settings(folder, CODE)


@pytest.mark.parametrize("text", ["", "a: [", "- a", "a: {}\na: b\n"])
def test_what_is_no_settings_is_not_kept(folder: DeskFolder, text: str) -> None:
    """A file that cannot be read, or holds no fields, has none; a later build tells why."""
    (folder.root / SETTINGS).write_text(text, encoding="utf-8")
    assert plain_settings(folder, CODE) is None
    assert font_packages(folder) == []
    assert not (folder.root / FOLDER).exists()
