"""The sources of a pack, each as a record; the statement above them is written by source_statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.assembly import bounds_in_words
from briefgen.assemble.parts.source_statement import statement_on_sources
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
class SourceSection:
    """A source with its descriptor and notes."""

    anchor: str
    short: str
    headline: Line
    facts: tuple[tuple[str, str], ...]
    inferred: Line
    url: str
    descriptor: Line
    defects: tuple[DefectLine, ...]
    withdrawn: Line
    used_in: tuple[Linked, ...]


@dataclass(frozen=True)
class SourcesPart:
    """The source summary statement and the sources."""

    statement: tuple[str, ...]
    editor: tuple[Line, ...]
    sources: tuple[SourceSection, ...]


DEFECTS = {
    "error": "Error in the source",
    "damage": "Damaged text",
    "omission": "Missing from the source",
    "furniture": "Not part of the article",
    "doubt": "Doubtful",
}


def sources_part(assembly: Assembly) -> SourcesPart | None:
    """The sources that the pack's developments cite, in alphabetical order, and the statement about them; None without any."""
    sources = [entry.record for entry in assembly.chosen.sources]
    if not sources:
        return None
    return SourcesPart(
        statement=statement_on_sources(assembly, sources),
        editor=tuple(assembly.setter.line(text) for text in assembly.pack.source_note),
        sources=tuple(_section(assembly, source) for source in sources),
    )


def _section(assembly: Assembly, source: Source) -> SourceSection:
    return SourceSection(
        anchor=f"source-{source.id}",
        short=source_name(source),
        headline=assembly.setter.label(source.headline or ""),
        facts=_facts(assembly, source),
        inferred=assembly.setter.line(source.inferred.reason if source.inferred else ""),
        url=source.url or "",
        descriptor=assembly.setter.line(source.descriptor),
        defects=tuple(_defect(assembly, defect) for defect in source.defects),
        withdrawn=assembly.setter.line(source.withdrawn.reason if source.withdrawn else ""),
        used_in=tuple(assembly.development_link(entry.record) for entry in assembly.citing[source.id]),
    )


def _facts(assembly: Assembly, source: Source) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Publisher", source.publisher),
        ("Byline", source.byline),
        ("Dateline", source.dateline),
        ("Published", _published(assembly, source)),
    ]
    facts.append(("Printed as", source.published_as_printed))
    return tuple((name, value) for name, value in facts if value)


def _published(assembly: Assembly, source: Source) -> str:
    if source.published:
        return assembly.date(source.published)
    return f"undated; {bounds_in_words(assembly, source.inferred.bounds)} (inferred)" if source.inferred else "undated"


def _defect(assembly: Assembly, defect: Defect) -> DefectLine:
    line = assembly.setter.line
    return DefectLine(
        DEFECTS[defect.kind], defect.para, defect.excerpt or "", line(defect.note), line(defect.probably or ""), line(defect.reason or "")
    )
