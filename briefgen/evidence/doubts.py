"""What rules ask about sentences: facts beside the paragraphs they cite, and sentences of ours beside the facts they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.development import Development
from briefgen.content.model.fact import Fact
from briefgen.content.model.official import Official, Post
from briefgen.content.model.pack import Pack
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.record import FieldPath, Record
from briefgen.content.selection import ChosenFact, facts_of
from briefgen.content.vocabulary import vocabulary
from briefgen.desk.files import sha256_of
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence.claims import Claim
from briefgen.evidence.holding.hold import hold
from briefgen.evidence.holding.values import Actor, Cited, Context, Doubt, Held, Told
from briefgen.evidence.readings import Reading
from briefgen.evidence.rules.offices import office_beside
from briefgen.evidence.rules.places import wrong_place
from briefgen.language import inline_markup
from briefgen.language.grammar.our_sentences import OurSentence, our_sentences
from briefgen.language.lexicon.lexicon import load
from briefgen.language.numbers import numbers_in

Library = Mapping[str, Reading]
FIGURES = "number-not-in-source"
"""Told by claims.wrong_figures, which knows more ways to print a number."""
FIELDS = {"date-not-borne": "date", "place-not-borne": "place", "who-not-borne": "who", "move-not-borne": "moves"}
"""The field that a doubt is about, where that is not the text."""
OF_SPEAKERS = frozenset({"speaker-unnamed", "speaker-not-there", "who-not-borne"})
"""What sentences of ours leave to the facts that they name."""
OF_ASSESSMENT = frozenset(
    {"date-not-borne", "date-of-another-thing", "place-not-borne", "office-not-beside-name", "number-of-another-thing",
     "bound-turned-round", "actors-swapped", "contrary-verb", "negation-one-side"}
)  # fmt: skip
"""What is asked of judgements and comments too: how strong they are, and on what condition they hold, is ours to say."""


@dataclass(frozen=True, eq=False)
class Resting:
    """A sentence of ours with the facts it rests on. path: of the text that holds it; assesses: whether it is a judgement or comment."""

    entry: Entry[Record]
    path: FieldPath
    sentence: OurSentence
    facts: tuple[ChosenFact, ...]
    assesses: bool = False

    @property
    def statement(self) -> Statement:
        """The sentence as the facts' citations carry it."""
        cite = dict.fromkeys(citation for told in self.facts for citation in told.fact.cite)
        derived = tuple(derivation for told in self.facts for derivation in told.fact.derived)
        return Statement(text=inline_markup.escape(self.sentence.text), says="media", cite=tuple(cite), derived=derived)


def context_of(content: Content) -> Context:
    """What the desk's records make known to the rules."""
    parties = [Actor(party.id, (party.name,), party.id) for party in content.desk.parties]
    people = [_actor(entry.record) for entry in content.officials.values() if entry.record.name]
    places = {place.name: place.also for place in content.desk.places}
    return Context(load(content.desk.words), (*people, *parties), places, vocabulary(content))


def _actor(official: Official) -> Actor:
    forms = (official.name or "", official.family, *official.aliases)
    return Actor(official.id, tuple(dict.fromkeys(forms)), official.party, tuple(post.title for post in official.posts))


def writing(content: Content) -> Iterator[Entry[Record]]:
    """The records that hold sentences of our own which may name facts."""
    yield from content.packs.values()
    yield from content.developments.values()


def resting_in(content: Content, entry: Entry[Record]) -> Iterator[Resting]:
    """The sentences of ours in a pack or development that name facts, and the judgements that rest on them."""
    record = entry.record
    if isinstance(record, Pack) and content.packs[entry.id] is entry:
        yield from _in_pack(content, content.packs[entry.id])
    elif isinstance(record, Development) and content.developments[entry.id] is entry:
        if record.bottom_line.text:
            yield from _in_text(content, entry, ("bottom_line", "text"), record.bottom_line.text)
        for number, text in enumerate(record.why_it_matters):
            yield from (replace(one, assesses=True) for one in _in_text(content, entry, ("why_it_matters", number), text))


