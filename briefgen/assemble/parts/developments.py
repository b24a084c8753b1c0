"""Each development's own section."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly, place_words
from briefgen.assemble.parts.officials import Person, person
from briefgen.assemble.parts.open_issues import Step, step
from briefgen.assemble.values import Line, Linked, Passage, Said
from briefgen.content.entry import Entry
from briefgen.content.model.development import Development
from briefgen.content.selection import ChosenUpdate
from briefgen.language.edtf import machine


def developments_part(assembly: Assembly) -> tuple[DevelopmentPart, ...]:
    """A part for each development that the pack takes."""
    return tuple(_development(assembly, entry) for entry in assembly.chosen.developments)


def _development(assembly: Assembly, entry: Entry[Development]) -> DevelopmentPart:
    record = entry.record
    people = assembly.content.officials
    return DevelopmentPart(
        anchor=f"development-{record.id}",
        title=assembly.setter.label(record.title),
        date=assembly.date(record.date, record.wording),
        datetime=machine(record.date),
        place=place_words(assembly, record.place, record.date),
        bottom_line=assembly.said(record.bottom_line, entry.places[("bottom_line",)]),
        date_note=assembly.setter.line(record.date_note or ""),
        paragraphs=_paragraphs(assembly, entry),
        why_it_matters=tuple(assembly.passage(text, entry.places["why_it_matters", n]) for n, text in enumerate(record.why_it_matters)),
        officials=tuple(person(assembly, people[mention.official].record, mention.role, record.date) for mention in record.officials),
        steps=tuple(step(assembly, ChosenUpdate(entry, ("updates", n), update)) for n, update in enumerate(record.updates)),
        events=tuple(
            (assembly.date(e.date, e.wording), assembly.link("chronology", e.label, f"event-{e.id}"))
            for d, _, e in assembly.chosen.events
            if d.id == record.id
        ),
        sources=tuple(assembly.source_link(assembly.content.sources[name].record) for name in sorted(assembly.chosen.cited[entry.id])),
    )


def _paragraphs(assembly: Assembly, entry: Entry[Development]) -> tuple[tuple[Said, ...], ...]:
    return tuple(
        tuple(assembly.said(said, entry.places["summary", n, "statements", m]) for m, said in enumerate(paragraph.statements))
        for n, paragraph in enumerate(entry.record.summary)
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
