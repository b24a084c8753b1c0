"""The Python code that runs: briefgen's own, and the libraries that it needs, by what their installers noted of them.

importlib.metadata knows the same, and takes longer to import than a build that finds nothing to do may last.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from time import time

import briefgen
from briefgen.desk.files import digest_plain, names_below, read_plain, sha256_of
from briefgen.desk.kept import Kept, key_of

PACKAGE = Path(briefgen.__file__).parent
LIBRARIES = (
    "jinja2", "weasyprint", "python-docx", "pyyaml", "typer", "pydantic", "resvg-py", "tzdata", "pypdf", "markupsafe", "pydyf", "lxml",
    "rich", "fonttools", "pillow", "ruamel-yaml",
)  # fmt: skip
"""What pyproject.toml asks for to make products, which an installed briefgen does not have at hand; what these need is found from there."""
OF_THE_DESK = ("starlette", "uvicorn", "watchfiles", "pygls", "lsprotocol", "pypdfium2")
"""What it asks for besides, for editors: a product is made without it, and stays as it is where its version is another."""
ENDING = ".dist-info"
"""Of the folder in which an installer notes what it installed."""
SETTLED = 2.0
"""Seconds within which a file system may give two changes the same time."""
_REQUIRED = re.compile(r"^Requires-Dist: ([A-Za-z0-9._-]+)(?!.*;.*\bextra\b)", re.MULTILINE)


@cache
def code_digest() -> str:
    """SHA-256 over the names and the bytes of briefgen's modules, as they were when it was first asked for. Raises OSError."""
    start = len(str(PACKAGE)) + 1
    return sha256_of("".join(f"{path[start:]} {digest_plain(path)}\n" for path in _modules()).encode())


def _modules() -> list[str]:
    """The paths of briefgen's modules, in a fixed order."""
    return [f"{PACKAGE}/{name}" for name in sorted(names_below(PACKAGE)[0]) if name.endswith(".py")]


def libraries() -> dict[str, dict[str, str]]:
    """Name → version and digest of each library that briefgen needs, and of what these need in turn, as installed. Raises OSError."""
    found = {name: Path(folder) for name, folder in sorted(_needed().items())}
    return {name: {"version": folder.stem.split("-", 1)[1], "sha256": _record_digest(folder)} for name, folder in found.items()}


@cache
def state(root: Path) -> str:
    """A digest of all of it, as it was when it was first asked for: the code, and name and version of each library. Raises OSError.

    What else is installed, as developers' tools, does not count. root: of the desk, where the digest is kept by what the system notes of
    the files: sizes, places on the disk, and the times of the last change, of which one cannot be set. It is not kept while a file is so
    young that another change could bear the same time.
    """
    noted, youngest = _noted()
    kept, key = Kept(root), key_of("running code", *noted)
    if found := kept.get(key):
        return str(found)
    digest = state_anew()
    if time() - youngest > SETTLED:
        kept.put(key, digest)
        kept.close()
    return digest


def _noted() -> tuple[list[str], float]:
    """What the system notes of each module and of each installed library, and when the youngest changed, in seconds since 1970."""
    paths = looked_at()
    found = [os.stat(path) for path in paths]
    noted = [f"{path} {s.st_ino} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns}" for path, s in zip(paths, found, strict=True)]
    return noted, max(max(s.st_mtime, s.st_ctime) for s in found)


def looked_at() -> list[str]:
    """The paths of all that is asked: each module, and the folder that says what is installed of each library."""
    return [*_modules(), *_installed().values()]


def state_anew() -> str:
    """The same digest, whatever is kept. Raises OSError."""
    versions = sorted(os.path.basename(folder).removesuffix(ENDING) for folder in _needed().values())
    return sha256_of("\n".join([code_digest(), *versions]).encode())


def _needed() -> dict[str, str]:
    """Name → the folder that says what is installed of it, for each library and what it needs."""
    folders = _installed()
    queue = [name for name in LIBRARIES if name in folders]
    found: dict[str, str] = {}
    for name in queue:
        if name not in found:
            found[name] = folders[name]
            needs = map(_normal, _REQUIRED.findall(_head(os.path.join(folders[name], "METADATA"))))
            queue += [need for need in needs if need in folders]
    return found


def _installed() -> dict[str, str]:
    """Name → the folder that says what is installed of it, for all that Python can import."""
    folders: dict[str, str] = {}
    for place in sys.path:
        try:
            names = os.listdir(place or os.curdir)
        except OSError:
            continue
        for name in names:
            if name.endswith(ENDING):
                folders.setdefault(_normal(name.split("-")[0]), os.path.join(place, name))
    return folders


def _head(file: str) -> str:
    """The fields of a file that begins as a mail does, without the text below them."""
    return read_plain(file).partition(b"\n\n")[0].decode()


def _normal(name: str) -> str:
    """A project's name as PyPI compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _record_digest(folder: Path) -> str:
    """A digest of a library's own list of its files, less what an installer adds: scripts, bytecode and its own notes."""
    lines = sorted((folder / "RECORD").read_text(encoding="utf-8").splitlines())
    return sha256_of("\n".join(line for line in lines if _is_its_own(line.split(",")[0])).encode())


def _is_its_own(file: str) -> bool:
    return not (file.startswith(("..", "/")) or "__pycache__" in file or ".dist-info/" in file)
