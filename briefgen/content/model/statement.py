"""A sentence that states a fact, with who says so and where it stands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from briefgen.content.model.ids import SourceId
from briefgen.content.model.written import CITATIONS, DERIVATIONS, may_be_left_out, written
from briefgen.content.record import AllOrNothing, Label, Quoted, Record, Text, Unseen

Says = Literal[
    "official-statement", "named-official", "unnamed-officials", "unnamed-sources", "familiar-sources", "observers", "media", "document"
]


class Citation(Record):
    """Where in a source a fact stands."""

    model_config = ConfigDict(json_schema_extra=may_be_left_out("source"))

    source: SourceId = Field(description="Id of the source. Left out: the fact's, the paragraph's or the development's.")
    para: int = Field(ge=1, description="Paragraph of the source's body, counted from 1 (see the source's archive lines).")
    excerpt: Annotated[Label, Quoted()] = Field(description="At most 12 words, exactly as the source prints them, that carry the fact.")
    prefix: Label | None = Field(None, description="Words just before the excerpt, where the excerpt occurs twice in the paragraph.")
    suffix: Label | None = Field(None, description="Words just after the excerpt, where the excerpt occurs twice in the paragraph.")


class Derivation(Record):
    """A value the source does not print but that follows from what it prints."""

    value: Annotated[Label, Quoted()] = Field(description="The number, year or date as our sentence has it, for example “28 July 2024”.")
    reason: Annotated[Label, Quoted()] = Field(
        description="How it follows, for example “the Sunday before the paper of Monday 29 July 2024”."
    )


class Statement(Record):
    """One sentence that states a fact, with who says so and where it stands."""

    model_config = ConfigDict(json_schema_extra=may_be_left_out("says"))
    called = "sentence"

    text: Text = Field(
        description="One sentence in our own words. *Emphasis* and [links](https://example.org) are set; all else is literal."
    )
    says: Says = Field(
        description="Who says so: an official statement, a named official, unnamed officials, unnamed sources, “sources familiar”, "
        "observers, the medium itself, or a document. Left out: the paragraph's, else the development's."
    )
    who: Label | None = Field(
        None, description="The speaker in words, where the sentence does not name one, for example “U.S. and Japanese sources”."
    )
    cite: Annotated[tuple[Citation, ...], AllOrNothing(), written(CITATIONS)] = Field(
        (),
        description="Where it stands: ¶2 “words of the source”, other-source ¶10 “…”, or a list of such; an excerpt has at most 12 words.",
    )
    derived: Annotated[tuple[Derivation, ...], Unseen(), written(DERIVATIONS)] = Field(
        (), description="Values in the sentence that the source does not print but that follow from it: 28 July 2024: “on Sunday”."
    )
