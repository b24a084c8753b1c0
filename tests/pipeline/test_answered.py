"""A build that found nothing to do answers at once the next time, and is asked again after any change of what it looked at."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.cli import app
from briefgen.cli.making import make, plain_build
from briefgen.desk.folder import DeskFolder
from briefgen.machine import secret
from briefgen.pipeline import answered
from briefgen.pipeline.answered import FILE, MAPS, again
from briefgen.products import running_code

pytestmark = pytest.mark.skipif(not Path(MAPS).exists(), reason="nothing is noted where the system does not say what is loaded")
ARGUMENTS = ["build", "--format", "html"]


@pytest.fixture
def asked(built: DeskFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Asks the build of a desk in this process, where a file counts as settled at once, and gives what it said."""
    monkeypatch.setattr(running_code, "SETTLED", -60)
    monkeypatch.chdir(built.root)

    def ask(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["briefgen", *arguments])
        plain = plain_build(list(arguments), {})
        assert plain is not None
        make(plain)
        return capsys.readouterr().out

    ask(*ARGUMENTS)
    return ask


@pytest.mark.parametrize("more", [[], ["--quiet"], ["--strict"], ["--product", "pack"], ["--output", "other"]], ids=" ".join)
def test_it_says_what_the_build_says(asked: Callable[..., str], more: list[str]) -> None:
    """Word for word, once the build found nothing to do with these arguments; not before, and not for other arguments."""
    arguments = [*ARGUMENTS, *more]
    asked(*arguments)
    said = asked(*arguments)
    assert again(arguments, os.environ) == said
    assert again([*arguments, "sound-ferries"], os.environ) is None


def test_paths_are_shown_from_where_the_user_stands(built: DeskFolder, asked: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer to a desk that is named is given from every folder, with the path as it is found from there."""
    arguments = [*ARGUMENTS, "--desk", str(built.root)]
    asked(*arguments)
    monkeypatch.chdir(built.root / "content")
    found = again(arguments, os.environ)
    assert found == asked(*arguments)
    assert found.startswith(str(built.root / "build"))


def with_the_same_times(path: Path, change: Callable[[], object]) -> None:
    """Changes a file and sets its times back, as far as a user can."""
    before = path.stat()
    change()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def a_record(root: Path) -> Path:
    return next((root / "content/developments").glob("*.yaml"))


def a_product(root: Path) -> Path:
    return next((root / "build").glob("*.html"))


def swap(path: Path) -> None:
    """Two letters change places: as many bytes, other words."""
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.write(data[:-3] + data[-2:-1] + data[-3:-2] + data[-1:])


CHANGES: dict[str, Callable[[Path], object]] = {
    "a record, as long as before and of the same time": lambda root: with_the_same_times(a_record(root), lambda: swap(a_record(root))),
    "a new record": lambda root: shutil.copy(a_record(root), root / "content/developments/new.yaml"),
    "a new record in a new folder": lambda root: shutil.copytree(root / "content/developments", root / "content/developments/more"),
    "a record less": lambda root: a_record(root).unlink(),
    "a record by another name": lambda root: a_record(root).rename(root / "content/developments/other.yaml"),
    "a product": lambda root: swap(a_product(root)),
    "a product less": lambda root: a_product(root).unlink(),
    "the manifest": lambda root: (root / "build/manifest.json").write_text("{}"),
    "a template": lambda root: (root / "templates/site.css").write_text("p { color: red }"),
    "a face": lambda root: (root / "fonts").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_is_seen(built: DeskFolder, asked: Callable[..., str], change: Callable[[Path], object]) -> None:
    """Then nothing is answered."""
    asked(*ARGUMENTS)
    assert again(ARGUMENTS, os.environ) is not None
    change(built.root)
    assert again(ARGUMENTS, os.environ) is None


def test_other_surroundings_are_seen(asked: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Another date, a shell that completes, another path of Python's."""
    asked(*ARGUMENTS)
    assert again(ARGUMENTS, {**os.environ, "SOURCE_DATE_EPOCH": "0"}) is None
    assert again(ARGUMENTS, {**os.environ, "_BRIEFGEN_COMPLETE": "x"}) is None
    monkeypatch.setattr(sys, "path", [*sys.path, "elsewhere"])
    assert again(ARGUMENTS, os.environ) is None


def test_what_is_young_is_not_noted(built: DeskFolder, asked: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A change within the same tick of the file system's clock would not be seen."""
    (built.root / FILE).unlink()
    monkeypatch.setattr(running_code, "SETTLED", 3600)
    asked(*ARGUMENTS)
    assert again(ARGUMENTS, os.environ) is None


def test_an_answer_that_this_user_did_not_note_is_none(
    built: DeskFolder, asked: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was altered, cut, or sealed by somebody else."""
    asked(*ARGUMENTS)
    file = built.root / FILE
    whole = file.read_bytes()
    for wrong in (whole.replace(b"words", b"wards"), whole[:-1], b"", b"\xff\n\xff"):
        file.write_bytes(wrong)
        assert again(ARGUMENTS, os.environ) is None
    file.write_bytes(whole)
    assert again(ARGUMENTS, os.environ) is not None
    monkeypatch.setattr(secret, "known", lambda: b"somebody else's")
    assert again(ARGUMENTS, os.environ) is None
    monkeypatch.setattr(secret, "known", lambda: b"")
    assert again(ARGUMENTS, os.environ) is None


def test_the_command_asks_it_first(asked: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What it says is printed, and no build is made."""
    monkeypatch.setattr(answered, "again", lambda *_: "as before\n")
    monkeypatch.setattr(sys, "argv", ["briefgen", *ARGUMENTS])
    app._run()
    assert capsys.readouterr().out == "as before\n"
