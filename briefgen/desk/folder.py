"""A desk: the folder that holds content/desk.yaml, found from any folder below it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from briefgen.desk.files import Refused, read_plain
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

SETTINGS = "content/desk.yaml"
EDITIONS = "content/editions/"


@dataclass(frozen=True)
class DeskFolder:
    """root: the folder that holds content/ and, if the desk has its own, templates/."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> Templates:
        own = self.root / "templates"
        return Templates(own if own.is_dir() else None)

    def show(self, path: Path) -> str:
        """The path as an editor sees it: from the desk's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def files(self) -> dict[str, Path]:
        """Every YAML file of records below content/, by the name shown to editors, in a fixed order."""
        return {name: path for name, path in self._yaml().items() if not name.startswith(EDITIONS)}

    def fonts(self) -> dict[str, Path]:
        """Every plain file in the desk's folder fonts/, by name: faces and their licences. Links that lead out of the desk are left out."""
        folder = self.root / "fonts"
        found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
        return {self.show(path): path for path in found if not path.name.startswith(".") and self._holds(path)}

    def _holds(self, path: Path) -> bool:
        """Whether a path does not lead out of the desk."""
        return path.resolve().is_relative_to(self.root.resolve())

    def editions(self) -> dict[str, Path]:
        """The files of released editions, by name."""
        return {name: path for name, path in self._yaml().items() if name.startswith(EDITIONS)}

    def _yaml(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder, folders, files in os.walk(self.content):
            names = [name for name in (*folders, *files) if name.endswith((".yaml", ".yml")) and not name.startswith(".")]
            at = self.show(Path(folder)) if names else ""
            found |= {f"{at}/{name}": Path(folder, name) for name in names}
        return dict(sorted(found.items()))


def find(start: Path) -> DeskFolder:
    """The desk that `start` stands in. Raises ContentError (desk-missing) if there is none."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS).is_file():
            return DeskFolder(candidate)
    raise ContentError(
        [
            Diagnostic(
                "desk-missing",
                f"{folder} is not inside a desk: no {SETTINGS} in it or above it.",
                Location(str(folder)),
                "Go to a desk's folder, or lay out a new one with: briefgen init DIR",
            )
        ]
    )


def read_files(desk: DeskFolder) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The bytes of every content file by name, and a problem for each that cannot be read."""
    texts: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for name, path in desk.files().items():
        try:
            texts[name] = read_plain(path, desk.root)
        except OSError as error:
            problems.append(unreadable(name, error))
    return texts, problems


def unreadable(name: str, error: OSError) -> Diagnostic:
    """That a file of the desk cannot be read, and why. name: as shown to editors."""
    code = error.code if isinstance(error, Refused) else "file-unreadable"
    hint = "Put a copy of the file in its place." if isinstance(error, Refused) else "Check that you may read the file."
    return Diagnostic(code, f"{name} cannot be read: {error.strerror}.", Location(name), hint)
