"""The sources part of a briefing, with the source summary statement (ICD 206) written from the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.job import bounds
from briefgen.assemble.parts.source_statement import _statement
from briefgen.assemble.values import Line, Linked
from briefgen.content.model.source import Defect, Source
from briefgen.content.sources import source_name

if TYPE_CHECKING:
    from briefgen.assemble.job import Job


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


def sources_part(job: Job) -> SourcesPart | None:
    """The sources that the pack's developments cite, in alphabetical order, and the statement about them; None without any."""
    sources = [source for name, source in sorted(job.content.records("source").items()) if name in job.citing]
    if not sources:
        return None
    return SourcesPart(
        statement=_statement(job, sources),
        editor=tuple(job.setter.line(text) for text in job.pack.source_note),
        sources=tuple(_section(job, source) for source in sources),
    )


def _section(job: Job, source: Source) -> SourceSection:
    return SourceSection(
        anchor=f"source-{source.id}",
        short=source_name(source),
        headline=job.setter.label(source.headline or ""),
        facts=_facts(job, source),
        inferred=job.setter.line(source.inferred.reason if source.inferred else ""),
        url=source.url or "",
        descriptor=job.setter.line(source.descriptor),
        defects=tuple(_defect(job, defect) for defect in source.defects),
        withdrawn=job.setter.line(source.withdrawn.reason if source.withdrawn else ""),
        used_in=tuple(job.development_link(entry.record) for entry in job.citing[source.id]),
    )


def _facts(job: Job, source: Source) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Publisher", source.publisher),
        ("Byline", source.byline),
        ("Dateline", source.dateline),
        ("Published", _published(job, source)),
    ]
    facts.append(("Printed as", source.published_as_printed))
    return tuple((name, value) for name, value in facts if value)


def _published(job: Job, source: Source) -> str:
    if source.published:
        return job.date(source.published)
    return f"undated; {bounds(job, source.inferred.bounds)} (inferred)" if source.inferred else "undated"


def _defect(job: Job, defect: Defect) -> DefectLine:
    line = job.setter.line
    return DefectLine(
        DEFECTS[defect.kind], defect.para, defect.excerpt or "", line(defect.note), line(defect.probably or ""), line(defect.reason or "")
    )
