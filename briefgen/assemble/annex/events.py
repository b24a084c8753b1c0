"""The events in full: who says so, where, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.assembly import outcome, place_words
from briefgen.assemble.values import Line, Linked, Said
from briefgen.content.selection import ChosenFact
from briefgen.language.edtf import machine

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class EventRow:
    """An event with all that is known of it. order: what is uncertain about its place among the others, else ""; outcome: what became of
    it, in words."""

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


def events_part(assembly: Assembly) -> tuple[EventRow, ...]:
    """The same events, each with who says so, where, and what became of it."""
    return tuple(_row(assembly, told) for told in assembly.chosen.events)


def _row(assembly: Assembly, chosen: ChosenFact) -> EventRow:
    event = chosen.fact
    recorded = event.outcome
    later = assembly.content.events.get(recorded.event) if recorded and recorded.event else None
    return EventRow(
        anchor=f"annex-event-{chosen.name}",
        date=assembly.date(event.date, event.wording),
        datetime=machine(event.date),
        order="order uncertain" if chosen.name in assembly.unordered else "",
        place=place_words(assembly, event.place, event.date),
        label=assembly.setter.label(event.label),
        said=assembly.said(event, chosen.place),
        status=event.status,
        outcome=assembly.setter.line((recorded.note if recorded else None) or outcome(assembly, event)),
        outcome_link=assembly.link(later.label, f"event-{recorded.event}") if recorded and later else None,
        development=assembly.development_link(chosen.development.record),
        issues=tuple(assembly.issue_link(issue) for issue in _issues_of(assembly, event.bears_on)),
    )


def _issues_of(assembly: Assembly, named: Iterable[str]) -> Iterable[str]:
    """Those of some issues that the pack's developments move."""
    return (issue for issue in named if issue in assembly.chosen.updates)
