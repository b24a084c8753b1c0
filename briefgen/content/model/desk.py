"""Settings of the desk, its parties, places and people, what these confirmed, and the glossary."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema

from briefgen.content.record import Date, Id, Label, Record, Text, Unseen
from briefgen.fonts.desk_scripts import ScriptName
from briefgen.language.date_parser import parse as parse_date
from briefgen.language.edtf import DateError, Edtf
from briefgen.language.time_zones import known_zone


class Term(Record):
    """A glossary entry. A pack prints the ones it uses."""

    called = "glossary entry"

    id: Annotated[Id, Unseen()] = Field(description="Short name, for example isr.")
    abbreviation: Label = Field(description="As it stands in our sentences, for example ISR.")
    expansion: Label = Field(description="What the letters stand for.")
    meaning: Text | None = Field(None, description="One sentence of explanation.")


class Party(Record):
    """A government or body that takes positions."""

    id: Id = Field(description="Short name, for example japan.")
    name: Label = Field(description="Name as readers know it.")
    family_name_first: bool = Field(False, description="true: its people's family name comes first in their own language.")


class Place(Record):
    """A place that facts name: its zone, where its local date may differ from another's, and its other names."""

    name: Label = Field(description="As it stands in `place:`, for example Tokyo.")
    zone: Annotated[str, PlainValidator(known_zone), WithJsonSchema({"type": "string", "examples": ["Asia/Tokyo"]})] | None = Field(
        None, description="Its time zone by the tz database's name, for example Asia/Tokyo."
    )
    also: tuple[Label, ...] = Field((), description="Other names of it in sources, for example Futenma for Ginowan.")


class Person(Record):
    """Someone who works at the desk: by what confirmations call them, and by what git does."""

    name: Label = Field(description="Full name, as git has it for their commits.")
    initials: Label | None = Field(None, description="What `by:` of a confirmation may say in place of the name, for example AB.")
    email: Label | None = Field(None, description="Address, as git has it for their commits.")


def _whole_day(value: object) -> Edtf:
    """A day, neither uncertain nor approximate. Raises DateError."""
    found = parse_date(value)
    if found.precision != "day" or found.uncertain or found.approximate:
        raise DateError(f"“{found.text}” is not one certain day; write one such as 2026-11-27.")
    return found


class Confirmation(Record):
    """That a person read a sentence beside its source, and whether it stands. One line each, written by `briefgen confirm`."""

    at: Annotated[str, StringConstraints(pattern=r"^(development|pack|issue)(/[a-z0-9_-]+){2,5}$", max_length=400)] = Field(
        description="Place of the sentence, for example development/standing-secretariat/facts/3."
    )
    of: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}-[0-9a-f]{12}$")] = Field(
        description="Signs of what was confirmed: of the sentence with its citations, and of the paragraphs of the archived texts."
    )
    by: Annotated[Label, StringConstraints(min_length=1)] = Field(description="Who read it: name or initials (see people in desk.yaml).")
    day: Annotated[
        Edtf,
        PlainValidator(_whole_day),
        WithJsonSchema({"type": "string", "examples": ["2026-11-27"]}),
    ] = Field(description="The day.")
    refused: Label | None = Field(None, description="Why it does not stand, where it was not confirmed.")


class FontChoice(Record):
    """A face for a script that the faces of briefgen do not have: a file of the desk, or of an installed package (docs/fonts.md)."""

    script: ScriptName = Field(description="The script whose words it sets, as `missing-glyph` names it.")
    file: Label | None = Field(
        None,
        description="TrueType file (.ttf) in the desk's folder fonts/, for example fonts/NotoSansKR.ttf; of a package, its name there.",
    )
    bold: Label | None = Field(None, description="The same for bold type. A variable face does without.")
    package: Label | None = Field(None, description="Name of an installed package that holds the face, for example fontpkg-noto-sans-thai.")
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=40)] | None = Field(
        None,
        description="Language of its words by tag. Left out: the best known one, as ar for Arabic, which fa and ur are written in too.",
    )
    shared: bool = Field(
        False,
        description="Of Chinese, true: words are Chinese too whose characters Japanese has as well. Left out: such words are Japanese.",
    )
    licence: Label | None = Field(None, description="Its licence, for the manifest. Left out: what the file says of itself.")


class Desk(Record):
    """Settings of the desk, in content/desk.yaml."""

    title: Label = Field(description="Name of the desk.")
    language: Annotated[str, StringConstraints(pattern=r"^en(-[A-Za-z0-9]+)*$", max_length=80)] = Field(
        "en-GB", description="Language of our sentences: a kind of English, as all headings and labels of a pack are English."
    )
    parties: tuple[Party, ...] = Field(description="Governments and bodies that take positions or employ officials.")
    places: tuple[Place, ...] = Field((), description="Places with their time zones, for dates that differ between them.")
    markings: tuple[Label, ...] = Field(("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:RED"), description="Markings allowed, lowest first.")
    fonts: tuple[FontChoice, ...] = Field((), description="Faces for scripts that those of briefgen do not have.")
    archive: Label | None = Field(None, description="Folder with the archived texts, relative to the desk; kept outside the repository.")
    coverage: Annotated[int, Field(ge=0, le=100)] = Field(
        0, description="Least share of statements, in per cent, whose citations must have been found in the archived texts."
    )
    confirm: Literal["none", "page-one", "all"] = Field(
        "none",
        description="What a person must have read beside the source before an edition is released: nothing, what stands on page one, or "
        "every sentence of the pack.",
    )
    confirm_by: Annotated[int, Field(ge=1, le=9)] = Field(
        1, description="How many persons must have confirmed each sentence; whoever wrote it last does not count."
    )
    people: tuple[Person, ...] = Field((), description="Who confirms sentences, by name and initials, and by what git knows them.")
    words: dict[str, Any] = Field(
        default_factory=dict,
        description="What words mean here beside the lists of briefgen, in their form: file name → what is added, for example "
        "moves: {agreed: {verbs: [shake]}}.",
    )
    silence: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]? (year|month)s?$", max_length=20)] = Field(
        "2 years",
        description="After how long the state of an open issue is no longer shown as today's but as last known, for example 18 months.",
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
