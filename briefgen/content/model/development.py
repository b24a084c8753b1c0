"""The records that editors write, as typed values.

Field descriptions are shown to editors as hover text, so they speak to editors.
Values stay text until a type here gives them a meaning (`NO` is a word, not a boolean).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema

from briefgen.content.record import Date, Id, Label, Record, Ref, Text
from briefgen.language.time_zones import known_zone

SourceId = Annotated[Id, Ref("source")]
OfficialId = Annotated[Id, Ref("official")]
IssueId = Annotated[Id, Ref("issue")]
DevelopmentId = Annotated[Id, Ref("development")]
EventId = Annotated[Id, Ref("event")]
PartyId = Annotated[Id, Ref("party")]

Says = Literal["official-statement", "named-official", "unnamed-officials", "familiar-sources", "observers", "media", "document", "comment"]
EventStatus = Literal["occurred", "planned", "expected", "proposed"]
Move = Literal["raised", "discussed", "narrowed", "agreed", "deferred", "closed"]
MOVES: dict[str | None, frozenset[str]] = {
    None: frozenset({"raised"}),
    "raised": frozenset({"raised", "discussed", "narrowed", "agreed", "deferred", "closed"}),
    "discussed": frozenset({"discussed", "narrowed", "agreed", "deferred", "closed"}),
    "narrowed": frozenset({"discussed", "narrowed", "agreed", "deferred", "closed"}),
    "agreed": frozenset({"discussed", "narrowed", "agreed", "deferred", "closed"}),
    "deferred": frozenset({"raised", "discussed", "narrowed", "agreed", "closed"}),
    "closed": frozenset({"raised"}),
}
"""Last move on an open issue (None: none yet) → the moves that may follow it."""
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


class Citation(Record):
    """Where in a source a fact stands."""

    source: SourceId = Field(description="Id of the source.")
    para: int = Field(ge=1, description="Paragraph of the source's body, counted from 1 (see the source's archive lines).")
    excerpt: Label = Field(description="At most 12 words, exactly as the source prints them, that carry the fact.")
    prefix: Label | None = Field(None, description="Words just before the excerpt, where the excerpt occurs twice in the paragraph.")
    suffix: Label | None = Field(None, description="Words just after the excerpt, where the excerpt occurs twice in the paragraph.")


class Derivation(Record):
    """A value the source does not print but that follows from what it prints."""

    value: Label = Field(description="The number, year or date as our sentence has it, for example “28 July 2024”.")
    reason: Label = Field(description="How it follows, for example “the Sunday before the paper of Monday 29 July 2024”.")


class Statement(Record):
    """One sentence that states a fact, with who says so and where it stands."""

    text: Text = Field(
        description="One sentence in our own words. *Emphasis* and [links](https://example.org) are set; all else is literal."
    )
    says: Says = Field(
        description="Who says so: an official statement, a named official, unnamed officials, “sources familiar”, observers, "
        "the medium itself, a document, or our own comment."
    )
    who: Label | None = Field(
        None, description="The speaker in words, where the sentence does not name one, for example “U.S. and Japanese sources”."
    )
    cite: tuple[Citation, ...] = Field((), description="One or more places in sources that carry the fact.")
    derived: tuple[Derivation, ...] = Field(
        (), description="Values in the sentence that the source does not print but that follow from it."
    )


class Defect(Record):
    """Something wrong with a source, shown to readers and never silently corrected."""

    kind: Literal["error", "damage", "omission", "furniture", "doubt"] = Field(
        description="error: the source is wrong; damage: characters lost; omission: something a reader expects is missing; "
        "furniture: page parts that are not the article; doubt: unclear."
    )
    para: int | None = Field(None, ge=1, description="Paragraph of the body where it stands, if in one.")
    excerpt: Label | None = Field(None, description="The words as the source prints them, at most 12.")
    note: Text = Field(description="What is wrong, in one sentence.")
    probably: Text | None = Field(None, description="What it should probably be.")
    reason: Text | None = Field(None, description="How we know.")


class InferredDate(Record):
    """Bounds for the date of a source that bears none."""

    bounds: Date = Field(description="An EDTF interval in which the source must have appeared, for example 2001-01-20/2007-01-09.")
    reason: Text = Field(description="How the bounds follow from the text.")


class Archive(Record):
    """The text that was read, kept outside the repository."""

    file: Label = Field(description="File name in the archive folder.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(description="SHA-256 of the file, 64 hexadecimal digits.")
    body: Annotated[str, StringConstraints(pattern=r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$")] = Field(
        description="Lines of the file that are the article, for example “3, 7-9, 13-23”; each line with text in them is one paragraph."
    )


class Withdrawal(Record):
    """A source that may no longer be relied on."""

    date: Date = Field(description="When it was withdrawn.")
    reason: Text = Field(description="Why, in one sentence.")


class Source(Record):
    """A text that was read."""

    id: Id = Field(description="Short name used in citations, for example kyodo-secretariat.")
    publisher: Label = Field(description="Who published it.")
    short: Label | None = Field(None, description="What references call it. Left out: publisher and year.")
    headline: Label | None = Field(None, description="Headline as printed; leave out if the text bears none.")
    byline: Label | None = Field(None, description="Author line as printed.")
    dateline: Label | None = Field(None, description="Place or agency line as printed.")
    published: Date | None = Field(None, description="When it was published, as the source itself bears it (not when the event happened).")
    published_as_printed: Label | None = Field(None, description="The date line exactly as printed, with its time and zone if it has them.")
    inferred: InferredDate | None = Field(None, description="Only for a source that bears no date: bounds, and the reason for them.")
    medium: Literal["newspaper", "news-agency", "party-newspaper", "broadcaster", "magazine", "website", "government", "other"] = Field(
        description="What kind of publisher this is."
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = Field(
        description="Language of the text read, for example en or ja."
    )
    locator: Literal["paragraph"] = Field("paragraph", description="How places in it are named.")
    descriptor: Text = Field(description="What kind of source this is and how it knows what it says, in one or two sentences.")
    defects: tuple[Defect, ...] = Field((), description="Errors and damage in the source.")
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = Field(None, description="Public address, if there is one.")
    archive: Archive = Field(description="The archived text.")
    unconfirmed: tuple[Label, ...] = Field(
        (), description="Fields above that `briefgen source add` guessed and nobody has confirmed; take each out once you have."
    )
    withdrawn: Withdrawal | None = Field(None, description="Only if the source may no longer be relied on.")


class Post(Record):
    """An office in which a source shows a person."""

    organisation: Label = Field(description="Ministry, department or body, named as it was then.")
    title: Label = Field(description="The office as held then.")
    attested: Date = Field(description="The date for which a source attests the person in this office.")
    cite: tuple[Citation, ...] = Field((), description="Where the source says so.")
    start: Date | None = Field(None, description="When the office was taken up, only if a source says so.")
    end: Date | None = Field(None, description="When the office was left, only if a source says so.")


class Official(Record):
    """A person, or an office whose holder the source does not name."""

    id: Id = Field(description="Short name, for example itsunori-onodera.")
    name: Label | None = Field(None, description="Name exactly as the source prints it; leave out if the source names only the office.")
    family_name: Label | None = Field(None, description="Family name, used for sorting and for later mentions.")
    native_name: Label | None = Field(None, description="Name in its own script, only if a source prints it.")
    aliases: tuple[Label, ...] = Field((), description="Other spellings that sources print, kept so that they can be found.")
    party: PartyId = Field(description="The government or body the person speaks for (see parties in desk.yaml).")
    posts: tuple[Post, ...] = Field((), description="Offices in which sources show the person.")
    note: Text | None = Field(None, description="What a reader should know, for example that the source misprints the name.")


class Position(Statement):
    """Where a party stands on an open issue."""

    party: PartyId = Field(description="Whose position it is (see parties in desk.yaml).")
    date: Date = Field(description="The date for which the source attests it.")


class Unknown(Record):
    """What the sources do not say and a reader would want to know."""

    text: Text = Field(description="What is not known, as a clause, for example “What was decided on Futenma”.")
    development: DevelopmentId | None = Field(None, description="The development that leaves it open; packs without it leave the line out.")
    answered: DevelopmentId | None = Field(None, description="The development that answers it; packs with it leave the line out.")


class Issue(Record):
    """A question that runs through the file. Its history is made of the developments' updates."""

    id: Id = Field(description="Short name, for example missile-defence.")
    title: Label = Field(description="A few words.")
    question: Text = Field(description="The question in one sentence.")
    topics: tuple[Id, ...] = Field((), description="Topics, used by packs to choose.")
    positions: tuple[Position, ...] = Field((), description="Each party's position, with its date.")
    unknown: tuple[Unknown, ...] = Field((), description="What the sources do not say and a reader would want to know.")


