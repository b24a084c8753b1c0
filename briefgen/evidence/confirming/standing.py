"""How the sentences of a desk stand with those who read them: confirmed, refused, or confirmed in words that are no longer there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.desk import Confirmation
from briefgen.content.record import Record
from briefgen.diagnostics.diagnostic import Diagnostic, did_you_mean
from briefgen.evidence.confirming.people import known_as, people_of
from briefgen.evidence.confirming.sentences import Library, Sentence, sentences_in

WORDS, SOURCES = "its words or citations", "the text of its source"
"""What changed since."""
Said = Entry[Confirmation]


class Lapsed(NamedTuple):
    """A confirmation of what no longer stands there. changed: WORDS or SOURCES."""

    said: Said
    changed: str


@dataclass(frozen=True, eq=False)
class Standing:
    """What persons said of a sentence. yes, no: of each person the last that holds for the sentence as it stands; lapsed: what held for
    other words or other texts of the sources."""

    sentence: Sentence
    yes: tuple[Said, ...] = ()
    no: tuple[Said, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()

    def confirmed(self, persons: int = 1) -> bool:
        """Whether so many persons confirmed it, and none refused."""
        return len(self.yes) >= persons and not self.no


@dataclass(frozen=True, eq=False)
class Standings:
    """Of the sentences that somebody said something of, by place. strays: what was said of no sentence; doubled: what was said twice."""

    by_place: Mapping[str, Standing] = field(default_factory=dict)
    strays: tuple[Said, ...] = ()
    doubled: tuple[Said, ...] = ()

    def of(self, place: str) -> Standing | None:
        """What was said of the sentence at a place, if anything was."""
        return self.by_place.get(place)

    def confirmed(self, persons: int = 1) -> frozenset[str]:
        """The places of the sentences that so many persons confirmed and none refused."""
        return frozenset(place for place, one in self.by_place.items() if one.confirmed(persons))


def standings(content: Content, library: Library | None) -> Standings:
    """How the sentences stand. library: the archived texts, None where they are not at hand: then only changes of ours are seen."""
    found: dict[str, Standing] = {}
    strays: list[Said] = []
    records = {entry.key: entry for entry in content.entries}
    for key, said in _by_record(content.confirmations).items():
        entry = records.get(key)
        sentences = list(sentences_in(content, entry)) if entry else []
        bound, lost = _bound(said, sentences, library)
        strays += lost
        for sentence in sentences:
            if sentence.place in bound:
                found[sentence.place] = _standing(sentence, bound[sentence.place], content)
    return Standings(found, tuple(strays), tuple(_doubled(content.confirmations)))


def _by_record(said: Iterable[Said]) -> dict[tuple[str, str], list[Said]]:
    found: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        kind, name, *_ = one.record.at.split("/")
        found.setdefault((kind, name), []).append(one)
    return found


def _bound(
    said: Iterable[Said], sentences: Sequence[Sentence], library: Library | None
) -> tuple[dict[str, list[tuple[Said, str]]], list[Said]]:
    """Of each sentence what was said of it, with what changed since, "" for nothing; and what was said of none.

    A sentence that moved is known by its words.
    """
    at = {sentence.place: sentence for sentence in sentences}
    by_words = {sentence.words: sentence for sentence in reversed(sentences)}
    found: dict[str, list[tuple[Said, str]]] = {}
    lost: list[Said] = []
    for one in said:
        words, _, sources = one.record.of.partition("-")
        here = at.get(one.record.at)
        sentence = here if here and here.words == words else by_words.get(words)
        if sentence:
            printed = sentence.sources(library)
            found.setdefault(sentence.place, []).append((one, SOURCES if printed and printed != sources else ""))
        elif here:
            found.setdefault(here.place, []).append((one, WORDS))
        else:
            lost.append(one)
    return found, lost


def _standing(sentence: Sentence, said: Iterable[tuple[Said, str]], content: Content) -> Standing:
    people = people_of(content.desk)
    last: dict[str, Said] = {}
    lapsed: dict[str, Lapsed] = {}
    for one, changed in sorted(said, key=lambda pair: (pair[0].record.day.text, pair[0].record.refused is not None)):
        who = known_as(people, one.record.by)
        if changed and one.record.refused is None:
            lapsed[who] = Lapsed(one, changed)
        elif not changed:
            last[who] = one
    yes = tuple(one for one in last.values() if one.record.refused is None)
    no = tuple(one for one in last.values() if one.record.refused is not None)
    return Standing(sentence, yes, no, tuple(one for who, one in lapsed.items() if who not in last))


def _doubled(said: Iterable[Said]) -> Iterator[Said]:
    """What was said before by the same person of the same words on the same day."""
    seen: set[tuple[object, ...]] = set()
    for one in said:
        record = one.record
        key = (record.at, record.of, record.by.casefold(), record.day.text, record.refused)
        if key in seen:
            yield one
        seen.add(key)


def told(content: Content, found: Standings) -> Iterator[Diagnostic]:
    """What persons refused, what lapsed as words of ours changed, and what is said of no sentence, twice, or by somebody unknown."""
    for one in found.by_place.values():
        for no in one.no:
            yield _refused(one.sentence, no)
        if _has_lapsed(one) and any(lapsed.changed == WORDS for lapsed in one.lapsed):
            yield _lapsed(one)
    for stray in found.strays:
        yield _stray(content, stray)
    for twice in found.doubled:
        yield twice.problem("confirmation-doubled", f"{twice.record.by} says the same of this sentence twice.", (), "Take one line out.")
    yield from _strangers(content)


def lapsed_by_sources(found: Standings) -> Iterator[Diagnostic]:
    """Where only the texts of the sources changed since, which those who have the records alone cannot see."""
    for one in found.by_place.values():
        if _has_lapsed(one) and all(lapsed.changed == SOURCES for lapsed in one.lapsed):
            yield _lapsed(one)


def _has_lapsed(one: Standing) -> bool:
    """Whether a confirmation lapsed, and nobody has said anything of the sentence as it stands."""
    return bool(one.lapsed) and not one.yes and not one.no


def _refused(sentence: Sentence, said: Said) -> Diagnostic:
    record = said.record
    message = f"{record.by} read this sentence beside its source and did not confirm it ({record.day.text}): {record.refused}"
    hint = f"Change the sentence or its citation; or withdraw it: briefgen confirm {sentence.place} --by {_quoted(record.by)}."
    return sentence.problem("confirmation-refused", message, hint)


def _lapsed(one: Standing) -> Diagnostic:
    who = ", ".join(f"{lapsed.said.record.by} ({lapsed.said.record.day.text})" for lapsed in one.lapsed)
    changed = SOURCES if all(lapsed.changed == SOURCES for lapsed in one.lapsed) else WORDS
    verb = "have" if changed == WORDS else "has"
    hint = f"Have it read again beside its source: briefgen confirm {one.sentence.place} --by NAME."
    return one.sentence.problem("confirmation-lapsed", f"{who} confirmed this sentence; {changed} {verb} changed since.", hint)


def _stray(content: Content, said: Said) -> Diagnostic:
    place = said.record.at
    kind, name, *_ = place.split("/")
    entry: Entry[Record] | None = next((entry for entry in content.entries if entry.key == (kind, name)), None)
    known = [sentence.place for sentence in sentences_in(content, entry)] if entry else []
    hint = did_you_mean(place, known) or "Take the line out where the sentence is gone for good."
    return said.problem(
        "confirmation-unknown", f"There is no sentence at “{place}”, and none with these words in its record.", ("at",), hint
    )


def _strangers(content: Content) -> Iterator[Diagnostic]:
    """Where the desk lists its people, who confirms is one of them."""
    people = people_of(content.desk)
    names = [name for person in content.desk.people for name in (person.name, person.initials) if name]
    for one in content.confirmations if people else ():
        if one.record.by.casefold() not in people:
            hint = did_you_mean(one.record.by, names) or f"People of this desk: {', '.join(names)}."
            yield one.problem("confirmer-unknown", f"“{one.record.by}” is none of the people in desk.yaml.", ("by",), hint)


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
