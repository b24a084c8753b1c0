"""The chronology, one row an event."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly, outcome, place_words
from briefgen.assemble.values import Line, Linked, Said
from briefgen.content.selection import ChosenFact
from briefgen.language.edtf import machine


def chronology_part(assembly: Assembly) -> tuple[ChronologyRow, ...]:
    """The events that the pack's developments report, in the order of their dates."""
    return tuple(_row(assembly, chosen) for chosen in assembly.chosen.events)


def _row(assembly: Assembly, chosen: ChosenFact) -> ChronologyRow:
    event = chosen.fact
    said = assembly.said(event, chosen.place)
    recorded = event.outcome
    later = assembly.content.events.get(recorded.event) if recorded and recorded.event else None
    return ChronologyRow(
        anchor=f"event-{chosen.name}",
        date=assembly.date(event.date, event.wording),
        datetime=machine(event.date),
        order="order uncertain" if chosen.name in assembly.unordered else "",
        place=place_words(assembly, event.place, event.date),
        label=assembly.setter.label(event.label),
        said=said,
        status=event.status,
        outcome=assembly.setter.line((recorded.note if recorded else None) or outcome(assembly, event)),
        outcome_link=assembly.link("chronology", later.label, f"event-{recorded.event}") if recorded and later else None,
        development=assembly.development_link(chosen.development.record),
        issues=tuple(assembly.issue_link(issue) for issue in event.bears_on if issue in assembly.chosen.updates),
    )


@dataclass(frozen=True)
class ChronologyRow:
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
