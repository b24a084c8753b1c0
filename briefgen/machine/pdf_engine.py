"""WeasyPrint, loaded in less than half the time that it takes by itself, and no other for it.

Two things are spared. It looks for each system library under names of other systems first, and each such search starts half a dozen
programs; here a library that loads by the name of its file is given at once. And it imports whole libraries for what it falls back on: to
cut fonts where HarfBuzz cannot, to read compressed fonts and colour profiles; these are imported when they are first used.
"""

from __future__ import annotations

import ctypes.util
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from briefgen.fonts.faces import FONTS
from briefgen.machine.font_cache import own_cache
from briefgen.machine.system_libraries import loads

LATE = ("fontTools.subset", "fontTools.ttLib", "fontTools.varLib.instancer", "PIL.ImageCms")
"""What WeasyPrint imports for what it seldom does."""
FILES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "harfbuzz-vector": "libharfbuzz-vector.so.0",
    "fontconfig": "libfontconfig.so.1",
}
"""The libraries that WeasyPrint looks for → their files on Linux."""
OPTIONAL = "harfbuzz-vector"
"""WeasyPrint does without it, and most systems do not have it. It is too young to have had a file that is named otherwise."""


def load_engine() -> Any:
    """WeasyPrint, imported after Fontconfig was told to look at our fonts only. Raises OSError where a system library is missing."""
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    os.environ.pop("FONTCONFIG_SYSROOT", None)  # would be put before the path of our own fonts
    if cache := own_cache(os.environ):
        os.environ["XDG_CACHE_HOME"] = cache
    if "weasyprint" not in sys.modules:
        with _libraries_by_file(), _imported_late():
            import_module("weasyprint")
    return sys.modules["weasyprint"]


@contextmanager
def _libraries_by_file() -> Iterator[None]:
    """Within it, a search for a library of FILES answers without asking other programs. On Linux alone: elsewhere none are asked."""
    search = ctypes.util.find_library

    def found(name: str) -> str | None:
        file = FILES.get(re.sub(r"^lib|-(?:0|1|0\.0)$", "", name))
        if file and loads(file):
            return file
        return None if OPTIONAL in name else search(name)

    if sys.platform == "linux":
        ctypes.util.find_library = found
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _imported_late() -> Iterator[None]:
    """Within it, names imported from the modules of LATE are stand-ins, unless a module is there already."""
    absent = [name for name in LATE if name not in sys.modules]
    sys.modules.update({name: _LateModule(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            if isinstance(sys.modules.get(name), _LateModule):
                del sys.modules[name]


class _LateModule(ModuleType):
    """Stands for a module. What is imported from it stands for what the module has of that name."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name.endswith("Error"):  # stands in `except`, where Python takes nothing but a class
            return type(name, (_LateError,), {"place": (self.__name__, name)})
        return _Late(self.__name__, name)


class _LateError(Exception):
    """Stands for an error, which nothing can raise before its module is imported. place: its module and its name there."""

    place: tuple[str, str]


class _Late:
    """Stands for what a module has of a name, until it is used."""

    def __init__(self, module: str, name: str) -> None:
        self.place = (module, name)

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self._real()(*values, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)

    def _real(self) -> Any:
        _settle(self.place[0].partition(".")[0])
        return _import(*self.place)


def _settle(library: str) -> None:
    """Puts what is real in the place of all that stands for parts of a library, wherever WeasyPrint has it."""
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "weasyprint"]:
        for name, value in list(vars(module).items()):
            real = _real_of(value)
            if real and real[0].partition(".")[0] == library:
                setattr(module, name, _import(*real))


def _real_of(value: Any) -> tuple[str, str] | None:
    """The module and the name in it, "" for the module itself, that a value stands for; None where it stands for nothing else."""
    if isinstance(value, _LateModule):
        return value.__name__, ""
    if isinstance(value, _Late) or (isinstance(value, type) and issubclass(value, _LateError)):
        return value.place
    return None


def _import(module: str, name: str) -> Any:
    """What `from module import name` gives, or the module itself where the name is ""."""
    found = import_module(module)
    if not name:
        return found
    return getattr(found, name) if hasattr(found, name) else import_module(f"{module}.{name}")
