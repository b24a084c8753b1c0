"""assemble: records and a pack become the briefing: chosen, ordered, grouped, numbered, cross-linked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from briefgen.assemble.briefing import (
    Briefing,
    DevelopmentPart,
    EvidenceGroup,
    EvidenceLine,
    Front,
    Guide,
    JudgementLine,
    Linked,
    Passage,
    Reference,
    Row,
    Said,
    SourcesPart,
    SummaryPart,
    TermRow,
)
from briefgen.assemble.parts.changes import changed_places, changes_part, is_changed
from briefgen.assemble.parts.officials import officials_part, person
from briefgen.assemble.parts.open_issues import issues_part, outcome, step
from briefgen.assemble.parts.sources import bounds, source_name, sources_part
from briefgen.assemble.places import place_words
from briefgen.assemble.typesetter import Typesetter
from briefgen.content.model.development import Development, Event, Official, Pack, Source, Statement, Term, Update
from briefgen.content.selection import anchors, cited_sources, issue_updates, selected, terms_used
from briefgen.content.validate import Content, Entry
from briefgen.content.wording import SAYS, STATUSES
from briefgen.editions.as_of import AS_OF_STATUS
from briefgen.editions.compare import Difference, compare
from briefgen.editions.telling import places, tell
from briefgen.language.edtf import Edtf, definitely_before, display, length, machine, order_key, parse
from briefgen.machine.source_date import source_day
from briefgen.render.drawing.timeline import Mark as TimelineMark

if TYPE_CHECKING:
    from briefgen.editions.store import Frozen
    from briefgen.evidence.table import Row as Proven
    from briefgen.evidence.verify import Verified

UNDATED = parse("9999")
TIMELINE_ROWS = 14  # that fit on the first page beside five judgements


@dataclass(frozen=True)
class Job:
    """What every part needs: the desk's records, the pack, its developments, and the typesetter that numbers notes."""

    content: Content
    pack: Pack
    developments: tuple[Entry, ...]
    terms: tuple[Term, ...]
    setter: Typesetter
    earlier: Frozen | None = None
    difference: Difference | None = None

    def date(self, date: Edtf | None, wording: str | None = None) -> str:
        """A date as the pack displays it."""
        return display(date, self.pack.display.dates, wording) if date else "date unknown"

    def moment(self, date: Edtf) -> str:
        """The date of something that takes no time: an interval means that its day is not known."""
        return bounds(self, date) if date.precision == "interval" else self.date(date)

    def link(self, section: str, words: str, anchor: str) -> Linked:
        """Words that lead to a record's place, if the pack prints its section."""
        return Linked(self.setter.label(words), anchor if section in self.pack.sections else "")

    def said(self, statement: Statement) -> Said:
        """A statement with its marks and who says so."""
        changed = is_changed(self._places.get(id(statement), ""), self._changed)
        return Said(self.setter.statement(statement), statement.says, statement.who or SAYS[statement.says], changed)

    def source_link(self, source: Source) -> Linked:
        return self.link("sources", source_name(source), f"source-{source.id}")

    def development_link(self, development: Development) -> Linked:
        return self.link("developments", development.title, f"development-{development.id}")

    def issue_link(self, issue_id: str) -> Linked:
        return self.link("open-issues", self.content.records("issue")[issue_id].title, f"issue-{issue_id}")

    @cached_property
    def records(self) -> list[Development]:
        return [entry.record for entry in self.developments]

    @cached_property
    def events(self) -> list[tuple[Development, Event]]:
        """All events of the pack's developments, in the order of their dates."""
        events = [(development, event) for development in self.records for event in development.events]
        return sorted(events, key=lambda pair: (order_key(pair[1].date or UNDATED), pair[1].id))

    @cached_property
    def unordered(self) -> set[str]:
        """The ids of the events that might as well stand on the other side of an event whose date is at least as exact."""
        dates = [(event.id, event.date) for _, event in self.events if event.date and event.date.precision != "day"]
        return {name for name, date in dates if any(_unclear(date, other.date) for _, other in self.events if other.id != name)}

    @cached_property
    def _changed(self) -> set[str]:
        return changed_places(self.difference) if self.difference and self.pack.display.changes == "marked" else set()

    @cached_property
    def _places(self) -> dict[int, str]:
        return places(self.content) if self._changed else {}

    def passage(self, text: str, place: str) -> Passage:
        """A text of our own that a change bar may mark. place: the id of what it tells."""
        return Passage(self.setter.line(text), is_changed(place, self._changed))

    @cached_property
    def citing(self) -> dict[str, list[Entry]]:
        """Source id → the pack's developments that cite it."""
        found: dict[str, list[Entry]] = {}
        for entry in self.developments:
            for source in sorted(cited_sources(entry)):
                found.setdefault(source, []).append(entry)
        return found

    @cached_property
    def updates(self) -> dict[str, list[tuple[Development, Update]]]:
        """Issue id → its updates up to the as-of date, in the order of their dates."""
        found = issue_updates(self.content, self.developments)
        return {issue: [(entry.record, update) for entry, _, update in updates] for issue, updates in found.items()}


