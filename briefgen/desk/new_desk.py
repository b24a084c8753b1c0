"""scaffold: a new desk with one worked, invented example, ready to check and build."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

EXAMPLE = Path(__file__).parent / "example"
HIDDEN = "dot-"
"""What a file or folder of the example begins with that gets a dot in the desk: tools would obey a real .gitignore here."""


class ScaffoldError(Exception):
    """The desk cannot be laid out; the message says why. Nothing was written."""


def lay_out(folder: Path) -> list[Path]:
    """Write a new desk into `folder`, which is made if need be; gives the files written.

    Raises ScaffoldError where a file of the desk is already there or cannot be written.
    """
    return write_new(folder, desk_files())


def write_new(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files, by their path in `folder`, and give their paths: all or none, and over nothing that is there. Raises ScaffoldError."""
    files = {folder / name: data for name, data in contents.items()}
    for path in files:
        if os.path.lexists(path):
            raise ScaffoldError(f"{path} is already there, and nothing is overwritten. Choose another folder.")
    written: list[Path] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            path.write_bytes(data)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise ScaffoldError(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    return written


def desk_files() -> dict[str, bytes]:
    """Every file of a new desk, by its path in the desk."""
    from briefgen.desk.editor_schemas import FOLDER, schemas

    files = {_shown(path): path.read_bytes() for path in sorted(EXAMPLE.rglob("*")) if path.is_file()}
    files |= {f"{FOLDER}/{name}": text.encode() for name, text in schemas().items()}
    return files | {".vscode/settings.json": settings().encode()}


def _shown(path: Path) -> str:
    return "/".join(f".{part.removeprefix(HIDDEN)}" if part.startswith(HIDDEN) else part for part in path.relative_to(EXAMPLE).parts)


def settings() -> str:
    """The editor's settings as JSON text: which schema describes which content file, and quiet defaults for writers."""
    from briefgen.desk.editor_schemas import associations

    return (
        json.dumps(
            {
                "yaml.schemas": associations(),
                "yaml.schemaStore.enable": False,
                "yaml.format.enable": False,
                "[yaml]": {
                    "editor.insertSpaces": True,
                    "editor.tabSize": 2,
                    "editor.wordWrap": "on",
                    "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
                    "files.encoding": "utf8",
                    "files.insertFinalNewline": True,
                    "files.trimTrailingWhitespace": True,
                },
                "files.readonlyInclude": {"archive/**": True, "build/**": True},
            },
            indent=2,
        )
        + "\n"
    )
