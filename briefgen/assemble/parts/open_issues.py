"""The register of open issues: for each its state on the as-of date, how it moved, who stands where, what is unknown and expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.assembly import outcome
from briefgen.assemble.values import Days, Line, Linked, Moved, Said
from briefgen.content.entry import Entry
from briefgen.content.model.development import Event, Update
from briefgen.content.model.issue import Issue
from briefgen.content.selection import ChosenUpdate, standing_since
from briefgen.content.wording import STATES
from briefgen.language.edtf import machine, order_key

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


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


def issues_part(assembly: Assembly) -> tuple[IssueSection, ...]:
    """The issues that the pack's developments move."""
    reach = _reach(assembly)
    return tuple(_issue(assembly, entry, reach) for entry in assembly.chosen.issues)


def _reach(assembly: Assembly) -> Days | None:
    """The first and the last day of all updates and the as-of date, which all strips share."""
    dates = [chosen.update.date for updates in assembly.chosen.updates.values() for chosen in updates]
    ends = [day for date in (*dates, assembly.pack.as_of) for day in (date.first, date.last) if day]
    return (min(ends), max(ends)) if ends else None


def _issue(assembly: Assembly, entry: Entry[Issue], reach: Days | None) -> IssueSection:
    issue = entry.record
    updates = assembly.chosen.updates[issue.id]
    moves = [chosen.update for chosen in updates]
    last = moves[-1]
    return IssueSection(
        anchor=f"issue-{issue.id}",
        title=assembly.setter.label(issue.title),
        question=assembly.setter.line(issue.question),
        state=STATES[last.move],
        since=assembly.moment(standing_since(updates)),
        last=assembly.moment(last.date),
        strip=tuple(_moved(assembly, update, reach) for update in moves) if reach and len(moves) > 1 else (),
        reach=reach,
        positions=_stances(assembly, entry),
        steps=tuple(step(assembly, chosen) for chosen in updates),
        expected=tuple(
            _expected(assembly, event) for _, _, event in assembly.chosen.events if event.status != "occurred" and issue.id in event.issues
        ),
        unknown=tuple(assembly.setter.line(line.text) for line in issue.unknown),
    )


def step(assembly: Assembly, chosen: ChosenUpdate) -> Step:
    """A move on an open issue, as set."""
    update = chosen.update
    return Step(
        assembly.moment(update.date),
        machine(update.date),
        update.move,
        assembly.said(update, chosen.place),
        assembly.issue_link(update.issue),
        assembly.development_link(chosen.development.record),
    )


def _moved(assembly: Assembly, update: Update, reach: Days) -> Moved:
    return Moved(STATES[update.move], assembly.moment(update.date), update.date.first or reach[0], update.date.last or reach[1])


def _stances(assembly: Assembly, entry: Entry[Issue]) -> tuple[Stance, ...]:
    placed = [(position, entry.places["positions", n]) for n, position in enumerate(entry.record.positions)]
    placed.sort(key=lambda pair: (order_key(pair[0].date), pair[0].party))
    parties = assembly.content.parties
    return tuple(Stance(parties[p.party].name, assembly.moment(p.date), assembly.said(p, place)) for p, place in placed)


def _expected(assembly: Assembly, event: Event) -> Expected:
    link = assembly.link("chronology", event.label, f"event-{event.id}")
    ahead = "its time has not come" if event.date and event.date.last else "the sources give no time by which it was to happen"
    return Expected(assembly.date(event.date, event.wording), link, outcome(assembly, event) or ahead)
