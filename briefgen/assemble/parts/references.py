"""The numbered references and the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly
from briefgen.assemble.values import Line, Linked, Note


def glossary_part(assembly: Assembly) -> tuple[TermRow, ...]:
    """The terms that the pack uses."""
    terms = [entry.record for entry in assembly.chosen.terms]
    return tuple(TermRow(f"term-{t.id}", t.abbreviation, t.expansion, assembly.setter.line(t.meaning or "")) for t in terms)


def references_part(assembly: Assembly) -> tuple[Reference, ...]:
    sources = {name: entry.record for name, entry in assembly.content.sources.items()}
    return tuple(
        Reference(note, assembly.source_link(sources[note.source]), sources[note.source].withdrawn is not None, tuple(note.excerpts))
        for note in assembly.setter.notes
    )


@dataclass(frozen=True)
class TermRow:
    """A glossary entry."""

    anchor: str
    abbreviation: str
    expansion: str
    meaning: Line


@dataclass(frozen=True)
class Reference:
    """A numbered note: where in which source, with the words that carry the fact."""

    note: Note
    source: Linked
    withdrawn: bool
    excerpts: tuple[str, ...]
