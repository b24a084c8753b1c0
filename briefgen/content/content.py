"""All records of a desk, by kind and id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, KeysView, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from briefgen.content.entry import Entry, PackEntry
from briefgen.content.model.desk import Confirmation, Desk, Party, Term
from briefgen.content.model.development import Development
from briefgen.content.model.fact import Fact
from briefgen.content.model.issue import Issue
from briefgen.content.model.official import Official
from briefgen.content.model.source import Source
from briefgen.content.officials import named_in, offices, persons
from briefgen.content.record import FieldPath, HasMarkup, Marks, Record, has
from briefgen.content.selection import Appearances, Chosen, ChosenFact, ChosenUpdate, Records, choose, facts_of, updates_by_issue
from briefgen.content.standing import Standing
from briefgen.fonts.desk_faces import DeskFace
from briefgen.language.person_names import Register

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Entry[Record])
V = TypeVar("V")
_NAMED = {
    "source": "sources",
    "official": "officials",
    "issue": "issues",
    "development": "developments",
    "pack": "packs",
    "term": "terms",
    "party": "parties",
    "event": "events",
    "fact": "facts",
    "basis": "bases",
}
"""Kind → the attribute of Content that has the records of that kind by id."""


@dataclass(frozen=True, eq=False)
class Content:
    """All records of a desk. Each mapping leads from the id to the entry, in file order.

    faces: those that the desk brings. confirmations: what persons said of its sentences; no pack shows them as records.
    """

    desk: Desk
    entries: tuple[Entry[Record], ...]
    faces: tuple[DeskFace, ...] = ()
    confirmations: tuple[Entry[Confirmation], ...] = ()
    memory: dict[str, Any] = field(default_factory=dict, repr=False)
    _chosen: dict[str, Chosen] = field(default_factory=dict, init=False, repr=False)
    _each: dict[type, Sequence[tuple[Entry[Record], FieldPath, Any]]] = field(default_factory=dict, init=False, repr=False)

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
    def bases(self) -> Mapping[str, object]:
        """All that a sentence may rest on, developments and facts, by id."""
        return {**self.developments, **self.facts}

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
        people = (*self.officials.values(), *self.desk.parties)
        before, known = self.memory.get("appearances", ((), {}))
        found = {entry: (known.get(entry) if people == before else None) or self._appearing(entry) for entry in self.developments.values()}
        self.memory["appearances"] = people, found
        return {entry.id: here for entry, here in found.items()}

    def _appearing(self, entry: Entry[Development]) -> Mapping[str, tuple[FieldPath, ...]]:
        here: dict[str, tuple[FieldPath, ...]] = {}
        for told in facts_of(entry):
            for who in named_in(self.register, told.fact.text):
                here[who] = (*here.get(who, ()), told.path)
        return here

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

    def each(self, kind: type[V]) -> Sequence[tuple[Entry[Record], FieldPath, V]]:
        """Every value of a type in every record, with its place; gathered when first asked for."""
        if kind not in self._each:
            kinds = {own for own in self._by_class if issubclass(own, kind)}
            found = ((entry, path, value) for entry in self.entries for path, value, _ in entry.items if type(value) in kinds)
            self._each[kind] = self._by_class[kinds.pop()] if len(kinds) == 1 else tuple(found)
        return self._each[kind]

    @cached_property
    def _by_class(self) -> Mapping[type, Sequence[tuple[Entry[Record], FieldPath, Any]]]:
        """Every value in every record by its very class: asking 100,000 values whether they are of a kind takes as long as a build has."""
        found: dict[type, list[tuple[Entry[Record], FieldPath, Any]]] = defaultdict(list)
        for entry in self.entries:
            for path, value, _ in entry.items:
                found[type(value)].append((entry, path, value))
        return found

    @cached_property
    def texts(self) -> Sequence[tuple[Entry[Record], FieldPath, str, Marks]]:
        """Every text in every record, with its place and the marks of its field."""
        return tuple((entry, path, value, marks) for entry in self.entries for path, value, marks in entry.items if isinstance(value, str))

    @cached_property
    def marked(self) -> Sequence[tuple[Entry[Record], FieldPath, str]]:
        """Every text that may hold links, citations or names of facts, and has a bracket, with its place."""
        return tuple((entry, path, text) for entry, path, text, marks in self.texts if "[" in text and has(marks, HasMarkup))

    def every(self, kind: type[R]) -> tuple[Entry[R], ...]:
        """The entries of a kind in file order, also those that wrongly share an id."""
        return tuple(cast("Entry[R]", entry) for entry in self.entries if isinstance(entry.record, kind))

    def ids(self, kind: str) -> KeysView[str]:
        """The ids by which texts and fields name a kind of record, a party or an event."""
        named: Mapping[str, object] = getattr(self, _NAMED[kind])
        return named.keys()


def _by_id(entries: Iterable[E]) -> Mapping[str, E]:
    found: dict[str, E] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return found
