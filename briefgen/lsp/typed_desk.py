"""A desk as an editor has it, with the texts that are not saved, and what the handlers ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import RLock

from briefgen.content.content import Content
from briefgen.content.reading.read import Document
from briefgen.desk.folder import SETTINGS, DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence.readings import Reading, archive_folder, open_library
from briefgen.evidence.verify import Verified
from briefgen.pipeline.held.open_desk import OpenDesk


class TypedDesk:
    """A desk that is held open, and may be asked by several threads. good: the last records that were whole."""

    def __init__(self, folder: DeskFolder) -> None:
        self.folder = folder
        self.good: Content | None = None
        self._desk = OpenDesk(folder)
        self._lock = RLock()
        self._library: tuple[Content, Mapping[str, Reading]] | None = None
        self._verified: tuple[int, Verified] | None = None

    def name(self, path: Path) -> str:
        """The name of a file as diagnostics give it."""
        return self.folder.show(path)

    def typed(self, path: Path, text: str | None) -> None:
        """The text of a file in the editor; None: as it is saved. The desk is looked at first as it is saved, for the names in it."""
        if self.good is None:
            self.problems()
        self._desk.typed(self.name(path), text)

    def problems(self) -> list[Diagnostic]:
        """As `briefgen check` tells them."""
        with self._lock:
            looked = self._desk.look()
            self.good = looked.content or self.good
            return list(looked.problems)

    def documents(self) -> Mapping[str, Document]:
        """The files that can be read, by name."""
        with self._lock:
            return self._desk.look().documents

    def verified(self) -> Verified | None:
        """What the archived texts say; None while the desk is broken."""
        with self._lock:
            looked = self._desk.look()
        if looked.content is None:
            return None
        if self._verified is None or self._verified[0] != looked.number:
            self._verified = looked.number, self._desk.verified(looked.content)
        return self._verified[1]

    def library(self) -> Mapping[str, Reading]:
        """Source id → its archived text, of those that are there."""
        content = self.good
        if content is None:
            return {}
        if self._library is None or self._library[0] is not content:
            archive = archive_folder(content, self.folder.root, None)
            there = archive is not None and archive.is_dir()
            found = open_library(content, archive, content.register.titles)[0] if there and archive else {}
            self._library = content, found
        return self._library[1]


def desk_of(path: Path) -> DeskFolder | None:
    """The desk that a file stands in, if in one."""
    return next((DeskFolder(folder) for folder in path.parents if (folder / SETTINGS).is_file()), None)
