"""Opening archived texts: what cannot be used is said, and nothing crashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from briefgen.evidence.archived_text import MAX_BYTES, ArchiveError, open_text
from tests.conftest import ROOT

ARCHIVE = ROOT / "tests" / "evidence" / "archive"
BROKEN = {
    "archive-empty": [b"", b" \n\t\r\n", "\u200b\ufeff\n".encode()],
    "archive-not-text": [b"%PDF-1.7\x00\x01", b"\x89PNG\r\n\x1a\n\x00\xff", b"PK\x03\x04\x14\x00\xff\xfe"],
    "archive-encoding": ["Ein Schiff für Öland".encode("latin-1"), "港の船".encode("shift-jis"), "ferry".encode("utf-16")],
    "archive-too-large": [b"a" * (MAX_BYTES + 1)],
}


@pytest.mark.parametrize(("code", "data"), [(code, data) for code, texts in BROKEN.items() for data in texts])
def test_unusable_text_is_refused(tmp_path: Path, code: str, data: bytes) -> None:
    """Each kind of unusable file has its code and a hint."""
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(ArchiveError) as caught:
        open_text(tmp_path, "a.txt")
    assert caught.value.code == code
    assert caught.value.hint


@pytest.mark.parametrize("name", ["none.txt", "../outside.txt", "/etc/hostname", "a\0b"])
def test_a_text_that_is_not_in_the_archive(tmp_path: Path, name: str) -> None:
    """A missing file, a way out of the folder and an impossible name are all called missing."""
    (tmp_path / "outside.txt").write_text("text", encoding="utf-8")
    (tmp_path / "archive").mkdir()
    with pytest.raises(ArchiveError) as caught:
        open_text(tmp_path / "archive", name)
    assert caught.value.code == "archive-missing"


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    """A folder in place of a file is unreadable."""
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(ArchiveError) as caught:
        open_text(tmp_path, "a.txt")
    assert caught.value.code == "archive-unreadable"


def test_links_are_followed_within_the_archive_only(tmp_path: Path) -> None:
    """A loop of links is unreadable, a link out of the folder is missing, and neither is a crash."""
    (tmp_path / "secret.txt").write_text("text", encoding="utf-8")
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    for name, code in (("loop.txt", "archive-unreadable"), ("out.txt", "archive-missing")):
        with pytest.raises(ArchiveError) as caught:
            open_text(folder, name)
        assert caught.value.code == code


def test_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    """The hash is of the file as it lies there, with byte order mark and line ends."""
    data = b"\xef\xbb\xbfone\r\ntwo\rthree\n"
    (tmp_path / "a.txt").write_bytes(data)
    text = open_text(tmp_path, "a.txt")
    assert text.sha256 == hashlib.sha256(data).hexdigest()
    assert text.lines == ("one", "two", "three", "")


def test_paragraphs_are_the_lines_with_text() -> None:
    """Empty lines and lines outside the body do not count."""
    found = open_text(ARCHIVE, "harbour-gazette.txt").paragraphs("8-13, 16")
    assert [(paragraph.number, paragraph.line) for paragraph in found] == [(1, 8), (2, 10), (3, 12), (4, 16)]
    assert found[0].text.startswith("ORMVIK — The two island governments")


@pytest.mark.parametrize("body", ["9-8", "0-2", "1-9999", "400", "99999999999999999999", "2", "2, 7"])
def test_a_body_that_names_no_text(body: str) -> None:
    """Ranges that run backwards, leave the file or hold nothing but blank lines are refused."""
    with pytest.raises(ArchiveError) as caught:
        open_text(ARCHIVE, "harbour-gazette.txt").paragraphs(body)
    assert caught.value.code == "archive-body"
