"""Where the judges live, and how they get there: those of pip and npm in .judge/, programs of the system where they are."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HOME = HERE.parent.parent / ".judge"
PYTHON, NPM = HOME / "python", HOME / "npm"
LOCKS = {PYTHON: [HERE / "requirements.lock"], NPM: [HERE / "package.json", HERE / "package-lock.json"]}
PACKAGES = {"npm": "npm", "node": "nodejs", "qpdf": "qpdf", "soffice": "libreoffice-writer-nogui", "chromium": "chromium"}
"""Programs of the system, and the Debian package that brings each."""

PATIENCE = ("--fetch-timeout=60000", "--fetch-retries=1")
"""A registry that does not answer is given up within minutes."""


class Missing(Exception):
    """A judge is not installed; the message says what mends it."""


def install() -> bool:
    """Brings .judge/ up to date with the lock files. What cannot be installed is reported, and is missing when it is called.

    Whether the judges of pip are there: they come from where this project's own packages come from, so nothing excuses them.
    """
    for folder, commands in {PYTHON: _python_commands(), NPM: _npm_commands()}.items():
        if not _current(folder) and (folder == PYTHON or shutil.which("npm")):
            _fill(folder, commands)
    return _current(PYTHON)


def tool(name: str) -> str:
    """The path of a judge's command among those of pip. Raises Missing."""
    if not _current(PYTHON):
        raise Missing("./run judge")
    return str(PYTHON / "bin" / name)


def module(name: str) -> str:
    """The path of a file in node_modules. Raises Missing."""
    if not _current(NPM):
        program("npm")
        raise Missing("./run judge")
    return str(NPM / "node_modules" / name)


def program(name: str) -> str:
    """The path of a program of the system. Raises Missing with the command that installs it."""
    path = shutil.which(name)
    if path is None:
        raise Missing(f"apt-get install {PACKAGES[name]}")
    return path


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs a judge, apart from this project's environment, and gives its output, whatever its exit code."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=600, check=False)


def report(command: list[str]) -> Any:
    """What the command printed. Raises RuntimeError where it printed no JSON: a judge that broke down has not passed anything."""
    done = run(command)
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(f"{Path(command[0]).name} broke down: {done.stderr.strip()[-300:]}") from None


def _python_commands() -> list[list[str]]:
    pip = [str(PYTHON / "bin/python"), "-I", "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    return [
        [sys.executable, "-I", "-m", "venv", str(PYTHON)],
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", *map(str, LOCKS[PYTHON])],
    ]


def _npm_commands() -> list[list[str]]:
    # Not `npm ci`: it wants the validator's binaries for every other kind of machine in the lock, and not all registries have them.
    return [
        ["cp", *map(str, LOCKS[NPM]), str(NPM)],
        ["npm", "install", "--no-save", "--prefix", str(NPM), "--ignore-scripts", "--no-audit", "--no-fund", "--silent", *PATIENCE],
    ]


def _fill(folder: Path, commands: list[list[str]]) -> None:
    """Makes the folder anew; its stamp is written last, so that no half-filled folder passes for a whole one."""
    print(f"judge: filling {folder.relative_to(HOME.parent)}; this takes a minute, once.", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for command in commands:
        if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode:
            print(f"judge: that did not work: {' '.join(command)}", file=sys.stderr, flush=True)
            return
    (folder / "stamp").write_text(_wanted(folder))


def _current(folder: Path) -> bool:
    stamp = folder / "stamp"
    return stamp.is_file() and stamp.read_text() == _wanted(folder)


def _wanted(folder: Path) -> str:
    """What the stamp says: the folder, since an environment does not survive a move, and the locks."""
    return hashlib.sha256(b"".join([str(folder).encode(), *(lock.read_bytes() for lock in LOCKS[folder])])).hexdigest()
