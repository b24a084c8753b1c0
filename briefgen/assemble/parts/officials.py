"""Key officials: each in the office last attested by the as-of date, with the offices held before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.values import Line, Linked
from briefgen.content.model.development import Development
from briefgen.content.model.official import Official, Post
from briefgen.content.officials import name_words, office_words, offices_by
from briefgen.language.edtf import Edtf

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class Person:
    """An official whom a development names: name and office."""

    name: Line
    office: Line
    anchor: str


@dataclass(frozen=True)
class Held:
    """An office with the date for which a source attests it, and the marks of its citations."""

    office: Line
    attested: str
    marks: Line


@dataclass(frozen=True)
class OfficialRow:
    """A key official: the office last attested by the as-of date, those before it, and where the person appears."""

    anchor: str
    name: Line
    native: Line
    posts: tuple[Held, ...]
    note: Line
    appears: tuple[Linked, ...]


@dataclass(frozen=True)
class OfficialGroup:
    """The officials of a government or body, or all offices whose holder no source names. head: of the column that tells rows apart."""

    title: str
    caption: str
    anchor: str
    head: str
    rows: tuple[OfficialRow, ...]


def officials_part(assembly: Assembly) -> tuple[OfficialGroup, ...]:
    """The officials that the pack's developments name, by party and family name; last, the offices whose holder no source names."""
    appears: dict[str, list[Development]] = {}
    for entry in assembly.chosen.developments:
        for name in assembly.content.appearances[entry.id]:
            appears.setdefault(name, []).append(entry.record)
    officials = [entry.record for entry in assembly.chosen.officials]
    people = sorted((official for official in officials if official.name), key=lambda o: (o.family, o.id))
    groups = []
    for party in assembly.content.desk.parties:
        rows = tuple(_official(assembly, who, name_words(who), appears.get(who.id, [])) for who in people if who.party == party.id)
        caption = f"{party.name}: people whom the sources name, and their offices"
        groups.append(OfficialGroup(party.name, caption, f"officials-{party.id}", "Name", rows))
    groups.append(_offices_only(assembly, [official for official in officials if not official.name]))
    return tuple(group for group in groups if group.rows)


def _offices_only(assembly: Assembly, officials: list[Official]) -> OfficialGroup:
    """One table of the offices whose holder no source names, with the developments that rest on the sources that name them."""
    parties = assembly.content.parties
    rows = []
    for office in sorted(officials, key=lambda o: (parties[o.party].name, name_words(o), o.id)):
        citing = [entry.record for post in office.posts for cite in post.cite for entry in assembly.citing.get(cite.source, ())]
        rows.append(_official(assembly, office, parties[office.party].name, citing))
    caption = "Offices that the sources name without their holder"
    return OfficialGroup("Holders not named", caption, "officials-unnamed", "Party", tuple(rows))


def person(assembly: Assembly, official: Official, date: Edtf) -> Person:
    """An official's part in a development, in the office attested nearest before its date."""
    post = next(iter(offices_by(official, date)), None)
    anchor = f"official-{official.id}" if "officials" in assembly.pack.sections else ""
    return Person(assembly.setter.label(name_words(official)), assembly.setter.label(office_words(post)), anchor)


def _official(assembly: Assembly, official: Official, name: str, records: Iterable[Development]) -> OfficialRow:
    posts = offices_by(official, assembly.pack.as_of)
    return OfficialRow(
        anchor=f"official-{official.id}",
        name=assembly.setter.label(name),
        native=assembly.setter.label(official.native_name or ""),
        posts=tuple(_held(assembly, post) for post in _offices(posts)) or (Held(assembly.setter.label(office_words(None)), "", ()),),
        note=assembly.setter.line(official.note or ""),
        appears=tuple(dict.fromkeys(assembly.development_link(record) for record in records)),
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
