"""Which actions of the source answer an action of ours: by like verbs, shared words around them, and the excerpt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.evidence.holding.values import Held
from briefgen.language.grammar.clauses import Action, Sentence, content

ENOUGH, NEARLY = 1.6, 0.8


@dataclass(frozen=True)
class Pair:
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
    lexicon = action.sentence.lexicon
    meta = set(lexicon.lists["negation"]["meta"])
    around = {word.key for word in (*action.words, *action.object, *action.subject[-3:])}
    if around & meta and action.group.heads & {"name", "be", "identify", "hear", "quote", "give"}:
        return True
    subject = {word.key for word in action.subject}
    if subject == {"it"} and action.group.heads == {"come"}:
        return True
    if _closes(action):
        return True
    if governs and action.group.heads & (lexicon.at.keys() | lexicon.saying):
        return True
    return bool(
        subject & lexicon.words("reports")
        and action.group.heads & (lexicon.saying | {"put", "have", "place", "give", "tie", "date", "derive", "think"})
    )


def _closes(action: Action) -> bool:
    """“…, the sources said.”: who says so, behind all that is said."""
    words, first = action.sentence.words, min((word.at for word in action.subject), default=action.group.first)
    told = content(action.object, action.sentence.lexicon)
    return bool(action.group.heads & action.sentence.lexicon.saying) and not told and first > 0 and words[first - 1].key == ","


@lru_cache(maxsize=8)
def pairs(held: Held) -> Sequence[Pair]:
    """For each action of ours the action of the source that fits it best; none where nothing fits."""
    theirs = [action for sentence in held.theirs for action in sentence.actions]
    weights = _weights(theirs)
    near = {id(sentence) for sentence in held.near}
    found = (_best(action, theirs, weights, held, near) for action in own_actions(held))
    return tuple(pair for pair in found if pair)


@lru_cache(maxsize=8)
def like_pairs(held: Held) -> Sequence[Pair]:
    """For each action of ours, those that govern another too, the action of the source with a like verb that fits it best."""
    theirs = [action for sentence in held.theirs for action in sentence.actions]
    weights, near = _weights(theirs), {id(sentence) for sentence in held.near}
    found = []
    for action in (action for sentence in held.ours for action in sentence.actions):
        scored = [_scored(action, other, weights, held, near) for other in theirs if action.like & other.like]
        if scored:
            best = max(scored, key=lambda pair: pair.score + (pair.ours.group.heads == pair.theirs.group.heads))
            others = tuple(pair.theirs for pair in scored if pair is not best and pair.score >= 0.9 * best.score)
            found.append(Pair(action, best.theirs, True, best.score, best.shared, best.quoted, others, best.covered))
    return tuple(found)


def _weights(theirs: Sequence[Action]) -> dict[str, float]:
    """A word that stands round few actions of the paragraphs tells more than one that stands round all."""
    counts = Counter(key for action in theirs for key in action.around)
    return {key: 1.0 / count**0.5 for key, count in counts.items()}


def _best(ours: Action, theirs: Sequence[Action], weights: Mapping[str, float], held: Held, near: set[int]) -> Pair | None:
    scored = sorted((_scored(ours, other, weights, held, near) for other in theirs), key=lambda pair: -pair.score)
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
    same = ours.group.heads & best.theirs.group.heads
    close = [
        pair for pair in scored if pair is not best and pair.score >= max(ENOUGH, NEARLY * best.score) and (pair.alike or not best.alike)
    ]
    others = tuple(pair.theirs for pair in close if not same or same & pair.theirs.group.heads)
    return Pair(best.ours, best.theirs, best.alike, best.score, best.shared, best.quoted, others, best.covered)


def _scored(ours: Action, theirs: Action, weights: Mapping[str, float], held: Held, near: set[int]) -> Pair:
    same = ours.group.heads & theirs.group.heads
    alike = bool(ours.like & theirs.like)
    plain = bool(same) and same <= held.lexicon.words("common")
    shared = sum(weights.get(key, 0.5) for key in ours.around & theirs.around)
    objects = content(ours.object, held.lexicon) & content(theirs.object, held.lexicon)
    quoted = held.in_excerpt(theirs.sentence, theirs.words[0].start, theirs.words[-1].end)
    score = 1.6 * (bool(same) and not plain) + 0.9 * (alike and (plain or not same)) + shared
    score += 0.5 * sum(weights.get(key, 0.5) for key in objects) + 0.6 * quoted + 0.3 * (id(theirs.sentence) in near) - 0.5 * theirs.governs
    if ours.governor and theirs.governor and ours.governor.like & theirs.governor.like:
        score += 0.8
    around = ours.around
    return Pair(ours, theirs, alike, score, shared, quoted, covered=len(around & theirs.around) / max(1, len(around)))


def answering(sentence: Sentence, held: Held) -> list[Sentence]:
    """The cited sentences that answer one of ours: those with an excerpt, and those that share most of its words."""
    ours = sentence.content
    scores = [(len(ours & other.content), other) for other in held.theirs]
    most = max((score for score, _ in scores), default=0)
    near = {id(other) for other in held.near}
    return [other for score, other in scores if id(other) in near or (score == most and score > 1)]
