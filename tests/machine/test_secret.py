"""The user's secret: read only where nobody else can read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.machine import secret


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the secret is looked for, with one in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    place = Path(secret.path())
    place.parent.mkdir()
    place.write_bytes(b"x" * secret.LENGTH)
    place.chmod(0o600)
    return place


def test_a_secret_that_only_this_user_can_read_is_known(place: Path) -> None:
    """It stands in the user's own cache folder."""
    assert secret.known() == b"x" * secret.LENGTH


def test_one_that_others_can_read_is_not(place: Path) -> None:
    """Nor one that is not there, nor a folder in its place."""
    place.chmod(0o644)
    assert secret.known() == b""
    place.unlink()
    assert secret.known() == b""
    place.mkdir()
    assert secret.known() == b""


def test_a_cache_folder_that_is_named_from_where_one_stands_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be another one in every folder, that of a foreign desk for one."""
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    assert secret.path() == ""
