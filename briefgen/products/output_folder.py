"""The output folder: products written whole or not at all, and the manifest that knows what they were made from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from briefgen.desk.files import digest_plain, write_together
from briefgen.desk.folder import DeskFolder
from briefgen.desk.settings import font_packages
from briefgen.fonts.faces import FONTS
from briefgen.fonts.packages import font_files
from briefgen.machine import system_libraries
from briefgen.machine.source_date import source_day
from briefgen.products import running_code

MANIFEST = "manifest.json"


def fingerprint(desk: DeskFolder, archive: Path | None = None) -> str:
    """SHA-256 over all that a product is made from: content, templates, fonts, code, libraries of Python and of the system, date, and
    whether there is an archive."""
    digest = hashlib.sha256()
    digest.update("\n".join([running_code.state(desk.root), *map(str, system_libraries.versions().items())]).encode())
    digest.update(f"archive: {bool(archive and archive.is_dir())}\n".encode())
    digest.update(f"day: {source_day()}\n".encode())
    for font in our_faces():
        digest.update(f"{font.name} {font.stat().st_size}\n".encode())
    for name, path in sorted(inputs(desk).items()):
        digest.update(f"{name} {_sha256(path)}\n".encode())
    return digest.hexdigest()


def our_faces() -> list[Path]:
    """The faces that travel with the project."""
    return sorted(FONTS.glob("*.ttf"))


def inputs(desk: DeskFolder) -> dict[str, Path | str]:
    """The files of a desk that its products are made from, by name: content, templates, fonts, and those of packages that it names."""
    packaged = {
        f"{name}/{file}": path
        for name in font_packages(desk, running_code.state(desk.root))
        for file, path in (font_files(name) or {}).items()
    }
    templates = {f"templates/{name}": path for name, path in desk.templates.files().items()}
    content = {name: f"{desk.root}/{name}" for name in desk.names()}
    return {**content, **desk.fonts(), **packaged, **templates}


def _sha256(path: Path | str) -> str:
    try:
        return digest_plain(path)
    except OSError:
        return ""


def read_manifest(output: Path) -> dict[str, Any]:
    """The manifest in the output folder, or {} where there is none that can be read."""
    try:
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def up_to_date(
    output: Path, manifest: dict[str, Any], made_from: str, packs: Sequence[str], products: Sequence[str], formats: Iterable[str]
) -> list[str]:
    """The names of the files asked for, if every one is there, unaltered and made from this very input; else [].

    manifest: of the output folder. packs, products: none for all.
    """
    if manifest.get("made_from") != made_from:
        return []
    files = manifest.get("packs", {})
    if not set(packs) <= set(files):
        return []
    wanted, kinds = set(formats), set(products)
    asked = [file for pack in packs or files for file in files[pack] if file["format"] in wanted]
    names = [file["name"] for file in asked if not kinds or file["product"] in kinds]
    made = manifest.get("products", {})
    whole = all(name in made and made[name]["made_from"] == made_from and _sha256(output / name) == made[name]["sha256"] for name in names)
    return names if whole else []


def write(output: Path, products: dict[str, bytes], manifest: dict[str, Any]) -> None:
    """Writes the products, then the manifest. Raises ContentError (write-failed) and leaves the last good files as they were."""
    data = {**products, MANIFEST: (json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()}
    try:
        output.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(output)
        write_together(output, data)
    except OSError as error:
        from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

        message = f"{error.filename or output} could not be written: {error.strerror}. The last good pack is as it was."
        raise ContentError(
            [
                Diagnostic(
                    "write-failed",
                    message,
                    Location(str(output)),
                    "Check the free space and the folder's rights, and close the file where it is open.",
                )
            ]
        ) from None


def _clear_leftovers(output: Path) -> None:
    """Takes away the temporary files of builds that were killed."""
    for path in output.glob(".*.part"):
        process = path.suffixes[-2].lstrip(".") if len(path.suffixes) > 1 else ""
        if process.isdigit() and not _alive(int(process)):
            path.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
