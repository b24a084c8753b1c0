"""The tests stand as the package does: who knows where a thing is made knows where it is tested."""

from __future__ import annotations

from pathlib import Path

import briefgen
from tests.conftest import ROOT
from tests.whole.test_architecture import FLOORS

PACKAGE, TESTS = Path(briefgen.__file__).parent, ROOT / "tests"
OF_ALL = "whole"
"""The folder of the tests that cross all rooms."""
WITHOUT_TESTS = {"bench", "judge", "tools"}
"""Folders of what serves the tests and is none."""

FILES = [path.relative_to(TESTS) for path in sorted(TESTS.rglob("test_*.py"))]
MIRRORED = [path for path in FILES if path.parts[0] != OF_ALL]


def mirrors_something(path: Path) -> bool:
    """Whether a file of tests stands in the folder of a room and is named after a module in it, or after the room itself."""
    room, name = PACKAGE / path.parent, path.stem.removeprefix("test_")
    return len(path.parts) > 1 and (room / "__init__.py").is_file() and (name == room.name or (room / f"{name}.py").is_file())


def test_every_file_of_tests_names_what_it_tests() -> None:
    """`tests/<room>/test_<module>.py` tests `briefgen/<room>/<module>.py`; there is no other place but for what crosses all rooms."""
    assert len(MIRRORED) > 30
    assert [str(path) for path in MIRRORED if not mirrors_something(path)] == []


def test_every_room_is_tested() -> None:
    """Each room has a file of tests of its own at least."""
    assert set(FLOORS) - {path.parts[0] for path in MIRRORED} == set()


def test_what_is_beside_a_room_is_named() -> None:
    """Every folder of `tests/` is that of a room, of what crosses all, or of helpers; helpers hold no tests."""
    folders = {path.parent.name for path in TESTS.glob("*/__init__.py")}
    assert folders == {*FLOORS, OF_ALL, *WITHOUT_TESTS}
    assert [str(path) for path in FILES if path.parts[0] in WITHOUT_TESTS] == []


def test_no_file_stands_where_no_test_is_looked_for() -> None:
    """What defines a test is named `test_….py`, so that pytest finds it."""
    strays = [path for path in TESTS.rglob("*.py") if "\ndef test_" in path.read_text(encoding="utf-8")]
    assert strays
    assert [str(path.relative_to(TESTS)) for path in strays if not path.name.startswith("test_")] == []