class Outcome(Record):
    """What became of something planned, expected or proposed."""

    result: Literal["happened", "did-not-happen", "changed", "not-in-sources"] = Field(
        description="What the sources say; not-in-sources if they do not say."
    )
    event: EventId | None = Field(None, description="Id of the event that records it.")
    note: Text | None = Field(None, description="A sentence for the reader. Without event: it cites the source, except for not-in-sources.")


class Event(Statement):
    """An entry of the chronology."""

    id: Id = Field(description="Short name, unique in the desk.")
    label: Label = Field(description="At most eight words, for the chronology and the timeline.")
    date: Date | None = Field(
        None,
        description="When it happened or is to happen: 2005-04-14, 2004-10, 2005-23 (autumn), 2013-01~ (about), ../2010-05-31 (by).",
    )
    wording: Label | None = Field(None, description="The date in words where the source has words, for example “mid-January 2013”.")
    status: EventStatus = Field(description="occurred, planned, expected or proposed, as things stood for the source.")
    place: Label | None = Field(None, description="Where, and whose local date it is.")
    issues: tuple[IssueId, ...] = Field((), description="Open issues it bears on.")
    outcome: Outcome | None = Field(
        None, description="What became of it; required once the time of something planned or expected has passed."
    )
    key: bool = Field(False, description="true: shown first where there is no room for all.")
    differs_from: tuple[EventId, ...] = Field((), description="Events that look like this one and are not.")


