"""The same content gives the same bytes on every machine, and nothing of the machine is in them. Real processes build here."""

from __future__ import annotations

import getpass
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

import briefgen
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from tests.tools.commands import run
from tests.tools.desks import PACK, edit
from tests.tools.made_once import common_folder, made_once

pytestmark = pytest.mark.slow

KINDS = ("pdf", "docx", "html")
SYSTEM_FONTS = "<fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir></fontconfig>"
NO_FONTS = "<fontconfig></fontconfig>"


def prepared(root: Path) -> DeskFolder:
    """The worked example with a name in Japanese, all its parts, and a PDF that carries its files."""
    desk = DeskFolder(root)
    lay_out(root)
    edit(desk, PACK, "  paper: a4\n", "  paper: a4\n  attachments: true\n")
    edit(desk, "content/issues/second-ship.yaml", "What the second ship costs.", "What the ship 日本丸 costs.")
    return desk


def built(desk: DeskFolder, target: Path, umask: int = 0o022, **environment: str) -> dict[str, bytes]:
    """Builds everything in a process that knows nothing but PATH, briefgen and what is given; gives the files and the manifest."""
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(briefgen.__file__).parent.parent)}
    command = [sys.executable, "-m", "briefgen", "build", "--format", "all", "--force", "--output", str(target)]
    done = subprocess.run(command, cwd=desk.root, env={**known, **environment}, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The products that all others are compared with."""
    desk = prepared(tmp_path_factory.mktemp("first") / "desk")
    plain = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    folder = made_once(common_folder(tmp_path_factory) / "first-products", lambda path: built(desk, path, **plain))
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_there_is_something_to_compare(first: dict[str, bytes]) -> None:
    """Brief, pack and annex in their formats, and the manifest."""
    files = ["DRAFT.docx", "DRAFT.html", "DRAFT.pdf", "annex-DRAFT.pdf", "brief-DRAFT.docx", "brief-DRAFT.pdf"]
    assert sorted(first) == ["manifest.json", *(f"sound-ferries-{file}" for file in files)]


ELSEWHERE = {
    "another-place": {
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "2",
        "HOME": "/nonexistent",
        "XDG_CACHE_HOME": "/nonexistent",
        "XDG_CONFIG_HOME": "/nonexistent",
        "PYTHONOPTIMIZE": "2",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONSAFEPATH": "1",
    },
    "another-reader": {
        "LANG": "ja_JP.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "zh:ja",
        "FC_LANG": "zh-cn",
        "PANGO_LANGUAGE": "zh",
        "USER": "canary",
        "LOGNAME": "canary",
        "USERNAME": "canary",
        "HOSTNAME": "canary",
        "EMAIL": "canary@example.org",
        "FONTCONFIG_FILE": "/nonexistent",
        "FONTCONFIG_PATH": "/nonexistent",
        "FONTCONFIG_SYSROOT": "/nonexistent",
    },
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_another_machine_makes_the_same_bytes(first: dict[str, bytes], tmp_path: Path, name: str) -> None:
    """Time zone, locale, hash seed, home, user, Python's settings and lost fonts change no byte."""
    assert_same(built(prepared(tmp_path / "desk"), tmp_path / "out", **ELSEWHERE[name]), first)


@pytest.mark.parametrize("fonts", [SYSTEM_FONTS, NO_FONTS], ids=["all-of-the-system", "none"])
def test_installed_fonts_change_no_byte(first: dict[str, bytes], tmp_path: Path, fonts: str) -> None:
    """Whatever fonts the machine's configuration offers, ours alone are used."""
    (tmp_path / "fonts.conf").write_text(fonts)
    environment = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "FONTCONFIG_PATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    assert_same(built(prepared(tmp_path / "desk"), tmp_path / "out", **environment), first)


def test_folder_rights_and_dates_of_files_change_no_byte(first: dict[str, bytes], tmp_path: Path) -> None:
    """A desk deep down, in a folder with blanks and signs, its files old and private, under a strict umask."""
    desk = prepared(tmp_path / "Ünïcode folder/of “mine”/d")
    for path in desk.root.rglob("*"):
        os.utime(path, (86400, 86400))
        path.chmod(0o700 if path.is_dir() else 0o400)
    assert_same(built(desk, tmp_path / "deep/er/out", umask=0o077), first)


def assert_same(found: dict[str, bytes], first: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(first)
    assert [name for name in first if found[name] != first[name]] == []


def test_a_date_from_the_environment_is_honoured(first: dict[str, bytes], tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH sets the day of properties, attached files and zip entries, else the pack does; nothing else differs."""
    found = built(prepared(tmp_path / "desk"), tmp_path / "out", SOURCE_DATE_EPOCH="1600000000")
    assert dates(first) == {"2019-07-05"}
    assert dates(found) == {"2020-09-13"}
    own, set_so = first["sound-ferries-DRAFT.html"].decode(), found["sound-ferries-DRAFT.html"].decode()
    created = '<meta name="dcterms.created" content="{}"/>'
    assert own.replace(created.format("2019-07-05"), created.format("2020-09-13")) == set_so


def test_a_date_from_the_environment_is_seen_by_the_next_build(tmp_path: Path) -> None:
    """Products with another date are not up to date."""
    desk = prepared(tmp_path / "desk")

    def again(**more: str) -> str:
        return run(desk, "build", "--format", "html", **more).stdout

    assert "up to date" not in again()
    assert "up to date" in again()
    assert "up to date" not in again(SOURCE_DATE_EPOCH="1600000000")
    assert "up to date" in again(SOURCE_DATE_EPOCH="1600000000")


def dates(files: dict[str, bytes]) -> set[str]:
    """The days that the properties of PDF and Word, the attached files and the zip entries bear."""
    reader = pypdf.PdfReader(io.BytesIO(files["sound-ferries-DRAFT.pdf"]))
    stamps = [str(reader.metadata["/CreationDate"])] if reader.metadata else []
    stamps += [str(f.pdf_object["/EF"]["/F"]["/Params"][key]) for f in reader.attachment_list for key in ("/CreationDate", "/ModDate")]
    assert len(stamps) > 10
    found = {f"{stamp[2:6]}-{stamp[6:8]}-{stamp[8:10]}" for stamp in stamps}
    with zipfile.ZipFile(io.BytesIO(files["sound-ferries-DRAFT.docx"])) as parts:
        found |= {"{:04}-{:02}-{:02}".format(*entry.date_time[:3]) for entry in parts.infolist()}
        found |= set(re.findall(r"<dcterms:\w+[^>]*>(\d{4}-\d\d-\d\d)T", parts.read("docProps/core.xml").decode()))
    return found


def test_nothing_of_the_machine_is_in_a_product(first: dict[str, bytes]) -> None:
    """No path, user, host or default text of a tool in any product, packed or not, nor in the files that it carries."""
    own = {str(Path.home()), platform.node(), getpass.getuser()} - {"/", "root"}
    words = {word for word in own if len(word) > 4}  # a shorter one stands in any text by chance
    words |= {tempfile.gettempdir(), str(Path(briefgen.__file__).parent), sys.prefix, "/root", "/home/", "/Users/", "site-packages"}
    words |= {"python-docx", "generated by", "Normal.dotm", "MS Mincho", "pydyf"}
    scanned = 0
    for name, data in first.items():
        for part, text in unpacked(name, data):
            scanned += 1
            clean = text.decode("latin-1")
            for library in ("pydyf", "python-docx"):  # that a manifest names them is its purpose
                clean = clean.replace(f'"{library}": {{', "")
            assert [word for word in words if word in clean] == [], f"{name}: {part}"
    assert scanned > 40


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A product's bytes, and those of all that is packed in it."""
    yield "as it is", data
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            yield from ((part, parts.read(part)) for part in parts.namelist())
    if name.endswith(".pdf"):
        for number, stream in enumerate(re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)):
            packed = zlib.decompressobj()
            try:
                yield f"stream {number}", packed.decompress(stream)
            except zlib.error:
                yield f"stream {number}", stream


def test_the_scan_sees_what_is_packed(first: dict[str, bytes]) -> None:
    """The text of the chronology is found inside the PDF, and the core properties inside the Word file."""
    found = b"".join(text for name, data in first.items() for _, text in unpacked(name, data))
    assert b"winter-sailings-agreed" in found
    assert b"<dc:title>The Sound ferries</dc:title>" in found


def test_the_manifest_names_no_machine(first: dict[str, bytes]) -> None:
    """Its names of files are those of the desk, the templates and the fonts."""
    about = json.loads(first["manifest.json"])
    names = [*about["inputs"], *about["templates"], *about["fonts"], *about["products"]]
    assert not [name for name in names if name.startswith("/") or ".." in name]


def test_a_copy_of_the_desk_makes_the_same_bytes(first: dict[str, bytes], tmp_path: Path) -> None:
    """A desk that was copied, its editors' own files left out, builds the same."""
    desk = prepared(tmp_path / "one")
    shutil.copytree(desk.content, tmp_path / "two/content")
    shutil.copytree(desk.root / "archive", tmp_path / "two/archive")
    found = built(DeskFolder(tmp_path / "two"), tmp_path / "out")
    assert_same({**found, "manifest.json": b""}, {**first, "manifest.json": b""})
