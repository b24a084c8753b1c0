"""doctor: what briefgen needs, whether it is here, and the command that mends it. Looks only; changes and prints nothing."""

from __future__ import annotations

import os
import platform
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from briefgen.fonts.faces import FILES, FONTS
from briefgen.machine import system_libraries

State = Literal["present", "missing", "old", "broken"]
TRUETYPE = b"\x00\x01\x00\x00"
REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:(==|>=)([0-9.]+))?$")


@dataclass(frozen=True)
class Finding:
    """One thing briefgen needs. detail: its version or path; mend: the command to type, "" where none is needed."""

    name: str
    state: State
    detail: str
    mend: str = ""


def examine(desk: Path | None, settings: dict[str, str] | None) -> list[Finding]:
    """Everything briefgen needs on this machine and in the desk's folder (None: outside a desk)."""
    python = Finding("Python", "present", f"{platform.python_version()} ({sys.executable})")
    return [python, *_packages(), *_libraries(), *_fonts(), *_desk(desk, settings)]


def _packages() -> Iterator[Finding]:
    try:
        requirements = metadata.requires("briefgen") or []
    except metadata.PackageNotFoundError:
        yield Finding("briefgen", "missing", "runs from a folder, not installed", f"{sys.executable} -m pip install .")
        return
    for requirement in requirements:
        if found := REQUIREMENT.match(requirement):
            yield _package(*found.groups(default=""))


def _package(name: str, relation: str, wanted: str) -> Finding:
    mend = f"{sys.executable} -m pip install '{name}{relation}{wanted}'"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(name, "missing", f"{relation}{wanted} is needed", mend)
    if _numbers(version) < _numbers(wanted):
        return Finding(name, "old", f"{version}; {relation}{wanted} is needed", mend)
    if relation == "==" and _numbers(version) != _numbers(wanted):
        return Finding(name, "broken", f"{version}; exactly {wanted} is needed", mend)
    return Finding(name, "present", version)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.match(r"[0-9.]*", version).group().split(".") if part]  # type: ignore[union-attr]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _libraries() -> Iterator[Finding]:
    mend = system_libraries.install_command() or "install Pango, HarfBuzz and Fontconfig with the system's package manager"
    for library in system_libraries.LIBRARIES:
        loaded = system_libraries.load(library)
        if loaded is None:
            yield Finding(library.name, "missing", library.files[0], mend)
        else:
            yield Finding(library.name, "present", library.version(loaded) if library.version else "")


def _fonts() -> Iterator[Finding]:
    for name in FILES:
        state, detail = _font(FONTS / name)
        yield Finding(name, state, detail, "" if state == "present" else _font_mend())


def _font(path: Path) -> tuple[State, str]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return "missing", str(path)
    except OSError as error:
        return "broken", f"{path}: {error.strerror}"
    return ("present", "") if _whole(data) else ("broken", f"{path} is not a whole TrueType file")


def _whole(font: bytes) -> bool:
    """Whether the bytes hold every table that the TrueType table directory lists."""
    if font[:4] != TRUETYPE or len(font) < 12:
        return False
    count = struct.unpack_from(">H", font, 4)[0]
    if len(font) < 12 + 16 * count:
        return False
    tables = (struct.unpack_from(">II", font, 12 + 16 * index + 8) for index in range(count))
    return all(offset + length <= len(font) for offset, length in tables)


def _font_mend() -> str:
    project = FONTS.parent.parent
    if (project / ".git").exists():
        return f"git -C {project} checkout -- briefgen/fonts"
    return f"{sys.executable} -m pip install --force-reinstall --no-deps briefgen"


def _desk(desk: Path | None, fields: dict[str, str] | None) -> Iterator[Finding]:
    if desk is None:
        yield Finding("desk", "missing", "no content/desk.yaml here or above", "briefgen init DIR")
        return
    yield Finding("desk", "present", str(desk))
    if fields is None:
        yield Finding("content/desk.yaml", "broken", "cannot be read as the desk's settings", "briefgen check")
        return
    if "archive" in fields:
        yield _archive(desk, fields["archive"])
    yield _output(desk, fields.get("output", "build"))


def _archive(desk: Path, name: str) -> Finding:
    folder = desk / name
    if folder.is_dir() and os.access(folder, os.R_OK | os.X_OK):
        return Finding("archive", "present", str(folder))
    state: State = "broken" if os.path.exists(folder) else "missing"
    return Finding("archive", state, str(folder), f"put the archived texts into {folder}, or correct archive: in content/desk.yaml")


def _output(desk: Path, name: str) -> Finding:
    folder = desk / name
    nearest = next(path for path in (folder, *folder.parents) if os.path.exists(path))
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Finding("output", "present", str(folder) if nearest == folder else f"{folder} (made by the first build)")
    mend = f"chmod u+rwx '{nearest}'" if nearest.is_dir() else f"mv '{nearest}' '{nearest}.old'"
    return Finding("output", "broken", f"{nearest} cannot be written to", mend)
