"""A briefing pack: what it takes, how it is set, which edition it is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.content.model.ids import BasisId, DevelopmentId, EventId, FactId, IssueId
from briefgen.content.record import AllOrNothing, Date, Id, Label, LongText, Loose, Record, Setting, Text, Unseen

ProductName = Literal["brief", "pack", "annex"]
PRODUCTS: tuple[ProductName, ...] = ("brief", "pack", "annex")
SectionName = Literal[
    "summary",
    "contents",
    "developments",
    "open-issues",
    "chronology",
    "officials",
    "sources",
    "glossary",
    "references",
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


class Brief(Record):
    """What the rules choose for the brief, where the desk would choose otherwise. A list that is left out follows the rule."""

    new: Annotated[tuple[FactId, ...] | None, Loose()] = Field(
        None, description="Facts told as new. The rule: those new since the last edition, else the key facts of the newest development."
    )
    unknown: Annotated[tuple[IssueId, ...] | None, Loose()] = Field(
        None, description="Open issues whose unknowns are told. The rule: those that the newest development moves."
    )
    next: Annotated[tuple[EventId, ...] | None, Loose()] = Field(
        None, description="Events to watch for. The rule: what is planned, expected or proposed, is not past and has no outcome."
    )
    before: Annotated[tuple[EventId, ...] | None, Loose()] = Field(
        None, description="Events that say how we got here. The rule: the last five key events before the newest development."
    )


class Budget(Record):
    """The most that a product may take. What is left out has no limit."""

    pages: int | None = Field(None, ge=1, description="Pages of the PDF.")
    words: int | None = Field(None, ge=1, description="Words, those of tables and references too.")
    references: int | None = Field(None, ge=1, description="References.")
    share: int | None = Field(None, ge=1, le=100, description="Words of the longest part, in per cent of all; says nothing of the brief.")


class Budgets(Record):
    """The budgets of the products. What a product's budget leaves out is as it is by default."""

    brief: Budget = Field(default_factory=Budget, description="Left out: 2 pages, 700 words, 12 references.")
    pack: Budget = Field(default_factory=Budget, description="Left out: 10 pages, and no part more than 75 per cent of the words.")
    annex: Budget = Field(default_factory=Budget, description="Left out: no limit.")


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
    chapters: Literal["auto", "none", "year", "topic"] = Field(
        "auto",
        description="How a large pack is divided, each chapter on pages of its own: by year, by the first topic of each development, or "
        "not at all; auto: from 25 developments on by spans of time, none of them long.",
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
    products: Annotated[tuple[ProductName, ...], Unseen(), Setting()] = Field(
        PRODUCTS, min_length=1, description="What is made: the brief of two pages, the pack, the annex with the evidence."
    )
    ask: Text | None = Field(None, description="What the reader is asked to decide. Left out: the pack is for information.")
    decide_by: Date | None = Field(None, description="By when it has to be decided.")
    bottom_line: tuple[LongText, ...] = Field(description="What the reader must know, in one short paragraph or two.")
    judgements: tuple[Judgement, ...] = Field((), description="Key judgements, most important first: why it matters.")
    brief: Annotated[Brief, Unseen()] = Field(default_factory=Brief, description="What the brief tells, where not by its rules.")
    budgets: Annotated[Budgets, Unseen(), Setting()] = Field(default_factory=Budgets, description="The most that each product may take.")
    developments: Annotated[Selection, Unseen(), Setting()] = Field(default_factory=Selection, description="Which developments.")
    sections: tuple[SectionName, ...] = Field(
        ("summary", "developments", "open-issues", "chronology", "officials", "sources", "glossary", "references"),
        description="Sections of the pack, in order. References come last, whether or not they are named here. What leads to a section "
        "that is left out is plain words, and leads to the annex on the screen.",
    )
    display: Annotated[Display, Setting()] = Field(default_factory=Display, description="Paper size, name order, date style.")
    source_note: tuple[LongText, ...] = Field((), description="What the editor adds to the source summary statement.")
    edition: Annotated[Edition, Unseen(), Setting()] = Field(description="Edition metadata.")
