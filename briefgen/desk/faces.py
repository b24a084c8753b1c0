"""The faces that a desk's settings list, read from its folder fonts/ or from installed packages, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.desk import Desk, FontChoice
from briefgen.desk.files import Refused, read_plain
from briefgen.diagnostics.diagnostic import Diagnostic, did_you_mean
from briefgen.fonts import packages
from briefgen.fonts.desk_faces import DeskFace, FontFile, Unfit, family_of, font_file
from briefgen.fonts.desk_scripts import SCRIPTS

FOLDER = "fonts/"
"""The desk's folder of fonts, by the name that settings begin with."""
NAMED = {"file": re.compile(r"(?<![a-z])regular|\[", re.IGNORECASE), "bold": re.compile(r"(?<![a-z])bold(?!.*italic)", re.IGNORECASE)}
"""Field → how a package names the file for it, where it has several."""
EAST_ASIAN = {"Hangul": ("ko",), "Chinese": ("zh", "yue")}
"""Script → the languages that its runs may be said to be of."""


def faces_of(content: Content, root: Path) -> tuple[tuple[DeskFace, ...], list[Diagnostic]]:
    """The faces of a desk in the order of its settings, and every problem with them."""
    reading = _Reading(root)
    for entry in content.every(Desk):
        for index, choice in enumerate(entry.record.fonts):
            reading.take(entry, index, choice)
    return tuple(reading.faces), reading.problems


class _Refusal(Exception):
    """A face cannot be had. field: of the settings that is to blame."""

    def __init__(self, field: str, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.field, self.code, self.hint = field, code, hint


class _Reading:
    """The faces read so far, with what is wrong."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.faces: list[DeskFace] = []
        self.problems: list[Diagnostic] = []

    def take(self, entry: Entry[Desk], index: int, choice: FontChoice) -> None:
        """Reads one more face."""
        at = ("fonts", index)
        try:
            face = self._read(choice)
        except _Refusal as refusal:
            here = (*at, refusal.field) if getattr(choice, refusal.field, None) is not None else at
            self.problems.append(entry.problem(refusal.code, str(refusal), here, refusal.hint))
            return
        if not face.licence:
            message = f"The face for {choice.script}, {face.regular.name}, does not say under which licence it may be used."
            self.problems.append(entry.problem("font-licence", message, at, "Add `licence:`, for example SIL OFL 1.1."))
        self.faces.append(face)

    def _read(self, choice: FontChoice) -> DeskFace:
        script = SCRIPTS[choice.script]
        language = choice.language or script.language
        self._refuse_twice(choice, language)
        regular = self._file(choice, "file")
        bold = self._file(choice, "bold") if choice.bold or _has_bold(choice) else None
        taken = [face.family for face in self.faces]
        licence = choice.licence or regular.licence
        return DeskFace(script, language, family_of(regular, script, taken), regular, bold, licence, choice.shared)

    def _refuse_twice(self, choice: FontChoice, language: str) -> None:
        for face in self.faces:
            if face.script.name == choice.script:
                raise _Refusal("script", "font-twice", f"There are two faces for {choice.script}.", "Keep the one that is to be used.")
            if face.language == language:
                message = f"The faces for {face.script.name} and {choice.script} are both said to be for the language “{language}”."
                raise _Refusal("language", "font-twice", message, "Give each the language of its words.")
        tongue, known = language.split("-")[0], EAST_ASIAN.get(choice.script, ())
        if tongue in {"en", "ja"} or (known and tongue not in known):
            raise _Refusal(
                "language", "wrong-value", f"“language” cannot be “{language}” for {choice.script}.", "Give the language of its words."
            )

    def _file(self, choice: FontChoice, field: str) -> FontFile:
        found = self._in_package(choice, field) if choice.package else self._in_desk(choice, field)
        try:
            data = read_plain(found.path, found.inside)
        except FileNotFoundError:
            raise _Refusal(field, "font-missing", f"There is no file {found.name} in the desk.", self._hint(found.name)) from None
        except OSError as error:
            code = error.code if isinstance(error, Refused) else "file-unreadable"
            raise _Refusal(field, code, f"{found.name} cannot be read: {error.strerror}.", "Put a copy of the file in its place.") from None
        try:
            return font_file(found.name, data, SCRIPTS[choice.script])
        except Unfit as unfit:
            raise _Refusal(field, "font-unfit", f"{found.name} cannot be used: {unfit}.", unfit.hint) from None

    def _in_desk(self, choice: FontChoice, field: str) -> _Found:
        name = getattr(choice, field)
        if name is None:
            raise _Refusal(
                field, "font-missing", f"The face for {choice.script} has no file.", "Name one as `file:`, or a package as `package:`."
            )
        if not name.startswith(FOLDER) or ".." in Path(name).parts:
            message = f"{name} is not in the desk's folder {FOLDER}."
            raise _Refusal(field, "font-missing", message, f"Put it there, and write {FOLDER}{Path(name).name}.")
        return _Found(name, self._root / name, self._root)

    def _in_package(self, choice: FontChoice, field: str) -> _Found:
        package, wanted = choice.package or "", getattr(choice, field)
        files = packages.font_files(package)
        if files is None:
            hint = f"Install it beside briefgen, for example: python -m pip install {package}"
            raise _Refusal("package", "font-missing", f"No package named {package} is installed.", hint)
        names = [name for name in files if name == wanted] if wanted else _likely(files, field)
        if len(names) != 1:
            message = f"The package {package} has no font {wanted}." if wanted else f"The package {package} has {len(files) or 'no'} fonts."
            listed = f"Name one as `{field}:` — {', '.join(files)}." if files else "Take another package."
            raise _Refusal(field if wanted else "package", "font-missing", message, (wanted and did_you_mean(wanted, files)) or listed)
        return _Found(f"{packages.named(package)}/{names[0]}", files[names[0]], None)

    def _hint(self, name: str) -> str:
        folder = self._root / FOLDER
        there = [FOLDER + path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
        return did_you_mean(name, there) or "Put the file there, or correct its name."


@dataclass(frozen=True)
class _Found:
    """Where a font file is: its name as editors know it, its path, and the folder that it may not leave by a link."""

    name: str
    path: Path
    inside: Path | None


def _has_bold(choice: FontChoice) -> bool:
    """Whether the face's package has one file, beside others, that is named as a bold face."""
    files = packages.font_files(choice.package) if choice.package else None
    return len(files or ()) > 1 and len(_likely(files or {}, "bold")) == 1


def _likely(files: dict[str, Path], field: str) -> list[str]:
    """The one file of a package, or those whose names say that they are for a field."""
    return list(files) if len(files) == 1 else [name for name in files if NAMED[field].search(name)]
