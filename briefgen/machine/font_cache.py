"""Where Fontconfig may keep what it found in the fonts, on machines where a user has no folder for that."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


def own_cache(environment: Mapping[str, str]) -> str | None:
    """A cache folder of ours to be named in XDG_CACHE_HOME; None where the user's own can be written to.

    Ours lies in the folder for temporary files, is this user's alone, and is used again by the next build; where that name is taken by
    somebody else, a new folder is made. Without any, Fontconfig complains on standard error and reads all fonts anew each time.
    """
    home = environment.get("XDG_CACHE_HOME") or (f"{environment['HOME']}/.cache" if environment.get("HOME") else "")
    if home and _writable(Path(home, "fontconfig")):
        return None
    wanted = Path(tempfile.gettempdir()) / f"briefgen-cache-{os.getuid() if hasattr(os, 'getuid') else 0}"
    try:
        wanted.mkdir(mode=0o700, exist_ok=True)
        return str(wanted) if _ours(wanted) else tempfile.mkdtemp(prefix="briefgen-cache-")
    except OSError:
        return None


def _writable(folder: Path) -> bool:
    """Whether Fontconfig can keep its files there; the folder is made, as Fontconfig would make it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _ours(folder: Path) -> bool:
    """A real folder, not a link, that belongs to this user and that nobody else may write to."""
    found = folder.lstat()
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and mine and not found.st_mode & 0o022 and os.access(folder, os.W_OK | os.X_OK)
