"""All records of a desk, by kind and id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, cast

from briefgen.content.entry import Entry, PackEntry
from briefgen.content.model.desk import Desk, Party, Term
from briefgen.content.model.development import Development
from briefgen.content.model.fact import Fact
from briefgen.content.model.issue import Issue
from briefgen.content.model.official import Official
from briefgen.content.model.source import Source
from briefgen.content.officials import named_in, offices, persons
from briefgen.content.record import FieldPath, Record
from briefgen.content.selection import Appearances, Chosen, ChosenFact, ChosenUpdate, Records, choose, facts_of, updates_by_issue
from briefgen.content.standing import Standing
from briefgen.fonts.desk_faces import DeskFace
from briefgen.language import inline_markup
from briefgen.language.person_names import Register

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Entry[Record])
V = TypeVar("V")


@dataclass(frozen=True, eq=False)
class Content:
    """All records of a desk. Each mapping leads from the id to the entry, in file order. faces: those that the desk brings."""

    desk: Desk
    entries: tuple[Entry[Record], ...]
    faces: tuple[DeskFace, ...] = ()
    _chosen: dict[str, Chosen] = field(default_factory=dict, init=False, repr=False)

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
    def packs(self) -> Mapping[str, PackEntry]:
        return _by_id(entry for entry in self.entries if isinstance(entry, PackEntry))

    @cached_property
    def terms(self) -> Mapping[str, Entry[Term]]:
        return _by_id(self.every(Term))

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """The parties of the desk's settings."""
        return {party.id: party for party in self.desk.parties}

    @cached_property
    def facts(self) -> Mapping[str, ChosenFact]:
        """The facts of all developments that have an id, by it."""
        told = (fact for entry in self.every(Development) for fact in facts_of(entry))
        return {fact.fact.id: fact for fact in reversed(tuple(told)) if fact.fact.id}

    @cached_property
    def events(self) -> Mapping[str, Fact]:
        """The facts that are entries of the chronology, by the name they go by there."""
        told = (fact for entry in self.every(Development) for fact in facts_of(entry))
        return {fact.name: fact.fact for fact in told if fact.fact.event}

    @cached_property
    def updates(self) -> Mapping[str, Sequence[ChosenUpdate]]:
        """Issue id → the moves on it in all developments, by date."""
        return updates_by_issue(self.developments.values(), self.sources)

    @cached_property
    def register(self) -> Register:
        """The officials who have a name, to be found in sentences. It knows no other words."""
        officials = [entry.record for entry in self.officials.values()]
        return Register(persons(officials), offices(self.desk.parties, officials), frozenset())

    @cached_property
    def appearances(self) -> Appearances:
        """Which officials each development's facts name, and where."""
        found: dict[str, dict[str, tuple[FieldPath, ...]]] = {}
        for name, entry in self.developments.items():
            here = found.setdefault(name, {})
            for told in facts_of(entry):
                for who in named_in(self.register, inline_markup.plain(told.fact.text)):
                    here[who] = (*here.get(who, ()), told.path)
        return found

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """What a text may link to after the hash sign → the anchor: `issue-x` as it stands, and a bare `x` where one record has that id."""
        found: dict[str, str] = {}
        for kind in ("term", "source", "official", "event", "issue", "development"):
            for name in self.ids(kind):
                found[name] = found[f"{kind}-{name}"] = f"{kind}-{name}"
        return found

    def chosen(self, pack: str) -> Chosen:
        """What the pack with this id takes, worked out when first asked for."""
        if pack not in self._chosen:
            listed = (*self.developments.values(),), (*self.issues.values(),)
            records = Records(*listed, self.officials, self.sources, (*self.terms.values(),), self.appearances)
            self._chosen[pack] = choose(self.packs[pack], records)
        return self._chosen[pack]

    def with_standings(self, standings: Mapping[str, Standing]) -> Content:
        """The same records with packs, by id, that stand otherwise. What was chosen for them stays."""
        if not standings:
            return self
        packs = {name: replace(self.packs[name], given=given) for name, given in standings.items()}
        changed = replace(self, entries=tuple(packs.get(entry.id, entry) if entry.kind == "pack" else entry for entry in self.entries))
        for name, chosen in self._chosen.items():
            changed._chosen[name] = replace(chosen, pack=packs.get(name, chosen.pack))
        return changed

    def each(self, kind: type[V]) -> Iterator[tuple[Entry[Record], FieldPath, V]]:
        """Every value of a type in every record, with its place."""
        for entry in self.entries:
            for path, value, _ in entry.items:
                if isinstance(value, kind):
                    yield entry, path, value

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
            "fact": self.facts,
            "basis": {**self.developments, **self.facts},
        }
        return named[kind].keys()


def _by_id(entries: Iterable[E]) -> Mapping[str, E]:
    found: dict[str, E] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return found
