"""What a build was made from and with: digests of content, templates, fonts, code and libraries. No time and no path is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import briefgen
from briefgen.content.entry import PackEntry
from briefgen.content.standing import status_of, version_of
from briefgen.desk.files import digest_plain, sha256_of
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.fonts.desk_faces import DeskFace
from briefgen.fonts.faces import FONTS
from briefgen.machine import system_libraries
from briefgen.products import running_code


def made_with(desk: DeskFolder, faces: Sequence[DeskFace] = ()) -> dict[str, Any]:
    """What the products of a desk are made from and with. faces: those that the desk brings."""
    inputs = digests({**desk.files(), **desk.editions()})
    return {**tool(faces), "system": system_libraries.versions(), "inputs": inputs, "templates": template_digests(desk.templates)}


def tool(faces: Sequence[DeskFace] = ()) -> dict[str, Any]:
    """briefgen's version, a digest of its code, and the digests of its fonts and libraries; of a desk's faces what is known of them."""
    return {
        "briefgen": briefgen.__version__,
        "code": running_code.code_digest(),
        "fonts": {**_fonts(), **_brought(faces)},
        "libraries": running_code.libraries(),
    }


def digests(files: Mapping[str, Path]) -> dict[str, str]:
    """Name → SHA-256 of a file's bytes. Raises OSError."""
    return {name: digest_plain(path) for name, path in sorted(files.items())}


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


def _fonts() -> dict[str, str]:
    return digests({font.name: font for font in FONTS.glob("*.ttf")})


def _brought(faces: Sequence[DeskFace]) -> dict[str, dict[str, str]]:
    """File name → script, digest and licence of each file of a desk's faces."""
    return {
        file.name: {"script": face.script.name, "sha256": sha256_of(file.data), "licence": face.licence}
        for face in faces
        for file in face.files
    }
