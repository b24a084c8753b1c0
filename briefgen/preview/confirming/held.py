"""The sentences of a desk held open for who confirms them, looked at again as files are saved; quickly where only confirmations came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import Any

from briefgen.content.content import Content
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence.confirming.listing import Row, Wanted
from briefgen.evidence.readings import archive_folder
from briefgen.pipeline.confirmed import Asked, CannotConfirm, Reading, again, keep, opened, said_of
from briefgen.pipeline.held.open_desk import Looked, OpenDesk


class Broken(Exception):
    """The desk has errors, so that nobody can tell what its sentences are. problems: as `briefgen check` tells them."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class HeldSentences:
    """The sentences of a desk as its files are saved; what an editor has not saved yet does not count. May be asked by several threads."""

    def __init__(self, folder: DeskFolder) -> None:
        self._desk = OpenDesk(folder)
        self._lock = Lock()
        self._reading: Reading | None = None
        self._number = 0
        self._made_from: tuple[object, ...] = ()

    def listed(self, which: Wanted) -> dict[str, Any]:
        """The places of the sentences asked for and how many of all are confirmed, as plain data. Raises Broken."""
        with self._lock:
            reading = self._read()
            rows = reading.wanted(which)
            people = reading.content.desk.people
            return {
                "title": reading.content.desk.title,
                "people": [{"name": person.name, "initials": person.initials or ""} for person in people],
                "all": len(reading.rows),
                "confirmed": sum(row.confirmed for row in reading.rows),
                "sentences": [row.sentence.place for row in rows],
            }

    def sentence(self, place: str) -> dict[str, Any] | None:
        """A sentence beside what carries it, as plain data; None where there is none. Raises Broken."""
        with self._lock:
            reading = self._read()
            row = reading.of(place)
            return _data(reading, row) if row else None

    def say(self, place: str, by: str, day: date, remark: str | None, shown: str) -> dict[str, Any]:
        """Keeps what a person says of the sentence that was shown to them, and gives it as it stands then.

        Raises CannotConfirm, Broken, and ContentError where the file cannot be written.
        """
        with self._lock:
            if not shown:
                raise CannotConfirm("changed", "Nothing says which words were shown. Read the sentence again.")
            keep(self._desk.folder, said_of(self._read(), Asked(place, by, day, remark, shown)))
            reading = self._read()
            row = reading.of(place)
            assert row is not None
            return _data(reading, row)

    def _read(self) -> Reading:
        looked = self._desk.look()
        if looked.content is None:
            raise Broken(tuple(looked.problems))
        made_from = self._sources(looked, looked.content)
        if self._reading is None or made_from != self._made_from:
            self._reading = opened(self._desk.folder, looked.content, looked.problems)
        elif looked.number != self._number:
            self._reading = again(self._reading, looked.content)
        self._number, self._made_from = looked.number, made_from
        return self._reading

    def _sources(self, looked: Looked, content: Content) -> tuple[object, ...]:
        """What the sentences and their sources are made from: the desk's files but for confirmations, and the archived texts."""
        said = {entry.document.name for entry in content.confirmations}
        folder = archive_folder(content, self._desk.folder.root, None)
        names = {entry.record.archive.file for entry in content.sources.values()} if folder else ()
        texts = tuple(document.text for name, document in looked.documents.items() if name not in said)
        return texts, tuple(_state(folder / name) for name in sorted(names)) if folder else ()


def _state(path: Any) -> object:
    """What the system notes of a file's last change; None where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _data(reading: Reading, row: Row) -> dict[str, Any]:
    beside: Mapping[str, Any] = {
        "about": list(row.sentence.about),
        "demanded": reading.content.desk.confirm_by,
        "beside": [one.as_data() for one in reading.beside(row)],
    }
    return {**row.as_data(), **beside}
