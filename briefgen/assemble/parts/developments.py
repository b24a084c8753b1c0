"""Each development's own section."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.job import Job, place_words
from briefgen.assemble.parts.officials import Person, person
from briefgen.assemble.parts.open_issues import Step, step
from briefgen.assemble.values import Line, Linked, Passage, Said
from briefgen.content.content import Entry
from briefgen.content.model.development import Development
from briefgen.content.selection import cited_sources
from briefgen.language.edtf import machine


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
