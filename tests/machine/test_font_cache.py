"""Fontconfig's cache where the user has none."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefgen.machine.font_cache import own_cache

SCRIPT = "from briefgen.machine.pdf_engine import load_engine\nload_engine().HTML(string='<p>a').write_pdf()"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_users_own_cache_is_left_alone(tmp_path: Path) -> None:
    """Where the user's cache can be written to, or made, no other is named."""
    assert own_cache({"HOME": str(tmp_path)}) is None
    assert own_cache({"XDG_CACHE_HOME": str(tmp_path / "new")}) is None


def test_without_a_home_ours_is_used_again(temporary: Path) -> None:
    """Without a home the same folder of ours is named each time, and nobody else may write to it."""
    first = own_cache({})
    assert first is not None
    assert (Path(first).parent, Path(first).stat().st_mode & 0o777) == (temporary, 0o700)
    assert own_cache({"HOME": "/proc/nowhere"}) == first


def test_a_folder_of_somebody_else_is_not_used(temporary: Path) -> None:
    """A link, or a folder that others may write to, in the place of ours is passed over for a new one."""
    first = Path(own_cache({}) or "")
    first.chmod(0o777)
    second = Path(own_cache({}) or "")
    assert second != first
    first.rmdir()
    first.symlink_to(second)
    assert own_cache({}) not in {str(first), str(second)}


def test_a_build_without_a_home_is_silent(tmp_path: Path) -> None:
    """With no home and no cache that can be written to, Fontconfig has nothing to complain of."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/proc/nowhere", "TMPDIR": str(tmp_path), "PYTHONPATH": os.getcwd()}
    result = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    assert list(tmp_path.glob("briefgen-cache-*/fontconfig/*"))
