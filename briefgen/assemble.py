"""assemble: records and a pack become the briefing: chosen, ordered, grouped, numbered, cross-linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from briefgen.briefing import (
    Briefing,
    DevelopmentPart,
    EvidenceGroup,
    EvidenceLine,
    Front,
    Guide,
    IssueSection,
    JudgementLine,
    Linked,
    OfficialGroup,
    OfficialRow,
    Person,
    Reference,
    Row,
    Said,
    SourcesPart,
    Stance,
    Step,
    SummaryPart,
    TermRow,
)
from briefgen.choose import anchors, cited_sources, issue_updates, selected, terms_used
from briefgen.dates import Edtf, definitely_before, display, order_key, parse
from briefgen.model import Development, Event, Issue, Official, Pack, Post, Source, Statement, Term, Update
from briefgen.sources import bounds, source_name, sources_part
from briefgen.texts import Typesetter
from briefgen.timeline import Mark as TimelineMark
from briefgen.validate import Content, Entry
from briefgen.wording import RESULTS, SAYS, STATES, STATUSES

if TYPE_CHECKING:
    from briefgen.evidence import Row as Proven
    from briefgen.verify import Verified

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
        return Said(self.setter.statement(statement), statement.says, statement.who or SAYS[statement.says])

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


def assemble(content: Content, pack_id: str, verified: Verified | None = None) -> Briefing:
    """The briefing of a pack. The content must have passed `check` without errors; `verified` is told in the evidence annex."""
    entry = next(entry for entry in content.of("pack") if entry.record.id == pack_id)
    pack: Pack = entry.record
    developments = tuple(selected(content, pack))
    terms = tuple(terms_used(content, entry, developments))
    job = Job(content, pack, developments, terms, Typesetter(terms, _renamed(content, pack), anchors(content)))
    parts: dict[str, Any] = {name: _PARTS[name](job) for name in pack.sections if name in _PARTS}
    return Briefing(
        sections=tuple(sorted(pack.sections, key=lambda name: name == "references")),
        front=_front(job),
        summary=parts.get("summary") or SummaryPart((), (), (), (), 0, ""),
        guide=_guide(job),
        chronology=parts.get("chronology", ()),
        developments=parts.get("developments", ()),
        issues=parts.get("open-issues", ()),
        officials=parts.get("officials", ()),
        sources=parts.get("sources") or SourcesPart((), (), ()),
        glossary=parts.get("glossary", ()),
        references=_references(job),
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
        ("Edition", f"{pack.edition.version} ({pack.edition.status})"),
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
        status=pack.edition.status,
        author=pack.prepared_by,
        version=pack.edition.version,
        description=f"{pack.title}. As of {as_of}.",
        keywords=", ".join(sorted({topic for record in job.records for topic in record.topics})),
        language=job.content.desk.language,
        paper=pack.display.paper,
        notes=pack.display.notes,
        archive=pack.display.archive,
    )


def _summary(job: Job) -> SummaryPart:
    pack = job.pack
    titles = job.content.records("development")
    sources = job.content.records("source")
    return SummaryPart(
        withdrawn=tuple(job.source_link(sources[name]) for name in sorted(job.citing) if sources[name].withdrawn),
        bottom_line=tuple(job.setter.line(text) for text in pack.bottom_line),
        judgements=tuple(
            JudgementLine(
                line=job.setter.line(j.text),
                confidence=j.confidence or "",
                rests_on=tuple(job.development_link(titles[name]) for name in j.rests_on),
                on_all=len(job.records) > 2 and {record.id for record in job.records} <= set(j.rests_on),
            )
            for j in pack.judgements
        ),
        timeline=tuple(_timeline_mark(job, event) for event in _for_the_first_page([event for _, event in job.events])),
        events=len(job.events),
        as_of=str(pack.as_of.last),
    )


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
    outcome = event.outcome
    later = job.content.records("event").get(outcome.event) if outcome and outcome.event else None
    return Row(
        anchor=f"event-{event.id}",
        date=job.date(event.date, event.wording),
        datetime=_machine(event.date),
        place=event.place or "",
        label=job.setter.label(event.label),
        said=said,
        status=event.status,
        outcome=job.setter.line((outcome.note or RESULTS[outcome.result]) if outcome else ""),
        outcome_link=job.link("chronology", later.label, f"event-{later.id}") if later else None,
        development=job.development_link(development),
        issues=tuple(job.issue_link(issue) for issue in event.issues if issue in job.updates),
    )


def _machine(date: Edtf | None) -> str:
    """The date for the `datetime` attribute, which HTML allows for days, months and years only."""
    return date.text if date and date.precision in {"day", "month", "year"} and date.text[-1].isdigit() else ""


def _developments(job: Job) -> tuple[DevelopmentPart, ...]:
    return tuple(_development(job, entry) for entry in job.developments)


def _development(job: Job, entry: Entry) -> DevelopmentPart:
    record: Development = entry.record
    people = job.content.records("official")
    return DevelopmentPart(
        anchor=f"development-{record.id}",
        title=job.setter.label(record.title),
        date=job.date(record.date, record.wording),
        datetime=_machine(record.date),
        place=record.place or "",
        bottom_line=job.said(record.bottom_line),
        date_note=job.setter.line(record.date_note or ""),
        paragraphs=tuple(tuple(job.said(statement) for statement in paragraph.statements) for paragraph in record.summary),
        why_it_matters=tuple(job.setter.line(text) for text in record.why_it_matters),
        officials=tuple(_person(job, people[mention.official], mention.role, record.date) for mention in record.officials),
        steps=tuple(_step(job, record, update) for update in record.updates),
        events=tuple((job.date(e.date, e.wording), job.link("chronology", e.label, f"event-{e.id}")) for d, e in job.events if d is record),
        sources=tuple(job.source_link(job.content.records("source")[name]) for name in sorted(cited_sources(entry))),
    )


def _person(job: Job, official: Official, role: str, date: Edtf) -> Person:
    post = _post_at(official, date)
    anchor = f"official-{official.id}" if "officials" in job.pack.sections else ""
    return Person(job.setter.label(_name(official)), job.setter.label(_office(post)), anchor, job.setter.line(role))


def _name(official: Official) -> str:
    return official.name or (f"{official.posts[-1].title} (not named)" if official.posts else "not named")


def _office(post: Post | None) -> str:
    return (
        f"{post.title}, {post.organisation}" if post and post.organisation != post.title else (post.title if post else "office not stated")
    )


def _post_at(official: Official, date: Edtf) -> Post | None:
    """The post attested nearest before a date, or the earliest attested if none is before it."""
    posts = sorted(official.posts, key=lambda post: order_key(post.attested))
    before = [post for post in posts if not definitely_before(date, post.attested)]
    return before[-1] if before else next(iter(posts), None)


def _step(job: Job, development: Development, update: Update) -> Step:
    return Step(
        job.moment(update.date),
        _machine(update.date),
        update.move,
        job.said(update),
        job.issue_link(update.issue),
        job.development_link(development),
    )


def _issues(job: Job) -> tuple[IssueSection, ...]:
    issues = [issue for issue in job.content.records("issue").values() if issue.id in job.updates]
    return tuple(_issue(job, issue) for issue in issues)


def _issue(job: Job, issue: Issue) -> IssueSection:
    steps = job.updates[issue.id]
    last = steps[-1][1]
    return IssueSection(
        anchor=f"issue-{issue.id}",
        title=job.setter.label(issue.title),
        question=job.setter.line(issue.question),
        state=STATES[last.move],
        since=job.moment(_since([update for _, update in steps])),
        last=job.moment(last.date),
        positions=tuple(_stance(job, p) for p in sorted(issue.positions, key=lambda p: (order_key(p.date), p.party))),
        steps=tuple(_step(job, development, update) for development, update in steps),
        expected=tuple(
            (job.date(e.date, e.wording), job.link("chronology", e.label, f"event-{e.id}"))
            for _, e in job.events
            if e.status != "occurred" and issue.id in e.issues
        ),
        unknown=tuple(job.setter.line(text) for text in issue.unknown),
    )


def _since(updates: list[Update]) -> Edtf:
    """The date from which the last state has held without another between."""
    first = updates[-1]
    for update in reversed(updates):
        if update.move != first.move:
            break
        first = update
    return first.date


def _stance(job: Job, position: Any) -> Stance:
    return Stance(job.content.records("party")[position.party].name, job.moment(position.date), job.said(position))


def _officials(job: Job) -> tuple[OfficialGroup, ...]:
    appears: dict[str, list[Development]] = {}
    for record in job.records:
        for mention in record.officials:
            appears.setdefault(mention.official, []).append(record)
    people = sorted((job.content.records("official")[name] for name in appears), key=lambda o: (o.family_name or _name(o), o.id))
    groups = []
    for party in job.content.desk.parties:
        members = [(person, appears[person.id]) for person in people if person.party == party.id]
        if members:
            named = tuple(_official(job, person, records) for person, records in members if person.name)
            unnamed = tuple(_official(job, person, records) for person, records in members if not person.name)
            groups.append(OfficialGroup(party.name, f"officials-{party.id}", named, unnamed))
    return tuple(groups)


def _official(job: Job, official: Official, records: Iterable[Development]) -> OfficialRow:
    post = _post_at(official, job.pack.as_of)
    return OfficialRow(
        anchor=f"official-{official.id}",
        name=job.setter.label(_name(official)),
        native=job.setter.label(official.native_name or ""),
        office=job.setter.label(_office(post)),
        attested=job.moment(post.attested) if post else "",
        marks=job.setter.citations(post.cite if post else ()),
        note=job.setter.line(official.note or ""),
        appears=tuple(dict.fromkeys(job.development_link(record) for record in records)),
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
    from briefgen.evidence import groups
    from briefgen.verify import verify

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
    "open-issues": _issues,
    "officials": _officials,
    "sources": sources_part,
    "glossary": _glossary,
}
