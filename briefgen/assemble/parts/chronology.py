"""The chronology, one row an event."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.job import Job, outcome, place_words
from briefgen.assemble.values import Line, Linked, Said
from briefgen.content.model.development import Development, Event
from briefgen.language.edtf import machine


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


@dataclass(frozen=True)
class Row:
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
