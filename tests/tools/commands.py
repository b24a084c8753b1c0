"""briefgen as its users call it: as a process of its own, in a desk that may be in a git repository."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from tests.tools.desks import DEVELOPMENT
from tests.tools.fork_server import ROOT, ForkServer

MEASURED = {"COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG"}
"""With one of these, each process measures from its start which lines it reaches."""


def run(desk: DeskFolder, *arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs briefgen in a desk, as a process of its own: on Linux one that is forked where briefgen is loaded, else from a cold start."""
    known = {**os.environ, **environment}
    if sys.platform == "linux" and not MEASURED & known.keys() and _server().serves(known):
        try:
            return _server().run(arguments, cwd or desk.root, known)
        except BaseException:
            end_server()  # it may still owe an answer
            raise
    return run_cold(desk, *arguments, cwd=cwd, **environment)


def run_cold(desk: DeskFolder, *arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same from a cold start, as every user's is: for what happens then, and to have other hashes than the process before."""
    command = [sys.executable, "-m", "briefgen", *arguments]
    known = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        command, cwd=cwd or desk.root, env=known, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False
    )


@cache
def _server() -> ForkServer:
    return ForkServer()


def end_server() -> None:
    """Ends the process that `run` forks, where there is one; the next call starts another."""
    if _server.cache_info().currsize:
        _server().close()
        _server.cache_clear()


def spoil(desk: DeskFolder, old: str = "says: media", new: str = "says: medium") -> None:
    """Changes the first place of some words in the worked example's development; left out, in a way that breaks the record."""
    path = desk.root / DEVELOPMENT
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def reworded(desk: DeskFolder) -> None:
    """One sentence says the same in another way."""
    spoil(desk, "gave medical care as the reason", "named medical care as the ground")


def git(desk: DeskFolder, *arguments: str) -> None:
    """Runs git in a desk, by an author of no name."""
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", "-C", str(desk.root), *arguments], check=True, env={**os.environ, **names}, capture_output=True)


def commit(desk: DeskFolder, why: str) -> None:
    """Commits all that is in a desk."""
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", why)


def released(desk: DeskFolder, *arguments: str, date: str = "2019-07-08") -> str:
    """Releases the worked example's pack, commits, and gives what was printed."""
    done = run(desk, "release", "sound-ferries", "--note", "A note.", "--date", date, *arguments)
    assert done.returncode == 0, done.stderr
    commit(desk, "edition")
    return done.stdout


def begun(root: Path) -> DeskFolder:
    """The worked example in a git repository of its own."""
    if not root.exists():
        lay_out(root)
    git(DeskFolder(root), "init", "-q")
    commit(DeskFolder(root), "begin")
    return DeskFolder(root)


def with_edition(root: Path) -> DeskFolder:
    """The same with its first edition released."""
    desk = begun(root)
    assert "Edition 1.0" in released(desk)
    return desk


def with_products(root: Path) -> DeskFolder:
    """The worked example with its products, as `briefgen build` makes them."""
    lay_out(root)
    done = run(DeskFolder(root), "build", "--format", "all")
    assert done.returncode == 0, done.stderr
    return DeskFolder(root)
