"""The peers that are measured beside: where they are installed, apart from what briefgen needs, and how."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent / ".peers"
LOCK = HERE / "requirements.lock"
INSTALL = "./run bench --peers installs it"


def install() -> None:
    """Fills the folder anew with what is locked. Raises CalledProcessError, whose output pip has printed."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    pip = [sys.executable, "-I", "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", "--no-deps"]
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "--target", str(FOLDER), "-r", str(LOCK)], check=True)


def installed(module: str) -> bool:
    """Whether a peer's module is there, in the folder or beside briefgen."""
    return PathFinder.find_spec(module, [str(FOLDER), *sys.path]) is not None


def version(package: str) -> str:
    """The version of a peer that is there; nothing where it is not."""
    from importlib.metadata import distributions

    return next((found.version for found in distributions(name=package, path=[str(FOLDER), *sys.path])), "")
