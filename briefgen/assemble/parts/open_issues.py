"""The register of open issues: for each its state on the as-of date, how it moved, who stands where, what is unknown and expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.assembly import outcome
from briefgen.assemble.values import Days, Line, Linked, Moved, Said
from briefgen.content.entry import Entry
from briefgen.content.model.fact import Fact
from briefgen.content.model.issue import Issue
from briefgen.content.selection import ChosenFact, ChosenPosition, ChosenUpdate, standing_since
from briefgen.content.wording import STATES
from briefgen.language.edtf import Edtf, machine
from briefgen.language.english import series

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
    dates = [chosen.date for updates in assembly.chosen.updates.values() for chosen in updates]
    ends = [day for date in (*dates, assembly.pack.as_of) for day in (date.first, date.last) if day]
    return (min(ends), max(ends)) if ends else None


def _issue(assembly: Assembly, entry: Entry[Issue], reach: Days | None) -> IssueSection:
    issue = entry.record
    updates = assembly.chosen.updates[issue.id]
    last = updates[-1]
    return IssueSection(
        anchor=f"issue-{issue.id}",
        title=assembly.setter.label(issue.title),
        question=assembly.setter.line(issue.question),
        state=_state(assembly, last),
        since=_when(assembly, standing_since(updates)),
        last=_when(assembly, last),
        strip=tuple(_moved(assembly, update, reach) for update in updates) if reach and len(updates) > 1 else (),
        reach=reach,
        positions=_stances(assembly, entry),
        steps=tuple(step(assembly, chosen) for chosen in updates),
        expected=tuple(
            _expected(assembly, told) for told in assembly.chosen.events if not told.fact.has_occurred and issue.id in told.fact.bears_on
        ),
        unknown=tuple(assembly.setter.line(line.text) for line in issue.unknown),
    )


def step(assembly: Assembly, chosen: ChosenUpdate) -> Step:
    """A move on an open issue, as set."""
    told = chosen.told
    return Step(
        _when(assembly, chosen),
        machine(chosen.date),
        chosen.move,
        assembly.said(told.fact, told.place),
        assembly.issue_link(chosen.issue),
        assembly.development_link(told.development.record),
    )


def _state(assembly: Assembly, last: ChosenUpdate) -> str:
    """The state after the last move; where that is long past, said to be only what was last known."""
    state = STATES[last.move]
    return f"last known: {state} ({assembly.moment(last.date)})" if _is_silent(assembly, last.date) else state


def _is_silent(assembly: Assembly, last: Edtf) -> bool:
    """Whether, on the as-of date, nothing was reported for as long as the desk's settings call silence."""
    number, unit = assembly.content.desk.silence.split(" ")
    months = int(number) * (12 if unit.startswith("year") else 1)
    today = assembly.pack.as_of.first
    return bool(
        today and last.last and (last.last.year * 12 + last.last.month + months, last.last.day) < (today.year * 12 + today.month, today.day)
    )


def _when(assembly: Assembly, moved: ChosenUpdate | ChosenPosition) -> str:
    """The date of a move or position in words; where only its report is dated, that of the report."""
    words = assembly.moment(moved.date)
    return f"reported {words}" if moved.reported else words


def _moved(assembly: Assembly, update: ChosenUpdate, reach: Days) -> Moved:
    return Moved(STATES[update.move], _when(assembly, update), update.date.first or reach[0], update.date.last or reach[1])


def _stances(assembly: Assembly, entry: Entry[Issue]) -> tuple[Stance, ...]:
    parties = assembly.content.parties
    return tuple(
        Stance(series([parties[name].name for name in p.parties]), _when(assembly, p), assembly.said(p.told.fact, p.told.place))
        for p in assembly.chosen.positions.get(entry.id, ())
    )


def _expected(assembly: Assembly, told: ChosenFact) -> Expected:
    event: Fact = told.fact
    link = assembly.link("chronology", event.label, f"event-{told.name}")
    ahead = "its time has not come" if event.date and event.date.last else "the sources give no time by which it was to happen"
    return Expected(assembly.date(event.date, event.wording), link, outcome(assembly, event) or ahead)
