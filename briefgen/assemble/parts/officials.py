"""Key officials: each in the office last attested by the as-of date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.values import Line
from briefgen.content.model.official import Official
from briefgen.content.officials import name_words, office_words, offices_by
from briefgen.language.date_words import year_of

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class OfficialLine:
    """A key official on a line: the office last attested by the as-of date, with the year of that, and the marks of its citations."""

    anchor: str
    name: Line
    native: Line
    party: str
    office: Line
    attested: str
    marks: Line


def officials_part(assembly: Assembly) -> tuple[OfficialLine, ...]:
    """The people whom the pack's developments name, by party as the desk lists them, and family name."""
    order = [party.id for party in assembly.content.desk.parties]
    listed = sorted(people(assembly), key=lambda who: (order.index(who.party), who.family, who.id))
    return tuple(_line(assembly, who) for who in listed)


def people(assembly: Assembly) -> list[Official]:
    """The officials whom the pack takes and whose name is known."""
    return [entry.record for entry in assembly.chosen.officials if entry.record.name]


def _line(assembly: Assembly, official: Official) -> OfficialLine:
    party = assembly.content.parties[official.party].name
    post = next(iter(offices_by(official, assembly.pack.as_of)), None)
    office = post.title if post and post.organisation == party else office_words(post)
    return OfficialLine(
        anchor=f"official-{official.id}",
        name=assembly.setter.label(name_words(official)),
        native=assembly.setter.label(official.native_name or ""),
        party=party,
        office=assembly.setter.label(office),
        attested=year_of(post.attested) if post else "",
        marks=assembly.setter.citations(post.cite) if post else (),
    )
