"""Files written whole or not at all, and never over what is there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location


def write_one(target: Path, data: bytes) -> None:
    """Writes one file whole or not at all. Raises ContentError (write-failed)."""
    try:
        os.replace(beside(target, data), target)
    except OSError as error:
        message = f"{target} could not be written: {error.strerror}."
        raise ContentError(
            [Diagnostic("write-failed", message, Location(str(target)), "Check the folder, its rights and the free space.")]
        ) from None


def beside(target: Path, data: bytes) -> Path:
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


def _write_new(target: Path, data: bytes) -> None:
    """A whole file or none, and never over one that is there."""
    part = beside(target, data)
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
            path.write_bytes(data)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise ScaffoldError(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    return written
