"""The code that runs, and what a build notes of it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest

from briefgen.products import running_code
from tests.conftest import ROOT


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """What is asked for once in a process is asked for again, before the test and after it."""
    for asked in (running_code.code_digest, running_code.state):
        asked.cache_clear()
    yield
    for asked in (running_code.code_digest, running_code.state):
        asked.cache_clear()


def digest() -> str:
    """The digest of the code as it is now."""
    running_code.code_digest.cache_clear()
    return running_code.code_digest()


def state() -> str:
    """The digest of code and libraries as they are now."""
    running_code.code_digest.cache_clear()
    running_code.state.cache_clear()
    return running_code.state()


@pytest.mark.usefixtures("asked_anew")
def test_code_is_known_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed, new or renamed module is other code, for what is said of libraries too; bytecode and touched files are not."""
    monkeypatch.setattr(running_code, "PACKAGE", tmp_path)
    (tmp_path / "room/__pycache__").mkdir(parents=True)
    module = tmp_path / "room/a.py"
    module.write_text("x = 1")
    first, whole = digest(), state()
    module.touch()
    (tmp_path / "room/__pycache__/a.cpython-311.pyc").write_text("")
    (tmp_path / "room/a.txt").write_text("")
    assert (digest(), state()) == (first, whole)
    module.write_text("x = 2")
    second = digest()
    assert (second == first, state() == whole) == (False, False)
    module.rename(tmp_path / "room/b.py")
    assert digest() not in {first, second}


@pytest.mark.usefixtures("asked_anew")
def test_another_version_of_a_library_is_another_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is one of what a library needs in turn; what nothing needs, or only an extra, is not."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "nowhere")])

    def install(name: str, *lines: str) -> None:
        folder = tmp_path / f"{name}.dist-info"
        folder.mkdir()
        text = "\n".join(["Name: x", *lines, "", "Requires-Dist: other"])
        (folder / "METADATA").write_text(text, encoding="utf-8")

    install("Jinja2-3.1", "Requires-Dist: MarkupSafe>=2.0", "Requires-Dist: Deep_er>=1", "Requires-Dist: babel; extra == 'i18n'")
    install("deep.er-1.0")
    first = state()
    install("other-1.0")
    install("babel-1.0")
    assert state() == first
    (tmp_path / "deep.er-1.0.dist-info").rename(tmp_path / "deep.er-1.1.dist-info")
    second = state()
    (tmp_path / "Jinja2-3.1.dist-info").rename(tmp_path / "Jinja2-3.2.dist-info")
    assert len({first, second, state()}) == 3


def test_versions_are_those_that_python_knows() -> None:
    """Read off the folders' names, they are what importlib.metadata says, and none is missing that it finds."""
    found = {name: library["version"] for name, library in running_code.libraries().items()}
    assert set(running_code.LIBRARIES) <= set(found)
    assert found == {name: distribution(name).version for name in found}


def test_libraries_are_those_that_the_project_asks_for() -> None:
    """The list in the code is that of pyproject.toml."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert list(running_code.LIBRARIES) == [line.split(">")[0].split("=")[0].replace(".", "-") for line in asked]


def test_a_record_of_files_counts_the_same_whoever_installed_it(tmp_path: Path) -> None:
    """Scripts, bytecode and the installer's notes do not count; a library's own file does."""
    own = "a/b.py,sha256=x,1\n"
    (tmp_path / "RECORD").write_text(f"../../bin/a,sha256=y,2\n{own}a/__pycache__/b.pyc,,\na-1.dist-info/INSTALLER,sha256=z,3\n")
    mixed = running_code._record_digest(tmp_path)
    (tmp_path / "RECORD").write_text(own)
    assert running_code._record_digest(tmp_path) == mixed
    (tmp_path / "RECORD").write_text(own.replace("x", "w"))
    assert running_code._record_digest(tmp_path) != mixed
