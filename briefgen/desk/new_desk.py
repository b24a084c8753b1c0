"""A new desk with one worked, invented example, ready to check and build."""

from __future__ import annotations

import json
from pathlib import Path

from briefgen.desk.files import write_new

EXAMPLE = Path(__file__).parent / "example"
HIDDEN = "dot-"
"""What a file or folder of the example begins with that gets a dot in the desk: tools would obey a real .gitignore here."""


def lay_out(folder: Path) -> list[Path]:
    """Write a new desk into `folder`, which is made if need be; gives the files written.

    Raises ScaffoldError where a file of the desk is already there or cannot be written.
    """
    return write_new(folder, desk_files())


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
