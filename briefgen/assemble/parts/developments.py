"""Each development's own section."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly, place_words
from briefgen.assemble.parts.officials import Person, person
from briefgen.assemble.values import Line, Linked, Passage, Said
from briefgen.content.entry import Entry
from briefgen.content.model.development import Development
from briefgen.content.selection import facts_of
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
        bottom_line=bottom_line(assembly, entry),
        date_note=assembly.setter.line(record.date_note or ""),
        paragraphs=_paragraphs(assembly, entry),
        why_it_matters=tuple(assembly.passage(text, entry.places["why_it_matters", n]) for n, text in enumerate(record.why_it_matters)),
        officials=tuple(person(assembly, people[name].record, record.date) for name in assembly.content.appearances[record.id]),
        moves=tuple((assembly.issue_link(move.issue), move.move) for told in facts_of(entry) for move in told.fact.moves),
        events=tuple(
            (assembly.date(told.fact.date, told.fact.wording), assembly.link("chronology", told.fact.label, f"event-{told.name}"))
            for told in assembly.chosen.events
            if told.development is entry
        ),
        sources=tuple(assembly.source_link(assembly.content.sources[name].record) for name in sorted(assembly.chosen.cited[entry.id])),
    )


def bottom_line(assembly: Assembly, entry: Entry[Development]) -> Passage:
    """The one thing to remember of a development: one of its facts, or a sentence of ours."""
    line = entry.record.bottom_line
    told = assembly.content.facts.get(line.fact or "")
    if told:
        said = assembly.said(told.fact, told.place)
        return Passage(said.line, said.changed)
    return assembly.passage(line.text or "", entry.places[("bottom_line",)])


def _paragraphs(assembly: Assembly, entry: Entry[Development]) -> tuple[tuple[Said, ...], ...]:
    return tuple(
        tuple(assembly.said(said, entry.places["paragraphs", n, "facts", m]) for m, said in enumerate(paragraph.facts))
        for n, paragraph in enumerate(entry.record.paragraphs)
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
    bottom_line: Passage
    paragraphs: tuple[tuple[Said, ...], ...]
    why_it_matters: tuple[Passage, ...]
    officials: tuple[Person, ...]
    moves: tuple[tuple[Linked, str], ...]
    events: tuple[tuple[str, Linked], ...]
    sources: tuple[Linked, ...]
