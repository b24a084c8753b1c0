"""The briefing: what a pack says, chosen, ordered, numbered and cross-linked. Nothing of YAML is left in it.

Anchors are `#id` targets without the hash. Dates are as the pack displays them.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.typesetter import Line, Note
from briefgen.render.drawing.issue_strip import Days, Moved
from briefgen.render.drawing.timeline import Mark as TimelineMark


@dataclass(frozen=True)
class Linked:
    """Words that lead to an anchor."""

    words: Line
    anchor: str


@dataclass(frozen=True)
class Said:
    """A statement as set: its line with reference marks, the attribution class, and who speaks in words.

    changed: whether it is new or other than in the edition before, where the pack marks that.
    """

    line: Line
    says: str
    label: str
    changed: bool = False


@dataclass(frozen=True)
class Passage:
    """A text of our own. changed: as of a statement."""

    line: Line
    changed: bool = False


@dataclass(frozen=True)
class ChangeLine:
    """A line of what changed: a thing, with a link to it where it is still there, and what happened to it."""

    item: Linked
    what: str


@dataclass(frozen=True)
class Changes:
    """What changed since the edition before, which is of `date`. note: the present edition's own, empty for a draft."""

    since: str
    date: str
    correction: bool
    note: Line
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class Front:
    """The title block."""

    title: Line
    subtitle: Line
    facts: tuple[tuple[str, str], ...]
    marking: str
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
class JudgementLine:
    """A key judgement with the developments it rests on; `on_all`: on every one of several."""

    passage: Passage
    confidence: str
    rests_on: tuple[Linked, ...]
    on_all: bool


@dataclass(frozen=True)
class SummaryPart:
    """Bottom line, key judgements and the timeline, which may show fewer events than the chronology's `events`.

    withdrawn: the sources that the pack leans on and that may no longer be relied on.
    rendering: what a pack that is no edition says about itself, else "".
    """

    withdrawn: tuple[Linked, ...]
    rendering: str
    bottom_line: tuple[Passage, ...]
    judgements: tuple[JudgementLine, ...]
    changes: Changes | None
    timeline: tuple[TimelineMark, ...]
    events: int
    as_of: str


@dataclass(frozen=True)
class Guide:
    """How to read the pack: the attribution classes and event signs that it uses."""

    attributions: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """An entry of the chronology. order: what is uncertain about its place among the others, else ""."""

    anchor: str
    date: str
    datetime: str
    order: str
    place: str
    label: Line
    said: Said
    status: str
    outcome: Line
    outcome_link: Linked | None
    development: Linked
    issues: tuple[Linked, ...]


@dataclass(frozen=True)
class Person:
    """An official in a development: name and office, and the part played."""

    name: Line
    office: Line
    anchor: str
    role: Line


@dataclass(frozen=True)
class Step:
    """A move on an open issue, with the issue and the development it belongs to."""

    date: str
    datetime: str
    move: str
    said: Said
    issue: Linked
    development: Linked


@dataclass(frozen=True)
class DevelopmentPart:
    """A development's own section."""

    anchor: str
    title: Line
    date: str
    datetime: str
    date_note: Line
    place: str
    bottom_line: Said
    paragraphs: tuple[tuple[Said, ...], ...]
    why_it_matters: tuple[Passage, ...]
    officials: tuple[Person, ...]
    steps: tuple[Step, ...]
    events: tuple[tuple[str, Linked], ...]
    sources: tuple[Linked, ...]


@dataclass(frozen=True)
class Stance:
    """A party's position on an issue."""

    party: str
    date: str
    said: Said


@dataclass(frozen=True)
class Expected:
    """Something planned, expected or proposed that bears on an issue, and what became of it in words."""

    date: str
    event: Linked
    outcome: str


@dataclass(frozen=True)
class IssueSection:
    """An open issue in the register. reach: the days that all strips of the register span."""

    anchor: str
    title: Line
    question: Line
    state: str
    since: str
    last: str
    strip: tuple[Moved, ...]
    reach: Days | None
    positions: tuple[Stance, ...]
    steps: tuple[Step, ...]
    expected: tuple[Expected, ...]
    unknown: tuple[Line, ...]


@dataclass(frozen=True)
class Held:
    """An office with the date for which a source attests it, and the marks of its citations."""

    office: Line
    attested: str
    marks: Line


@dataclass(frozen=True)
class OfficialRow:
    """A key official: the office last attested by the as-of date, those before it, and where the person appears."""

    anchor: str
    name: Line
    native: Line
    posts: tuple[Held, ...]
    note: Line
    appears: tuple[Linked, ...]


@dataclass(frozen=True)
class OfficialGroup:
    """The officials of a government or body; `unnamed` are offices whose holder no source names."""

    party: str
    anchor: str
    named: tuple[OfficialRow, ...]
    unnamed: tuple[OfficialRow, ...]


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


@dataclass(frozen=True)
class EvidenceLine:
    """A statement in the evidence annex, who says so, and each place that carries it, with whether it was found there."""

    line: Line
    says: str
    proofs: tuple[tuple[Linked, int, str, str], ...]


@dataclass(frozen=True)
class EvidenceGroup:
    """The statements of a development or an open issue."""

    anchor: str
    title: Line
    lines: tuple[EvidenceLine, ...]


@dataclass(frozen=True)
class Briefing:
    """All of a pack. A part that the pack does not print is empty."""

    sections: tuple[str, ...]
    front: Front
    summary: SummaryPart
    guide: Guide
    chronology: tuple[Row, ...]
    developments: tuple[DevelopmentPart, ...]
    issues: tuple[IssueSection, ...]
    officials: tuple[OfficialGroup, ...]
    sources: SourcesPart
    glossary: tuple[TermRow, ...]
    references: tuple[Reference, ...]
    evidence: tuple[EvidenceGroup, ...]
