"""A desk held open: its records and problems as they are now, with the texts that an editor has not saved yet."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from briefgen.assemble.assemble import assemble
from briefgen.content.content import Content
from briefgen.content.model.pack import ProductName
from briefgen.content.reading.read import Document, read
from briefgen.content.reading.short_forms import Known
from briefgen.content.validate import Outcome, gathered, known_of, outcomes_of
from briefgen.content.written_at import places_of_texts
from briefgen.desk.folder import DeskFolder, read_files
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic
from briefgen.document.page import Page
from briefgen.evidence.verify import Verified
from briefgen.machine.source_date import source_day
from briefgen.pipeline.load import loaded
from briefgen.pipeline.make import as_printed
from briefgen.pipeline.verified import verified_by_archive
from briefgen.render.render import render


@dataclass(frozen=True, eq=False)
class Looked:
    """A desk as it was when it was looked at.

    number: counts the states of the desk that were seen, from 1. documents: those that could be read, by the names that editors see.
    content: None where a file could not be read or a record is not whole. problems: as `briefgen check` tells them.
    """

    number: int
    documents: Mapping[str, Document]
    content: Content | None
    problems: Sequence[Diagnostic]


class Read(NamedTuple):
    """The bytes of a file, and the document in them or what is wrong with them."""

    data: bytes
    document: Document | None
    problems: Sequence[Diagnostic] = ()


class OpenDesk:
    """A desk that is looked at again and again. Not to be called by two threads at once."""

    def __init__(self, folder: DeskFolder) -> None:
        self.folder = folder
        self._typed: dict[str, bytes] = {}
        self._texts: Mapping[str, bytes] = {}
        self._besides: object = None
        self._read: Mapping[str, Read] = {}
        self._outcomes: dict[str, tuple[Document, Known, Sequence[Outcome]]] = {}
        self._memory: dict[str, Any] = {}
        self._looked: Looked | None = None

    def typed(self, name: str, text: str | None) -> None:
        """The text of a file, by the name that editors see, as it stands in an editor; None: as it is saved."""
        if text is None:
            self._typed.pop(name, None)
        else:
            self._typed[name] = text.encode()

    def look(self) -> Looked:
        """The desk as it is now; the same value as long as nothing changed."""
        texts, problems = read_files(self.folder)
        texts = dict(sorted({**texts, **dict(self._typed)}.items()))
        beside = problems, self._beside()
        if self._looked is None or texts != self._texts or beside != self._besides:
            self._read = {name: self._read_again(name, data) for name, data in texts.items()}
            documents = {name: read.document for name, read in self._read.items() if read.document}
            found = [problem for read in self._read.values() for problem in read.problems]
            known = known_of(documents.values())
            validated = gathered(outcome for document in documents.values() for outcome in self._validated(document, known))
            if validated[0]:
                validated = replace(validated[0], memory=self._memory), validated[1]
            content, told = loaded(self.folder, validated, [*problems, *found])
            number = self._looked.number + 1 if self._looked else 1
            self._looked = Looked(number, documents, content, told)
            self._texts, self._besides = texts, beside
        return self._looked

    def _read_again(self, name: str, data: bytes) -> Read:
        """What a file reads to: what it read to before, where it is the same."""
        before = self._read.get(name)
        if before and before.data == data:
            return before
        try:
            return Read(data, read(name, data))
        except ContentError as error:
            return Read(data, None, error.problems)

    def _validated(self, document: Document, known: Known) -> Sequence[Outcome]:
        """The records in a document, and its problems: those of before, where it is the same and so is what others lend it."""
        before = self._outcomes.get(document.name)
        if before and before[0] is document and before[1] == known:
            return before[2]
        found = tuple(outcomes_of(document, known))
        self._outcomes[document.name] = document, known, found
        return found

    def _beside(self) -> list[tuple[str, int, int, int]]:
        """What the system notes of templates, fonts and editions, on which problems depend too."""
        paths = {**self.folder.templates.files(), **self.folder.fonts(), **self.folder.editions()}
        found = ((name, os.stat(path)) for name, path in paths.items() if os.path.exists(path))
        return [(name, noted.st_size, noted.st_mtime_ns, noted.st_ino) for name, noted in found]

    def verified(self, content: Content) -> Verified:
        """What the archived texts say of the content, as `briefgen verify` has it."""
        return verified_by_archive(content, self.folder.root)

    def page(
        self,
        content: Content,
        pack: str,
        product: ProductName,
        *,
        on_screen: bool = True,
        placed: bool = False,
        verified: Verified | None = None,
    ) -> Page:
        """The document of a product as `briefgen build` prints it. Raises ContentError for what stops it.

        placed: with where each text is written. verified: what the archived texts say, where that is known already.
        """
        as_of = content.desk.as_of.last if content.desk.as_of else None
        printed, earlier = as_printed(content, self.folder.root, as_of)
        places = places_of_texts(content) if placed else None
        briefing = assemble(printed, pack, verified or self.verified(printed), earlier.get(pack), source_day(), places)
        return render(briefing, self.folder.templates, product, on_screen=on_screen, faces=printed.faces)
