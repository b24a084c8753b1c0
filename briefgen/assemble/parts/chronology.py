"""The chronology: an event a line, by years."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.assemble.values import Line, Linked
from briefgen.content.model.fact import Fact
from briefgen.content.selection import ChosenFact
from briefgen.language.edtf import machine

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class EventLine:
    """An event on a line. event: its label, with where that leads; known: whether it is past and the sources say what became of it."""

    anchor: str
    date: str
    datetime: str
    event: Linked
    marks: Line
    status: str
    known: bool
    ahead: bool


def chronology_part(assembly: Assembly) -> tuple[tuple[EventLine, ...], ...]:
    """The events that the pack's developments report, in the order of their dates, those of a year together."""
    years = groupby(assembly.chosen.events, _year)
    return tuple(tuple(event_line(assembly, told, f"development-{told.development.id}") for told in events) for _, events in years)


def _year(told: ChosenFact) -> int:
    """The year in which an event begins; 0 for one without a date."""
    day = told.fact.date and (told.fact.date.first or told.fact.date.last)
    return day.year if day else 0


def event_line(assembly: Assembly, told: ChosenFact, target: str) -> EventLine:
    """An event as a line. target: the anchor that its label leads to."""
    event = told.fact
    return EventLine(
        anchor=f"event-{told.name}",
        date=assembly.date(event.date, event.wording),
        datetime=machine(event.date),
        event=assembly.link(event.label, target),
        marks=assembly.setter.citations(event.cite),
        status=event.status,
        known=not assembly.is_ahead(event) and not outcome_unknown(assembly, event),
        ahead=assembly.is_ahead(event),
    )


def outcome_unknown(assembly: Assembly, event: Fact) -> bool:
    """Whether the time of something planned, expected or proposed has come, and the sources do not say what became of it."""
    told = event.outcome and event.outcome.result != "not-in-sources"
    return not event.has_occurred and not told and not assembly.is_ahead(event)
