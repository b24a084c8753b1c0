"""The desk as git knows it: its content, templates and fonts at a revision, laid out in a folder; who wrote a line last."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

PARTS = ("content/", "templates/", "fonts/")
UNCOMMITTED = "0" * 40
"""What git gives as the commit of a line that is in none."""


class Author(NamedTuple):
    """Who wrote a commit."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


def desk_at(root: Path, revision: str, target: Path) -> None:
    """Lays out the desk of a revision in a folder. Raises ContentError (revision-unknown) where git does not have it."""
    data = _git(root, "archive", "--format=tar", "--end-of-options", revision)
    with tarfile.open(fileobj=io.BytesIO(data)) as parts:
        for part in parts:
            file = parts.extractfile(part) if part.isfile() and part.name.startswith(PARTS) else None
            if file:
                path = target / part.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.read())
    if not (target / "content/desk.yaml").is_file():
        raise ContentError([_unknown(root, revision, "has no content/desk.yaml")])


def added_in(root: Path, path: Path) -> str:
    """The commit in which a file of the desk was added. Raises ContentError (revision-unknown) where none did."""
    name = path.relative_to(root).as_posix()
    found = _git(root, "log", "--diff-filter=A", "--format=%H", "--", name).decode().split()
    if not found:
        raise ContentError([_unknown(root, name, "is in no commit")])
    return found[-1]


def uncommitted(root: Path, names: Sequence[str]) -> list[str] | None:
    """Those of a desk's files, by name, that git does not hold as they are; None where the desk is in no repository."""
    try:
        found = subprocess.run(
            ["git", "-C", str(root), "status", "--porcelain", "-z", "--ignored", "--no-renames", "--untracked-files=all", "--", *names],
            capture_output=True,
            check=True,
        ).stdout
        above = subprocess.run(["git", "-C", str(root), "rev-parse", "--show-prefix"], capture_output=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    prefix = above.decode().rstrip("\n")
    changed = {line[3:].removeprefix(prefix) for line in found.decode("utf-8", "replace").split("\0") if line}
    return [name for name in names if name in changed]


def last_authors(root: Path, name: str) -> Sequence[Author | None] | None:
    """Who changed each line of a desk's file last, but for its blanks; None for a line that is in no commit.

    None for all where git does not know the file, or is not installed.
    """
    command = ["git", "-C", str(root), "blame", "--porcelain", "-w", "--", name]
    try:
        found = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.CalledProcessError):
        return None
    return list(_blamed(found.split("\n")))


def _blamed(rows: Sequence[str]) -> Iterator[Author | None]:
    """The author of each line, from what `git blame --porcelain` prints: a commit is described where it is first named."""
    known: dict[str, dict[str, str]] = {}
    commit = ""
    for row in rows:
        if row.startswith("\t"):  # the line itself, behind all that is said of it
            about = known[commit]
            yield None if commit == UNCOMMITTED else Author(about.get("author", ""), about.get("author-mail", "").strip("<>"))
            commit = ""
        elif not commit:
            commit = row.partition(" ")[0]
            known.setdefault(commit, {})
        else:
            word, _, value = row.partition(" ")
            known[commit].setdefault(word, value)


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise ContentError([_unknown(root, "git", "is not installed")]) from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ContentError(
            [_unknown(root, arguments[-1], f"was not found by git ({reason[-1] if reason else 'no reason given'})")]
        ) from None


def _unknown(root: Path, what: str, message: str) -> Diagnostic:
    hint = "Name an edition (1.0), a date (2010-03-01), or a revision that git knows, and commit editions once they are released."
    return Diagnostic("revision-unknown", f"“{what}” {message}.", Location(root.name), hint)
