"""Files that a desk brings: only plain ones are read, and none through a link that leads out of the desk."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import briefgen
from briefgen.desk import files
from briefgen.desk.files import Refused, digest_plain, link_new, names_below, read_plain, replace_one, write_together
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.pipeline.again.reproduce import verdict
from briefgen.pipeline.load import load

SECRET = "a line that is nobody's business"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's name may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


KINDS = {"a named pipe": pipe, "a folder": folder, "a device": device, "a socket": listening}


@pytest.mark.parametrize(("name", "make"), KINDS.items())
def test_what_is_no_plain_file_is_named(tmp_path: Path, name: str, make: Callable[[Path], None]) -> None:
    """Pipes, devices, sockets and folders are not opened, and the reason says what they are."""
    make(tmp_path / "x")
    with pytest.raises(Refused, match=f"it is {name}, not a plain file"):
        read_plain(tmp_path / "x")


def test_a_file_larger_than_any_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read than the stated size."""
    monkeypatch.setattr(files, "MOST", 10)
    (tmp_path / "x").write_bytes(b"1234567890")
    assert read_plain(tmp_path / "x") == b"1234567890"
    (tmp_path / "x").write_bytes(b"12345678901")
    with pytest.raises(Refused, match="larger than"):
        read_plain(tmp_path / "x")


@pytest.mark.parametrize("size", [0, 1, files.AT_A_TIME - 1, files.AT_A_TIME, 2 * files.AT_A_TIME + 7])
def test_a_file_is_read_and_digested_whole(tmp_path: Path, size: int) -> None:
    """Whether it is read at once or in parts."""
    data = bytes(index % 251 for index in range(size))
    (tmp_path / "x").write_bytes(data)
    assert read_plain(tmp_path / "x") == data
    assert digest_plain(tmp_path / "x") == sha256(data).hexdigest()


def test_a_digest_is_refused_as_reading_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a pipe, and of a file larger than any."""
    pipe(tmp_path / "pipe")
    with pytest.raises(Refused, match="a named pipe"):
        digest_plain(tmp_path / "pipe")
    monkeypatch.setattr(files, "MOST", 10)
    (tmp_path / "x").write_bytes(b"12345678901")
    with pytest.raises(Refused, match="larger than"):
        digest_plain(tmp_path / "x")


def test_names_below_a_folder_are_all_that_stands_there(tmp_path: Path) -> None:
    """Hidden ones, links and what links lead nowhere with them; a link to a folder is named and not entered; no folder has none."""
    (tmp_path / "a/.b").mkdir(parents=True)
    for name in ("x.yaml", "a/y", "a/.b/.z"):
        (tmp_path / name).touch()
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dead").symlink_to("nowhere")
    found, folders = names_below(tmp_path)
    assert (sorted(found), sorted(folders)) == (["a/.b/.z", "a/y", "dead", "x.yaml"], ["a", "a/.b", "loop"])
    assert names_below(tmp_path / "nowhere") == ([], [])


@pytest.mark.parametrize("name", ["content/glossary.yaml", "content/sources/other.yaml"])
@pytest.mark.parametrize("make", [pipe, device])
def test_records_that_are_no_plain_files_do_not_hang_the_desk(desk: DeskFolder, name: str, make: Callable[[Path], None]) -> None:
    """A pipe or device among the records is told by name; nothing waits for it."""
    (desk.root / name).unlink(missing_ok=True)
    make(desk.root / name)
    content, problems = load(desk)
    assert content is None
    assert [(problem.place.file, problem.code) for problem in problems] in ([(name, "file-unreadable")], [(name, "link-refused")])


def outside(desk: DeskFolder) -> Path:
    target = desk.root.parent / "outside.txt"
    target.write_text(f"{SECRET}\n")
    return target


def test_a_record_that_leads_out_of_the_desk_is_refused(desk: DeskFolder) -> None:
    """The target is named and none of its words is printed."""
    path = desk.root / "content/glossary.yaml"
    path.unlink()
    path.symlink_to(outside(desk))
    _, problems = load(desk)
    assert [problem.code for problem in problems] == ["link-refused"]
    assert str(outside(desk)) in problems[0].message
    assert SECRET not in repr(problems)


def test_links_inside_the_desk_are_followed(desk: DeskFolder) -> None:
    """A record may be a link to another file of the desk, and the desk itself may be reached through a link."""
    path = desk.root / "content/glossary.yaml"
    (desk.root / "kept.yaml").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to("../kept.yaml")
    link = desk.root.parent / "linked"
    link.symlink_to(desk.root)
    assert load(DeskFolder(link))[0] is not None


@pytest.mark.parametrize("name", ["print.css", "pack.html.j2", "word/styles.xml"])
def test_templates_that_lead_out_of_the_desk_are_refused(desk: DeskFolder, name: str) -> None:
    """So are templates, in place of falling back to the built-in one without a word."""
    path = desk.root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside(desk))
    with pytest.raises(ContentError) as caught:
        desk.templates.text(name)
    assert caught.value.problems[0].code == "link-refused"
    assert SECRET not in repr(caught.value.problems)


def test_a_template_that_is_a_pipe_is_named(desk: DeskFolder) -> None:
    """A pipe among the templates is told, and nothing waits for it."""
    (desk.root / "templates").mkdir(exist_ok=True)
    os.mkfifo(desk.root / "templates" / "print.css")
    with pytest.raises(ContentError) as caught:
        desk.templates.text("print.css")
    assert "named pipe" in caught.value.problems[0].message


def test_a_name_never_climbs_out(desk: DeskFolder) -> None:
    """A template's name that climbs out of the folder serves nothing."""
    (desk.root / "templates").mkdir(exist_ok=True)
    templates = Templates(desk.root / "templates")
    assert templates.find("../content/desk.yaml") is None
    assert templates.find(str(desk.root / "content/desk.yaml")) is None


