"""What files read to is kept: the same as reading them again, whatever was done to the desk or to what is kept."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.content.content import Content
from briefgen.content.reading import read as reading
from briefgen.desk.folder import DeskFolder, read_files
from briefgen.desk.kept import FOLDER, NOTHING, Kept
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.pipeline import documents
from briefgen.pipeline.documents import documents_of
from briefgen.pipeline.load import load
from tests.tools.desks import DEVELOPMENT, edit

EDITS = 40


def _all(desk: DeskFolder, kept: Kept) -> tuple[object, list[Diagnostic]]:
    """All that a desk is loaded as: each record with where its parts are written, and the problems with their lines."""
    content, problems = load(desk, kept=kept)
    return content and _records(content), problems


def _records(content: Content) -> object:
    return [
        (entry.kind, entry.record, entry.document, entry.document.root, entry.document.lines, entry.origins) for entry in content.entries
    ]


def _word(desk: DeskFolder, chance: random.Random) -> None:
    path = chance.choice(list(desk.files().values()))
    text = path.read_text(encoding="utf-8")
    words = [word for word in text.split() if word.isalpha()] or ["id"]
    path.write_text(text.replace(chance.choice(words), chance.choice(words), 1), encoding="utf-8")


def _line(desk: DeskFolder, chance: random.Random) -> None:
    path = chance.choice(list(desk.files().values()))
    lines = path.read_text(encoding="utf-8").splitlines()
    at = chance.randrange(len(lines) or 1)
    path.write_text("\n".join([*lines[:at], *lines[at + 1 :]]) + "\n", encoding="utf-8")


def _new(desk: DeskFolder, chance: random.Random) -> None:
    old = chance.choice(list(desk.files().values()))
    old.with_name(f"new-{chance.randrange(1000)}.yaml").write_bytes(old.read_bytes())


def _gone(desk: DeskFolder, chance: random.Random) -> None:
    chance.choice(list(desk.files().values())[1:]).unlink()


def _broken(desk: DeskFolder, chance: random.Random) -> None:
    path = chance.choice(list(desk.files().values()))
    path.write_bytes(path.read_bytes() + chance.choice([b"\xff\n", b"a: [\n", b"&x y\n", b"\t- :\n", b"\x07\n"]))


def _swapped(desk: DeskFolder, chance: random.Random) -> None:
    one, other = chance.sample(list(desk.files().values()), 2)
    data = one.read_bytes(), other.read_bytes()
    one.write_bytes(data[1])
    other.write_bytes(data[0])


@pytest.mark.parametrize("seed", range(4))
def test_loading_is_the_same_with_and_without_what_is_kept(desk: DeskFolder, seed: int) -> None:
    """Over words changed, lines taken out, files new, gone, broken and exchanged, and over the desk as it was before."""
    chance = random.Random(seed)
    before = {path: path.read_bytes() for path in desk.files().values()}
    for _ in range(EDITS):
        chance.choice([_word, _word, _line, _new, _gone, _broken, _swapped])(desk, chance)
        assert _all(desk, Kept(desk.root)) == _all(desk, NOTHING)
        assert _all(desk, Kept(desk.root)) == _all(desk, NOTHING)
        if chance.random() < 0.5:
            for path in desk.files().values():
                path.unlink()
            for path, data in before.items():
                path.write_bytes(data)


def _read(desk: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read when the desk is."""
    names: list[str] = []

    def noted(name: str, data: bytes) -> reading.Document:
        names.append(name)
        return reading.read(name, data)

    monkeypatch.setattr(documents, "read", noted)
    documents_of(read_files(desk)[0], Kept(desk.root))
    return names


def test_only_what_changed_is_read_again(desk: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is known by its name and its bytes."""
    every = list(desk.files())
    assert _read(desk, monkeypatch) == every
    assert _read(desk, monkeypatch) == []
    edit(desk, DEVELOPMENT, "the", "a")
    assert _read(desk, monkeypatch) == [DEVELOPMENT]
    (desk.root / DEVELOPMENT).rename(desk.root / "content/developments/another.yaml")
    assert _read(desk, monkeypatch) == ["content/developments/another.yaml"]


def test_another_reader_reads_all_again(desk: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one version of briefgen read a file to says nothing of the next."""
    every = _read(desk, monkeypatch)
    monkeypatch.setattr("briefgen.__version__", "0.0")
    assert _read(desk, monkeypatch) == every


def test_what_has_a_problem_is_read_each_time(desk: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its problems are told with their lines as often as it is asked for."""
    (desk.root / DEVELOPMENT).write_text("id: [\n", encoding="utf-8")
    assert _read(desk, monkeypatch) == list(desk.files())
    assert _read(desk, monkeypatch) == [DEVELOPMENT]


def _file_in_its_place(root: Path) -> None:
    (root / FOLDER).write_bytes(b"")


def _damaged(root: Path) -> None:
    Kept(root).put(documents._key(), {"content/desk.yaml": 7})


def _something_else(root: Path) -> None:
    Kept(root).put(documents._key(), ["content/desk.yaml"])


def _half(root: Path) -> None:
    load(DeskFolder(root), kept=Kept(root))
    for path in (root / FOLDER).glob("kept/*/*"):
        path.write_bytes(path.read_bytes()[:-9])


@pytest.mark.parametrize("harm", [_file_in_its_place, _damaged, _something_else, _half])
def test_a_folder_that_cannot_be_used_changes_nothing(desk: DeskFolder, harm: Callable[[Path], None]) -> None:
    """Where nothing can be kept, or what is kept is not what was, the files are read."""
    harm(desk.root)
    assert _all(desk, Kept(desk.root)) == _all(desk, NOTHING)
