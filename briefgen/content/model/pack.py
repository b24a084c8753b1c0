"""A briefing pack: what it takes, how it is set, which edition it is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.content.model.ids import BasisId, DevelopmentId
from briefgen.content.record import AllOrNothing, Date, Id, Label, LongText, Loose, Record, Setting, Text, Unseen

SectionName = Literal[
    "summary",
    "contents",
    "chronology",
    "developments",
    "open-issues",
    "officials",
    "sources",
    "glossary",
    "references",
    "evidence",
]


class Selection(Record):
    """Which developments a pack takes. With nothing given, all."""

    ids: Annotated[tuple[DevelopmentId, ...], Loose()] = Field((), description="These developments.")
    topics: tuple[Id, ...] = Field((), description="Developments with one of these topics.")
    since: Date | None = Field(None, description="Developments from this date on.")
    until: Date | None = Field(None, description="Developments up to this date.")


class Judgement(Record):
    """A key judgement: our assessment, kept apart from reported fact."""

    called = "key judgement"

    text: Text = Field(description="One or two sentences.")
    rests_on: Annotated[tuple[BasisId, ...], AllOrNothing()] = Field(description="The facts it rests on, or developments as a whole.")
    confidence: Literal["low", "moderate", "high"] | None = Field(
        None, description="How sure we are of the basis; never mixed with likelihood words in the same sentence."
    )
    since: Annotated[Date | None, Unseen()] = Field(None, description="When the desk first made it. Left out: the pack's as-of date.")


class Display(Record):
    """How a pack is set."""

    paper: Literal["a4", "letter"] = Field("a4", description="Paper size.")
    names: Literal["as-printed", "family-first"] = Field("as-printed", description="Order of Japanese names.")
    dates: Literal["day-month-year", "month-day-year", "iso"] = Field(
        "day-month-year", description="14 April 2005, April 14, 2005 or 2005-04-14."
    )
    also_in: tuple[Label, ...] = Field(
        (), description="Places of desk.yaml whose date is shown beside a local date where the two differ, for example Washington."
    )
    changes: Literal["none", "list", "marked"] = Field(
        "none",
        description="list: the first page says what changed since the edition before; marked: changed passages carry a bar as well.",
    )
    notes: Literal["endnotes", "footnotes"] = Field(
        "endnotes", description="Where Word sets the references: at the end, or at the foot of each page."
    )
    archive: Literal["pdfa-3a", "pdfa-4f"] = Field(
        "pdfa-3a", description="How the PDF is kept: PDF/A-3a with PDF/UA-1, or PDF/A-4f with PDF/UA-2, which older readers do not know."
    )
    attachments: bool = Field(
        False,
        description="true: the PDF carries the YAML that it was made from, a manifest, and the chronology as a table. That discloses all "
        "they hold, notes and archive file names too, and some mail gateways refuse a PDF with files in it.",
    )


class Revision(Record):
    """An edition of the pack."""

    number: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$", max_length=20)] = Field(
        description="Major.minor: a new date raises the major, a correction the minor; 0.x is a draft."
    )
    date: Date = Field(description="When it was issued.")
    summary: Text = Field(description="What changed.")


class Edition(Record):
    """Edition metadata, named as in CSAF's tracking."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$", max_length=20)] = Field(
        description="Number of this edition; 0.x is a draft."
    )
    status: Literal["draft", "interim", "final"] = Field(description="draft, interim or final.")
    revision_history: tuple[Revision, ...] = Field((), description="All editions up to this one, oldest first.")


class Pack(Record):
    """A briefing pack."""

    called = "pack"

    id: Annotated[Id, Unseen()] = Field(description="Short name; also the name of the files built.")
    title: Label = Field(description="Title on the first page.")
    subtitle: Label | None = Field(None, description="Second line of the title.")
    prepared_for: Label = Field(description="Who reads it.")
    prepared_by: Label = Field(description="Who answers for it.")
    as_of: Date = Field(description="Information cut-off: nothing later is in the pack.")
    marking: Label | None = Field(None, description="Handling marking, for example TLP:CLEAR; shown on every page.")
    distribution: tuple[Label, ...] = Field((), description="Who gets it.")
    bottom_line: tuple[LongText, ...] = Field(description="What the reader must know, in one short paragraph or two.")
    judgements: tuple[Judgement, ...] = Field((), description="Key judgements, most important first.")
    developments: Annotated[Selection, Unseen(), Setting()] = Field(default_factory=Selection, description="Which developments.")
    sections: tuple[SectionName, ...] = Field(
        ("summary", "contents", "chronology", "developments", "open-issues", "officials", "sources", "glossary", "references"),
        description="Sections in order. References come last, as Word sets endnotes, whether or not they are named here.",
    )
    display: Annotated[Display, Setting()] = Field(default_factory=Display, description="Paper size, name order, date style.")
    source_note: tuple[LongText, ...] = Field((), description="What the editor adds to the source summary statement.")
    edition: Annotated[Edition, Unseen(), Setting()] = Field(description="Edition metadata.")
