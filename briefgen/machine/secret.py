"""What nobody but this user knows: with it, what was kept in a desk's folder is told from what came with the folder.

Imports next to nothing: a build that finds nothing to do asks for it.
"""

from __future__ import annotations

import os
import stat

NAME = "briefgen/secret"
"""A file in the user's own cache folder."""
LENGTH = 32
"""Bytes of it."""


def path() -> str:
    """Where it is; "" for who has no home."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(cache, NAME) if os.path.isabs(cache) else ""


def known() -> bytes:
    """The secret that was made before; b"" where there is none that only this user can read."""
    try:
        with open(path(), "rb") as file:
            found = os.fstat(file.fileno())
            mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
            return file.read() if stat.S_ISREG(found.st_mode) and mine and not found.st_mode & 0o077 else b""
    except OSError:
        return b""
