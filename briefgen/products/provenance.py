"""What a build was made from and with: digests of content, templates, fonts, code and libraries. No time and no path is in it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import briefgen
from briefgen.content.entry import PackEntry
from briefgen.content.standing import status_of, version_of
from briefgen.desk.files import read_plain, sha256_of
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.fonts.desk_faces import DeskFace
from briefgen.fonts.faces import FONTS
from briefgen.machine import system_libraries

LIBRARIES = (
    "jinja2", "weasyprint", "python-docx", "pyyaml", "typer", "pydantic", "resvg-py", "tzdata", "pypdf", "markupsafe", "pydyf", "lxml",
    "rich", "fonttools", "pillow", "ruamel-yaml",
)  # fmt: skip
"""What pyproject.toml asks for at run time, which an installed briefgen does not have at hand; what these need is found from there."""
_REQUIRED = re.compile(r"^Requires-Dist: ([A-Za-z0-9._-]+)(?!.*;.*\bextra\b)", re.MULTILINE)


def made_with(desk: DeskFolder, faces: Sequence[DeskFace] = ()) -> dict[str, Any]:
    """What the products of a desk are made from and with. faces: those that the desk brings."""
    inputs = digests({**desk.files(), **desk.editions()})
    return {**tool(faces), "system": system_libraries.versions(), "inputs": inputs, "templates": template_digests(desk.templates)}


def tool(faces: Sequence[DeskFace] = ()) -> dict[str, Any]:
    """briefgen's version, a digest of its code, and the digests of its fonts and libraries; of a desk's faces what is known of them."""
    return {"briefgen": briefgen.__version__, "code": _code(), "fonts": {**_fonts(), **_brought(faces)}, "libraries": libraries()}


def digests(files: Mapping[str, Path]) -> dict[str, str]:
    """Name → SHA-256 of a file's bytes. Raises OSError."""
    return {name: sha256_of(read_plain(path)) for name, path in sorted(files.items())}


def template_digests(templates: Templates) -> dict[str, str]:
    """Name → SHA-256 of every template that a pack is set with; notes to designers are none."""
    return digests({name: path for name, path in templates.files().items() if not name.endswith(".md")})


def described(pack: PackEntry) -> dict[str, str]:
    """What a product says of itself: pack, edition, status, as-of day and marking."""
    return {
        "pack": pack.id,
        "edition": version_of(pack.standing),
        "status": status_of(pack.standing),
        "as_of": str(pack.record.as_of.last),
        "marking": pack.record.marking or "",
    }


def _code() -> str:
    package = Path(briefgen.__file__).parent
    files = digests({path.relative_to(package).as_posix(): path for path in package.rglob("*.py")})
    return sha256_of("".join(f"{name} {digest}\n" for name, digest in files.items()).encode())


def _fonts() -> dict[str, str]:
    return digests({font.name: font for font in FONTS.glob("*.ttf")})


def _brought(faces: Sequence[DeskFace]) -> dict[str, dict[str, str]]:
    """File name → script, digest and licence of each file of a desk's faces."""
    return {
        file.name: {"script": face.script.name, "sha256": sha256_of(file.data), "licence": face.licence}
        for face in faces
        for file in face.files
    }


def libraries() -> dict[str, dict[str, str]]:
    """Name → version and digest of each library that briefgen needs, and of what these need in turn, as installed."""
    return {name: {"version": folder.stem.split("-", 1)[1], "sha256": _record_digest(folder)} for name, folder in sorted(_needed().items())}


def library_versions() -> list[str]:
    """Name and version of each, from the names of the folders alone. What else is installed, as developers' tools, does not count."""
    return sorted(folder.stem for folder in _needed().values())


def _needed() -> dict[str, Path]:
    """Name → the folder that says what is installed of it, for each library and what it needs: importlib.metadata takes longer."""
    folders: dict[str, Path] = {}
    for place in sys.path:
        for folder in Path(place).glob("*.dist-info"):
            folders.setdefault(_normal(folder.name.split("-")[0]), folder)
    queue = [name for name in LIBRARIES if name in folders]
    found: dict[str, Path] = {}
    for name in queue:
        if name not in found:
            found[name] = folders[name]
            needs = map(_normal, _REQUIRED.findall((folders[name] / "METADATA").read_text(encoding="utf-8")))
            queue += [need for need in needs if need in folders]
    return found


def _normal(name: str) -> str:
    """A project's name as PyPI compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _record_digest(folder: Path) -> str:
    """A digest of a library's own list of its files, less what an installer adds: scripts, bytecode and its own notes."""
    lines = sorted((folder / "RECORD").read_text(encoding="utf-8").splitlines())
    return sha256_of("\n".join(line for line in lines if _is_its_own(line.split(",")[0])).encode())


def _is_its_own(file: str) -> bool:
    return not (file.startswith(("..", "/")) or "__pycache__" in file or ".dist-info/" in file)
