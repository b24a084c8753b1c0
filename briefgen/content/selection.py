"""What a pack takes from the desk, worked out once: developments, and what they tell, name, cite and use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from briefgen.content.entry import Entry, PackEntry
from briefgen.content.model.desk import Term
from briefgen.content.model.development import Development
from briefgen.content.model.fact import Fact
from briefgen.content.model.issue import Issue, Move
from briefgen.content.model.official import Official
from briefgen.content.model.pack import Pack
from briefgen.content.model.source import Source
from briefgen.content.record import FieldPath, Record
from briefgen.language.date_parser import parse
from briefgen.language.edtf import Edtf, order_key

UNDATED = parse("9999")


class ChosenFact(NamedTuple):
    """A fact with the development that holds it, and its path there."""

    development: Entry[Development]
    path: FieldPath
    fact: Fact

    @property
    def place(self) -> str:
        return self.development.places[self.path]

    @property
    def name(self) -> str:
        """Its id, or a name made of its place where it has none."""
        return self.fact.id or f"{self.development.id}-{self.place.rpartition('/')[2]}"


class ChosenUpdate(NamedTuple):
    """A move on an open issue that a fact tells. reported: whether the date is only that of the report."""

    told: ChosenFact
    issue: str
    move: Move
    date: Edtf
    reported: bool


class ChosenPosition(NamedTuple):
    """Whose position on an open issue a fact tells. reported: whether the date is only that of the report."""

    told: ChosenFact
    issue: str
    parties: tuple[str, ...]
    date: Edtf
    reported: bool


OnIssue = TypeVar("OnIssue", ChosenUpdate, ChosenPosition)
Appearances = Mapping[str, Mapping[str, tuple[FieldPath, ...]]]
"""Development id → the officials that its facts name, by id, with the paths of these facts."""


class Records(NamedTuple):
    """The records of a desk, by kind, of which a pack takes some."""

    developments: Sequence[Entry[Development]]
    issues: Sequence[Entry[Issue]]
    officials: Mapping[str, Entry[Official]]
    sources: Mapping[str, Entry[Source]]
    terms: Sequence[Entry[Term]]
    appearances: Appearances


@dataclass(frozen=True, eq=False)
class Chosen:
    """What a pack takes. What an id names that no record has is left out.

    developments, events: by date; updates, positions: issue id → moves on it, positions on it, by date; issues: those with moves, in file
    order; officials: those that the developments name, and offices without a holder that a source taken attests; sources: those that
    the developments cite, by id; cited: development id → the sources that it cites; terms: by abbreviation.
    """

    pack: PackEntry
    developments: tuple[Entry[Development], ...]
    events: tuple[ChosenFact, ...]
    updates: Mapping[str, Sequence[ChosenUpdate]]
    positions: Mapping[str, Sequence[ChosenPosition]]
    issues: tuple[Entry[Issue], ...]
    officials: tuple[Entry[Official], ...]
    sources: tuple[Entry[Source], ...]
    cited: Mapping[str, frozenset[str]]
    terms: tuple[Entry[Term], ...]


def choose(pack: PackEntry, records: Records) -> Chosen:
    """What a pack takes of the records of its desk. Content.chosen has it ready."""
    taken = selected(pack.record, records.developments)
    updates = updates_by_issue(taken, records.sources)
    moved = tuple(issue for issue in records.issues if issue.id in updates)
    cited = {entry.id: entry.cites for entry in taken}
    sources = frozenset().union(*cited.values())
    named = {name for entry in taken for name in records.appearances.get(entry.id, ())}
    offices = {name for name, entry in records.officials.items() if not entry.record.name and entry.cites & sources}
    return Chosen(
        pack=pack,
        developments=taken,
        events=_events(taken),
        updates=updates,
        positions=positions_by_issue(taken, records.sources),
        issues=moved,
        officials=tuple(records.officials[name] for name in sorted(named | offices) if name in records.officials),
        sources=tuple(records.sources[name] for name in sorted(sources) if name in records.sources),
        cited=cited,
        terms=_terms_used(records.terms, (pack, *taken, *moved)),
    )


def facts_of(entry: Entry[Development]) -> Iterator[ChosenFact]:
    """The facts of a development, in order."""
    for number, paragraph in enumerate(entry.record.paragraphs):
        for index, fact in enumerate(paragraph.facts):
            yield ChosenFact(entry, ("paragraphs", number, "facts", index), fact)


def selected(pack: Pack, developments: Iterable[Entry[Development]]) -> tuple[Entry[Development], ...]:
    """The developments a pack takes, in the order of their dates."""
    wanted = pack.developments
    taken = [
        entry
        for entry in developments
        if (not wanted.ids or entry.id in wanted.ids)
        and (not wanted.topics or set(entry.record.topics) & set(wanted.topics))
        and _within(entry.record.date, wanted.since, wanted.until)
    ]
    return tuple(sorted(taken, key=lambda entry: (order_key(entry.record.date), entry.id)))


def _within(date: Edtf, since: Edtf | None, until: Edtf | None) -> bool:
    too_early = since and since.first and date.last and date.last < since.first
    too_late = until and until.last and date.first and date.first > until.last
    return not too_early and not too_late


def _events(developments: Iterable[Entry[Development]]) -> tuple[ChosenFact, ...]:
    found = [told for entry in developments for told in facts_of(entry) if told.fact.event]
    return tuple(sorted(found, key=lambda told: (order_key(told.fact.date or UNDATED), told.name)))


def reported(fact: Fact, sources: Mapping[str, Entry[Source]]) -> Edtf:
    """When a fact was reported: the date, or the bounds, of the latest of its sources."""
    cited = [sources[citation.source].record for citation in fact.cite if citation.source in sources]
    dates = [date for source in cited if (date := source.published or (source.inferred.bounds if source.inferred else None))]
    return max(dates, key=order_key, default=UNDATED)


def when(fact: Fact, sources: Mapping[str, Entry[Source]]) -> tuple[Edtf, bool]:
    """The date of what a fact tells of an open issue, and whether that is only the date of its report.

    It is the fact's own where that lies behind; a position told beside a plan is not of the day that the plan is for.
    """
    return (fact.date, False) if fact.date and fact.has_occurred else (reported(fact, sources), True)


def updates_by_issue(
    developments: Iterable[Entry[Development]], sources: Mapping[str, Entry[Source]]
) -> Mapping[str, Sequence[ChosenUpdate]]:
    """Issue id → the moves on it in some developments, in the order of their dates."""
    told_of = (told for entry in developments for told in facts_of(entry))
    return _by_issue(ChosenUpdate(told, move.issue, move.move, *when(told.fact, sources)) for told in told_of for move in told.fact.moves)


def positions_by_issue(
    developments: Iterable[Entry[Development]], sources: Mapping[str, Entry[Source]]
) -> Mapping[str, Sequence[ChosenPosition]]:
    """Issue id → the positions on it in some developments, in the order of their dates."""
    told_of = (told for entry in developments for told in facts_of(entry))
    return _by_issue(
        ChosenPosition(told, stance.issue, stance.parties, *when(told.fact, sources)) for told in told_of for stance in told.fact.positions
    )


def _by_issue(chosen: Iterable[OnIssue]) -> Mapping[str, Sequence[OnIssue]]:
    found: dict[str, list[OnIssue]] = defaultdict(list)
    for item in chosen:
        found[item.issue].append(item)
    return {issue: sorted(items, key=lambda item: order_key(item.date)) for issue, items in found.items()}


def standing_since(updates: Sequence[ChosenUpdate]) -> ChosenUpdate:
    """The move since which the last state of an issue has held without another between."""
    first = updates[-1]
    for update in reversed(updates):
        if update.move != first.move:
            break
        first = update
    return first


def reported_sources(entry: Entry[Development]) -> set[str]:
    """The ids of the sources that carry what a development reports, our own comment left out."""
    return {citation.source for told in facts_of(entry) for citation in told.fact.cite}


def _terms_used(terms: Iterable[Entry[Term]], printed: Iterable[Entry[Record]]) -> tuple[Entry[Term], ...]:
    """The glossary entries whose abbreviation stands in the texts of some records, in alphabetical order."""
    known = {entry.record.abbreviation: entry for entry in terms}
    pattern = term_pattern(known)
    texts = (value for entry in printed if pattern for _, value, _ in entry.items if isinstance(value, str))
    used = {word for text in texts for word in (pattern.findall(text) if pattern else ())}
    return tuple(sorted((known[word] for word in used), key=lambda term: term.record.abbreviation.casefold()))


def term_pattern(abbreviations: Iterable[str]) -> re.Pattern[str] | None:
    """Matches any of the abbreviations as a whole word, longest first; None where there are none."""
    words = [re.escape(word) for word in sorted(abbreviations, key=lambda word: (-len(word), word))]
    # what may stand before a word is looked at behind its letters: a pattern that begins with letters is searched for much faster
    return re.compile("|".join(rf"{word}(?<!\w{word})(?!\w)" for word in words)) if words else None