def test_a_command_that_is_handed_a_pipe_says_so(desk: DeskFolder) -> None:
    """verify-build of a pipe answers in words."""
    os.mkfifo(desk.root / "pack.pdf")
    assert "named pipe" in verdict(desk, desk.root / "build", desk.root / "pack.pdf").reason


def test_files_that_belong_together_are_replaced_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one of them cannot be written, none is replaced, nothing is left over, and the error names the file asked for."""
    (tmp_path / "a").write_bytes(b"old")
    write_together(tmp_path, {"a": b"new", "b": b"new"})
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"new", b"new"]
    real = os.fsync
    seen: list[int] = []

    def full(handle: int) -> None:
        seen.append(handle)
        if len(seen) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as error:
        write_together(tmp_path, {"a": b"newer", "b": b"newer"})
    assert error.value.filename == str(tmp_path / "b")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new", "b": b"new"}


def test_a_file_that_is_there_is_replaced_or_kept_as_asked(tmp_path: Path) -> None:
    """replace_one replaces it, link_new does not; neither leaves anything beside it."""
    path = tmp_path / "a"
    link_new(path, b"one")
    replace_one(path, b"two")
    with pytest.raises(FileExistsError):
        link_new(path, b"three")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"two"}


def test_one_module_writes_files_and_digests_them() -> None:
    """Nothing else opens a file to write, moves one or computes the SHA-256 of a whole one."""
    package = Path(briefgen.__file__).parent
    opened = r"\.write_(?:text|bytes)\(|\bopen\([^)\n]*[\"'][wax]b?\+?[\"']|\bos\.(?:replace|link|rename)\("
    writes = re.compile(opened + r"|sha256\(.+\)\.hexdigest\(\)")
    found = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if writes.search(path.read_text(encoding="utf-8"))}
    assert found == {"desk/files.py", "desk/git.py"}  # git.py lays out a temporary folder
