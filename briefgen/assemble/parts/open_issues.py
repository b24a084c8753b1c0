"""The register of open issues: for each its state on the as-of date, how it moved, who stands where, what is unknown and expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.job import outcome
from briefgen.assemble.values import Days, Line, Linked, Moved, Said
from briefgen.content.issues import since
from briefgen.content.model.development import Development, Event, Update
from briefgen.content.model.issue import Issue, Position
from briefgen.content.wording import STATES
from briefgen.language.edtf import machine, order_key

if TYPE_CHECKING:
    from briefgen.assemble.job import Job


@dataclass(frozen=True)
class Step:
    """A move on an open issue, with the issue and the development it belongs to."""

    date: str
    datetime: str
    move: str
    said: Said
    issue: Linked
    development: Linked


@dataclass(frozen=True)
class Stance:
    """A party's position on an issue."""

    party: str
    date: str
    said: Said


@dataclass(frozen=True)
class Expected:
    """Something planned, expected or proposed that bears on an issue, and what became of it in words."""

    date: str
    event: Linked
    outcome: str


@dataclass(frozen=True)
class IssueSection:
    """An open issue in the register. reach: the days that all strips of the register span."""

    anchor: str
    title: Line
    question: Line
    state: str
    since: str
    last: str
    strip: tuple[Moved, ...]
    reach: Days | None
    positions: tuple[Stance, ...]
    steps: tuple[Step, ...]
    expected: tuple[Expected, ...]
    unknown: tuple[Line, ...]


def issues_part(job: Job) -> tuple[IssueSection, ...]:
    """The issues that the pack's developments move."""
    issues = [issue for issue in job.content.records("issue").values() if issue.id in job.updates]
    reach = _reach(job)
    return tuple(_issue(job, issue, reach) for issue in issues)


def _reach(job: Job) -> Days | None:
    """The first and the last day of all updates and the as-of date, which all strips share."""
    dates = [update.date for updates in job.updates.values() for _, update in updates]
    ends = [day for date in (*dates, job.pack.as_of) for day in (date.first, date.last) if day]
    return (min(ends), max(ends)) if ends else None


def _issue(job: Job, issue: Issue, reach: Days | None) -> IssueSection:
    updates = job.updates[issue.id]
    moves = [update for _, update in updates]
    last = moves[-1]
    return IssueSection(
        anchor=f"issue-{issue.id}",
        title=job.setter.label(issue.title),
        question=job.setter.line(issue.question),
        state=STATES[last.move],
        since=job.moment(since(moves)),
        last=job.moment(last.date),
        strip=tuple(_moved(job, update, reach) for update in moves) if reach and len(moves) > 1 else (),
        reach=reach,
        positions=tuple(_stance(job, p) for p in sorted(issue.positions, key=lambda p: (order_key(p.date), p.party))),
        steps=tuple(step(job, development, update) for development, update in updates),
        expected=tuple(_expected(job, event) for _, event in job.events if event.status != "occurred" and issue.id in event.issues),
        unknown=tuple(job.setter.line(line.text) for line in issue.unknown),
    )


def step(job: Job, development: Development, update: Update) -> Step:
    """A move on an open issue, as set."""
    return Step(
        job.moment(update.date),
        machine(update.date),
        update.move,
        job.said(update),
        job.issue_link(update.issue),
        job.development_link(development),
    )


def _moved(job: Job, update: Update, reach: Days) -> Moved:
    return Moved(STATES[update.move], job.moment(update.date), update.date.first or reach[0], update.date.last or reach[1])


def _stance(job: Job, position: Position) -> Stance:
    return Stance(job.content.records("party")[position.party].name, job.moment(position.date), job.said(position))


def _expected(job: Job, event: Event) -> Expected:
    link = job.link("chronology", event.label, f"event-{event.id}")
    ahead = "its time has not come" if event.date and event.date.last else "the sources give no time by which it was to happen"
    return Expected(job.date(event.date, event.wording), link, outcome(job, event) or ahead)
