"""Sentences and clauses of a text, each with its groups of verbs and what governs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefgen.language.grammar.inflection import stem
from briefgen.language.grammar.verb_groups import DONE, VerbGroup, verb_groups
from briefgen.language.grammar.words import Word, pieces
from briefgen.language.lexicon.lexicon import Lexicon
from briefgen.language.numbers import NumberInText, numbers_in

_ENDS = frozenset({".", "!", "?", ";", "•"})
_VIEWED = 50.0
MOST_WORDS = 300
"""A longer run without a full stop is no sentence, and is read in pieces, so that no text takes more than its share of time."""
_BREAKS = frozenset({",", ":", ";"})
"""Marks that open a clause."""


@dataclass(frozen=True, eq=False)
class Action:
    """A group of verbs with what it governs and is governed by. at: how near to fact the whole chain tells it (0–100); mark: the word
    that decides it; negated: whether the chain turns it round; subject, object: the words before and after it in its clause."""

    group: VerbGroup
    sentence: Sentence
    at: float
    mark: str
    family: str
    negated: bool
    subject: Sequence[Word]
    object: Sequence[Word]
    governs: bool
    governor: Action | None

    @cached_property
    def reach(self) -> float:
        """How near to fact the thing is told of which the action speaks: “expected a statement” brings it as near as “expected”."""
        known = self.sentence.lexicon.at
        values = [known[head][0] for head in self.group.heads if head in known and head not in self.sentence.lexicon.words("deeds")]
        if self.negated and self.group.heads & {"reject", "exclude"}:
            values.append(known["possible"][0])
        values += [known[word.key][0] for word in self.object[:6] if word.key in {"possible", "likely", "probable", "unlikely"}]
        return min([self.at, *values])

    @cached_property
    def told_of(self) -> float:
        """“repeated its wish for”, “the planned quay”, “in all likelihood”: words by the verb that keep what is told from being fact."""
        lexicon = self.sentence.lexicon
        nouns = [
            lexicon.governing_nouns[w.key]
            for w, after in zip(self.object, self.object[1:], strict=False)
            if w.key in lexicon.governing_nouns and after.key in {"for", "of", "to", "that"}
        ]
        nouns += [lexicon.governing_nouns[word.key] for word in self.subject if word.key in lexicon.governing_nouns]
        found = [lexicon.at[noun][0] for noun in nouns]
        for word in (*self.subject, *self.object):
            if word.key == "likelihood":
                found.append(lexicon.at["likely"][0])
            if word.key.endswith("ed") and lexicon.is_form(word.key, "participle"):
                found += [
                    lexicon.at[base][0]
                    for base in lexicon.bases(word.key)
                    if base in lexicon.at and base not in self.sentence.lexicon.words("deeds") and lexicon.at[base][0] < 60
                ]
        return min(found, default=DONE)

    @property
    def start(self) -> int:
        return (self.subject or self.words)[0].start

    @property
    def end(self) -> int:
        return (self.object or self.words)[-1].end

    @property
    def words(self) -> Sequence[Word]:
        return self.sentence.words[self.group.first : self.group.last + 1]

    def shows(self) -> str:
        """The words of the action with those before and after it, as they stand."""
        return self.sentence.text[self.start : self.end]

    @cached_property
    def around(self) -> frozenset[str]:
        """What stands round the action, as contents; of an infinitive, what stands round its governor too."""
        words = [*self.subject, *self.object]
        if self.group.kind == "infinitive" and self.governor:
            words += [*self.governor.subject, *self.governor.object]
        return content(words, self.sentence.lexicon)

    @cached_property
    def done_to(self) -> frozenset[str]:
        """What stands after the action, as contents."""
        return content(self.object, self.sentence.lexicon)

    @cached_property
    def like(self) -> frozenset[str]:
        """The verbs it may be, and the rows of like verbs they stand in."""
        lexicon = self.sentence.lexicon
        rows = {f"={row}" for head in self.group.heads for row in lexicon.like.get(head, ())}
        return self.group.heads | rows


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence in its text. words: numbered within the sentence, places counted in the text."""

    text: str
    words: Sequence[Word]
    lexicon: Lexicon

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def shows(self) -> str:
        return self.text[self.start : self.end]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(word.key for word in self.words)

    @cached_property
    def known(self) -> frozenset[str]:
        """The keys, to ask quickly whether any of some words stands in the sentence."""
        return frozenset(self.keys)

    @cached_property
    def figures(self) -> Sequence[NumberInText]:
        """The figures of the sentence; their places count from its start."""
        return numbers_in(self.shows())

    @cached_property
    def padded(self) -> str:
        """The keys with blanks round them, to look for phrases."""
        return f" {' '.join(self.keys)} "

    @cached_property
    def stems(self) -> str:
        """The stems of the keys with blanks round them."""
        return f" {' '.join(map(stem, self.keys))} "

    @cached_property
    def bases(self) -> frozenset[str]:
        """Every word, and every verb that it may be a form of."""
        return self.known.union(*map(self.lexicon.bases, self.known))

    @cached_property
    def content(self) -> frozenset[str]:
        return content(self.words, self.lexicon)

    @cached_property
    def actions(self) -> Sequence[Action]:
        return tuple(_actions(self))


