"""What the tests share: a small desk that checks clean, and desks with products that are made once for all of a run."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.fonts.faces import FONTS
from tests.tools import commands
from tests.tools.desks import BuiltDesk, laid_out
from tests.tools.made_once import common_folder, made_once

ROOT = Path(__file__).parent.parent
os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")


def pytest_collection_finish() -> None:
    """Spares a tenth of the time: what is loaded is no garbage and what a build makes next to none. Leaks are told at the end as before."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def pytest_sessionfinish() -> None:
    """No process outlives the tests."""
    commands.end_server()


@pytest.fixture
def desk(tmp_path: Path) -> DeskFolder:
    """A new desk with the worked example of `briefgen init`, for one test to change as it likes."""
    lay_out(tmp_path / "desk")
    return DeskFolder(tmp_path / "desk")


def copied(name: str, make: Callable[[Path], object], factory: pytest.TempPathFactory, target: Path) -> DeskFolder:
    """A copy, to be changed, of a desk that is made once for all of a run."""
    shutil.copytree(made_once(common_folder(factory) / name, make), target, symlinks=True)
    return DeskFolder(target)


@pytest.fixture
def repository(tmp_path: Path) -> DeskFolder:
    """The worked example in a git repository of its own."""
    return commands.begun(tmp_path / "desk")


@pytest.fixture
def edition(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> DeskFolder:
    """The same with its first edition released and committed."""
    return copied("desk-with-edition", commands.with_edition, tmp_path_factory, tmp_path / "desk")


@pytest.fixture
def built(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> DeskFolder:
    """The worked example with its products."""
    return copied("desk-with-products", commands.with_products, tmp_path_factory, tmp_path / "desk")


@pytest.fixture(scope="session")
def built_desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., BuiltDesk]:
    """One of tests.tools.desks.DESKS by its name, today or as of a day. Tests read it and change nothing there."""

    @cache
    def built(name: str, as_of: date | None = None) -> BuiltDesk:
        return laid_out(name, tmp_path_factory.mktemp(name) / "desk", common_folder(tmp_path_factory), as_of)

    return built


@pytest.fixture(scope="session")
def example(built_desk: Callable[..., BuiltDesk]) -> BuiltDesk:
    """The worked example and its products, to be read only."""
    return built_desk("example")


@pytest.fixture(scope="session")
def generated(built_desk: Callable[..., BuiltDesk]) -> BuiltDesk:
    """A desk of many developments, issues and pages, and its products, to be read only."""
    return built_desk("generated")
