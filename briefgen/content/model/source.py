"""A text that was read, and what is wrong with it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.content.record import AsPrinted, Date, Id, Label, Quoted, Record, Text, Timeless, Unseen


class Defect(Record):
    """Something wrong with a source, shown to readers and never silently corrected."""

    called = "note on a source"

    kind: Literal["error", "damage", "omission", "furniture", "doubt"] = Field(
        description="error: the source is wrong; damage: characters lost; omission: something a reader expects is missing; "
        "furniture: page parts that are not the article; doubt: unclear."
    )
    para: int | None = Field(None, ge=1, description="Paragraph of the body where it stands, if in one.")
    excerpt: Annotated[Label | None, Quoted()] = Field(None, description="The words as the source prints them, at most 12.")
    note: Text = Field(description="What is wrong, in one sentence.")
    probably: Text | None = Field(None, description="What it should probably be.")
    reason: Text | None = Field(None, description="How we know.")


class InferredDate(Record):
    """Bounds for the date of a source that bears none."""

    bounds: Date = Field(description="An EDTF interval in which the source must have appeared, for example 2001-01-20/2007-01-09.")
    reason: Annotated[Text, Timeless()] = Field(description="How the bounds follow from the text.")


class Archive(Record):
    """The text that was read, kept outside the repository."""

    file: Label = Field(description="File name in the archive folder.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(description="SHA-256 of the file, 64 hexadecimal digits.")
    body: Annotated[str, StringConstraints(pattern=r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$", max_length=2_000)] = Field(
        description="Lines of the file that are the article, for example “3, 7-9, 13-23”; each line with text in them is one paragraph."
    )


class Withdrawal(Record):
    """A source that may no longer be relied on."""

    date: Date = Field(description="When it was withdrawn.")
    reason: Text = Field(description="Why, in one sentence.")


class Source(Record):
    """A text that was read."""

    called = "source"

    id: Annotated[Id, Unseen()] = Field(description="Short name used in citations, for example kyodo-secretariat.")
    publisher: Label = Field(description="Who published it.")
    short: Label | None = Field(None, description="What references call it. Left out: publisher and year.")
    headline: Annotated[Label | None, AsPrinted()] = Field(None, description="Headline as printed; leave out if the text bears none.")
    byline: Annotated[Label | None, AsPrinted()] = Field(None, description="Author line as printed.")
    dateline: Annotated[Label | None, AsPrinted()] = Field(None, description="Place or agency line as printed.")
    published: Date | None = Field(None, description="When it was published, as the source itself bears it (not when the event happened).")
    published_as_printed: Annotated[Label | None, AsPrinted()] = Field(
        None, description="The date line exactly as printed, with its time and zone if it has them."
    )
    inferred: InferredDate | None = Field(None, description="Only for a source that bears no date: bounds, and the reason for them.")
    medium: Literal["newspaper", "news-agency", "party-newspaper", "broadcaster", "magazine", "website", "government", "other"] = Field(
        description="What kind of publisher this is."
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=80)] = Field(
        "en", description="Language of the text read, for example en or ja."
    )
    locator: Annotated[Literal["paragraph"], Unseen()] = Field("paragraph", description="How places in it are named.")
    descriptor: Annotated[Text, Timeless()] = Field(
        description="What kind of source this is and how it knows what it says, in one or two sentences."
    )
    defects: tuple[Defect, ...] = Field((), description="Errors and damage in the source.")
    url: Annotated[str, StringConstraints(pattern=r"^https?://", max_length=2_000)] | None = Field(
        None, description="Public address, if there is one."
    )
    archive: Annotated[Archive, Unseen()] = Field(description="The archived text.")
    unconfirmed: Annotated[tuple[Label, ...], Unseen()] = Field(
        (), description="Fields above that `briefgen source add` guessed and nobody has confirmed; take each out once you have."
    )
    withdrawn: Withdrawal | None = Field(None, description="Only if the source may no longer be relied on.")