def _in_pack(content: Content, pack: Entry[Pack]) -> Iterator[Resting]:
    for number, text in enumerate(pack.record.bottom_line):
        yield from _in_text(content, pack, ("bottom_line", number), text)
    yield from _judgements(content, pack)
    for number, text in enumerate(pack.record.source_note):
        yield from _in_text(content, pack, ("source_note", number), text)


def _in_text(content: Content, entry: Entry[Record], path: FieldPath, text: str) -> Iterator[Resting]:
    for sentence in our_sentences(text, load(content.desk.words)):
        facts = tuple(content.facts[name] for name in sentence.facts if name in content.facts)
        if facts:
            yield Resting(entry, path, sentence, facts)


def _judgements(content: Content, pack: Entry[Pack]) -> Iterator[Resting]:
    """Each judgement whole: it rests on all that it names."""
    for number, judgement in enumerate(pack.record.judgements):
        facts = tuple(told for name in judgement.rests_on for told in basis(content, name))
        text = inline_markup.plain(judgement.text)
        if facts:
            yield Resting(pack, ("judgements", number, "text"), OurSentence(text, judgement.rests_on), facts, assesses=True)


def basis(content: Content, name: str) -> Iterable[ChosenFact]:
    """The facts that a judgement rests on by a name: a fact, or all of a development; none where there is neither."""
    if name in content.facts:
        return [content.facts[name]]
    return facts_of(content.developments[name]) if name in content.developments else ()


def doubts_of(claim: Claim, context: Context, assesses: bool = False) -> list[Doubt]:
    """What the rules ask about a statement beside the paragraphs it cites, but for what an editor has answered.

    assesses: whether it is a judgement or comment of ours.
    """
    statement = claim.statement
    if not can_be_held(claim):
        return []
    cited = [Cited(reading.facts, number, excerpt, prefix) for reading, number, excerpt, prefix in _cited(claim)]
    spared = {FIGURES, *answers(statement), *(OF_SPEAKERS if claim.whole else ())}
    found = [doubt for doubt in hold(_told(claim), cited, context) if doubt.code not in spared]
    return [doubt for doubt in found if doubt.code in OF_ASSESSMENT] if assesses else found


def can_be_held(claim: Claim) -> bool:
    """Whether the rules can read what a statement cites: they know English."""
    return all(reading.source.language.split("-")[0] == "en" for reading in claim.readings)


def _told(claim: Claim) -> Told:
    """The statement as the rules see it; a place that is the development's is held there."""
    statement = claim.statement
    text = inline_markup.plain(statement.text)
    derived = tuple(derivation.value for derivation in statement.derived)
    if not isinstance(statement, Fact):
        return Told(text, statement.says, derived=derived)
    says = "familiar-sources" if statement.says == "unnamed-sources" else statement.says
    moves = tuple(move.move for move in statement.moves)
    status = statement.status if statement.event else ""
    place = "" if (*claim.path, "place") in claim.entry.origins else statement.place or ""
    return Told(
        text, says, statement.who or "", statement.date, statement.wording or "", place, status, moves, derived
    )  # fmt: skip


def _cited(claim: Claim) -> Iterator[tuple[Reading, int, str, str]]:
    known = {reading.source.id: reading for reading in claim.readings}
    for citation in claim.statement.cite:
        yield known[citation.source], citation.para, citation.excerpt, citation.prefix or ""
    for source, number in inline_markup.citations(claim.statement.text):
        yield known[source], number, "", ""


def answers(statement: Statement) -> frozenset[str]:
    """The codes of the warnings to which a fact gives a reason that was written for these very words."""
    if not isinstance(statement, Fact) or statement.answered != sign_of(statement):
        return frozenset()
    return frozenset(answer.code for answer in statement.because)


def sign_of(fact: Statement) -> str:
    """By which an answer is tied to the words that it was written for: changed text or citations have another sign."""
    cited = [f"{c.source} {c.para} {c.excerpt} {c.prefix or ''} {c.suffix or ''}" for c in fact.cite]
    return sha256_of("\n".join([fact.text, *cited]).encode())[:8]