def content(words: Sequence[Word], lexicon: Lexicon) -> frozenset[str]:
    """What the words count as where contents are compared."""
    known = lexicon.contents
    return frozenset([found for word in words if (found := known[word.key])])


def sentences(text: str, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a folded text; a semicolon and a bullet end one too."""
    found: list[Sentence] = []
    current: list[Word] = []
    openers = lexicon.words("sentence_openers")
    known = list(pieces(text))
    for (shown, key, start, end, possessive), after in zip(known, [*known[1:], None], strict=False):
        current.append(Word(shown, key, start, end, len(current), possessive))
        if len(current) == MOST_WORDS or _ends(shown, key, after[:2] if after else None, openers):
            found.append(Sentence(text, tuple(current), lexicon))
            current = []
    found.append(Sentence(text, tuple(current), lexicon))
    return [sentence for sentence in found if any(word.is_word for word in sentence.words)]


def _ends(shown: str, key: str, after: tuple[str, str] | None, openers: frozenset[str]) -> bool:
    """Whether a sentence ends with a word or mark. after: the text and key of the one behind it; openers: words that open a sentence."""
    if key in _ENDS:
        return key in {";", "•"} or after is None or not after[0][0].islower()
    # “… in the U.S. The officials said”: an abbreviation ends a sentence where a word that opens one follows.
    return shown.endswith(".") and after is not None and after[0][0].isupper() and after[1] in openers


def _actions(sentence: Sentence) -> Iterator[Action]:
    groups = verb_groups(sentence.words, sentence.lexicon)
    made: list[Action] = []
    for index, group in enumerate(groups):
        before = groups[index - 1].last + 1 if index else 0
        after = groups[index + 1].first if index + 1 < len(groups) else len(sentence.words)
        governor = _governor(sentence, group, made)
        at, mark, family, negated = _chained(sentence, group, governor)
        subject = _subject(sentence, before, group.first)
        action = Action(
            group, sentence, at, mark, family, negated, subject, _object(sentence, group.last + 1, after),
            index + 1 < len(groups) and _governs(sentence, group, groups[index + 1]), governor,
        )  # fmt: skip
        made.append(action)
        yield action


def _subject(sentence: Sentence, first: int, end: int) -> Sequence[Word]:
    """The words before a group back to the last mark or conjunction that opens its clause."""
    start = end
    if end and sentence.words[end - 1].key == ",":
        # “Mira Holst, the minister, said”: what stands between the commas is no subject.
        start = next((i for i in range(end - 2, max(0, end - 22), -1) if sentence.words[i].key == ","), end)
        first, end = 0, start
    opening = _openers(sentence.lexicon)[0]
    while start > first and not (sentence.words[start - 1].key in _BREAKS or sentence.words[start - 1].key in opening):
        start -= 1
    return sentence.words[start:end]


def _object(sentence: Sentence, first: int, end: int) -> Sequence[Word]:
    """The words after a group up to a mark or a conjunction that opens another clause."""
    last = first
    while last < end and not _breaks(sentence, last, last > first):
        last += 1
    return sentence.words[first:last]


def _breaks(sentence: Sentence, at: int, inside: bool) -> bool:
    key = sentence.keys[at]
    if key in {":", ";"} or (key == "so" and sentence.keys[at + 1 : at + 2] == ("that",)):
        return True
    return inside and key in _openers(sentence.lexicon)[1]


@lru_cache(maxsize=8)
def _openers(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Conjunctions before which a subject begins, and those with which an object ends."""
    return lexicon.openers - {"and", "or", "of"}, lexicon.openers - {"and", "or", "as", "that", "so", "where"}


def _governs(sentence: Sentence, group: VerbGroup, after: VerbGroup) -> bool:
    return (after.kind == "infinitive" and after.first - group.last <= 12) or (after.kind == "ing" and after.first == group.last + 1)


def _governor(sentence: Sentence, group: VerbGroup, made: Sequence[Action]) -> Action | None:
    """The action before this one on which it depends: an infinitive's, a gerund's, that of a clause after a verb of wishing or saying."""
    if not made:
        return None
    last, lexicon = made[-1], sentence.lexicon
    between = sentence.words[last.group.last + 1 : group.first]
    if any(word.key in {".", ":"} for word in between):
        return None
    if group.kind == "infinitive":
        return last
    if group.kind == "ing":
        return last if _gerund(last, between, lexicon) else None
    keys = {word.key for word in between} - ({"and", ","} if between and between[0].key == "that" else set())
    tells = last.group.heads & lexicon.telling
    return last if tells and not keys & lexicon.words("apart") else None


def _gerund(last: Action, between: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a form in -ing depends on the action before it: “considers sending”, “shies away from calling”, “studies the use of …”."""
    keys = [word.key for word in between]
    of_it = keys[-1:] == ["of"] and (last.group.kind == "infinitive" or bool(last.group.heads & lexicon.at.keys()))
    return (
        not keys or of_it or bool(last.group.heads & lexicon.words("views")) or keys in (["of"], ["about"], ["on"], ["from"], ["against"])
    )


Told = tuple[float, str, str]
"""How near to fact, the word that says so, and its family."""


def _chained(sentence: Sentence, group: VerbGroup, governor: Action | None) -> tuple[float, str, str, bool]:
    told = min(_own(sentence, group), _by_noun(sentence, group), key=lambda one: one[0])
    if governor is None:
        return (*told, group.negated)
    negated = group.negated
    if group.kind != "finite":
        lexicon = sentence.lexicon
        near = group.first - governor.group.last <= 1 + (group.kind == "ing")
        turns = governor.group.heads & lexicon.words("turning") and (near or governor.group.heads & {"prevent", "stop", "bar"})
        negated ^= governor.negated ^ bool(turns)
    return (*_by_governor(told, group, governor), negated)


def _own(sentence: Sentence, group: VerbGroup) -> Told:
    """What the group says itself; “so that they would” tells an aim."""
    before = {word.key for word in sentence.words[max(0, group.first - 8) : group.first]}
    aims = {"so", "that"} <= before and "so that" in sentence.padded and group.mark in sentence.lexicon.modals
    return (sentence.lexicon.at["hope"][0], "so that", "intent") if aims else (group.at, group.mark, group.family)


def _by_noun(sentence: Sentence, group: VerbGroup) -> Told:
    """“the hope to decide”: an infinitive is as near as the noun that governs it."""
    noun = sentence.lexicon.governing_nouns.get(sentence.keys[group.first - 1], "") if group.kind == "infinitive" and group.first else ""
    at, family = sentence.lexicon.at.get(noun, (DONE, ""))
    return at, noun, family


def _by_governor(told: Told, group: VerbGroup, governor: Action) -> Told:
    """What is planned, hoped or thought is no nearer than that; nor is it nearer than what governs it."""
    lexicon, heads = governor.sentence.lexicon, governor.group.heads
    rated = sorted(head for head in heads if head in lexicon.at)
    if rated and not (heads & {"think", "study", "look"} and group.kind == "finite"):
        at, family = min(lexicon.at[head] for head in rated)
        told = min(told, (at, rated[0], family), key=lambda one: one[0])
    views = sorted(heads & lexicon.words("views")) if not rated else []
    if views:
        told = min(told, (_VIEWED, views[0], ""), key=lambda one: one[0])
    spoken = heads & {"say", "tell"}
    return told if spoken else min(told, (governor.at, governor.mark, governor.family), key=lambda one: one[0])
