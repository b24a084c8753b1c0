"""Notes on the sources: what they cannot bear out, how each prints its date, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.parts.source_statement import limits_of_sources
from briefgen.assemble.parts.sources import published
from briefgen.assemble.values import Line, Linked
from briefgen.content.model.source import Defect, Source
from briefgen.content.sources import source_name

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class DefectLine:
    """Something wrong with a source."""

    kind: str
    para: int | None
    excerpt: str
    note: Line
    probably: Line
    reason: Line


@dataclass(frozen=True)
class SourceNotes:
    """What the table of sources leaves out of one: how it prints its date, why the bounds of it, and what is wrong with it."""

    anchor: str
    short: str
    facts: tuple[tuple[str, str], ...]
    inferred: Line
    defects: tuple[DefectLine, ...]
    used_in: tuple[Linked, ...]


@dataclass(frozen=True)
class NotesPart:
    """What the sources cannot bear out, and the notes on each."""

    limits: tuple[str, ...]
    sources: tuple[SourceNotes, ...]


DEFECTS = {
    "error": "Error in the source",
    "damage": "Damaged text",
    "omission": "Missing from the source",
    "furniture": "Not part of the article",
    "doubt": "Doubtful",
}


def source_notes_part(assembly: Assembly) -> NotesPart:
    """What is to be known of the same sources besides, for the annex."""
    sources = [entry.record for entry in assembly.chosen.sources]
    return NotesPart(limits_of_sources(assembly, sources), tuple(_notes(assembly, source) for source in sources))


def _notes(assembly: Assembly, source: Source) -> SourceNotes:
    return SourceNotes(
        anchor=f"annex-source-{source.id}",
        short=source_name(source),
        facts=_facts(assembly, source),
        inferred=assembly.setter.line(source.inferred.reason if source.inferred else ""),
        defects=tuple(_defect(assembly, defect) for defect in source.defects),
        used_in=tuple(assembly.development_link(entry.record) for entry in assembly.citing[source.id]),
    )


def _facts(assembly: Assembly, source: Source) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Publisher", source.publisher),
        ("Byline", source.byline),
        ("Dateline", source.dateline),
        ("Published", published(assembly, source)),
    ]
    facts.append(("Printed as", source.published_as_printed))
    return tuple((name, value) for name, value in facts if value)


def _defect(assembly: Assembly, defect: Defect) -> DefectLine:
    line = assembly.setter.line
    return DefectLine(
        DEFECTS[defect.kind], defect.para, defect.excerpt or "", line(defect.note), line(defect.probably or ""), line(defect.reason or "")
    )
