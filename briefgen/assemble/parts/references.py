"""The numbered references."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly
from briefgen.assemble.values import Linked, Note


def references_part(assembly: Assembly) -> tuple[Reference, ...]:
    """A reference for each note that the texts set so far have made, in their order."""
    sources = {name: entry.record for name, entry in assembly.content.sources.items()}
    return tuple(
        Reference(note, assembly.source_link(sources[note.source]), sources[note.source].withdrawn is not None)
        for note in assembly.setter.notes
    )


@dataclass(frozen=True)
class Reference:
    """A numbered note: where in which source, with the words that carry the fact."""

    note: Note
    source: Linked
    withdrawn: bool
