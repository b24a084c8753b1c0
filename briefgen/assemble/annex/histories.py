"""How the open issues moved: every move, every position, and what the sources expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.assembly import outcome
from briefgen.assemble.parts.open_issues import Stance, order_told, stance, when_told
from briefgen.assemble.values import Line, Linked, Said
from briefgen.content.entry import Entry
from briefgen.content.model.fact import Fact
from briefgen.content.model.issue import Issue
from briefgen.content.selection import ChosenFact, ChosenUpdate, standing_since
from briefgen.language.edtf import machine

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class Step:
    """A move on an open issue, with its development. order: what is uncertain about its place among the others, else ""."""

    date: str
    order: str
    datetime: str
    move: str
    said: Said
    development: Linked


@dataclass(frozen=True)
class Expected:
    """Something planned, expected or proposed that bears on an issue, and what became of it in words."""

    date: str
    event: Linked
    outcome: str


@dataclass(frozen=True)
class History:
    """How an open issue moved, what was said of it and what is expected."""

    anchor: str
    title: Line
    since: str
    positions: tuple[Stance, ...]
    steps: tuple[Step, ...]
    expected: tuple[Expected, ...]


def histories_part(assembly: Assembly) -> tuple[History, ...]:
    """All moves on the same issues and all positions."""
    return tuple(_history(assembly, entry) for entry in assembly.chosen.issues)


def _history(assembly: Assembly, entry: Entry[Issue]) -> History:
    issue, updates = entry.record, assembly.chosen.updates[entry.id]
    told = [told for told in assembly.chosen.events if not told.fact.has_occurred and issue.id in told.fact.bears_on]
    return History(
        anchor=f"annex-issue-{issue.id}",
        title=assembly.setter.label(issue.title),
        since=when_told(assembly, standing_since(updates)),
        positions=tuple(stance(assembly, position) for position in assembly.chosen.positions.get(issue.id, ())),
        steps=tuple(_step(assembly, chosen, order_told(chosen, updates)) for chosen in updates),
        expected=tuple(_expected(assembly, event) for event in told),
    )


def _step(assembly: Assembly, chosen: ChosenUpdate, order: str) -> Step:
    """A move on an open issue, as set."""
    told = chosen.told
    return Step(
        when_told(assembly, chosen),
        order,
        machine(chosen.date),
        chosen.move,
        assembly.said(told.fact, told.place),
        assembly.development_link(told.development.record),
    )


def _expected(assembly: Assembly, told: ChosenFact) -> Expected:
    event: Fact = told.fact
    link = assembly.link(event.label, f"event-{told.name}")
    ahead = "its time has not come" if event.date and event.date.last else "the sources give no time by which it was to happen"
    return Expected(assembly.date(event.date, event.wording), link, outcome(assembly, event) or ahead)
