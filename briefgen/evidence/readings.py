"""The archived texts of a desk, opened once: what each source prints, and in which paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.source import Source
from briefgen.content.record import AsPrinted, fields, has
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence.archived_text import ArchivedText, ArchiveError, SourceParagraph, open_text
from briefgen.evidence.holding.values import SourceFacts
from briefgen.language.folding import fold
from briefgen.language.numbers import printed
from briefgen.language.person_names import Printed


@dataclass(eq=False)
class Reading:
    """A source with its text. intact: whether the text is the one that was read."""

    source: Source
    text: ArchivedText
    paragraphs: tuple[SourceParagraph, ...]
    titles: frozenset[str]
    _figures: dict[int, frozenset[tuple[str, object]]] = field(default_factory=dict)

    @property
    def intact(self) -> bool:
        return self.text.sha256 == self.source.archive.sha256

    def paragraph(self, number: int) -> SourceParagraph | None:
        """A paragraph by its number, counted from 1."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None

    def figures(self, number: int) -> frozenset[tuple[str, object]]:
        """The figures that a paragraph prints, as figures.printed gives them."""
        if number not in self._figures:
            found = self.paragraph(number)
            self._figures[number] = printed(found.text) if found else frozenset()
        return self._figures[number]

    @cached_property
    def all_figures(self) -> set[tuple[str, object]]:
        """The figures that the article prints."""
        return set().union(*(self.figures(paragraph.number) for paragraph in self.paragraphs))

    @cached_property
    def names(self) -> Printed:
        """The article's words, to be asked for names."""
        return Printed((paragraph.text for paragraph in self.paragraphs), self.titles)

    @cached_property
    def facts(self) -> SourceFacts:
        """The source as the rules see it."""
        source = self.source
        bounds = source.inferred.bounds if source.inferred else None
        paragraphs = tuple(paragraph.text for paragraph in self.paragraphs)
        return SourceFacts(source.id, source.published, bounds, paragraphs, source.dateline or "", source.medium == "government")

    @cached_property
    def folded(self) -> str:
        """The whole file, folded, with a blank for every line end."""
        return fold(" ".join(self.text.lines))


def archive_folder(content: Content, root: Path, given: Path | None) -> Path | None:
    """Where the archived texts are: the folder given, or the desk's own setting, relative to the desk's root; None for neither."""
    if given is not None:
        return given
    return root / content.desk.archive if content.desk.archive else None


def open_library(content: Content, folder: Path, titles: frozenset[str]) -> tuple[dict[str, Reading], list[Diagnostic]]:
    """Source id → its reading, and the problems of every text. A source whose text cannot be used is left out."""
    library: dict[str, Reading] = {}
    problems: list[Diagnostic] = []
    for entry in content.every(Source):
        reading = _open(entry, folder, titles)
        if isinstance(reading, Diagnostic):
            problems.append(reading)
        else:
            library[entry.record.id] = reading
            problems += _differences(entry, reading)
    return library, problems


def _open(entry: Entry[Source], folder: Path, titles: frozenset[str]) -> Reading | Diagnostic:
    archive = entry.record.archive
    try:
        text = open_text(folder, archive.file)
        return Reading(entry.record, text, text.paragraphs(archive.body), titles)
    except ArchiveError as error:
        name = "body" if error.code == "archive-body" else "file"
        return entry.problem(error.code, error.message, ("archive", name), error.hint)


def _differences(entry: Entry[Source], reading: Reading) -> Iterator[Diagnostic]:
    if not reading.intact:
        message = f"{entry.record.archive.file} is not the text that was read; its SHA-256 is {reading.text.sha256}."
        hint = "Put the text back; or read it again, look at every citation, and enter the new hash."
        yield entry.problem("hash-differs", message, ("archive", "sha256"), hint)
    for name in (name for name, marks in fields(Source) if has(marks, AsPrinted)):
        value = getattr(entry.record, name)
        if value and fold(value) not in reading.folded:
            message = f"The text does not print “{value}”."
            yield entry.problem("not-as-printed", message, (name,), "Copy it as printed; if the text bears none, delete the field.")
