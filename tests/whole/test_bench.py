"""The scripts that the benchmark measures beside run on desks as they are written now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import corpus
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("script", "begins"), [("naive_pdf.py", b"%PDF"), ("naive_docx.py", b"PK")])
def test_a_naive_script_makes_its_file(script: str, begins: bytes, tmp_path: Path) -> None:
    """From a generated desk of the present form."""
    desk = corpus.write(tmp_path / "desk", 3)
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/bench" / script), str(desk), str(out)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, out.is_file() and out.read_bytes()[: len(begins)]) == (0, begins), done.stderr
