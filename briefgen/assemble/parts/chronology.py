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
    """An event on a line. event leads to the line of the chronology, told to the development; known: whether it is past and the sources
    say what became of it."""

    anchor: str
    date: str
    datetime: str
    event: Linked
    told: Linked
    marks: Line
    status: str
    known: bool
    ahead: bool


@dataclass(frozen=True)
class Year:
    """The events of a year. year: "" for those without a date."""

    year: str
    events: tuple[EventLine, ...]


def chronology_part(assembly: Assembly) -> tuple[Year, ...]:
    """The events that the pack's developments report, in the order of their dates, by the year in which they begin."""
    years = groupby(assembly.chosen.events, _year)
    return tuple(Year(year, tuple(event_line(assembly, told) for told in events)) for year, events in years)


def _year(told: ChosenFact) -> str:
    day = told.fact.date and (told.fact.date.first or told.fact.date.last)
    return str(day.year) if day else ""


def event_line(assembly: Assembly, told: ChosenFact) -> EventLine:
    """An event as a line."""
    event = told.fact
    return EventLine(
        anchor=f"event-{told.name}",
        date=assembly.date(event.date, event.wording),
        datetime=machine(event.date),
        event=assembly.link(event.label, f"event-{told.name}"),
        told=assembly.link(event.label, f"development-{told.development.id}"),
        marks=assembly.setter.citations(event.cite),
        status=event.status,
        known=not assembly.is_ahead(event) and not outcome_unknown(assembly, event),
        ahead=assembly.is_ahead(event),
    )


def outcome_unknown(assembly: Assembly, event: Fact) -> bool:
    """Whether the time of something planned, expected or proposed has come, and the sources do not say what became of it."""
    told = event.outcome and event.outcome.result != "not-in-sources"
    return not event.has_occurred and not told and not assembly.is_ahead(event)