def _unclear(wide: Edtf, exact: Edtf | None) -> bool:
    """Whether it cannot be told which of two dates comes first, the second being as exact as the first or more."""
    if exact is None or wide.text == exact.text or definitely_before(wide, exact) or definitely_before(exact, wide):
        return False
    return length(exact) <= length(wide)


def assemble(content: Content, pack_id: str, verified: Verified | None = None, earlier: Frozen | None = None) -> Briefing:
    """The briefing of a pack. The content must have passed `check` without errors.

    verified: told in the evidence annex. earlier: the edition before, for what changed since.
    """
    entry = next(entry for entry in content.of("pack") if entry.record.id == pack_id)
    pack: Pack = entry.record
    developments = tuple(selected(content, pack))
    terms = tuple(terms_used(content, entry, developments))
    setter = Typesetter(terms, _renamed(content, pack), anchors(content))
    difference = compare(earlier.told, tell(content, pack_id)) if earlier and pack.display.changes != "none" else None
    job = Job(content, pack, developments, terms, setter, earlier, difference)
    parts: dict[str, Any] = {name: _PARTS[name](job) for name in pack.sections if name in _PARTS}
    references = _references(job)
    shown = [name for name in pack.sections if name != "references" and (name not in parts or parts[name])]
    return Briefing(
        sections=(*shown, "references") if references else tuple(shown),
        front=_front(job),
        summary=parts.get("summary") or SummaryPart((), "", (), (), None, (), 0, ""),
        guide=_guide(job),
        chronology=parts.get("chronology", ()),
        developments=parts.get("developments", ()),
        issues=parts.get("open-issues", ()),
        officials=parts.get("officials", ()),
        sources=parts.get("sources") or SourcesPart((), (), ()),
        glossary=parts.get("glossary", ()),
        references=references,
        evidence=_evidence(job, entry, verified) if "evidence" in pack.sections else (),
    )


def _renamed(content: Content, pack: Pack) -> list[Official]:
    """The officials whose names the pack turns round."""
    if pack.display.names == "as-printed":
        return []
    parties = content.records("party")
    return [official for official in content.records("official").values() if parties[official.party].family_name_first]


def _front(job: Job) -> Front:
    pack = job.pack
    as_of = job.date(pack.as_of)
    facts = [
        ("As of", as_of),
        ("Edition", f"{pack.edition.version} ({pack.edition.status})" if pack.edition.version else "none; a rendering of the record"),
        ("Prepared for", pack.prepared_for),
        ("Prepared by", pack.prepared_by),
    ]
    if pack.distribution:
        facts.append(("Distribution", "; ".join(pack.distribution)))
    if pack.marking:
        facts.append(("Marking", pack.marking))
    return Front(
        title=job.setter.label(pack.title),
        subtitle=job.setter.label(pack.subtitle or ""),
        facts=tuple(facts),
        marking=pack.marking or "",
        running_title=pack.title,
        as_of=as_of,
        as_of_iso=str(pack.as_of.last),
        created=str(source_day() or pack.as_of.last),
        pack=pack.id,
        status=pack.edition.status,
        author=pack.prepared_by,
        version=pack.edition.version,
        description=f"{'DRAFT. ' if pack.edition.status == 'draft' else ''}{pack.title}. As of {as_of}.",
        keywords=", ".join(sorted({topic for record in job.records for topic in record.topics})),
        language=job.content.desk.language,
        paper=pack.display.paper,
        notes=pack.display.notes,
        since=f"edition {job.earlier.told.version}" if job.earlier else "",
        archive=pack.display.archive,
    )


def _summary(job: Job) -> SummaryPart:
    pack = job.pack
    titles = job.content.records("development")
    sources = job.content.records("source")
    return SummaryPart(
        withdrawn=tuple(job.source_link(sources[name]) for name in sorted(job.citing) if sources[name].withdrawn),
        rendering=_rendering(job),
        bottom_line=tuple(job.passage(text, f"pack/{pack.id}/bottom_line/{n}") for n, text in enumerate(pack.bottom_line, 1))
        or _latest(job),
        judgements=tuple(
            JudgementLine(
                passage=job.passage(j.text, f"pack/{pack.id}/judgements/{number}"),
                confidence=j.confidence or "",
                rests_on=tuple(job.development_link(titles[name]) for name in j.rests_on),
                on_all=len(job.records) > 2 and {record.id for record in job.records} <= set(j.rests_on),
            )
            for number, j in enumerate(pack.judgements, 1)
        ),
        changes=changes_part(job, job.earlier, job.difference) if job.earlier and job.difference is not None else None,
        timeline=tuple(_timeline_mark(job, event) for event in _for_the_first_page([event for _, event in job.events])),
        events=len(job.events),
        as_of=str(pack.as_of.last),
    )


def _rendering(job: Job) -> str:
    if job.pack.edition.status != AS_OF_STATUS:
        return ""
    day = job.date(job.pack.as_of)
    return (
        f"This is no edition of the pack. It shows what sources that were out by {day} say; one that bears no date counts from the last "
        "day on which it can have appeared. No conclusion that was drawn later is in it."
    )


