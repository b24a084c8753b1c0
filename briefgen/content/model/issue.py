"""A question that runs through the file, and the moves on it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.content.model.ids import DevelopmentId
from briefgen.content.record import Id, Label, Loose, Record, Text, Timeless, Unseen

Move = Literal["raised", "discussed", "narrowed", "agreed", "deferred", "closed"]
MOVES: dict[str | None, frozenset[str]] = {
    None: frozenset({"raised", "agreed"}),
    "raised": frozenset({"raised", "discussed", "narrowed", "agreed", "deferred", "closed"}),
    "discussed": frozenset({"raised", "discussed", "narrowed", "agreed", "deferred", "closed"}),
    "narrowed": frozenset({"discussed", "narrowed", "agreed", "deferred", "closed"}),
    "agreed": frozenset({"discussed", "narrowed", "agreed", "deferred", "closed"}),
    "deferred": frozenset({"raised", "discussed", "narrowed", "agreed", "closed"}),
    "closed": frozenset({"raised"}),
}
"""Last move on an open issue (None: none yet) → the moves that may follow it."""


class Unknown(Record):
    """What the sources do not say and a reader would want to know."""

    called = "unknown"

    text: Text = Field(description="What is not known, as a clause, for example “What was decided on Futenma”.")
    development: Annotated[DevelopmentId | None, Unseen(), Loose()] = Field(
        None, description="The development that leaves it open; packs without it leave the line out."
    )
    answered: Annotated[DevelopmentId | None, Unseen(), Loose()] = Field(
        None, description="The development that answers it; packs with it leave the line out."
    )


class Issue(Record):
    """A question that runs through the file. Its history and the parties' positions are made of the developments' facts."""

    called = "open issue"

    id: Annotated[Id, Unseen()] = Field(description="Short name, for example missile-defence.")
    title: Label = Field(description="A few words.")
    question: Annotated[Text, Timeless()] = Field(description="The question in one sentence.")
    topics: Annotated[tuple[Id, ...], Unseen()] = Field((), description="Topics, used by packs to choose.")
    unknown: tuple[Unknown, ...] = Field((), description="What the sources do not say and a reader would want to know.")
