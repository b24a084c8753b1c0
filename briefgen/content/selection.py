"""What a pack takes from the desk: developments, and what they use. Shared by check and assemble."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.desk import Term
from briefgen.content.model.development import Development, Update
from briefgen.content.model.pack import Pack
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.record import FieldPath, HasMarkup, Record, has
from briefgen.language import inline_markup
from briefgen.language.edtf import Edtf, order_key

V = TypeVar("V")


def selected(content: Content, pack: Pack) -> list[Entry[Development]]:
    """The developments a pack takes, in the order of their dates."""
    wanted = pack.developments
    chosen = [
        entry
        for entry in content.developments.values()
        if (not wanted.ids or entry.record.id in wanted.ids)
        and (not wanted.topics or set(entry.record.topics) & set(wanted.topics))
        and _within(entry.record.date, wanted.since, wanted.until)
    ]
    return sorted(chosen, key=lambda entry: (order_key(entry.record.date), entry.record.id))


def _within(date: Edtf, since: Edtf | None, until: Edtf | None) -> bool:
    too_early = since and since.first and date.last and date.last < since.first
    too_late = until and until.last and date.first and date.first > until.last
    return not too_early and not too_late


def each(content: Content, kind: type[V]) -> Iterator[tuple[Entry[Record], FieldPath, V]]:
    """Every value of a type in every record, with its place."""
    for entry in content.entries:
        for path, value, _ in entry.items:
            if isinstance(value, kind):
                yield entry, path, value


def citations(entry: Entry[Record]) -> Iterator[tuple[FieldPath, str]]:
    """Every source id a record cites, as a field or inline, with the place."""
    for path, value, marks in entry.items:
        if isinstance(value, Citation):
            yield (*path, "source"), value.source
        elif isinstance(value, str) and "[@" in value and has(marks, HasMarkup):
            yield from ((path, source) for source, _ in inline_markup.citations(value))


def cited_sources(entry: Entry[Record]) -> set[str]:
    """The ids of the sources a record cites."""
    return {source for _, source in citations(entry)}


def reported_sources(entry: Entry[Record]) -> set[str]:
    """The ids of the sources that carry what a development reports, our own comment left out."""
    reported = (value for _, value, _ in entry.items if isinstance(value, Statement) and value.says != "comment")
    return {citation.source for statement in reported for citation in statement.cite}


def anchors(content: Content) -> dict[str, str]:
    """What a text may link to after the hash sign → the anchor: `issue-x` as it stands, and a bare `x` where one record has that id."""
    found: dict[str, str] = {}
    for kind in ("term", "source", "official", "event", "issue", "development"):
        for name in content.ids(kind):
            found[name] = found[f"{kind}-{name}"] = f"{kind}-{name}"
    return found


def mentioned_officials(developments: Iterable[Entry[Development]]) -> set[str]:
    """The ids of the officials that developments name."""
    return {mention.official for entry in developments for mention in entry.record.officials}


IssueMove = tuple[Entry[Development], FieldPath, Update]
"""An update to an open issue, with its place."""


def issue_updates(content: Content, developments: Iterable[Entry[Development]] | None = None) -> dict[str, list[IssueMove]]:
    """Issue id → its updates with their places, in the order of their dates."""
    found: dict[str, list[IssueMove]] = defaultdict(list)
    for entry in content.developments.values() if developments is None else developments:
        for index, update in enumerate(entry.record.updates):
            found[update.issue].append((entry, ("updates", index), update))
    for updates in found.values():
        updates.sort(key=lambda item: order_key(item[2].date))
    return dict(found)


def terms_used(content: Content, pack: Entry[Pack], developments: Sequence[Entry[Development]]) -> list[Entry[Term]]:
    """The glossary entries whose abbreviation stands in the texts a pack prints, in alphabetical order."""
    terms = {entry.record.abbreviation: entry for entry in content.terms.values()}
    pattern = term_pattern(terms)
    if pattern is None:
        return []
    used: set[str] = set()
    moved = issue_updates(content, developments)
    printed: list[Entry[Record]] = [pack, *developments, *(entry for entry in content.issues.values() if entry.id in moved)]
    for entry in printed:
        for _, value, _ in entry.items:
            if isinstance(value, str):
                used.update(pattern.findall(value))
    return sorted((terms[word] for word in used), key=lambda term: term.record.abbreviation.casefold())


def term_pattern(abbreviations: Iterable[str]) -> re.Pattern[str] | None:
    """Matches any of the abbreviations as a whole word, longest first; None where there are none."""
    words = sorted(abbreviations, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)") if words else None
