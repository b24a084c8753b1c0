"""Bottom line, key judgements and the timeline of the first page."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.assemble.job import Job
from briefgen.assemble.parts.changes import Changes, changes_part
from briefgen.assemble.values import Linked, Passage, TimelineMark
from briefgen.content.model.development import Event
from briefgen.content.wording import AS_OF_STATUS

TIMELINE_ROWS = 14  # that fit on the first page beside five judgements


def _summary(job: Job) -> SummaryPart:
    pack = job.pack
    titles = job.content.records("development")
    sources = job.content.records("source")
    return SummaryPart(
        withdrawn=tuple(job.source_link(sources[name]) for name in sorted(job.citing) if sources[name].withdrawn),
        rendering=_rendering(job),
        bottom_line=tuple(job.passage(text, f"pack/{pack.id}/bottom_line/{n}") for n, text in enumerate(pack.bottom_line, 1))
        or _latest(job),
        judgements=tuple(
            JudgementLine(
                passage=job.passage(j.text, f"pack/{pack.id}/judgements/{number}"),
                confidence=j.confidence or "",
                rests_on=tuple(job.development_link(titles[name]) for name in j.rests_on),
                on_all=len(job.records) > 2 and {record.id for record in job.records} <= set(j.rests_on),
            )
            for number, j in enumerate(pack.judgements, 1)
        ),
        changes=changes_part(job, job.earlier, job.difference) if job.earlier and job.difference is not None else None,
        timeline=tuple(_timeline_mark(job, event) for event in _for_the_first_page([event for _, event in job.events])),
        events=len(job.events),
        as_of=str(pack.as_of.last),
    )


def _rendering(job: Job) -> str:
    if job.pack.edition.status != AS_OF_STATUS:
        return ""
    day = job.date(job.pack.as_of)
    return (
        f"This is no edition of the pack. It shows what sources that were out by {day} say; one that bears no date counts from the last "
        "day on which it can have appeared. No conclusion that was drawn later is in it."
    )


def _latest(job: Job) -> tuple[Passage, ...]:
    """The latest developments' own bottom lines, newest first, where the pack has none of its own for its as-of date."""
    if not job.records:
        return (Passage(job.setter.label(f"No source of this pack was surely out by {job.date(job.pack.as_of)}.")),)
    return tuple(Passage(job.said(record.bottom_line).line) for record in job.records[:-4:-1])


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


@dataclass(frozen=True)
class JudgementLine:
    """A key judgement with the developments it rests on; `on_all`: on every one of several."""

    passage: Passage
    confidence: str
    rests_on: tuple[Linked, ...]
    on_all: bool


@dataclass(frozen=True)
class SummaryPart:
    """Bottom line, key judgements and the timeline, which may show fewer events than the chronology's `events`.

    withdrawn: the sources that the pack leans on and that may no longer be relied on.
    rendering: what a pack that is no edition says about itself, else "".
    """

    withdrawn: tuple[Linked, ...]
    rendering: str
    bottom_line: tuple[Passage, ...]
    judgements: tuple[JudgementLine, ...]
    changes: Changes | None
    timeline: tuple[TimelineMark, ...]
    events: int
    as_of: str
