"""What earlier builds made and later ones may use again, kept by the hash of all it was made from, in the desk's `.briefgen/`.

An entry is sealed with a secret of this user's and is not trusted without its seal, so that a folder that came with somebody's desk says
nothing. It holds plain values only: unpickling makes no object of any class but those that the reader names. Several builds may read and
write at once, and one that is killed leaves no half entry. Losing the folder, or the secret, loses time and nothing else.
"""

from __future__ import annotations

import hmac
import io
import os
import pickle
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from time import time
from typing import Any, NamedTuple

from briefgen.desk.files import link_new, replace_one
from briefgen.machine import secret

FOLDER = ".briefgen"
LIMIT = 500_000_000
"""Bytes that a desk's folder may take; beyond it, what was not used for longest goes."""
TOUCHED = 86_400
"""Seconds after which the use of an entry is noted again."""
ABANDONED = 3_600
"""Seconds after which an unfinished file belongs to a process that was killed."""
_SEAL = 32


class Holding(NamedTuple):
    """What a folder holds: entries, bytes."""

    entries: int
    size: int


class Kept:
    """The kept values of a desk. root: its folder; None keeps nothing."""

    def __init__(self, root: Path | None, limit: int = LIMIT) -> None:
        self._folder = root / FOLDER / "kept" if root else None
        self._limit = limit
        self._added = False

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def keeps(self) -> bool:
        """Whether there is a folder to keep anything in."""
        return self._folder is not None

    def get(self, key: str, classes: Collection[type] = ()) -> Any:
        """The value kept under a key (a hexadecimal digest); None where there is none, or not as it was written.

        classes: those that may stand in it beside plain values.
        """
        if self._folder is None:
            return None
        path = self._path(key)
        try:
            data = path.read_bytes()
            seal, value = data[:_SEAL], data[_SEAL:]
            if not compare_digest(_seal(key, value), seal):
                return None
            found = _Plain(io.BytesIO(value), classes).load()
        except Exception:  # whatever is wrong with an entry, it is none
            return None
        with suppress(OSError):
            if time() - path.stat().st_mtime > TOUCHED:
                os.utime(path)
        return found

    def put(self, key: str, value: Any) -> None:
        """Keeps a value. Where the folder cannot be written, nothing is kept and nothing is said."""
        if self._folder is None:
            return
        data = pickle.dumps(value, protocol=5)
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_one(path, _seal(key, data) + data)
            self._added = True

    def close(self) -> None:
        """Takes away what is too much, where something was added."""
        if self._folder is None or not self._added:
            return
        with suppress(OSError):
            ignored = self._folder.parent / ".gitignore"
            if not ignored.exists():
                replace_one(ignored, b"*\n")
            self._shrink(self._limit)

    def holding(self) -> Holding:
        """How much is kept."""
        sizes = [size for _, size, _ in self._entries()]
        return Holding(len(sizes), sum(sizes))

    def empty(self) -> Holding:
        """Takes everything away, and says what that was."""
        held = self.holding()
        self._shrink(0)
        return held

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / key[2:]

    def _shrink(self, limit: int) -> None:
        entries = sorted(self._entries())
        size = sum(size for _, size, _ in entries)
        for _, taken, path in entries:
            if size <= limit:
                break
            with suppress(OSError):
                path.unlink(missing_ok=True)
            size -= taken

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Time of last use, bytes and path of each entry; what killed builds left half written is taken away on the way."""
        for path in self._folder.glob("*/*") if self._folder else ():
            with suppress(OSError):
                found = path.stat()
                if not path.name.endswith(".part"):
                    yield found.st_mtime, found.st_size, path
                elif time() - found.st_mtime > ABANDONED:
                    path.unlink(missing_ok=True)


NOTHING = Kept(None)
"""Keeps nothing."""


class _Plain(pickle.Unpickler):
    """Reads plain values, and objects of the classes named."""

    def __init__(self, file: io.BytesIO, classes: Collection[type]) -> None:
        super().__init__(file)
        self._classes = {(one.__module__, one.__qualname__): one for one in classes}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self._classes:
            raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
        return self._classes[module, name]


def _seal(key: str, value: bytes) -> bytes:
    """What shows that this user kept the value under the key."""
    return hmac.digest(_secret(), key.encode() + value, "sha256")


@cache
def _secret() -> bytes:
    """This user's secret, made when it is first asked for; one of this process alone where it cannot be kept."""
    with suppress(OSError):
        if not secret.known() and (name := secret.path()):
            Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                link_new(Path(name), os.urandom(secret.LENGTH))
                Path(name).chmod(0o600)
    return secret.known() or os.urandom(secret.LENGTH)


def key_of(*parts: str | bytes) -> str:
    """The key of what is made from these parts: SHA-256 in hexadecimal, over each with its length."""
    digest = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
