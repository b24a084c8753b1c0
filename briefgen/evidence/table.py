"""The evidence table: each statement, who says so, where that stands, and whether it was found there. One HTML file on its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.fact import Fact
from briefgen.content.model.statement import Statement
from briefgen.content.record import FieldPath, Record
from briefgen.content.selection import Chosen
from briefgen.content.sources import source_name
from briefgen.content.wording import SAYS
from briefgen.desk.filled_templates import filled
from briefgen.desk.templates import Templates
from briefgen.evidence.doubts import answers
from briefgen.evidence.verify import Share, Verified
from briefgen.language import inline_markup

TEMPLATE = "evidence.html.j2"


@dataclass(frozen=True)
class Proof:
    """A citation as shown, with the source's id and short name.

    state: "found", "not found" or "not checked"; excerpt: "" for a citation inside the text.
    """

    id: str
    source: str
    para: int
    excerpt: str
    state: str


@dataclass(frozen=True)
class EvidenceRow:
    """A statement as shown. entry, path: where it stands; answers: warnings about it, by code, with why it stands all the same."""

    kind: str
    words: str
    says: str
    who: str
    entry: Entry[Record] = field(repr=False)
    path: FieldPath
    proofs: tuple[Proof, ...]
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Where an editor finds it."""
        return str(self.entry.location(self.path))


@dataclass(frozen=True)
class Group:
    """The statements of one development."""

    id: str
    title: str
    rows: tuple[EvidenceRow, ...]


def groups(content: Content, verified: Verified, pack: Chosen | None = None) -> list[Group]:
    """The rows of the whole desk, or of what a pack takes, by development and date."""
    developments = pack.developments if pack else content.developments.values()
    found = [Group(entry.id, entry.record.title, tuple(_rows(content, verified, entry))) for entry in developments]
    return [group for group in found if group.rows]


def _rows(content: Content, verified: Verified, entry: Entry[Record]) -> Iterator[EvidenceRow]:
    for path, statement in entry.statements:
        proofs = tuple(_proofs(content, verified, entry, path, statement))
        words = inline_markup.plain(statement.text).strip()
        yield EvidenceRow(_kind(statement), words, SAYS[statement.says], statement.who or "", entry, path, proofs, _answers(statement))


def _answers(statement: Statement) -> tuple[tuple[str, str], ...]:
    """The answers that were written for the words as they stand."""
    holding = answers(statement)
    return (
        tuple((answer.code, answer.reason) for answer in statement.because if answer.code in holding) if isinstance(statement, Fact) else ()
    )


def _kind(statement: Statement) -> str:
    """What a fact is besides a sentence, in words."""
    if not isinstance(statement, Fact):
        return "statement"
    kinds = {"chronology": statement.event, "move": statement.moves, "position": statement.positions}
    return ", ".join(name for name, is_one in kinds.items() if is_one) or "fact"


def _proofs(content: Content, verified: Verified, entry: Entry[Record], path: FieldPath, statement: Statement) -> Iterator[Proof]:
    sources = content.sources
    for index, citation in enumerate(statement.cite):
        state = "found" if verified.stands(entry, (*path, "cite", index)) else "not found" if verified.looked else "not checked"
        yield Proof(citation.source, source_name(sources[citation.source].record), citation.para, citation.excerpt, state)
    for source, number in inline_markup.citations(statement.text):
        yield Proof(source, source_name(sources[source].record), number, "", "not checked")


def evidence_table(content: Content, verified: Verified, templates: Templates, pack: Chosen | None = None) -> bytes:
    """The table as HTML that needs no other file. Raises ContentError (template-error)."""
    share = verified.coverage.packs[pack.pack.id] if pack else verified.coverage.desk
    title = pack.pack.record.title if pack else content.desk.title
    page = _fill(templates, title, content.desk.language, share, verified.looked, groups(content, verified, pack))
    return page.encode()


def _fill(templates: Templates, title: str, language: str, share: Share, looked: bool, found: list[Group]) -> str:
    values = {"title": title, "language": language, "share": share, "looked": looked, "groups": found}
    return filled(templates, TEMPLATE, values)
