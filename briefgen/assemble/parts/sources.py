"""The sources of a pack, a line each, below a statement that source_statement writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.assembly import bounds_in_words
from briefgen.assemble.parts.source_statement import statement_on_sources
from briefgen.assemble.values import Line
from briefgen.content.model.source import Source
from briefgen.content.sources import source_name

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class SourceLine:
    """A source on a line. published: its date, or the bounds of it."""

    anchor: str
    short: str
    headline: Line
    published: str
    url: str
    descriptor: Line
    withdrawn: Line


@dataclass(frozen=True)
class SourcesPart:
    """The source summary statement and the sources."""

    statement: tuple[str, ...] = ()
    editor: tuple[Line, ...] = ()
    sources: tuple[SourceLine, ...] = ()


def sources_part(assembly: Assembly) -> SourcesPart:
    """The sources that the pack's developments cite, in alphabetical order, and the statement about them."""
    sources = [entry.record for entry in assembly.chosen.sources]
    if not sources:
        return SourcesPart()
    return SourcesPart(
        statement=statement_on_sources(assembly, sources),
        editor=tuple(assembly.setter.line(text) for text in assembly.pack.source_note),
        sources=tuple(_line(assembly, source) for source in sources),
    )


def _line(assembly: Assembly, source: Source) -> SourceLine:
    return SourceLine(
        anchor=f"source-{source.id}",
        short=source_name(source),
        headline=assembly.setter.label(source.headline or ""),
        published=published(assembly, source),
        url=source.url or "",
        descriptor=assembly.setter.line(source.descriptor),
        withdrawn=assembly.setter.line(source.withdrawn.reason if source.withdrawn else ""),
    )


def published(assembly: Assembly, source: Source) -> str:
    """The date of a source in words, or the bounds of it."""
    if source.published:
        return assembly.date(source.published)
    return f"undated; {bounds_in_words(assembly, source.inferred.bounds)} (inferred)" if source.inferred else "undated"
