"""The ids by which records name one another."""

from __future__ import annotations

from typing import Annotated

from briefgen.content.record import Id, Ref

SourceId = Annotated[Id, Ref("source")]
OfficialId = Annotated[Id, Ref("official")]
IssueId = Annotated[Id, Ref("issue")]
DevelopmentId = Annotated[Id, Ref("development")]
EventId = Annotated[Id, Ref("event")]
PartyId = Annotated[Id, Ref("party")]
FactId = Annotated[Id, Ref("fact")]
BasisId = Annotated[Id, Ref("basis")]
"""A fact, or a development as a whole."""
