"""Files read only where they are plain files in their place, and written whole or not at all; the one place that writes and digests."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.diagnostics.diagnostic import ContentError

MOST = 200_000_000
"""Bytes that a file may have, whatever it is."""
AT_A_TIME = 262_144
"""Bytes that are asked for at once."""
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


class Refused(OSError):
    """A file that is not read. code: of the diagnostic; strerror: why, after “cannot be read: ”."""

    def __init__(self, code: str, why: str, path: Path | str) -> None:
        super().__init__(0, why, str(path))
        self.code = code

    def __str__(self) -> str:
        return str(self.strerror)


def read_plain(path: Path | str, inside: Path | None = None) -> bytes:
    """The bytes of a plain file. A pipe or device would wait or never end; a link may lead to what is nobody's business.

    inside: the folder that the file may not leave by a link. Raises OSError, of which Refused (file-unreadable, link-refused) is one.
    """
    if inside is not None:
        refuse_exit(path, inside)
    return b"".join(_parts(path))


def digest_plain(path: Path | str) -> str:
    """SHA-256, in hexadecimal, of the bytes of a plain file, which are never held all at once. Raises OSError as read_plain does."""
    digest = sha256()
    for part in _parts(path):
        digest.update(part)
    return digest.hexdigest()


def _parts(path: Path | str) -> Iterator[bytes]:
    """The bytes of a plain file, one after the other."""
    _refuse_kind(path, os.stat(path))
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        found = os.fstat(handle)
        _refuse_kind(path, found)
        left = MOST
        while part := os.read(handle, min(found.st_size + 1, AT_A_TIME)):
            left -= len(part)
            if left < 0:
                raise Refused("file-unreadable", f"it is larger than {MOST // 1_000_000} MB", path)
            yield part
    finally:
        os.close(handle)


def names_below(folder: Path) -> tuple[list[str], list[str]]:
    """The files and the folders below a folder, by their names from there with forward slashes. Links to folders are not followed."""
    files: list[str] = []
    folders: list[str] = []
    for place, inner, here in os.walk(folder):
        start = "" if place == str(folder) else f"{os.path.relpath(place, folder).replace(os.sep, '/')}/"
        files += [f"{start}{name}" for name in here]
        folders += [f"{start}{name}" for name in inner]
    return files, folders


def refuse_exit(path: Path | str, inside: Path) -> None:
    """Raises Refused (link-refused) where the path leads out of the folder, naming where to."""
    real, top = os.path.realpath(path), os.path.realpath(inside)
    if not real.startswith(os.path.join(top, "")):
        raise Refused("link-refused", f"it is a link that leads out of the desk, to {real}", path)


def _refuse_kind(path: Path | str, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise Refused("file-unreadable", f"it is {_KINDS.get(stat.S_IFMT(found.st_mode), 'something else')}, not a plain file", path)


def sha256_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def write_one(target: Path, data: bytes, *, over: bool = True) -> None:
    """Writes one file whole or not at all, and its folder if need be. over: in place of one that is there.

    Raises ContentError (write-failed).
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if over:
            replace_one(target, data)
        else:
            link_new(target, data)
    except OSError as error:
        raise _not_written(target, error) from None


def write_private(target: Path, data: bytes) -> None:
    """Writes a file that nobody but this user can read, and its folder if need be. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(part, target)


def write_together(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Writes files of one folder, by name, in place of those that are there; none is replaced before all are on the disk.

    Raises OSError, whose `filename` is the path of the file in question.
    """
    written: dict[Path, Path] = {}
    try:
        for name, data in contents.items():
            with _told(folder / name):
                written[folder / name] = _beside(folder / name, data)
        for target, part in written.items():
            with _told(target):
                os.replace(part, target)
    finally:
        for part in written.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """The same as write_together for what an editor is told of: raises ContentError (write-failed)."""
    try:
        write_together(folder, contents)
    except OSError as error:
        raise _not_written(Path(str(error.filename)), error) from None


def _not_written(target: Path, error: OSError) -> ContentError:
    from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

    message = f"{target} could not be written: {error.strerror}."
    return ContentError([Diagnostic("write-failed", message, Location(str(target)), "Check the folder, its rights and the free space.")])


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Within it, an OSError tells this path, not that of a temporary file."""
    try:
        yield
    except OSError as error:
        error.filename = str(target)
        raise


def replace_one(target: Path, data: bytes) -> None:
    """Writes a file whole or not at all, in place of one that is there. Raises OSError."""
    part = _beside(target, data)
    try:
        os.replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _beside(target: Path, data: bytes) -> Path:
    """A temporary file in the target's folder, written through to the disk."""
    path = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return path


def link_new(target: Path, data: bytes) -> None:
    """A whole file or none, and never over one that is there. Raises OSError."""
    part = _beside(target, data)
    try:
        os.link(part, target)
    finally:
        with suppress(OSError):
            part.unlink()


class ScaffoldError(Exception):
    """The desk cannot be laid out; the message says why. Nothing was written."""


def write_new(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files, by their path in `folder`, and give their paths: all or none, and over nothing that is there. Raises ScaffoldError."""
    files = {folder / name: data for name, data in contents.items()}
    for path in files:
        if os.path.lexists(path):
            raise ScaffoldError(f"{path} is already there, and nothing is overwritten. Choose another folder.")
    written: list[Path] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            link_new(path, data)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise ScaffoldError(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    return written
