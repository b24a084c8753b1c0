"""What the tests share: a small desk that checks clean, and the project's own desk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.content.content import Content
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.fonts.faces import FONTS
from briefgen.pipeline.load import load

ROOT = Path(__file__).parent.parent
os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")


@pytest.fixture
def desk(tmp_path: Path) -> DeskFolder:
    """A new desk with the worked example of `briefgen init`."""
    lay_out(tmp_path / "desk")
    return DeskFolder(tmp_path / "desk")


@pytest.fixture(scope="session")
def real_desk() -> DeskFolder:
    """The desk of this repository. Tests read it and write nothing there."""
    return DeskFolder(ROOT)


@pytest.fixture(scope="session")
def real_content(real_desk: DeskFolder) -> Content:
    """The records of this repository's desk."""
    content, problems = load(real_desk)
    assert content is not None, problems
    return content
