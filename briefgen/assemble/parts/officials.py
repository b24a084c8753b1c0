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
    """An official in a development: name and office, and the part played."""

    name: Line
    office: Line
    anchor: str
    role: Line


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
    """The officials of a government or body; `unnamed` are offices whose holder no source names."""

    party: str
    anchor: str
    named: tuple[OfficialRow, ...]
    unnamed: tuple[OfficialRow, ...]


def officials_part(assembly: Assembly) -> tuple[OfficialGroup, ...]:
    """The officials that the pack's developments name, by party and family name."""
    appears: dict[str, list[Development]] = {}
    for entry in assembly.chosen.developments:
        for mention in entry.record.officials:
            appears.setdefault(mention.official, []).append(entry.record)
    people = sorted((entry.record for entry in assembly.chosen.officials), key=lambda o: (o.family_name or name_words(o), o.id))
    groups = []
    for party in assembly.content.desk.parties:
        members = [(person, appears[person.id]) for person in people if person.party == party.id]
        if members:
            named = tuple(_official(assembly, person, records) for person, records in members if person.name)
            unnamed = tuple(_official(assembly, person, records) for person, records in members if not person.name)
            groups.append(OfficialGroup(party.name, f"officials-{party.id}", named, unnamed))
    return tuple(groups)


def person(assembly: Assembly, official: Official, role: str, date: Edtf) -> Person:
    """An official's part in a development, in the office attested nearest before its date."""
    post = next(iter(offices_by(official, date)), None)
    anchor = f"official-{official.id}" if "officials" in assembly.pack.sections else ""
    return Person(
        assembly.setter.label(name_words(official)), assembly.setter.label(office_words(post)), anchor, assembly.setter.line(role)
    )


def _official(assembly: Assembly, official: Official, records: Iterable[Development]) -> OfficialRow:
    posts = offices_by(official, assembly.pack.as_of)
    return OfficialRow(
        anchor=f"official-{official.id}",
        name=assembly.setter.label(name_words(official)),
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
