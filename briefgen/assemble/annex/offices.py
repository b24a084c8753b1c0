"""Offices: what the table of officials leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.parts.officials import people
from briefgen.assemble.values import Line, Linked
from briefgen.content.model.official import Official, Post
from briefgen.content.officials import name_words, office_words, offices_by

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class Held:
    """An office with the date for which a source attests it, and where that stands: source, paragraph, words."""

    office: Line
    attested: str
    proofs: tuple[tuple[Linked, int, str], ...]


@dataclass(frozen=True)
class OfficeRow:
    """A person with all offices and what is to be known, or an office whose holder no source names."""

    anchor: str
    name: Line
    party: str
    posts: tuple[Held, ...]
    note: Line


@dataclass(frozen=True)
class OfficesPart:
    """The officials of the annex. named: people with all their offices; unnamed: offices whose holder no source names."""

    named: tuple[OfficeRow, ...] = ()
    unnamed: tuple[OfficeRow, ...] = ()

    @property
    def rows(self) -> tuple[OfficeRow, ...]:
        """All of them, people first."""
        return (*self.named, *self.unnamed)


def offices_part(assembly: Assembly) -> OfficesPart:
    """What the table of officials leaves out: offices held before, where each stands, notes, and offices without a holder."""
    parties = assembly.content.parties
    known = sorted(people(assembly), key=lambda who: (who.family, who.id))
    offices = [entry.record for entry in assembly.chosen.officials if not entry.record.name]
    unnamed = sorted(offices, key=lambda office: (parties[office.party].name, name_words(office), office.id))
    return OfficesPart(tuple(_row(assembly, who) for who in known), tuple(_row(assembly, office) for office in unnamed))


def _row(assembly: Assembly, official: Official) -> OfficeRow:
    posts = _offices(offices_by(official, assembly.pack.as_of))
    return OfficeRow(
        anchor=f"annex-official-{official.id}",
        name=assembly.setter.label(name_words(official)),
        party=assembly.content.parties[official.party].name,
        posts=tuple(_held(assembly, post) for post in posts) or (Held(assembly.setter.label(office_words(None)), "", ()),),
        note=assembly.setter.line(official.note or ""),
    )


def _offices(posts: Iterable[Post]) -> list[Post]:
    """The posts without those that repeat, for an earlier date, the office that stands before them."""
    kept: list[Post] = []
    for post in posts:
        if not kept or office_words(post) != office_words(kept[-1]):
            kept.append(post)
    return kept


def _held(assembly: Assembly, post: Post) -> Held:
    sources = assembly.content.sources
    proofs = tuple((assembly.source_link(sources[cite.source].record), cite.para, cite.excerpt) for cite in post.cite)
    return Held(assembly.setter.label(office_words(post)), assembly.moment(post.attested), proofs)
