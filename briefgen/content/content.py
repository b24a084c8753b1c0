"""All records of a desk, by kind and id."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from briefgen.content.entry import Entry
from briefgen.content.model.desk import Desk, Party, Term
from briefgen.content.model.development import Development, Event
from briefgen.content.model.issue import Issue
from briefgen.content.model.official import Official
from briefgen.content.model.pack import Pack
from briefgen.content.model.source import Source
from briefgen.content.record import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Content:
    """All records of a desk. Each mapping leads from the id to the entry, in file order."""

    desk: Desk
    entries: tuple[Entry[Record], ...]

    @cached_property
    def sources(self) -> Mapping[str, Entry[Source]]:
        return _by_id(self.every(Source))

    @cached_property
    def officials(self) -> Mapping[str, Entry[Official]]:
        return _by_id(self.every(Official))

    @cached_property
    def issues(self) -> Mapping[str, Entry[Issue]]:
        return _by_id(self.every(Issue))

    @cached_property
    def developments(self) -> Mapping[str, Entry[Development]]:
        return _by_id(self.every(Development))

    @cached_property
    def packs(self) -> Mapping[str, Entry[Pack]]:
        return _by_id(self.every(Pack))

    @cached_property
    def terms(self) -> Mapping[str, Entry[Term]]:
        return _by_id(self.every(Term))

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """The parties of the desk's settings."""
        return {party.id: party for party in self.desk.parties}

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events of all developments."""
        return {event.id: event for entry in self.every(Development) for event in entry.record.events}

    def every(self, kind: type[R]) -> tuple[Entry[R], ...]:
        """The entries of a kind in file order, also those that wrongly share an id."""
        return tuple(cast("Entry[R]", entry) for entry in self.entries if isinstance(entry.record, kind))

    def ids(self, kind: str) -> KeysView[str]:
        """The ids by which texts and fields name a kind of record, a party or an event."""
        named: Mapping[str, Mapping[str, object]] = {
            "source": self.sources,
            "official": self.officials,
            "issue": self.issues,
            "development": self.developments,
            "pack": self.packs,
            "term": self.terms,
            "party": self.parties,
            "event": self.events,
        }
        return named[kind].keys()


def _by_id(entries: Iterable[Entry[R]]) -> Mapping[str, Entry[R]]:
    found: dict[str, Entry[R]] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return found
