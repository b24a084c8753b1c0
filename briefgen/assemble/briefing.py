"""The briefing: what a pack says, chosen, ordered, numbered and cross-linked. Nothing of YAML is left in it.

Anchors are `#id` targets without the hash. Dates are as the pack displays them.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.parts.chronology import ChronologyRow
from briefgen.assemble.parts.developments import DevelopmentPart
from briefgen.assemble.parts.evidence import EvidenceGroup
from briefgen.assemble.parts.officials import OfficialGroup
from briefgen.assemble.parts.open_issues import IssueSection
from briefgen.assemble.parts.references import Reference, TermRow
from briefgen.assemble.parts.sources import SourcesPart
from briefgen.assemble.parts.summary import SummaryPart
from briefgen.assemble.values import Line


@dataclass(frozen=True)
class Front:
    """The title block."""

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
class Guide:
    """How to read the pack: the attribution classes and event signs that it uses."""

    attributions: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Briefing:
    """All of a pack. A part that the pack does not print is empty."""

    sections: tuple[str, ...]
    front: Front
    summary: SummaryPart
    guide: Guide
    chronology: tuple[ChronologyRow, ...]
    developments: tuple[DevelopmentPart, ...]
    issues: tuple[IssueSection, ...]
    officials: tuple[OfficialGroup, ...]
    sources: SourcesPart
    glossary: tuple[TermRow, ...]
    references: tuple[Reference, ...]
    evidence: tuple[EvidenceGroup, ...]
