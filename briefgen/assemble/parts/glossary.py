"""The glossary: the terms that a pack uses."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly
from briefgen.assemble.values import Line


def glossary_part(assembly: Assembly) -> tuple[TermRow, ...]:
    """The terms that the pack uses."""
    terms = [entry.record for entry in assembly.chosen.terms]
    return tuple(TermRow(f"term-{t.id}", t.abbreviation, t.expansion, assembly.setter.line(t.meaning or "")) for t in terms)


@dataclass(frozen=True)
class TermRow:
    """A glossary entry."""

    anchor: str
    abbreviation: str
    expansion: str
    meaning: Line
