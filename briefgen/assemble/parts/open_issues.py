"""The register of open issues: for each its state on the as-of date, what each side holds and what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.assemble.assembly import unclear
from briefgen.assemble.values import Days, Line, Moved, Said
from briefgen.content.entry import Entry
from briefgen.content.model.issue import Issue
from briefgen.content.selection import ChosenPosition, ChosenUpdate
from briefgen.content.wording import STATES
from briefgen.language.date_words import year_of
from briefgen.language.edtf import Edtf, order_key
from briefgen.language.english import series

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class Stance:
    """A party's position on an issue."""

    party: str
    date: str
    said: Said


@dataclass(frozen=True)
class RegisterRow:
    """An open issue on a row. state: as last known, with the year; silent: whether that is long past.

    strip, reach: its moves, and the days that the drawings of the register all span. sides: the newest positions.
    """

    anchor: str
    question: Line
    state: str
    silent: bool
    strip: tuple[Moved, ...]
    reach: Days | None
    sides: tuple[Stance, ...]
    unknown: tuple[Line, ...]


def register_part(assembly: Assembly) -> tuple[RegisterRow, ...]:
    """The issues that the pack's developments move, those last moved first."""
    reach = _reach(assembly)
    entries = sorted(assembly.chosen.issues, key=lambda entry: order_key(assembly.chosen.updates[entry.id][-1].date), reverse=True)
    return tuple(_register_row(assembly, entry, reach) for entry in entries)


def _reach(assembly: Assembly) -> Days | None:
    """The first and the last day of all updates and the as-of date, which all strips share."""
    dates = [chosen.date for updates in assembly.chosen.updates.values() for chosen in updates]
    ends = [day for date in (*dates, assembly.pack.as_of) for day in (date.first, date.last) if day]
    return (min(ends), max(ends)) if ends else None


def _register_row(assembly: Assembly, entry: Entry[Issue], reach: Days | None) -> RegisterRow:
    issue, updates = entry.record, assembly.chosen.updates[entry.id]
    return RegisterRow(
        anchor=f"issue-{issue.id}",
        question=assembly.setter.line(issue.question),
        state=_state(updates[-1]),
        silent=_is_silent(assembly, updates[-1].date),
        strip=tuple(_moved(assembly, update, reach, order_told(update, updates)) for update in updates)
        if reach and len(updates) > 1
        else (),
        reach=reach,
        sides=tuple(stance(assembly, position, short=True) for position in _newest(assembly.chosen.positions.get(entry.id, ()))),
        unknown=tuple(assembly.setter.line(line.text) for line in issue.unknown),
    )


def _newest(positions: Sequence[ChosenPosition]) -> list[ChosenPosition]:
    """The newest position of each party, one that several share once, in the order of their dates; of one day's, that told first."""
    newest: dict[str, ChosenPosition] = {}
    for position in positions:
        for party in position.parties:
            if party not in newest or order_key(newest[party].date) < order_key(position.date):
                newest[party] = position
    return [position for position in positions if any(position is chosen for chosen in newest.values())]


def _state(last: ChosenUpdate) -> str:
    """The state after the last move, and the year of that."""
    state = STATES[last.move]
    return f"{state} ({year_of(last.date)})"


def _is_silent(assembly: Assembly, last: Edtf) -> bool:
    """Whether, on the as-of date, nothing was reported for as long as the desk's settings call silence."""
    number, unit = assembly.content.desk.silence.split(" ")
    months = int(number) * (12 if unit.startswith("year") else 1)
    today = assembly.pack.as_of.first
    return bool(
        today and last.last and (last.last.year * 12 + last.last.month + months, last.last.day) < (today.year * 12 + today.month, today.day)
    )


def order_told(update: ChosenUpdate, updates: Sequence[ChosenUpdate]) -> str:
    """That a move might as well stand on the other side of another, whose date is at least as exact."""
    others = (other.date for other in updates if other is not update)
    return "order uncertain" if update.date.precision != "day" and any(unclear(update.date, other) for other in others) else ""


def when_told(assembly: Assembly, moved: ChosenUpdate | ChosenPosition) -> str:
    """The date of a move or position in words; where only its report is dated, that of the report."""
    words = assembly.moment(moved.date)
    return f"reported {words}" if moved.reported else words


def _moved(assembly: Assembly, update: ChosenUpdate, reach: Days, order: str) -> Moved:
    when = f"{when_told(assembly, update)} ({order})" if order else when_told(assembly, update)
    return Moved(STATES[update.move], when, update.date.first or reach[0], update.date.last or reach[1])


def stance(assembly: Assembly, position: ChosenPosition, *, short: bool = False) -> Stance:
    """A position. short: with the year alone, and by the label of the chronology where the fact has one."""
    parties, told = assembly.content.parties, position.told
    said, when = assembly.said(told.fact, told.place), when_told(assembly, position)
    if short:
        when = f"reported {year_of(position.date)}" if position.reported else year_of(position.date)
    if short and told.fact.label:
        said = replace(said, line=(*assembly.setter.label(told.fact.label), *assembly.setter.citations(told.fact.cite)))
    return Stance(series([parties[name].name for name in position.parties]), when, said)