def told_at(claim: Claim, doubts: Iterable[Doubt]) -> Iterator[Diagnostic]:
    """The doubts at the words that they are about, with how a fact answers them."""
    for doubt in doubts:
        name = FIELDS.get(doubt.code, "text")
        value = getattr(claim.statement, name, None)
        field = name if value and (name != "place" or doubt.ours in str(value)) else "text"
        hint = doubt.hint
        if isinstance(claim.statement, Fact):
            hint = f"{hint} If it stands: because: {{{doubt.code}: why}}, answered: {sign_of(claim.statement)}."
        yield claim.problem(doubt.code, doubt.message, field, hint, doubt.ours if field == "text" else "")


def lapsed_answers(content: Content) -> Iterator[Diagnostic]:
    """An answer that was written for other words than those that stand there now."""
    for entry, path, fact in content.each(Fact):
        if fact.because and fact.answered != sign_of(fact):
            message = "The answer was written for other words." if fact.answered else "Nothing says for which words the answer was written."
            hint = f"Read the fact again; if the answer still holds, write answered: {sign_of(fact)}."
            yield entry.problem("answer-lapsed", message, (*path, "answered" if fact.answered else "because"), hint)


def place_not_borne(entry: Entry[Record], library: Library, context: Context) -> Iterator[Diagnostic]:
    """The place of a development stands in a paragraph that one of its facts cites, or in the dateline of a source."""
    if not isinstance(entry.record, Development) or not entry.record.place:
        return
    development = cast("Entry[Development]", entry)
    cites = [citation for told in facts_of(development) for citation in told.fact.cite]
    if cites and all(_can_be_read(citation, library) for citation in cites):
        cited = [Cited(library[source].facts, para) for source, para in dict.fromkeys((c.source, c.para) for c in cites)]
        for doubt in wrong_place(Held(Told("", place=entry.record.place), cited, context)):
            yield entry.problem(doubt.code, doubt.message, ("place",), doubt.hint)


def offices_not_beside(content: Content, library: Library, context: Context) -> Iterator[Diagnostic]:
    """The words of an office stand beside its holder's name in the paragraph that the post cites."""
    for entry in content.every(Official):
        for index, post in enumerate(entry.record.posts if entry.record.name else ()):
            for doubt in _beside(entry.record, post, library, context):
                yield entry.problem(doubt.code, doubt.message, ("posts", index, "title"), doubt.hint)


def _beside(official: Official, post: Post, library: Library, context: Context) -> list[Doubt]:
    cited = [Cited(library[c.source].facts, c.para, c.excerpt) for c in post.cite if _can_be_read(c, library)]
    shown = [name for name in (official.name or "", official.family) if any(name in one.text for one in cited)]
    return list(office_beside(shown[0], post.title, cited, context.lexicon)) if shown else []


def _can_be_read(citation: Citation, library: Library) -> bool:
    return citation.source in library and library[citation.source].paragraph(citation.para) is not None


def claim_of(one: Resting, library: Library) -> Claim | None:
    """A sentence of ours as a claim on the paragraphs that its facts cite; None where one of them cannot be read."""
    statement = one.statement
    if not statement.cite or not all(_can_be_read(citation, library) for citation in statement.cite):
        return None
    pairs: Sequence[tuple[str, int]] = list(dict.fromkeys((c.source, c.para) for c in statement.cite))
    paragraphs = [(library[source], found) for source, number in pairs if (found := library[source].paragraph(number))]
    readings = list({reading.source.id: reading for reading, _ in paragraphs}.values())
    borne = frozenset(key for told in one.facts for key in _figures(told.fact))
    return Claim(one.entry, one.path, statement, readings, paragraphs, whole=True, borne=borne)


def _figures(fact: Fact) -> Iterator[tuple[str, object]]:
    """The figures of a fact's words and of its date, which are held for themselves."""
    yield from (figure.key for figure in numbers_in(inline_markup.plain(fact.text)))
    for day in (fact.date.first, fact.date.last) if fact.date else ():
        if day:
            yield from (("year", day.year), ("month", day.month), ("day", (day.month, day.day)))
