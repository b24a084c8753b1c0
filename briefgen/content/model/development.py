"""One step in the policy file, with its entries of the chronology."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.content.model.ids import EventId, IssueId, OfficialId
from briefgen.content.model.issue import Move
from briefgen.content.model.statement import Statement
from briefgen.content.record import Date, Id, Label, LongText, Loose, Needed, Record, Text, Unseen

EventStatus = Literal["occurred", "planned", "expected", "proposed"]


class Outcome(Record):
    """What became of something planned, expected or proposed."""

    result: Literal["happened", "did-not-happen", "changed", "not-in-sources"] = Field(
        description="What the sources say; not-in-sources if they do not say."
    )
    event: Annotated[EventId | None, Loose()] = Field(None, description="Id of the event that records it.")
    note: Text | None = Field(None, description="A sentence for the reader. Without event: it cites the source, except for not-in-sources.")


class Event(Statement):
    """An entry of the chronology."""

    called = "entry of the chronology"

    id: Annotated[Id, Unseen()] = Field(description="Short name, unique in the desk.")
    label: Label = Field(description="At most eight words, for the chronology and the timeline.")
    date: Date | None = Field(
        None,
        description="When it happened or is to happen: 2005-04-14, 2004-10, 2005-23 (autumn), 2013-01~ (about), ../2010-05-31 (by).",
    )
    wording: Label | None = Field(None, description="The date in words where the source has words, for example “mid-January 2013”.")
    status: EventStatus = Field(description="occurred, planned, expected or proposed, as things stood for the source.")
    place: Label | None = Field(None, description="Where, and whose local date it is.")
    issues: Annotated[tuple[IssueId, ...], Loose()] = Field((), description="Open issues it bears on.")
    outcome: Outcome | None = Field(
        None, description="What became of it; required once the time of something planned or expected has passed."
    )
    key: Annotated[bool, Unseen()] = Field(False, description="true: shown first where there is no room for all.")
    differs_from: Annotated[tuple[EventId, ...], Unseen(), Loose()] = Field((), description="Events that look like this one and are not.")


class Mention(Record):
    """An official's part in a development."""

    called = "part played"

    official: OfficialId = Field(description="Id of the official.")
    role: Text = Field(description="What the person did or said in this development.")


class Update(Statement):
    """A move on an open issue."""

    called = "update"

    issue: IssueId = Field(description="Id of the open issue.")
    move: Move = Field(description="raised, discussed, narrowed, agreed, deferred or closed.")
    date: Date = Field(description="When the move was made.")


class Paragraph(Record):
    """Sentences that belong together."""

    statements: Annotated[tuple[Statement, ...], Needed()] = Field(description="The sentences, in order.")


class Development(Record):
    """One step in the policy file."""

    called = "development"

    id: Annotated[Id, Unseen()] = Field(description="Short name, for example standing-secretariat.")
    title: Label = Field(description="A short headline of our own.")
    date: Date = Field(description="When it happened (not when it was published).")
    wording: Label | None = Field(None, description="The date in words where a plain date would say too much.")
    date_note: Text | None = Field(None, description="How the date is known, where it is inferred.")
    place: Label | None = Field(None, description="Where it happened.")
    topics: Annotated[tuple[Id, ...], Unseen()] = Field((), description="Topics, used by packs to choose.")
    bottom_line: Statement = Field(description="The one sentence to remember.")
    summary: tuple[Paragraph, ...] = Field(description="What is reported, paragraph by paragraph.")
    why_it_matters: tuple[LongText, ...] = Field((), description="Our own comment, one paragraph each; shown apart from reported fact.")
    events: tuple[Event, ...] = Field((), description="Entries for the chronology.")
    officials: tuple[Mention, ...] = Field((), description="Officials named, and their part.")
    updates: tuple[Update, ...] = Field((), description="Moves on open issues.")
