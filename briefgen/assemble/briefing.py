"""The briefing: what a pack says, chosen, ordered, numbered and cross-linked. Nothing of YAML is left in it.

Anchors are `#id` targets without the hash. Dates are as the pack displays them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.assemble.annex.events import EventRow
from briefgen.assemble.annex.evidence import EvidenceGroup
from briefgen.assemble.annex.guide import Guide
from briefgen.assemble.annex.histories import History
from briefgen.assemble.annex.offices import OfficesPart
from briefgen.assemble.annex.source_notes import NotesPart
from briefgen.assemble.parts.chapters import Chapter
from briefgen.assemble.parts.chronology import EventLine
from briefgen.assemble.parts.developments import DevelopmentPart
from briefgen.assemble.parts.glossary import TermRow
from briefgen.assemble.parts.officials import OfficialLine
from briefgen.assemble.parts.open_issues import RegisterRow
from briefgen.assemble.parts.references import Reference
from briefgen.assemble.parts.sources import SourcesPart
from briefgen.assemble.parts.summary import SummaryPart
from briefgen.assemble.values import Line
from briefgen.content.model.pack import ProductName


@dataclass(frozen=True)
class Front:
    """The title block. files: the products that are made, each with its file name without the format."""

    title: Line
    subtitle: Line
    facts: tuple[tuple[str, str], ...]
    marking: str
    title_text: str
    running_title: str
    as_of: str
    as_of_iso: str
    created: str
    pack: str
    files: Mapping[ProductName, str]
    status: str
    author: str
    version: str
    description: str
    keywords: str
    language: str
    paper: str
    notes: str
    since: str
    archive: str


@dataclass(frozen=True)
class Briefing:
    """All that the products of a pack say. sections: those of the pack, in order; chapters: none in a pack whose
    developments follow one another; cited: section → the numbers of the notes it marks."""

    front: Front
    guide: Guide
    summary: SummaryPart
    developments: tuple[DevelopmentPart, ...]
    chapters: tuple[Chapter, ...]
    register: tuple[RegisterRow, ...]
    chronology: tuple[tuple[EventLine, ...], ...]
    officials: tuple[OfficialLine, ...]
    sources: SourcesPart
    glossary: tuple[TermRow, ...]
    evidence: tuple[EvidenceGroup, ...]
    events: tuple[EventRow, ...]
    histories: tuple[History, ...]
    offices: OfficesPart
    source_notes: NotesPart
    references: tuple[Reference, ...]
    sections: tuple[str, ...]
    cited: Mapping[str, frozenset[int]]
