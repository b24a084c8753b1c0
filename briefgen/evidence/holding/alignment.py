"""Which actions of the source answer an action of ours: by like verbs, shared words around them, and the excerpt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefgen.evidence.holding.values import Held
from briefgen.language.grammar.clauses import Action, Sentence
from briefgen.language.lexicon.lexicon import Lexicon

ENOUGH, NEARLY = 1.6, 0.8


class Pair(NamedTuple):
    """An action of ours and the one of the source that answers it best. alike: whether their verbs are like ones; score: how well they
    fit; shared: how much stands round both; covered: what part that is of ours; others: actions of the source that fit nearly as well."""

    ours: Action
    theirs: Action
    alike: bool
    score: float
    shared: float
    quoted: bool
    others: tuple[Action, ...] = ()
    covered: float = 0.0

    @property
    def firm(self) -> bool:
        """Whether the two surely speak of one thing."""
        most = self.shared >= 1.5 and self.covered >= 0.6
        return (self.alike and self.shared > 0.5) or (self.quoted and self.shared >= 1.0) or self.shared >= 2.5 or most


def own_actions(held: Held) -> list[Action]:
    """The actions of ours that tell what happened: not those that only name a speaker or govern another."""
    found = []
    for sentence in held.ours:
        governing = {id(action.governor) for action in sentence.actions if action.governor}
        found += [action for action in sentence.actions if not frames(action, id(action) in governing)]
    return found


def frames(action: Action, governs: bool) -> bool:
    """“observers said”, “the report notes”, “according to … who are not named”: how we know, not what we tell."""
    lexicon, heads = action.sentence.lexicon, action.group.heads
    if heads & _OF_NAMING:
        meta = _lists(lexicon).meta
        if any(word.key in meta for word in (*action.words, *action.object, *action.subject[-3:])):
            return True
    subject = {word.key for word in action.subject}
    if subject == {"it"} and heads == {"come"}:
        return True
    if _closes(action):
        return True
    if governs and heads & lexicon.telling:
        return True
    return bool(subject & lexicon.words("reports") and heads & _lists(lexicon).of_reports)


_OF_NAMING = frozenset({"name", "be", "identify", "hear", "quote", "give"})


class _Lists(NamedTuple):
    """meta: words for sources that are not named; of_reports: what a report does."""

    meta: frozenset[str]
    of_reports: frozenset[str]


@lru_cache(maxsize=8)
def _lists(lexicon: Lexicon) -> _Lists:
    of_reports = lexicon.saying | {"put", "have", "place", "give", "tie", "date", "derive", "think"}
    return _Lists(frozenset(lexicon.lists["negation"]["meta"]), of_reports)


def _closes(action: Action) -> bool:
    """“…, the sources said.”: who says so, behind all that is said."""
    if not action.group.heads & action.sentence.lexicon.saying:
        return False
    first = min((word.at for word in action.subject), default=action.group.first)
    return first > 0 and action.sentence.keys[first - 1] == "," and not action.done_to


@lru_cache(maxsize=8)
def pairs(held: Held) -> Sequence[Pair]:
    """For each action of ours the action of the source that fits it best; none where nothing fits."""
    found = (_best(_table(held).row(action), held) for action in own_actions(held))
    return tuple(pair for pair in found if pair)


@lru_cache(maxsize=8)
def like_pairs(held: Held) -> Sequence[Pair]:
    """For each action of ours, those that govern another too, the action of the source with a like verb that fits it best."""
    found = []
    for action in (action for sentence in held.ours for action in sentence.actions):
        table = _table(held)
        scored = [pair for pair in table.row(action) if pair.alike] if action.like & table.likes else []
        if scored:
            best = max(scored, key=lambda pair: pair.score + (pair.ours.group.heads == pair.theirs.group.heads))
            others = tuple(pair.theirs for pair in scored if pair is not best and pair.score >= 0.9 * best.score)
            found.append(Pair(action, best.theirs, True, best.score, best.shared, best.quoted, others, best.covered))
    return tuple(found)


class _Table:
    """Every action of ours with every action of the source, scored when it is first asked for."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._theirs = [action for sentence in held.theirs for action in sentence.actions]
        self._weights = _weights(self._theirs)
        self._near = {id(sentence) for sentence in held.near}
        self._rows: dict[int, list[Pair]] = {}
        self._quoted = [held.in_excerpt(other.sentence, other.words[0].start, other.words[-1].end) for other in self._theirs]
        self.likes = frozenset[str]().union(*(action.like for action in self._theirs))

    def row(self, ours: Action) -> list[Pair]:
        """One action of ours with each of the source's, in order."""
        if id(ours) not in self._rows:
            both = zip(self._theirs, self._quoted, strict=True)
            self._rows[id(ours)] = [_scored(ours, other, self._weights, quoted, id(other.sentence) in self._near) for other, quoted in both]
        return self._rows[id(ours)]


@lru_cache(maxsize=8)
def _table(held: Held) -> _Table:
    return _Table(held)


def _weights(theirs: Sequence[Action]) -> dict[str, float]:
    """A word that stands round few actions of the paragraphs tells more than one that stands round all."""
    counts = Counter(key for action in theirs for key in action.around)
    return {key: 1.0 / count**0.5 for key, count in counts.items()}


def _best(row: Sequence[Pair], held: Held) -> Pair | None:
    scored = sorted(row, key=lambda pair: -pair.score)
    if not scored or scored[0].score < ENOUGH:
        return None
    by_verb = next(
        (
            p
            for p in scored
            if p.ours.group.heads & p.theirs.group.heads - held.lexicon.words("common") and p.score >= 0.85 * scored[0].score
        ),
        None,
    )
    best = scored[0] if scored[0].alike or by_verb is None else by_verb
    same = best.ours.group.heads & best.theirs.group.heads
    close = [
        pair for pair in scored if pair is not best and pair.score >= max(ENOUGH, NEARLY * best.score) and (pair.alike or not best.alike)
    ]
    others = tuple(pair.theirs for pair in close if not same or same & pair.theirs.group.heads)
    return Pair(best.ours, best.theirs, best.alike, best.score, best.shared, best.quoted, others, best.covered)


def _scored(ours: Action, theirs: Action, weights: Mapping[str, float], quoted: bool, near: bool) -> Pair:
    same = ours.group.heads & theirs.group.heads
    alike = not ours.like.isdisjoint(theirs.like)
    plain = bool(same) and same <= ours.sentence.lexicon.words("common")
    both = ours.around & theirs.around
    shared = sum(weights.get(key, 0.5) for key in both) if both else 0
    objects = ours.done_to & theirs.done_to
    score = 1.6 * (bool(same) and not plain) + 0.9 * (alike and (plain or not same)) + shared
    score += 0.5 * (sum(weights.get(key, 0.5) for key in objects) if objects else 0) + 0.6 * quoted + 0.3 * near - 0.5 * theirs.governs
    if ours.governor and theirs.governor and ours.governor.like & theirs.governor.like:
        score += 0.8
    return Pair(ours, theirs, alike, score, shared, quoted, covered=len(both) / max(1, len(ours.around)))


def answering(sentence: Sentence, held: Held) -> list[Sentence]:
    """The cited sentences that answer one of ours: those with an excerpt, and those that share most of its words."""
    ours = sentence.content
    scores = [(len(ours & other.content), other) for other in held.theirs]
    most = max((score for score, _ in scores), default=0)
    near = {id(other) for other in held.near}
    return [other for score, other in scores if id(other) in near or (score == most and score > 1)]
