"""The system libraries that WeasyPrint loads: which are here, and the command that installs them.

Uses the standard library only, because the set-up asks before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library: its name for people, its file names by platform, and how it tells its version."""

    name: str
    files: tuple[str, ...]
    version: Callable[[ctypes.CDLL], str] | None = None


def _text(function: str) -> Callable[[ctypes.CDLL], str]:
    def ask(library: ctypes.CDLL) -> str:
        call = getattr(library, function)
        call.restype = ctypes.c_char_p
        return bytes(call()).decode()

    return ask


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


LIBRARIES = (
    Library("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), _text("pango_version_string")),
    Library("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll")),
    Library("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), _text("hb_version_string")),
    Library("HarfBuzz subset", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")),
    Library("Fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"), _fontconfig),
)
INSTALL = {
    "apt-get": "apt-get update && {sudo}apt-get install -y --no-install-recommends"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1",
    "dnf": "dnf install -y pango harfbuzz fontconfig",
    "apk": "apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz.so.0 so:libharfbuzz-subset.so.0 so:libfontconfig.so.1",
    "brew": "brew install pango",
}
"""Package manager → its command, to be run as root but for brew."""


def load(library: Library) -> ctypes.CDLL | None:
    """The library, or None where the system does not find it."""
    return next(filter(None, map(_loaded, library.files)), None)


def loads(file: str) -> bool:
    """Whether the system loads a library by the name of its file alone."""
    return _loaded(file) is not None


def _loaded(file: str) -> ctypes.CDLL | None:
    with suppress(OSError):
        return ctypes.CDLL(file)
    return None


def versions() -> dict[str, str]:
    """Name → version of all that no package index brings: Python, zlib, and the libraries that tell theirs; "" for one not found."""
    libraries = {library.name: library.version(found) if (found := load(library)) else "" for library in LIBRARIES if library.version}
    return {"Python": sys.version.split()[0], "zlib": zlib.ZLIB_RUNTIME_VERSION, **libraries}


def missing() -> list[str]:
    """The names of the libraries that the system does not find."""
    return [library.name for library in LIBRARIES if load(library) is None]


def install_command() -> str:
    """What this user types here to install the libraries; "" where no known package manager is present."""
    import shutil

    manager = next(filter(shutil.which, INSTALL), "")
    if not manager:
        return ""
    sudo = "" if manager == "brew" or os.geteuid() == 0 else "sudo "
    return sudo + INSTALL[manager].format(sudo=sudo)
