"""The sentences of a desk that a person can confirm, each with its place and with the signs of what is confirmed.

These are all facts, and the sentences of ours: those of a pack's own record, what an open issue leaves unknown, and those of a
development that name facts. Places are those of content/entry.py; the sentences of a text are counted: `pack/x/bottom_line/1/2`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.development import Development
from briefgen.content.model.fact import Fact
from briefgen.content.model.issue import Issue
from briefgen.content.model.pack import Pack
from briefgen.content.model.statement import Citation
from briefgen.content.record import FieldPath, Record
from briefgen.content.selection import ChosenFact, facts_of
from briefgen.content.wording import SAYS
from briefgen.desk.files import sha256_of
from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.evidence.doubts import basis
from briefgen.evidence.readings import Reading
from briefgen.language import inline_markup
from briefgen.language.grammar.our_sentences import our_sentences
from briefgen.language.lexicon.lexicon import load

Library = Mapping[str, Reading]
Paragraph = tuple[str, int]
"""A source's id and the number of a paragraph."""
DIGITS = 12
"""Hexadecimal digits of a sign."""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence that can be confirmed.

    path: of the text that it stands in. text: without markup. facts: those that a sentence of ours rests on; none for a fact.
    cites: the paragraphs that it names itself. said: all that is confirmed of it besides: who says so, when, where, and what it moves.
    """

    place: str
    entry: Entry[Record]
    path: FieldPath
    text: str
    facts: tuple[ChosenFact, ...] = ()
    citations: tuple[Citation, ...] = ()
    cites: tuple[Paragraph, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Whether it is a fact, and not a sentence of ours."""
        return "facts" in self.place.split("/")

    @property
    def about(self) -> tuple[str, ...]:
        """What is confirmed of it besides, in words: who says so, when, where, what it moves; or what kind of sentence of ours it is."""
        return tuple(SAYS.get(words, words) for words in self.said if words not in {"", "occurred"})

    @property
    def begins(self) -> Location:
        """File, line and column of its first words, where they stand on a line of the text that it is in; else of that text."""
        return self.problem("", "").place

    def problem(self, code: str, message: str, hint: str = "") -> Diagnostic:
        """A problem with the sentence, where it begins."""
        return self.entry.problem(code, message, self.path, hint, words=" ".join(self.text.split()[:2]))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs that carry it: those that it cites, and those that its facts cite."""
        own = [*((c.source, c.para) for c in self.citations), *self.cites]
        borne = [(c.source, c.para) for told in self.facts for c in told.fact.cite]
        return tuple(dict.fromkeys([*own, *borne]))

    @cached_property
    def words(self) -> str:
        """The sign of the sentence with who says so, its citations, and the facts that it rests on."""
        cited = sorted(f"{c.source} {c.para} {c.excerpt} {c.prefix or ''} {c.suffix or ''}" for c in self.citations)
        named = sorted(f"{source} {para}" for source, para in self.cites)
        borne = sorted(of_fact(told).words for told in self.facts)
        return _sign([self.text, *self.said, *cited, *named, *borne])

    def sources(self, library: Library | None) -> str:
        """The sign of the paragraphs that carry it; "" where one of them cannot be read."""
        found = [_printed(library or {}, source, para) for source, para in sorted(self.paragraphs)]
        return "" if None in found or (library is None and found) else _sign([text or "" for text in found])

    def sign(self, library: Library | None) -> str:
        """What a confirmation is bound to, as it is written; "" where a paragraph that carries the sentence cannot be read."""
        sources = self.sources(library)
        return f"{self.words}-{sources}" if sources else ""


def _sign(parts: Sequence[str]) -> str:
    return sha256_of("\n".join(parts).encode())[:DIGITS]


def _printed(library: Library, source: str, para: int) -> str | None:
    reading = library.get(source)
    found = reading.paragraph(para) if reading else None
    return found.text if found else None


def of_fact(told: ChosenFact) -> Sentence:
    """A fact as a sentence to be confirmed."""
    path, fact = told.path, told.fact
    cites = tuple(inline_markup.citations(fact.text))
    text = inline_markup.plain(fact.text)
    return Sentence(told.place, told.development, (*path, "text"), text, (), fact.cite, cites, tuple(_said(fact)))


def _said(fact: Fact) -> Iterator[str]:
    """What a fact says besides its sentence: who says so, when, where, whether it occurred, what it moves, whose position it is."""
    yield from (fact.says, fact.who or "", fact.date.text if fact.date else "", fact.wording or "", fact.place or "", fact.status)
    yield from sorted(f"{move.issue}: {move.move}" for move in fact.moves)
    yield from sorted(f"{one.issue}: {', '.join(sorted(one.parties))}" for one in fact.positions)


def sentences_of(content: Content) -> Iterator[Sentence]:
    """All sentences of a desk that can be confirmed, in the order of its files."""
    for entry in content.entries:
        yield from sentences_in(content, entry)


def sentences_in(content: Content, entry: Entry[Record]) -> Iterator[Sentence]:
    """The sentences of a record that can be confirmed, in the order of reading."""
    record = entry.record
    if isinstance(record, Pack):
        yield from _in_pack(content, entry, record)
    elif isinstance(record, Development) and content.developments[entry.id] is entry:
        yield from (one for one in _in_text(content, entry, ("bottom_line", "text"), record.bottom_line.text or "") if one.facts)
        yield from map(of_fact, facts_of(content.developments[entry.id]))
        for number, text in enumerate(record.why_it_matters):
            yield from (one for one in _in_text(content, entry, ("why_it_matters", number), text) if one.facts)
    elif isinstance(record, Issue):
        for number, unknown in enumerate(record.unknown):
            path = ("unknown", number)
            yield Sentence(entry.places[path], entry, (*path, "text"), inline_markup.plain(unknown.text))


def _in_pack(content: Content, entry: Entry[Record], pack: Pack) -> Iterator[Sentence]:
    if pack.ask:
        yield Sentence(f"pack/{pack.id}/ask", entry, ("ask",), inline_markup.plain(pack.ask))
    for number, text in enumerate(pack.bottom_line):
        yield from _in_text(content, entry, ("bottom_line", number), text)
    for number, judgement in enumerate(pack.judgements):
        path = ("judgements", number)
        facts = tuple(told for name in judgement.rests_on for told in basis(content, name))
        said = (judgement.confidence or "",)
        yield Sentence(entry.places[path], entry, (*path, "text"), inline_markup.plain(judgement.text), facts, said=said)
    for number, text in enumerate(pack.source_note):
        yield from _in_text(content, entry, ("source_note", number), text)


def _in_text(content: Content, entry: Entry[Record], path: FieldPath, text: str) -> Iterator[Sentence]:
    """The sentences of a text of ours, counted from 1."""
    place = entry.places.get(path) or entry.places.get(path[:-1]) or "/".join(entry.key)
    for number, one in enumerate(our_sentences(text, load(content.desk.words)), 1):
        facts = tuple(content.facts[name] for name in one.facts if name in content.facts)
        yield Sentence(f"{place}/{number}", entry, path, one.text, facts, cites=one.cites, said=(one.kind,))
