"""What a desk holds, as rows."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.content.content import Content
from briefgen.language.edtf import order_key


class ListingRow(NamedTuple):
    """A record: its kind, id, date as EDTF ("" where it has none) and title."""

    kind: str
    id: str
    date: str
    title: str


def listing(content: Content) -> list[ListingRow]:
    """Packs first, then developments by date, issues, officials, sources and glossary entries by id."""
    packs = [ListingRow("pack", p.id, p.as_of.text, p.title) for p in content.records("pack").values()]
    developments = sorted(content.records("development").values(), key=lambda d: order_key(d.date))
    rows = packs + [ListingRow("development", d.id, d.date.text, d.title) for d in developments]
    rows += [ListingRow("issue", i.id, "", i.title) for i in content.records("issue").values()]
    rows += [
        ListingRow("official", o.id, "", o.name or f"{o.posts[-1].title if o.posts else 'office'} (not named)")
        for o in content.records("official").values()
    ]
    rows += [
        ListingRow("source", s.id, s.published.text if s.published else "", " — ".join(filter(None, [s.publisher, s.headline])))
        for s in content.records("source").values()
    ]
    rows += [ListingRow("glossary", t.id, "", f"{t.abbreviation}: {t.expansion}") for t in content.records("term").values()]
    return rows
