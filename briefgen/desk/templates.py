"""Where templates come from: a desk's own files win over the built-in ones, file by file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import briefgen
from briefgen.desk.files import Refused, names_below, read_plain

if TYPE_CHECKING:
    from briefgen.diagnostics.diagnostic import Diagnostic

_PACKAGE = Path(briefgen.__file__).parent
BUILT_IN = _PACKAGE / "templates" if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent / "templates"
BASES = ("word/base.docx", "word/base.dotx")
"""A desk's own base document for Word, the first that there is."""


class Templates(NamedTuple):
    """Template files by name ("pack.html.j2", "word/styles.xml") from the desk's folder, else the built-in one."""

    own: Path | None = None

    def find(self, name: str) -> Path | None:
        """The file that serves `name`, or None."""
        for folder in (self.own, BUILT_IN):
            if folder is not None and (path := _within(folder, name)):
                return path
        return None

    def is_own(self, name: str) -> bool:
        """Whether the desk's folder has a file of its own for `name`."""
        return self.own is not None and _within(self.own, name) is not None

    def own_names(self) -> list[str]:
        """The names of the desk's own files, without what is written for people (.md)."""
        return [name for name in self.files() if self.is_own(name) and not name.endswith(".md")]

    def unused(self) -> list[Diagnostic]:
        """The desk's own files that override nothing and that no other of its files names, as warnings: their names may be slips."""
        from briefgen.diagnostics.diagnostic import Diagnostic, Location, did_you_mean

        built_in = Templates().files()
        own = [name for name in self.own_names() if not Path(name).name.startswith(".")]
        strange = [name for name in own if name not in built_in and name not in BASES]
        texts = {name: self.load(name) for name in own} if strange else {}
        hint = "Name it as the template that it is to replace (docs/word-styles.md for Word), or name it in another template."
        return [
            Diagnostic("template-unused", f"Nothing uses {name}.", Location(f"templates/{name}"), did_you_mean(name, built_in) or hint)
            for name in strange
            if not any(Path(name).name.encode() in text for other, text in texts.items() if other != name)
        ]

    def load(self, name: str) -> bytes:
        """The bytes of `name`. Raises FileNotFoundError naming it, and ContentError for what is no plain file or leads out of the desk."""
        path = self.find(name)
        if path is None:
            raise FileNotFoundError(name)
        try:
            return read_plain(path, self.own.parent if self.own and self.is_own(name) else None)
        except Refused as refused:
            from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

            shown = f"templates/{name}"
            message = f"{shown} cannot be read: {refused.strerror}."
            hint = "Put a copy of the file in its place, or delete it to use the built-in one."
            raise ContentError([Diagnostic(refused.code, message, Location(shown), hint)]) from None

    def text(self, name: str) -> str:
        """The text of `name`. Raises FileNotFoundError naming it, and ContentError (template-error) for what is not UTF-8."""
        try:
            return self.load(name).decode()
        except UnicodeDecodeError as error:
            from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

            place = Location(f"templates/{name}", error.object.count(b"\n", 0, error.start) + 1)
            hint = "Save it as UTF-8, or delete the desk's own copy to use the built-in one."
            raise ContentError([Diagnostic("template-error", "This template is not saved as UTF-8.", place, hint)]) from None

    def files(self) -> dict[str, Path]:
        """Every template by name, the desk's own in place of the built-in ones it overrides."""
        found: dict[str, Path] = {}
        for folder in (BUILT_IN, self.own):
            if folder is not None:
                found |= {name: Path(f"{folder}/{name}") for name in names_below(folder)[0]}
        return dict(sorted(found.items()))


def _within(folder: Path, name: str) -> Path | None:
    """The file of that name below the folder, if there is one; a name never climbs out of the folder, and a folder is no file."""
    path = folder / name
    climbs = Path(name).is_absolute() or ".." in Path(name).parts
    return None if climbs or not os.path.lexists(path) or path.is_dir() else path
