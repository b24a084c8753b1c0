"""The code that runs, and what a build notes of it."""

from __future__ import annotations

import os
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


def state(root: Path) -> str:
    """The digest of code and libraries as they are now."""
    running_code.code_digest.cache_clear()
    running_code.state.cache_clear()
    return running_code.state(root)


def installed(place: Path, name: str, *lines: str) -> None:
    """Notes a library as an installer does."""
    folder = place / f"{name}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("\n".join(["Name: x", *lines, "", "Requires-Dist: other"]), encoding="utf-8")


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one module and one library that it needs, in the place of ours."""
    package = tmp_path / "package"
    (package / "room/__pycache__").mkdir(parents=True)
    (package / "room/a.py").write_text("x = 1")
    monkeypatch.setattr(running_code, "PACKAGE", package)
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "nowhere")])
    installed(tmp_path, "Jinja2-3.1")
    return package


@pytest.mark.usefixtures("asked_anew")
def test_code_is_known_by_its_bytes(code: Path, tmp_path: Path) -> None:
    """A changed, new or renamed module is other code, for what is said of libraries too; bytecode and touched files are not."""
    module = code / "room/a.py"
    first, whole = digest(), state(tmp_path)
    module.touch()
    (code / "room/__pycache__/a.cpython-311.pyc").write_text("")
    (code / "room/a.txt").write_text("")
    assert (digest(), state(tmp_path)) == (first, whole)
    module.write_text("x = 2")
    second = digest()
    assert (second == first, state(tmp_path) == whole) == (False, False)
    module.rename(code / "room/b.py")
    assert digest() not in {first, second}


@pytest.mark.usefixtures("asked_anew")
def test_another_version_of_a_library_is_another_state(code: Path, tmp_path: Path) -> None:
    """So is one of what a library needs in turn; what nothing needs, or only an extra, is not."""
    needs = ["Requires-Dist: MarkupSafe>=2.0", "Requires-Dist: Deep_er>=1", "Requires-Dist: babel; extra == 'i18n'"]
    installed(tmp_path, "pydantic-2.0", *needs)
    installed(tmp_path, "deep.er-1.0")
    first = state(tmp_path)
    installed(tmp_path, "other-1.0")
    installed(tmp_path, "babel-1.0")
    assert state(tmp_path) == first
    (tmp_path / "deep.er-1.0.dist-info").rename(tmp_path / "deep.er-1.1.dist-info")
    second = state(tmp_path)
    (tmp_path / "pydantic-2.0.dist-info").rename(tmp_path / "pydantic-2.1.dist-info")
    assert len({first, second, state(tmp_path)}) == 3


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is too young for its state to be kept."""
    monkeypatch.setattr(running_code, "SETTLED", -1e9)


@pytest.mark.usefixtures("asked_anew", "settled", "code")
def test_what_is_kept_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A digest is found by what the system notes of the files, in the desk where it was kept and in no other."""
    first = state(tmp_path / "desk")
    monkeypatch.setattr(running_code, "state_anew", lambda: "read again")
    assert state(tmp_path / "desk") == first
    assert state(tmp_path / "other") == "read again"


@pytest.mark.usefixtures("asked_anew", "settled")
@pytest.mark.parametrize("how", ["in place", "by another file"])
def test_a_change_is_seen_whatever_date_and_size_it_has(code: Path, tmp_path: Path, how: str) -> None:
    """A module of the same length, with the times of the old one, is another, written in its place or put there."""
    module = code / "room/a.py"
    first = state(tmp_path)
    before = module.stat()
    if how == "in place":
        module.write_text("x = 2")
    else:
        (code / "new").write_text("x = 2")
        (code / "new").rename(module)
    os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))
    while module.stat().st_ctime_ns == before.st_ctime_ns:  # the clock of files ticks slowly; SETTLED is for that
        os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (module.stat().st_size, module.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert state(tmp_path) != first


@pytest.mark.usefixtures("asked_anew")
def test_what_may_change_unseen_is_not_kept(code: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a file is so young that another change could bear its times, all is read each time."""
    assert code.exists()
    monkeypatch.setattr(running_code, "SETTLED", 1e9)
    state(tmp_path / "desk")
    assert not (tmp_path / "desk").exists()


def test_versions_are_those_that_python_knows() -> None:
    """Read off the folders' names, they are what importlib.metadata says, and none is missing that it finds."""
    found = {name: library["version"] for name, library in running_code.libraries().items()}
    assert set(running_code.LIBRARIES) <= set(found)
    assert found == {name: distribution(name).version for name in found}


def test_libraries_are_those_that_the_project_asks_for() -> None:
    """The lists in the code, of what makes products and of what is for editors, are that of pyproject.toml."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert [*running_code.LIBRARIES, *running_code.OF_THE_DESK] == [line.split(">")[0].split("=")[0].replace(".", "-") for line in asked]


def test_a_record_of_files_counts_the_same_whoever_installed_it(tmp_path: Path) -> None:
    """Scripts, bytecode and the installer's notes do not count; a library's own file does."""
    own = "a/b.py,sha256=x,1\n"
    (tmp_path / "RECORD").write_text(f"../../bin/a,sha256=y,2\n{own}a/__pycache__/b.pyc,,\na-1.dist-info/INSTALLER,sha256=z,3\n")
    mixed = running_code._record_digest(tmp_path)
    (tmp_path / "RECORD").write_text(own)
    assert running_code._record_digest(tmp_path) == mixed
    (tmp_path / "RECORD").write_text(own.replace("x", "w"))
    assert running_code._record_digest(tmp_path) != mixed
