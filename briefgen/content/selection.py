"""What a pack takes from the desk, worked out once: developments, and what they tell, name, cite and use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.content.entry import Entry, PackEntry
from briefgen.content.model.desk import Term
from briefgen.content.model.development import Development, Event, Update
from briefgen.content.model.issue import Issue
from briefgen.content.model.official import Official
from briefgen.content.model.pack import Pack
from briefgen.content.model.source import Source
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.record import FieldPath, HasMarkup, Record, has
from briefgen.language import inline_markup
from briefgen.language.date_parser import parse
from briefgen.language.edtf import Edtf, order_key

UNDATED = parse("9999")


class ChosenEvent(NamedTuple):
    """An event with the development that holds it, and its path there."""

    development: Entry[Development]
    path: FieldPath
    event: Event

    @property
    def place(self) -> str:
        return self.development.places[self.path]


class ChosenUpdate(NamedTuple):
    """An update to an open issue with the development that holds it, and its path there."""

    development: Entry[Development]
    path: FieldPath
    update: Update

    @property
    def place(self) -> str:
        return self.development.places[self.path]


@dataclass(frozen=True, eq=False)
class Chosen:
    """What a pack takes. What an id names that no record has is left out.

    developments, events: by date; updates: issue id → its updates by date; issues: those with updates, in file order; officials, sources:
    those that the developments name and cite, by id; cited: development id → the sources that it cites; terms: by abbreviation.
    """

    pack: PackEntry
    developments: tuple[Entry[Development], ...]
    events: tuple[ChosenEvent, ...]
    updates: Mapping[str, Sequence[ChosenUpdate]]
    issues: tuple[Entry[Issue], ...]
    officials: tuple[Entry[Official], ...]
    sources: tuple[Entry[Source], ...]
    cited: Mapping[str, frozenset[str]]
    terms: tuple[Entry[Term], ...]


def choose(
    pack: PackEntry,
    developments: Iterable[Entry[Development]],
    issues: Iterable[Entry[Issue]],
    officials: Mapping[str, Entry[Official]],
    sources: Mapping[str, Entry[Source]],
    terms: Iterable[Entry[Term]],
) -> Chosen:
    """What a pack takes of the records of its desk. Content.chosen has it ready."""
    taken = selected(pack.record, developments)
    updates = updates_by_issue(taken)
    moved = tuple(issue for issue in issues if issue.id in updates)
    named = sorted({mention.official for entry in taken for mention in entry.record.officials})
    cited = {entry.id: cited_sources(entry) for entry in taken}
    return Chosen(
        pack=pack,
        developments=taken,
        events=_events(taken),
        updates=updates,
        issues=moved,
        officials=tuple(officials[name] for name in named if name in officials),
        sources=tuple(sources[name] for name in sorted(set().union(*cited.values())) if name in sources),
        cited=cited,
        terms=_terms_used(terms, (pack, *taken, *moved)),
    )


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


def _events(developments: Iterable[Entry[Development]]) -> tuple[ChosenEvent, ...]:
    found = [ChosenEvent(entry, ("events", index), event) for entry in developments for index, event in enumerate(entry.record.events)]
    return tuple(sorted(found, key=lambda chosen: (order_key(chosen.event.date or UNDATED), chosen.event.id)))


def updates_by_issue(developments: Iterable[Entry[Development]]) -> Mapping[str, Sequence[ChosenUpdate]]:
    """Issue id → the updates to it in some developments, in the order of their dates."""
    found: dict[str, list[ChosenUpdate]] = defaultdict(list)
    for entry in developments:
        for index, update in enumerate(entry.record.updates):
            found[update.issue].append(ChosenUpdate(entry, ("updates", index), update))
    return {issue: sorted(updates, key=lambda chosen: order_key(chosen.update.date)) for issue, updates in found.items()}


def standing_since(updates: Sequence[ChosenUpdate]) -> Edtf:
    """The date from which the last state of an issue has held without another between."""
    first = updates[-1].update
    for _, _, update in reversed(updates):
        if update.move != first.move:
            break
        first = update
    return first.date


def cited_sources(entry: Entry[Record]) -> frozenset[str]:
    """The ids of the sources a record cites, as a field or inline."""
    fields = {value.source for _, value, _ in entry.items if isinstance(value, Citation)}
    texts = (value for _, value, marks in entry.items if isinstance(value, str) and "[@" in value and has(marks, HasMarkup))
    return frozenset(fields.union(source for text in texts for source, _ in inline_markup.citations(text)))


def reported_sources(entry: Entry[Record]) -> set[str]:
    """The ids of the sources that carry what a development reports, our own comment left out."""
    reported = (value for _, value, _ in entry.items if isinstance(value, Statement) and value.says != "comment")
    return {citation.source for statement in reported for citation in statement.cite}


def _terms_used(terms: Iterable[Entry[Term]], printed: Iterable[Entry[Record]]) -> tuple[Entry[Term], ...]:
    """The glossary entries whose abbreviation stands in the texts of some records, in alphabetical order."""
    known = {entry.record.abbreviation: entry for entry in terms}
    pattern = term_pattern(known)
    texts = (value for entry in printed if pattern for _, value, _ in entry.items if isinstance(value, str))
    used = {word for text in texts for word in (pattern.findall(text) if pattern else ())}
    return tuple(sorted((known[word] for word in used), key=lambda term: term.record.abbreviation.casefold()))


def term_pattern(abbreviations: Iterable[str]) -> re.Pattern[str] | None:
    """Matches any of the abbreviations as a whole word, longest first; None where there are none."""
    words = sorted(abbreviations, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)") if words else None
