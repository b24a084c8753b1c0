"""How to read the pack: who speaks, and what the signs of events mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.content.wording import SAYS, STATUSES

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly


@dataclass(frozen=True)
class Guide:
    """How to read the pack: the attribution classes and event signs that it uses."""

    attributions: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]


def guide_part(assembly: Assembly) -> Guide:
    """The classes of attribution and the statuses of events that the pack has."""
    said = {statement.says for entry in assembly.chosen.developments for _, statement in entry.statements}
    statuses = {chosen.fact.status for chosen in assembly.chosen.events}
    return Guide(
        attributions=tuple((says, words) for says, words in SAYS.items() if says in said),
        statuses=tuple((status, words) for status, words in STATUSES.items() if status in statuses),
    )