class Mention(Record):
    """An official's part in a development."""

    official: OfficialId = Field(description="Id of the official.")
    role: Text = Field(description="What the person did or said in this development.")


class Update(Statement):
    """A move on an open issue."""

    issue: IssueId = Field(description="Id of the open issue.")
    move: Move = Field(description="raised, discussed, narrowed, agreed, deferred or closed.")
    date: Date = Field(description="When the move was made.")


class Paragraph(Record):
    """Sentences that belong together."""

    statements: tuple[Statement, ...] = Field(description="The sentences, in order.")


class Development(Record):
    """One step in the policy file."""

    id: Id = Field(description="Short name, for example standing-secretariat.")
    title: Label = Field(description="A short headline of our own.")
    date: Date = Field(description="When it happened (not when it was published).")
    wording: Label | None = Field(None, description="The date in words where a plain date would say too much.")
    date_note: Text | None = Field(None, description="How the date is known, where it is inferred.")
    place: Label | None = Field(None, description="Where it happened.")
    topics: tuple[Id, ...] = Field((), description="Topics, used by packs to choose.")
    bottom_line: Statement = Field(description="The one sentence to remember.")
    summary: tuple[Paragraph, ...] = Field(description="What is reported, paragraph by paragraph.")
    why_it_matters: tuple[Text, ...] = Field((), description="Our own comment, one paragraph each; shown apart from reported fact.")
    events: tuple[Event, ...] = Field((), description="Entries for the chronology.")
    officials: tuple[Mention, ...] = Field((), description="Officials named, and their part.")
    updates: tuple[Update, ...] = Field((), description="Moves on open issues.")


class Selection(Record):
    """Which developments a pack takes. With nothing given, all."""

    ids: tuple[DevelopmentId, ...] = Field((), description="These developments.")
    topics: tuple[Id, ...] = Field((), description="Developments with one of these topics.")
    since: Date | None = Field(None, description="Developments from this date on.")
    until: Date | None = Field(None, description="Developments up to this date.")


class Judgement(Record):
    """A key judgement: our assessment, kept apart from reported fact."""

    text: Text = Field(description="One or two sentences.")
    rests_on: tuple[DevelopmentId, ...] = Field(description="The developments it rests on.")
    confidence: Literal["low", "moderate", "high"] | None = Field(
        None, description="How sure we are of the basis; never mixed with likelihood words in the same sentence."
    )
    since: Date | None = Field(None, description="When the desk first made it. Left out: the pack's as-of date.")


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

    number: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")] = Field(
        description="Major.minor: a new date raises the major, a correction the minor; 0.x is a draft."
    )
    date: Date = Field(description="When it was issued.")
    summary: Text = Field(description="What changed.")