def _latest(job: Job) -> tuple[Passage, ...]:
    """The latest developments' own bottom lines, newest first, where the pack has none of its own for its as-of date."""
    if not job.records:
        return (Passage(job.setter.label(f"No source of this pack was surely out by {job.date(job.pack.as_of)}.")),)
    return tuple(Passage(job.said(record.bottom_line).line) for record in job.records[:-4:-1])


def _for_the_first_page(events: list[Event]) -> list[Event]:
    """All events where they fit on the first page with the judgements, else the key ones."""
    key = [event for event in events if event.key]
    return key if key and len(events) > TIMELINE_ROWS else events


def _timeline_mark(job: Job, event: Event) -> TimelineMark:
    date = event.date
    href = f"#event-{event.id}" if "chronology" in job.pack.sections else ""
    return TimelineMark(
        event.label, job.date(date, event.wording), date.first if date else None, date.last if date else None, event.status, href
    )


def _guide(job: Job) -> Guide:
    said = {value.says for entry in job.developments for _, value, _ in entry.items if isinstance(value, Statement)}
    statuses = {event.status for _, event in job.events}
    return Guide(
        attributions=tuple((says, words) for says, words in SAYS.items() if says in said),
        statuses=tuple((status, words) for status, words in STATUSES.items() if status in statuses),
    )


def _chronology(job: Job) -> tuple[Row, ...]:
    return tuple(_row(job, development, event) for development, event in job.events)


def _row(job: Job, development: Development, event: Event) -> Row:
    said = job.said(event)
    recorded = event.outcome
    later = job.content.records("event").get(recorded.event) if recorded and recorded.event else None
    return Row(
        anchor=f"event-{event.id}",
        date=job.date(event.date, event.wording),
        datetime=machine(event.date),
        order="order uncertain" if event.id in job.unordered else "",
        place=place_words(job, event.place, event.date),
        label=job.setter.label(event.label),
        said=said,
        status=event.status,
        outcome=job.setter.line((recorded.note if recorded else None) or outcome(job, event)),
        outcome_link=job.link("chronology", later.label, f"event-{later.id}") if later else None,
        development=job.development_link(development),
        issues=tuple(job.issue_link(issue) for issue in event.issues if issue in job.updates),
    )


def _developments(job: Job) -> tuple[DevelopmentPart, ...]:
    return tuple(_development(job, entry) for entry in job.developments)


def _development(job: Job, entry: Entry) -> DevelopmentPart:
    record: Development = entry.record
    people = job.content.records("official")
    return DevelopmentPart(
        anchor=f"development-{record.id}",
        title=job.setter.label(record.title),
        date=job.date(record.date, record.wording),
        datetime=machine(record.date),
        place=place_words(job, record.place, record.date),
        bottom_line=job.said(record.bottom_line),
        date_note=job.setter.line(record.date_note or ""),
        paragraphs=tuple(tuple(job.said(statement) for statement in paragraph.statements) for paragraph in record.summary),
        why_it_matters=tuple(
            job.passage(text, f"development/{record.id}/why_it_matters/{n}") for n, text in enumerate(record.why_it_matters, 1)
        ),
        officials=tuple(person(job, people[mention.official], mention.role, record.date) for mention in record.officials),
        steps=tuple(step(job, record, update) for update in record.updates),
        events=tuple((job.date(e.date, e.wording), job.link("chronology", e.label, f"event-{e.id}")) for d, e in job.events if d is record),
        sources=tuple(job.source_link(job.content.records("source")[name]) for name in sorted(cited_sources(entry))),
    )


def _glossary(job: Job) -> tuple[TermRow, ...]:
    return tuple(TermRow(f"term-{t.id}", t.abbreviation, t.expansion, job.setter.line(t.meaning or "")) for t in job.terms)


def _references(job: Job) -> tuple[Reference, ...]:
    sources = job.content.records("source")
    return tuple(
        Reference(note, job.source_link(sources[note.source]), sources[note.source].withdrawn is not None, tuple(note.excerpts))
        for note in job.setter.notes
    )


def _evidence(job: Job, pack: Entry, verified: Verified | None) -> tuple[EvidenceGroup, ...]:
    from briefgen.evidence.table import groups
    from briefgen.evidence.verify import verify

    found = groups(job.content, verified or verify(job.content, None), pack)
    return tuple(
        EvidenceGroup(f"evidence-{g.id}", job.setter.label(g.title), tuple(_evidence_line(job, row) for row in g.rows)) for g in found
    )


def _evidence_line(job: Job, row: Proven) -> EvidenceLine:
    proofs = tuple(
        (job.link("sources", proof.source, f"source-{proof.id}"), proof.para, proof.excerpt, proof.state) for proof in row.proofs
    )
    return EvidenceLine(job.setter.label(row.words), row.who or row.says, proofs)


_PARTS = {
    "summary": _summary,
    "chronology": _chronology,
    "developments": _developments,
    "open-issues": issues_part,
    "officials": officials_part,
    "sources": sources_part,
    "glossary": _glossary,
}
