"""What every part of a briefing needs: records, pack, typesetter, and the words of dates and places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.assemble.typesetter import Typesetter
from briefgen.assemble.values import Linked, Passage, Said
from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.development import Development
from briefgen.content.model.fact import Fact
from briefgen.content.model.pack import Pack
from briefgen.content.model.source import Source
from briefgen.content.model.statement import Statement
from briefgen.content.selection import Chosen
from briefgen.content.sources import source_name
from briefgen.content.wording import RESULTS, SAYS
from briefgen.editions.compare import Difference, changed_places, is_changed
from briefgen.language.date_parser import parse
from briefgen.language.date_words import display, display_bounds
from briefgen.language.edtf import Edtf, definitely_before, length, weekday
from briefgen.language.time_zones import days_elsewhere

if TYPE_CHECKING:
    from briefgen.editions.store import ReleasedEdition


@dataclass(frozen=True)
class Assembly:
    """What every part needs: the desk's records, what the pack takes of them, and the typesetter that numbers notes."""

    content: Content
    chosen: Chosen
    setter: Typesetter
    earlier: ReleasedEdition | None = None
    difference: Difference | None = None

    @property
    def pack(self) -> Pack:
        return self.chosen.pack.record

    def date(self, date: Edtf | None, wording: str | None = None) -> str:
        """A date as the pack displays it."""
        return display(date, self.pack.display.dates, wording) if date else "date unknown"

    def moment(self, date: Edtf) -> str:
        """The date of something that takes no time: an interval means that its day is not known."""
        return bounds_in_words(self, date) if date.precision == "interval" else self.date(date)

    def link(self, words: str, anchor: str) -> Linked:
        """Words that lead to a record's place, if the pack takes that record. Where a product does not print it, they lead nowhere
        (render/unprinted_links.py)."""
        return Linked(self.setter.label(words), anchor if anchor in self._taken else "")

    def said(self, statement: Statement, place: str) -> Said:
        """A statement with its marks and who says so. place: as its entry gives it; what changed since the edition before goes by it."""
        changed = is_changed(place, self._changed)
        return Said(self.setter.statement(statement), statement.says, statement.who or SAYS[statement.says], changed)

    def source_link(self, source: Source) -> Linked:
        return self.link(source_name(source), f"source-{source.id}")

    def development_link(self, development: Development) -> Linked:
        return self.link(development.title, f"development-{development.id}")

    def issue_link(self, issue_id: str) -> Linked:
        return self.link(self.content.issues[issue_id].record.title, f"issue-{issue_id}")

    def is_ahead(self, event: Fact) -> bool:
        """Whether an event is still to come on the as-of date, for all that the sources say."""
        end, today = event.date.last if event.date else None, self.pack.as_of.first
        return not event.has_occurred and event.outcome is None and not (end and today and end < today)

    @cached_property
    def unordered(self) -> set[str]:
        """The names of the events that might as well stand on the other side of an event whose date is at least as exact."""
        events = [(told.name, told.fact.date) for told in self.chosen.events]
        dates = [(name, date) for name, date in events if date and date.precision != "day"]
        return {name for name, date in dates if any(unclear(date, other) for another, other in events if another != name)}

    @cached_property
    def _taken(self) -> frozenset[str]:
        """The anchors of the records that the pack takes."""
        taken = self.chosen
        records = (*taken.developments, *taken.issues, *taken.officials, *taken.sources, *taken.terms)
        return frozenset((*(f"event-{told.name}" for told in taken.events), *("-".join(entry.key) for entry in records)))

    @cached_property
    def _changed(self) -> set[str]:
        return changed_places(self.difference) if self.difference and self.pack.display.changes == "marked" else set()

    def passage(self, text: str, place: str) -> Passage:
        """A text of our own that a change bar may mark. place: the id of what it tells."""
        return Passage(self.setter.line(text), is_changed(place, self._changed))

    @cached_property
    def citing(self) -> dict[str, list[Entry[Development]]]:
        """Source id → the pack's developments that cite it."""
        found: dict[str, list[Entry[Development]]] = {}
        for entry in self.chosen.developments:
            for source in sorted(self.chosen.cited[entry.id]):
                found.setdefault(source, []).append(entry)
        return found


def unclear(wide: Edtf, exact: Edtf | None) -> bool:
    """Whether it cannot be told which of two dates comes first, the second being as exact as the first or more."""
    if exact is None or wide.text == exact.text or definitely_before(wide, exact) or definitely_before(exact, wide):
        return False
    return length(exact) <= length(wide)


def outcome(assembly: Assembly, event: Fact) -> str:
    """What became of something planned, expected or proposed, in words; "" while its time has not passed and nothing is recorded."""
    if event.outcome:
        return RESULTS[event.outcome.result]
    end = event.date.last if event.date else None
    passed = event.status != "occurred" and end and assembly.pack.as_of.first and end < assembly.pack.as_of.first
    return RESULTS["not-in-sources"] if passed else ""


def bounds_in_words(assembly: Assembly, date: Edtf) -> str:
    """Bounds of an unknown date in words."""
    return display_bounds(date, assembly.pack.display.dates)


def place_words(assembly: Assembly, place: str | None, when: Edtf | None) -> str:
    """A place as set: where a certain day there is another day in one of the pack's other places, with that day."""
    zones = {known.name: known.zone for known in assembly.content.desk.places if known.zone}
    here = [zone for name, zone in zones.items() if place and name in place]
    if not place or not when or not when.first or weekday(when) is None or len(here) != 1:
        return place or ""
    notes = []
    for name in assembly.pack.display.also_in:
        first, last = days_elsewhere(when.first, here[0], zones[name])
        if (first, last) != (when.first, when.first):
            notes.append(f"{assembly.date(parse(first.isoformat() if first == last else f'{first}/{last}'))} in {name}")
    return f"{place} (local date; {'; '.join(notes)})" if notes else place
