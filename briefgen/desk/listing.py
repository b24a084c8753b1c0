"""What a desk holds, as rows."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.content.content import Content
from briefgen.content.model.official import Official
from briefgen.content.model.source import Source
from briefgen.language.edtf import order_key


class ListingRow(NamedTuple):
    """A record: its kind, id, date as EDTF ("" where it has none) and title."""

    kind: str
    id: str
    date: str
    title: str


def listing(content: Content) -> list[ListingRow]:
    """Packs first, then developments by date, issues, officials, sources and glossary entries by id."""
    packs = [entry.record for entry in content.packs.values()]
    developments = sorted((entry.record for entry in content.developments.values()), key=lambda d: order_key(d.date))
    rows = [ListingRow("pack", p.id, p.as_of.text, p.title) for p in packs]
    rows += [ListingRow("development", d.id, d.date.text, d.title) for d in developments]
    rows += [ListingRow("issue", entry.id, "", entry.record.title) for entry in content.issues.values()]
    rows += [ListingRow("official", entry.id, "", _named(entry.record)) for entry in content.officials.values()]
    rows += [_source(entry.record) for entry in content.sources.values()]
    terms = [entry.record for entry in content.terms.values()]
    return rows + [ListingRow("glossary", t.id, "", f"{t.abbreviation}: {t.expansion}") for t in terms]


def _named(official: Official) -> str:
    return official.name or f"{official.posts[-1].title if official.posts else 'office'} (not named)"


def _source(source: Source) -> ListingRow:
    title = " — ".join(filter(None, [source.publisher, source.headline]))
    return ListingRow("source", source.id, source.published.text if source.published else "", title)
