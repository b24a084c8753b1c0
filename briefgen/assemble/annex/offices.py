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
    """An office with the date for which a source attests it, and the marks of its citations."""

    office: Line
    attested: str
    marks: Line


@dataclass(frozen=True)
class OfficeRow:
    """A person with all offices and what is to be known, or an office whose holder no source names."""

    anchor: str
    name: Line
    party: str
    posts: tuple[Held, ...]
    note: Line
    appears: tuple[Linked, ...]


@dataclass(frozen=True)
class OfficesPart:
    """The officials of the annex. named: people with offices before the last, or with a note; unnamed: offices without a holder."""

    named: tuple[OfficeRow, ...] = ()
    unnamed: tuple[OfficeRow, ...] = ()


def offices_part(assembly: Assembly) -> OfficesPart:
    """What the table of officials leaves out: offices held before, notes, and offices whose holder no source names."""
    known = [who for who in people(assembly) if who.note or len(_offices(offices_by(who, assembly.pack.as_of))) > 1]
    named = tuple(_row(assembly, who, ()) for who in sorted(known, key=lambda who: (who.family, who.id)))
    return OfficesPart(named, tuple(_unnamed(assembly)))


def _unnamed(assembly: Assembly) -> Iterable[OfficeRow]:
    """The offices without a holder, with the developments that rest on the sources that name them."""
    parties = assembly.content.parties
    officials = [entry.record for entry in assembly.chosen.officials if not entry.record.name]
    for office in sorted(officials, key=lambda o: (parties[o.party].name, name_words(o), o.id)):
        citing = [entry.record for post in office.posts for cite in post.cite for entry in assembly.citing.get(cite.source, ())]
        yield _row(assembly, office, tuple(dict.fromkeys(map(assembly.development_link, citing))))


def _row(assembly: Assembly, official: Official, appears: tuple[Linked, ...]) -> OfficeRow:
    posts = _offices(offices_by(official, assembly.pack.as_of))
    return OfficeRow(
        anchor=f"annex-official-{official.id}",
        name=assembly.setter.label(name_words(official)),
        party=assembly.content.parties[official.party].name,
        posts=tuple(_held(assembly, post) for post in posts) or (Held(assembly.setter.label(office_words(None)), "", ()),),
        note=assembly.setter.line(official.note or ""),
        appears=appears,
    )


def _offices(posts: Iterable[Post]) -> list[Post]:
    """The posts without those that repeat, for an earlier date, the office that stands before them."""
    kept: list[Post] = []
    for post in posts:
        if not kept or office_words(post) != office_words(kept[-1]):
            kept.append(post)
    return kept


def _held(assembly: Assembly, post: Post) -> Held:
    return Held(assembly.setter.label(office_words(post)), assembly.moment(post.attested), assembly.setter.citations(post.cite))
