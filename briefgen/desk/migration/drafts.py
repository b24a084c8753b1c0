"""A fact in the making: a sentence of the old form that takes in the event, moves and positions which tell the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from briefgen.content.reading.read import Path
from briefgen.desk.migration.citing import Fields, cites_of, likeness, listed, nearness, united
from briefgen.language.folding import fold

Place = tuple[str, Path]
"""The file of a part of the old form, and its path there."""
_NUMBER = re.compile(r"[0-9](?:[0-9.,:/-]*[0-9])?")
_NAME = re.compile(r"\b[^\W\d_a-z]\w+")


@dataclass(eq=False)
class Draft:
    """A fact. text, says, who, cite, derived: as the old form has them. origins: what it was made from, the sentence itself first.

    date: as it is to be written; wording, place: likewise; dated: when it happened, wherever that is written. bore_on: issues that its
    event named. let_go: sentences that told the same, each with what it was. doubts: what an editor should look at.
    """

    text: str
    says: str | None
    who: str | None
    cite: list[Fields]
    derived: list[Fields]
    origins: list[Place]
    id: str | None = None
    date: str | None = None
    dated: str | None = None
    wording: str | None = None
    place: str | None = None
    event: Fields | None = None
    key: Any = None
    outcome: Fields | None = None
    differs_from: list[Any] = field(default_factory=list)
    moves: dict[str, str] = field(default_factory=dict)
    positions: dict[str, list[str]] = field(default_factory=dict)
    bore_on: list[str] = field(default_factory=list)
    let_go: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def sources(self) -> set[str]:
        return {str(cite.get("source")) for cite in self.cite}

    def near(self, statement: Fields) -> float:
        """How surely a sentence of the old form tells this fact; 0 where another speaks."""
        if statement.get("says") != self.says:
            return 0
        return nearness(str(statement.get("text")), cites_of(statement), self.text, self.cite)

    def take_in(self, statement: Fields, what: str, at: Place) -> None:
        """Lets a sentence that tells the same fact go, and keeps what it cites, derives and says of its speaker."""
        self.cite = united(self.cite, cites_of(statement))
        for item in self.derive(derived_of(statement)):
            self.doubts.append(f"the {what} derived “{item.get('value')}” ({item.get('reason')}), which this sentence does not tell")
        self.who = self.who or statement.get("who")
        self.origins.append(at)
        self.let_go.append((what, str(statement.get("text"))))

    def derive(self, derived: Iterable[Fields]) -> list[Fields]:
        """Takes over derivations of values that stand in its sentence, and gives those of others."""
        known = {item.get("value") for item in self.derived}
        new = [item for item in derived if item.get("value") not in known]
        self.derived += [item for item in new if fold(str(item.get("value"))) in fold(self.text)]
        return [item for item in new if item not in self.derived]

    def take_event(self, event: Fields, development: Fields) -> None:
        """Becomes an entry of the chronology. What it shares with the development is not written again."""
        self.id = event.get("id")
        status = event.get("status", "occurred")
        self.event = {"label": event.get("label"), **({} if status == "occurred" else {"status": status})}
        self.dated = event.get("date") or development.get("date")
        if any(event.get(name) != development.get(name) for name in ("date", "wording", "place")):
            self.date, self.wording, self.place = self.dated, event.get("wording"), event.get("place")
        if event.get("date") is None:
            self.doubts.append("the event had no date; it now has that of the development")
        self.key, self.outcome, self.differs_from = event.get("key"), event.get("outcome"), listed(event.get("differs_from"))
        self.bore_on += [str(issue) for issue in listed(event.get("issues"))]

    def can_stand_on(self, date: str) -> bool:
        """Whether a move or position of this date can be said at it."""
        return self.dated is None or self.dated == date

    def take_date(self, date: str) -> None:
        """Takes the date of a move or position, where it has none."""
        if self.dated is None:
            self.date = self.dated = date


def draft_of(statement: Fields, at: Place) -> Draft:
    """The fact that a sentence of the old form tells."""
    return Draft(
        str(statement.get("text")),
        statement.get("says"),
        statement.get("who"),
        cites_of(statement),
        derived_of(statement),
        [at],
    )


def derived_of(statement: Fields) -> list[Fields]:
    """The values that a sentence derives."""
    return [item for item in listed(statement.get("derived")) if isinstance(item, dict)]


def nearest(drafts: Iterable[Draft], statement: Fields) -> Iterator[Draft]:
    """The facts that a sentence may tell, the surest first."""
    rated = [(draft.near(statement), draft) for draft in drafts]
    yield from (draft for near, draft in sorted(rated, key=lambda pair: -pair[0]) if near)


def most_alike(drafts: Iterable[Draft], text: str) -> Draft | None:
    """The one fact whose sentence shares most words with a text; None where two share as much."""
    rated = sorted(((likeness(draft.text, text), draft) for draft in drafts), key=lambda pair: -pair[0])
    if len(rated) > 1 and rated[0][0] == rated[1][0]:
        return None
    return rated[0][1] if rated else None


def lost(draft: Draft, drafts: Iterable[Draft]) -> Iterator[str]:
    """What sentences told that were let go for a fact's: numbers that it has not, and names that none of these facts has."""
    numbers, names = set(_NUMBER.findall(draft.text)), {name for one in drafts for name in _NAME.findall(one.text)}
    for what, text in draft.let_go:
        gone = {*_NUMBER.findall(text)} - numbers | {name for name in _NAME.findall(text.partition(" ")[2]) if name not in names}
        if gone:
            listed_words = ", ".join(f"“{word}”" for word in sorted(gone))
            yield f"the {what} told {listed_words} too: “{' '.join(text.split())}”"
