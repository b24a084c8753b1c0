"""One step in the policy file: paragraphs of facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefgen.content.model.fact import Paragraph
from briefgen.content.model.ids import FactId, SourceId
from briefgen.content.model.statement import Says
from briefgen.content.model.written import LABEL, written
from briefgen.content.record import Date, Id, Label, LongText, Loose, Needed, Record, Text, Unseen


class BottomLine(Record):
    """The one thing to remember: a fact, or a sentence of ours that names the facts it rests on."""

    called = "bottom line"

    fact: FactId | None = Field(None, description="Id of a fact of the development.")
    text: LongText | None = Field(None, description="A sentence of ours with [#fact-id] after the words that rest on it.")


class Development(Record):
    """One step in the policy file."""

    called = "development"

    id: Annotated[Id, Unseen()] = Field(description="Short name, for example standing-secretariat.")
    title: Label = Field(description="A short headline of our own.")
    date: Date = Field(description="When it happened (not when it was published).")
    wording: Label | None = Field(None, description="The date in words where a plain date would say too much.")
    date_note: Text | None = Field(None, description="How the date is known, where it is inferred.")
    place: Label | None = Field(None, description="Where it happened.")
    source: Annotated[SourceId | None, Unseen(), Loose()] = Field(
        None, description="Source of its facts, unless a paragraph or fact has another."
    )
    says: Annotated[Says | None, Unseen()] = Field(None, description="Who says so, unless a paragraph or fact says otherwise.")
    who: Annotated[Label | None, Unseen()] = Field(None, description="The speaker in words, of all facts that say nothing else.")
    topics: Annotated[tuple[Id, ...], Unseen()] = Field((), description="Topics, used by packs to choose.")
    bottom_line: Annotated[BottomLine, written(LABEL)] = Field(
        description="The one thing to remember: the id of a fact, or a sentence of ours that names facts as [#id]."
    )
    paragraphs: Annotated[tuple[Paragraph, ...], Needed()] = Field(description="What is reported: paragraphs of facts.")
    why_it_matters: tuple[LongText, ...] = Field((), description="Our own comment, one paragraph each; shown apart from reported fact.")
