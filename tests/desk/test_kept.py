"""Kept values: given back as they were, never half, never of a class that was not asked for, and never more than the limit."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk import kept as keeping
from briefgen.desk.kept import FOLDER, Kept, key_of
from briefgen.machine import secret

KEY, OTHER = key_of("one"), key_of("two")


def files(root: Path) -> list[Path]:
    return [path for path in (root / FOLDER / "kept").glob("*/*") if path.is_file()]


def test_a_value_comes_back(tmp_path: Path) -> None:
    Kept(tmp_path).put(KEY, {"pages": [1, b"x", ("y", None)]})
    assert Kept(tmp_path).get(KEY) == {"pages": [1, b"x", ("y", None)]}
    assert Kept(tmp_path).get(OTHER) is None


def test_without_a_folder_nothing_is_kept() -> None:
    kept = Kept(None)
    kept.put(KEY, 1)
    assert kept.get(KEY) is None
    assert kept.holding() == (0, 0)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:40] + b"!" + data[41:], lambda data: b"", lambda data: data + b"."]
)
def test_a_damaged_entry_is_no_entry(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    Kept(tmp_path).put(KEY, list(range(100)))
    [path] = files(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert Kept(tmp_path).get(KEY) is None


def test_an_entry_under_another_key_is_no_entry(tmp_path: Path) -> None:
    Kept(tmp_path).put(KEY, "value")
    [path] = files(tmp_path)
    target = tmp_path / FOLDER / "kept" / OTHER[:2] / OTHER[2:]
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(path, target)
    assert Kept(tmp_path).get(OTHER) is None


RAN: list[str] = []


class Harmful:
    def __reduce__(self) -> Any:
        return RAN.append, ("ran",)


def test_an_entry_runs_nothing(tmp_path: Path) -> None:
    """A folder that came with somebody's desk may hold anything, with the right hash."""
    Kept(tmp_path).put(KEY, Harmful())
    assert Kept(tmp_path).get(KEY) is None
    assert RAN == []


def test_an_entry_of_another_user_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that came with a desk was sealed with another secret."""
    for user, expected in (("one", None), ("two", None), ("one", "value")):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / user))
        keeping._secret.cache_clear()
        assert Kept(tmp_path).get(KEY) == expected
        if user == "one" and expected is None:
            Kept(tmp_path).put(KEY, "value")
    assert (tmp_path / "one" / secret.NAME).stat().st_mode & 0o077 == 0
    keeping._secret.cache_clear()


def test_a_secret_that_others_can_read_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a home that cannot be written to stop anything: then nothing outlasts the process."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    keeping._secret.cache_clear()
    first = keeping._secret()
    (tmp_path / secret.NAME).chmod(0o644)
    keeping._secret.cache_clear()
    assert keeping._secret() != first
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / secret.NAME))
    keeping._secret.cache_clear()
    assert len(keeping._secret()) == len(first)
    keeping._secret.cache_clear()


def test_classes_are_those_asked_for(tmp_path: Path) -> None:
    Kept(tmp_path).put(KEY, Path("a"))
    assert Kept(tmp_path).get(KEY) is None
    assert Kept(tmp_path).get(KEY, [type(Path("a"))]) == Path("a")


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    kept = Kept(tmp_path, limit=2_500)
    for number in range(3):
        kept.put(key_of(str(number)), b"x" * 1_000)
        os.utime(tmp_path / FOLDER / "kept" / key_of(str(number))[:2] / key_of(str(number))[2:], (number, number))
    assert kept.get(key_of("0")) is not None  # used now
    kept.close()
    assert [kept.get(key_of(str(number))) is not None for number in range(3)] == [True, False, True]


def test_it_stays_out_of_git(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.put(KEY, 1)
    kept.close()
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"


def test_emptied(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.put(KEY, 1)
    held = kept.holding()
    assert held.entries == 1
    assert held.size > 0
    assert kept.empty() == held
    assert kept.holding() == (0, 0)


def test_what_a_killed_build_left_goes(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.put(KEY, 1)
    left = files(tmp_path)[0].with_name(".x.1.part")
    left.write_bytes(b"half")
    kept.close()
    assert left.exists()  # another build may be at it
    os.utime(left, (0, 0))
    kept.close()
    assert not left.exists()


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file")
    kept = Kept(tmp_path)
    kept.put(KEY, 1)
    kept.close()
    assert kept.get(KEY) is None


def test_several_processes_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from briefgen.desk.kept import Kept, key_of\n"
        "kept = Kept(Path(sys.argv[1]), 20_000)\n"
        "for number in range(300):\n"
        "    key = key_of(str(number % 30)); found = kept.get(key)\n"
        "    assert found in (None, [number % 30] * 500), found\n"
        "    kept.put(key, [number % 30] * 500)\n"
        "    if number % 50 == 0: kept.close()\n"
    )
    root = str(Path(__file__).parents[2])
    begun = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=root, stderr=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate()[1] for process in begun] == [b""] * 3


def test_a_key_tells_its_parts_apart() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    assert key_of("é") == key_of("é".encode())
    assert pickle.loads(pickle.dumps(key_of("x"))) == key_of("x")