class Edition(Record):
    """Edition metadata, named as in CSAF's tracking."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")] = Field(description="Number of this edition; 0.x is a draft.")
    status: Literal["draft", "interim", "final"] = Field(description="draft, interim or final.")
    revision_history: tuple[Revision, ...] = Field((), description="All editions up to this one, oldest first.")


class Pack(Record):
    """A briefing pack."""

    id: Id = Field(description="Short name; also the name of the files built.")
    title: Label = Field(description="Title on the first page.")
    subtitle: Label | None = Field(None, description="Second line of the title.")
    prepared_for: Label = Field(description="Who reads it.")
    prepared_by: Label = Field(description="Who answers for it.")
    as_of: Date = Field(description="Information cut-off: nothing later is in the pack.")
    marking: Label | None = Field(None, description="Handling marking, for example TLP:CLEAR; shown on every page.")
    distribution: tuple[Label, ...] = Field((), description="Who gets it.")
    bottom_line: tuple[Text, ...] = Field(description="What the reader must know, in one short paragraph or two.")
    judgements: tuple[Judgement, ...] = Field((), description="Key judgements, most important first.")
    developments: Selection = Field(default_factory=Selection, description="Which developments.")
    sections: tuple[SectionName, ...] = Field(
        ("summary", "contents", "chronology", "developments", "open-issues", "officials", "sources", "glossary", "references"),
        description="Sections in order. References come last, as Word sets endnotes, whether or not they are named here.",
    )
    display: Display = Field(default_factory=Display, description="Paper size, name order, date style.")
    source_note: tuple[Text, ...] = Field((), description="What the editor adds to the source summary statement.")
    edition: Edition = Field(description="Edition metadata.")


class Term(Record):
    """A glossary entry. A pack prints the ones it uses."""

    id: Id = Field(description="Short name, for example isr.")
    abbreviation: Label = Field(description="As it stands in our sentences, for example ISR.")
    expansion: Label = Field(description="What the letters stand for.")
    meaning: Text | None = Field(None, description="One sentence of explanation.")


class Party(Record):
    """A government or body that takes positions."""

    id: Id = Field(description="Short name, for example japan.")
    name: Label = Field(description="Name as readers know it.")
    family_name_first: bool = Field(False, description="true: its people's family name comes first in their own language.")


class Place(Record):
    """A place whose local date may differ from another's."""

    name: Label = Field(description="As it stands in `place:`, for example Tokyo.")
    zone: Annotated[str, PlainValidator(known_zone), WithJsonSchema({"type": "string", "examples": ["Asia/Tokyo"]})] = Field(
        description="Its time zone by the tz database's name, for example Asia/Tokyo."
    )


class Desk(Record):
    """Settings of the desk, in content/desk.yaml."""

    title: Label = Field(description="Name of the desk.")
    language: Annotated[str, StringConstraints(pattern=r"^en(-[A-Za-z0-9]+)*$")] = Field(
        "en-GB", description="Language of our sentences: a kind of English, as all headings and labels of a pack are English."
    )
    parties: tuple[Party, ...] = Field(description="Governments and bodies that take positions or employ officials.")
    places: tuple[Place, ...] = Field((), description="Places with their time zones, for dates that differ between them.")
    markings: tuple[Label, ...] = Field(("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:RED"), description="Markings allowed, lowest first.")
    archive: Label | None = Field(None, description="Folder with the archived texts, relative to the desk; kept outside the repository.")
    coverage: Annotated[int, Field(ge=0, le=100)] = Field(
        0, description="Least share of statements, in per cent, whose citations must have been found in the archived texts."
    )
    output: Label = Field("build", description="Folder for products, relative to the desk.")
    partial: bool = Field(
        False,
        description="true in a desk made from the files that a PDF carries: it holds one pack and what that shows, so rules that need the "
        "whole desk are left out.",
    )
    as_of: Date | None = Field(
        None, description="Builds show the record as it stood on this day, as with --as-of; for a desk made from the files of such a PDF."
    )


KINDS: dict[str, tuple[str, type[Record]]] = {
    "source": ("sources", Source),
    "official": ("officials", Official),
    "issue": ("issues", Issue),
    "development": ("developments", Development),
    "pack": ("packs", Pack),
    "term": ("glossary", Term),
}
"""Kind → the folder (`content/sources/*.yaml`, one record a file) or list file (`content/sources.yaml`), and its type."""
