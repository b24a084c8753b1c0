"""A fact: one sentence, and all that it is besides: an entry of the chronology, moves on open issues, parties' positions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.content.model.ids import EventId, IssueId, PartyId, SourceId
from briefgen.content.model.issue import Move
from briefgen.content.model.statement import Says, Statement
from briefgen.content.model.written import BY_NAME, LABEL, PARTIES, written
from briefgen.content.record import Date, Id, Label, Loose, Needed, Record, Text, Unseen

EventStatus = Literal["occurred", "planned", "expected", "proposed"]


class Outcome(Record):
    """What became of something planned, expected or proposed."""

    result: Literal["happened", "did-not-happen", "changed", "not-in-sources"] = Field(
        description="What the sources say; not-in-sources if they do not say."
    )
    event: Annotated[EventId | None, Loose()] = Field(None, description="Id of the fact that records it as an event.")
    note: Text | None = Field(None, description="A sentence for the reader. Without event: it cites the source, except for not-in-sources.")


class Event(Record):
    """An entry of the chronology. Date and place are the fact's."""

    label: Label = Field(description="At most eight words, for the chronology and the timeline.")
    status: EventStatus = Field("occurred", description="occurred, planned, expected or proposed, as things stood for the source.")


class IssueMove(Record):
    """What a fact does to an open issue."""

    issue: IssueId = Field(description="Id of the open issue.")
    move: Move = Field(description="raised, discussed, narrowed, agreed, deferred or closed.")


class IssuePosition(Record):
    """Whose position on an open issue a fact tells. A joint act is the position of all who act."""

    issue: IssueId = Field(description="Id of the open issue.")
    parties: tuple[PartyId, ...] = Field(min_length=1, description="Whose position it is (see parties in desk.yaml).")


class Answer(Record):
    """Why a fact stands although a rule asks for a look."""

    code: Label = Field(description="Code of the warning.")
    reason: Text = Field(description="Why the fact stands as it is; printed with the evidence.")


class Fact(Statement):
    """One sentence that states a fact, and what else the fact is."""

    id: Annotated[Id | None, Unseen()] = Field(
        None, description="Short name, unique in the desk; only where something refers to the fact, as [#id] or as an outcome."
    )
    source: Annotated[SourceId | None, Unseen(), Loose()] = Field(None, description="Source that cite means where it names none.")
    date: Date | None = Field(
        None,
        description="When what it tells happened or is to happen: 2005-04-14, 2004-10, 2005-23 (autumn), 2013-01~ (about), "
        "../2010-05-31 (by). Left out: an event has the development's date, and a move or position is dated by its report.",
    )
    wording: Label | None = Field(None, description="The date in words where the source has words, for example “mid-January 2013”.")
    place: Label | None = Field(None, description="Where, and whose local date it is.")
    event: Annotated[Event | None, written(LABEL)] = Field(
        None, description="Its entry in the chronology: the label in at most eight words, or label: and status:."
    )
    key: Annotated[bool, Unseen()] = Field(False, description="true: shown first where there is no room for all.")
    outcome: Annotated[Outcome | None, written(LABEL)] = Field(
        None, description="What became of it; required once the time of something planned or expected has passed."
    )
    differs_from: Annotated[tuple[EventId, ...], Unseen(), Loose()] = Field((), description="Events that look like this one and are not.")
    moves: Annotated[tuple[IssueMove, ...], written(BY_NAME)] = Field(
        (), description="Moves on open issues, each issue: move (raised, discussed, narrowed, agreed, deferred or closed)."
    )
    positions: Annotated[tuple[IssuePosition, ...], written(PARTIES)] = Field(
        (), description="Whose position on an open issue it tells: issue: party, or issue: [party, party] for a joint act."
    )
    issues: Annotated[tuple[IssueId, ...], Loose()] = Field(
        (), description="Open issues that it bears on without a move or a position, as something planned does."
    )
    because: Annotated[tuple[Answer, ...], Unseen(), written(BY_NAME)] = Field(
        (), description="Why it stands although a rule asks for a look, each code: reason; holds as long as answered: is that of the words."
    )
    answered: Annotated[Label | None, Unseen()] = Field(
        None, description="The sign of text and citations for which because: was written, as the warning gives it."
    )

    @property
    def label(self) -> str:
        """What the chronology calls it; "" where it is no entry of it."""
        return self.event.label if self.event else ""

    @property
    def status(self) -> EventStatus:
        """Whether what it tells has occurred, or is planned, expected or proposed."""
        return self.event.status if self.event else "occurred"

    @property
    def bears_on(self) -> tuple[str, ...]:
        """The ids of the open issues that it moves, tells a position on, or bears on besides."""
        told = (*(move.issue for move in self.moves), *(position.issue for position in self.positions))
        return tuple(dict.fromkeys([*told, *self.issues]))

    @property
    def has_occurred(self) -> bool:
        """Whether nothing says that it is only planned, expected or proposed."""
        return self.status == "occurred"


class Paragraph(Record):
    """Facts that belong together."""

    source: Annotated[SourceId | None, Unseen(), Loose()] = Field(
        None, description="Source of its facts, where it is not the development's."
    )
    says: Annotated[Says | None, Unseen()] = Field(None, description="Who says so, where it is not the development's.")
    who: Annotated[Label | None, Unseen()] = Field(None, description="The speaker in words, of all facts that name none of their own.")
    facts: Annotated[tuple[Fact, ...], Needed()] = Field(min_length=1, description="The facts, in order.")
