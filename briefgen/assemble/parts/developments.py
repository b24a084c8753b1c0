"""Each development's own section."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly, place_words
from briefgen.assemble.values import Line, Linked, Passage, Said
from briefgen.content.entry import Entry
from briefgen.content.model.development import Development
from briefgen.language.edtf import machine


def developments_part(assembly: Assembly) -> tuple[DevelopmentPart, ...]:
    """A part for each development that the pack takes, the newest first."""
    return tuple(_development(assembly, entry) for entry in reversed(assembly.chosen.developments))


def _development(assembly: Assembly, entry: Entry[Development]) -> DevelopmentPart:
    record = entry.record
    return DevelopmentPart(
        anchor=f"development-{record.id}",
        title=assembly.setter.label(record.title),
        date=assembly.date(record.date, record.wording),
        datetime=machine(record.date),
        place=place_words(assembly, record.place, record.date),
        bottom_line=None if record.bottom_line.fact else bottom_line(assembly, entry),
        paragraphs=_paragraphs(assembly, entry),
        why_it_matters=tuple(assembly.passage(text, entry.places["why_it_matters", n]) for n, text in enumerate(record.why_it_matters)),
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


def _paragraphs(assembly: Assembly, entry: Entry[Development]) -> tuple[tuple[Told, ...], ...]:
    main = entry.record.bottom_line.fact
    return tuple(
        tuple(
            Told(assembly.said(fact, entry.places["paragraphs", n, "facts", m]), fact.id is not None and fact.id == main)
            for m, fact in enumerate(paragraph.facts)
        )
        for n, paragraph in enumerate(entry.record.paragraphs)
    )


@dataclass(frozen=True)
class Told:
    """A fact as told in its development. main: it is the one thing to remember."""

    said: Said
    main: bool


@dataclass(frozen=True)
class DevelopmentPart:
    """A development's own section. bottom_line: in words of our own, None where one of its facts is the one thing to remember."""

    anchor: str
    title: Line
    date: str
    datetime: str
    place: str
    bottom_line: Passage | None
    paragraphs: tuple[tuple[Told, ...], ...]
    why_it_matters: tuple[Passage, ...]
    sources: tuple[Linked, ...]
