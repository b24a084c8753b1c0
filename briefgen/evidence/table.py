"""The evidence table: each statement, who says so, where that stands, and whether it was found there. One HTML file on its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from briefgen.content.content import Content
from briefgen.content.entry import Entry, Key
from briefgen.content.model.fact import Fact
from briefgen.content.model.statement import Statement
from briefgen.content.record import FieldPath, Record
from briefgen.content.selection import Chosen
from briefgen.content.sources import source_name
from briefgen.content.wording import SAYS
from briefgen.desk.filled_templates import filled
from briefgen.desk.templates import Templates
from briefgen.evidence.confirming.standing import Standing
from briefgen.evidence.doubts import answers
from briefgen.evidence.verify import Share, Verified
from briefgen.language import inline_markup
from briefgen.language.edtf import Edtf

TEMPLATE = "evidence.html.j2"
OURS = "Sentences of our own"


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
    """A statement as shown.

    entry, path: where it stands; answers: warnings about it, by code, with why it stands all the same; confirmed: by whom, and when.
    """

    kind: str
    words: str
    says: str
    who: str
    entry: Entry[Record] = field(repr=False)
    path: FieldPath
    proofs: tuple[Proof, ...]
    answers: tuple[tuple[str, str], ...] = ()
    confirmed: tuple[tuple[str, Edtf], ...] = ()

    @property
    def place(self) -> str:
        """Where an editor finds it."""
        return str(self.entry.location(self.path))


@dataclass(frozen=True)
class Group:
    """The statements of one development; or, without an id, the sentences of our own that somebody confirmed."""

    id: str
    title: str
    rows: tuple[EvidenceRow, ...]


def groups(content: Content, verified: Verified, pack: Chosen | None = None) -> list[Group]:
    """The rows of the whole desk, or of what a pack takes, by development and date."""
    developments = pack.developments if pack else content.developments.values()
    found = [Group(entry.id, entry.record.title, tuple(_rows(content, verified, entry))) for entry in developments]
    taken = {entry.key for entry in (pack.pack, *developments, *pack.issues)} if pack else {entry.key for entry in content.entries}
    return [group for group in (Group("", OURS, tuple(_ours(content, verified, taken))), *found) if group.rows]


def _ours(content: Content, verified: Verified, taken: Collection[Key]) -> Iterator[EvidenceRow]:
    """The sentences of our own in some records that somebody confirmed, with what carries the facts that they rest on."""
    for standing in verified.confirmations.by_place.values():
        sentence = standing.sentence
        if not sentence.is_fact and sentence.entry.key in taken and standing.confirmed():
            borne = (_proofs(content, verified, told.development, told.path, told.fact) for told in sentence.facts)
            proofs = tuple(dict.fromkeys(proof for proofs in borne for proof in proofs))
            read = _confirmed(standing)
            yield EvidenceRow("our sentence", sentence.text, "our own words", "", sentence.entry, sentence.path, proofs, (), read)


def _confirmed(standing: Standing | None) -> tuple[tuple[str, Edtf], ...]:
    """Who confirmed a sentence, and when; nobody where somebody else refused."""
    said = standing.yes if standing and standing.confirmed() else ()
    return tuple((one.record.by, one.record.day) for one in said)


def _rows(content: Content, verified: Verified, entry: Entry[Record]) -> Iterator[EvidenceRow]:
    for path, statement in entry.statements:
        proofs = tuple(_proofs(content, verified, entry, path, statement))
        words = inline_markup.plain(statement.text).strip()
        read = _confirmed(verified.confirmations.of(entry.places[path]))
        says, who = SAYS[statement.says], statement.who or ""
        yield EvidenceRow(_kind(statement), words, says, who, entry, path, proofs, _answers(statement), read)


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
