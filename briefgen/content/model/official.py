"""A person, or an office whose holder no source names."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from briefgen.content.model.ids import PartyId
from briefgen.content.model.statement import Citation
from briefgen.content.model.written import CITATIONS, POSTS, may_be_left_out, written
from briefgen.content.record import AllOrNothing, Date, Id, Label, Needed, Record, Text, Unseen


class Post(Record):
    """An office in which a source shows a person."""

    model_config = ConfigDict(json_schema_extra=may_be_left_out("organisation", "attested"))
    called = "office"

    title: Label = Field(description="The office as held then.")
    organisation: Label = Field(description="Ministry, department or body, named as it was then. Left out: the official's party.")
    attested: Date = Field(
        description="The date for which a source attests the person in this office. Left out: that of the source, or its bounds."
    )
    cite: Annotated[tuple[Citation, ...], AllOrNothing(), written(CITATIONS)] = Field((), description="Where the source says so.")
    start: Date | None = Field(None, description="When the office was taken up, only if a source says so.")
    end: Date | None = Field(None, description="When the office was left, only if a source says so.")


class Official(Record):
    """A person, or an office whose holder the source does not name."""

    called = "official"

    id: Annotated[Id, Unseen()] = Field(description="Short name, for example itsunori-onodera.")
    name: Label | None = Field(None, description="Name exactly as the source prints it; leave out if the source names only the office.")
    family_name: Annotated[Label | None, Unseen()] = Field(
        None, description="Family name, used for sorting and for later mentions. Left out: the last word of the name."
    )
    native_name: Label | None = Field(None, description="Name in its own script, only if a source prints it.")
    aliases: Annotated[tuple[Label, ...], Unseen()] = Field(
        (), description="Other spellings that sources print, kept so that they can be found."
    )
    party: PartyId = Field(description="The government or body the person speaks for (see parties in desk.yaml).")
    posts: Annotated[tuple[Post, ...], Needed(), written(POSTS)] = Field(
        (),
        description="Offices in which sources show the person: “title; source ¶2 “words””, with the date between where a source gives one.",
    )
    note: Text | None = Field(None, description="What a reader should know, for example that the source misprints the name.")

    @property
    def family(self) -> str:
        """The family name: as given, else the last word of the name; "" where only the office is known."""
        return self.family_name or (self.name or "").rpartition(" ")[2]
