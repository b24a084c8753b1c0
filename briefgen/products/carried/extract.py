"""extract: the files that a PDF carries become a desk. A PDF is not trusted: only the names that briefgen gives are taken."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import briefgen
from briefgen.content.model.pack import PRODUCTS
from briefgen.content.reading.read import read
from briefgen.desk.files import ScaffoldError, read_plain, sha256_of, write_new
from briefgen.desk.folder import SETTINGS
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.products.carried.attachments import CHRONOLOGY, MANIFEST

_NAMES = re.compile(r"manifest\.json|chronology\.csv|content/(?:[a-z0-9-]+/){0,2}[a-z0-9-]+(?:\.[0-9]+)?\.yaml")
"""The names that briefgen gives to the files of a PDF."""


def extract(pdf: Path, folder: Path) -> dict[str, bytes]:
    """Writes the files that a PDF carries into a new or empty folder and gives them by name.

    Raises ContentError (extract-refused) for what is no PDF, carries no desk or carries other files than its manifest says, and for a
    folder that holds something or cannot be written; then nothing was written.
    """
    files = carried(pdf)
    if folder.is_dir() and any(folder.iterdir()):
        raise _refused(folder, f"There is something in {folder}, and nothing is overwritten.", "Name a folder that is new or empty.")
    try:
        write_new(folder, files)
    except ScaffoldError as error:
        raise _refused(folder, str(error), "Name a folder that is new or empty.") from None
    return files


def carried(pdf: Path) -> dict[str, bytes]:
    """The files that a PDF carries, by name. Raises ContentError (extract-refused)."""
    try:
        files = _attached(read_plain(pdf))
    except OSError as error:
        raise _refused(pdf, f"{pdf} cannot be read: {error.strerror}.", "Name a PDF that is there.") from None
    except Exception:  # pypdf raises nearly anything for a PDF that is broken on purpose
        raise _refused(pdf, f"{pdf} cannot be read as a PDF.", "It may be broken or locked; get it again.") from None
    strange = next((name for name in files if not _NAMES.fullmatch(name)), None)
    if strange is not None:
        message = f"{pdf} carries a file named {strange[:80]!r}, which briefgen does not give to any."
        raise _refused(pdf, message, "Ask where the PDF comes from; nothing was taken out of it.")
    if SETTINGS not in files:
        message = f"{pdf} carries no desk." if files else f"{pdf} carries no files."
        raise _refused(pdf, message, "A pack carries them if it says attachments: true under display.")
    if altered := _altered(files):
        message = f"{pdf} does not carry the files that its manifest names: {', '.join(altered[:5])}."
        raise _refused(pdf, message, "Somebody altered it; get it again from who made it. Nothing was taken out of it.")
    return files


def _altered(files: Mapping[str, bytes]) -> list[str]:
    """The names of files that are not, or not alone, what the manifest says the pack was made from."""
    try:
        named = dict(json.loads(files[MANIFEST])["inputs"])
    except (KeyError, ValueError, TypeError):
        return [MANIFEST]
    here = {name: sha256_of(data) for name, data in files.items() if name not in {MANIFEST, CHRONOLOGY}}
    return list(_unlike(named, here))


def _attached(data: bytes) -> dict[str, bytes]:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return {file.name: file.content for file in pypdf.PdfReader(io.BytesIO(data)).attachment_list}


def _refused(place: Path, message: str, hint: str) -> ContentError:
    return ContentError([Diagnostic("extract-refused", message, Location(str(place)), hint)])


def needs_archive(files: Mapping[str, bytes]) -> bool:
    """Whether a pack among the files makes an annex, which tells what was found in the archived texts."""
    packs = (read(name, data).data for name, data in files.items() if name.startswith("content/packs/"))
    return any("annex" in (pack.get("products") or PRODUCTS) for pack in packs if isinstance(pack, dict))


def needed_fonts(files: Mapping[str, bytes]) -> list[str]:
    """The font files of its desk that the pack was made with, which a PDF does not carry, by the names that its settings know them by."""
    try:
        fonts = json.loads(files[MANIFEST])["fonts"]
        return sorted(name for name, known in fonts.items() if isinstance(known, dict))
    except (KeyError, ValueError, TypeError, AttributeError):
        return []


def otherwise(files: Mapping[str, bytes], here: Mapping[str, Any]) -> list[str]:
    """What the pack was made with that is otherwise here, in words. here: what a manifest made here would say.

    Fonts of the pack's own desk are no part of it: `needed_fonts` names them.
    """
    try:
        then = json.loads(files[MANIFEST])
        then["fonts"] = {name: known for name, known in then["fonts"].items() if isinstance(known, str)}
        return [words for name in ("code", "templates", "fonts", "libraries") if (words := _differs(name, then[name], here[name]))]
    except (KeyError, ValueError, TypeError, AttributeError):
        return ["It does not say what it was made with."]


def _differs(name: str, then: Any, here: Any) -> str:
    if then == here:
        return ""
    if name == "code":
        return f"It was made with another briefgen than this one, {briefgen.__version__}."
    return f"Its {name} are not those here: {', '.join(_unlike(then, here))}."


def _unlike(then: Mapping[str, Any], here: Mapping[str, Any]) -> Iterator[str]:
    yield from (name for name in sorted({*then, *here}) if then.get(name) != here.get(name))
