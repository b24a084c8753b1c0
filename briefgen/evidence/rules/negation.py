"""Negation: what the source denies is not told as so, nor the other way round; and no excerpt begins right after a “not”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefgen.evidence.holding.alignment import Pair, like_pairs, pairs
from briefgen.evidence.holding.values import Cited, Doubt, Held
from briefgen.language.grammar.clauses import Action, Sentence, content
from briefgen.language.grammar.words import Word, words_of
from briefgen.language.lexicon.lexicon import Lexicon


def turned_round(held: Held) -> Iterator[Doubt]:
    """An action that only one side negates, where the other side has no word that could answer the negation."""
    for pair in _answers(held):
        ours, theirs = _negative(pair.ours, held), _negative(pair.theirs, held)
        if ours == theirs or not (pair.firm or _bare(pair, held)) or any(_negative(action, held) == ours for action in pair.others):
            continue
        same = bool(pair.ours.group.heads & pair.theirs.group.heads - held.lexicon.words("common"))
        purpose = any(f" {words} " in pair.ours.sentence.padded for words in ("so as not", "in order not")) and pair.theirs.at < 70
        unreal = purpose or (pair.ours.at >= 92 and pair.theirs.at <= 70 and not pair.quoted)
        waiting = pair.ours.at >= 92 and pair.theirs.mark in {"have to", "need"}
        if (
            ours
            and pair.alike
            and not unreal
            and not waiting
            and not _refused(pair.ours, held)
            and not _denied_after(pair, held)
            and not _answered(_chain(pair.theirs), pair.theirs, held, same)
        ):
            yield _doubt(pair, "is negated, and the source has no negation there")
        elif theirs and not _answered(_own_words(pair), pair.ours, held, same):
            yield _doubt(pair, "is not negated, and the source negates it")
    yield from _undone(held)


def _undone(held: Held) -> Iterator[Doubt]:
    """“has been changed” where the source says “unchanged”."""
    for sentence in held.ours:
        for action in sentence.actions:
            for other in held.near:
                word = next(
                    (
                        w
                        for w in other.words
                        if w.key.startswith("un") and held.lexicon.bases(w.key[2:]) & action.group.heads and w.key[2:] in held.lexicon.forms
                    ),
                    None,
                )
                if word and not action.negated and content(list(action.subject), held.lexicon) & other.content:
                    message = f"“{action.shows()}” is told of what the source calls “{word.text}”."
                    yield Doubt(
                        "negation-one-side", message, action.shows(), word.text, "Say what the source says, not its contrary.", action.start
                    )


def _bare(pair: Pair, held: Held) -> bool:
    """“but reached no agreement”: the source denies the same verb and says nothing more there."""
    theirs = pair.theirs
    same = pair.ours.group.heads & theirs.group.heads - held.lexicon.words("common")
    return bool(same) and theirs.negated and not content(list(theirs.object), held.lexicon) and any(s is theirs.sentence for s in held.near)


def _answers(held: Held) -> Iterator[Pair]:
    """What answers each action best, and what answers it by the same verb."""
    best = pairs(held)
    yield from best
    known = {(id(pair.ours), id(pair.theirs)) for pair in best}
    for pair in like_pairs(held):
        same = pair.ours.group.heads & pair.theirs.group.heads - held.lexicon.words("common")
        if pair.ours.governs:
            continue
        same = same or (pair.ours.group.heads & pair.theirs.group.heads if pair.shared > 0.5 and pair.quoted else same)
        if same and (id(pair.ours), id(pair.theirs)) not in known and not any(pair.ours is other.ours and other.alike for other in best):
            yield pair


def _doubt(pair: Pair, how: str) -> Doubt:
    message = f"“{pair.ours.shows()}” {how}: “{pair.theirs.shows()}”."
    return Doubt(
        "negation-one-side", message, pair.ours.shows(), pair.theirs.shows(), "Say what the source says, not its contrary.", pair.ours.start
    )


def _own_words(pair: Pair) -> Sequence[Word]:
    """The words of our sentence without those of denial that stand after the source's verb too: “without the consent”."""
    both = {word.key for word in pair.theirs.object}
    return [word for word in pair.ours.sentence.words if word.key not in both or word.is_word is False]


def _refused(ours: Action, held: Held) -> bool:
    """Whether the source denies it by the meaning of a verb: “has refused so far”, “the motion was rejected”."""
    own = content_of(ours)
    turning = {"refuse", "decline", "reject", "fail", "deny"}
    found = [action for sentence in held.theirs for action in sentence.actions if action.group.heads & turning]
    return any(_quoted(action, held) or content_of(action) & own for action in found)


def _denied_after(pair: Pair, held: Held) -> bool:
    """“wanted to start, but did not do so”: a later clause of the source's sentence denies the like."""
    later = [other for other in pair.theirs.sentence.actions if other.group.first > pair.theirs.group.first]
    return any(
        _negative(other, held)
        and (other.group.heads & {"do"} or other.like & pair.ours.like or "decision" in {w.key for w in other.object})
        for other in later
    )


def _negative(action: Action, held: Held) -> bool:
    if action.negated and {word.key for word in action.object} & {"until", "till"}:
        return False
    return action.negated or _no_object(action) or _no_subject(action)


_MEASURES = frozenset({"less", "fewer", "more", "later", "earlier", "doubt", "matter"})
"""After “no” these deny nothing: “no fewer than six”."""


def _no_object(action: Action) -> bool:
    words = [word.key for word in action.object[:2]]
    return words[:1] != [] and words[0] in {"no", "none", "neither", "nothing", "nobody"} and words[-1] not in _MEASURES


def _no_subject(action: Action) -> bool:
    words = [word.key for word in action.subject if word.is_word and word.key not in {"and", "but", "or"}]
    if not words or set(words[1:2]) & _MEASURES:
        return False
    return words[0] in {"no", "none", "neither", "nobody", "nothing"} or words[-1] == "without"


def _answered(words: Sequence[Word], action: Action, held: Held, same: bool) -> bool:
    """Whether words hold a negation, openly or by the meaning of a word. same: both sides have one verb, so only an open one counts."""
    lists = held.lexicon.lists["negation"]
    keys = {word.key for word in words}
    explicit = set(lists["explicit"]) - ({"unless", "except"} if same_side(action, held) else set())
    if keys & explicit or (" to have " in action.sentence.padded and action.mark.endswith(" to have")):
        return True
    implied = set(lists["implied"])
    heads = {head for other in action.sentence.actions if any(word in words for word in other.words) for head in other.group.heads}
    weak = {key for key in keys & implied if key not in held.lexicon.forms}
    return bool((heads - (action.group.heads if same else set())) & implied) or (not same and bool(weak))


def same_side(action: Action, held: Held) -> bool:
    """Whether an action is one of ours: a condition of ours denies nothing, while “if not” answers the source's “unless”."""
    return any(action.sentence is sentence for sentence in held.ours)


def contrary_verbs(held: Held) -> Iterator[Doubt]:
    """A verb of ours that is the contrary of the one that answers it: accepted for rejected, cut for raised."""
    found = [(pair, rows) for pair in pairs(held) if (rows := [r for r in _contraries(held.lexicon) if pair.ours.group.heads & r[0]])]
    theirs = [action for sentence in held.theirs for action in sentence.actions] if found else []
    borne = frozenset().union(*(action.like for action in theirs), frozenset())
    for pair, rows in found:
        own = content_of(pair.ours)
        for action in (pair.theirs, *(other for other in theirs if content_of(other) & own)):
            covers = len(content_of(action) & own) >= 0.6 * max(2, len(own))
            turned = [row for row in rows if action.group.heads & row[1] and (covers or not borne & row[0])]
            if (
                turned
                and not pair.ours.negated
                and not action.negated
                and (_quoted(action, held) or covers)
                and not _no_object(action)
                and not _no_object(pair.ours)
                and not _no_subject(action)
                and not _no_subject(pair.ours)
            ):
                message = f"“{pair.ours.shows()}” is the contrary of “{action.shows()}”."
                yield Doubt(
                    "contrary-verb",
                    message,
                    pair.ours.shows(),
                    action.shows(),
                    "Say what the source says, not its contrary.",
                    pair.ours.start,
                )
                break


def _quoted(action: Action, held: Held) -> bool:
    return held.in_excerpt(action.sentence, action.words[0].start, action.words[-1].end)


def content_of(action: Action) -> frozenset[str]:
    """What an action is about: what stands round it, and the whole of a short sentence."""
    sentence = action.sentence
    return sentence.content if len(sentence.words) <= _SHORT else content([*action.subject, *action.object], sentence.lexicon)


_SHORT = 14


@lru_cache(maxsize=8)
def _contraries(lexicon: Lexicon) -> Sequence[tuple[frozenset[str], frozenset[str]]]:
    pairs_of = [(frozenset(one), frozenset(other)) for one, other in lexicon.lists["verbs"]["contrary"]]
    return [*pairs_of, *((other, one) for one, other in pairs_of)]


def _chain(action: Action) -> Sequence[Word]:
    """The words of an action's clause, and of the clause that governs it."""
    first = action.governor or action
    start, end = min(first.start, action.start), action.end
    before = [word.start for word in action.sentence.words if word.start < start]
    start = before[-1] if before else start
    return [word for word in action.sentence.words if start <= word.start < end]


def cut_off(held: Held) -> Iterator[Doubt]:
    """An excerpt right after a negation, or one whose verb is negated before it begins or after it ends."""
    for one in held.cited:
        word = _left_out(one, held)
        if word:
            start, end = one.span
            shown = one.text[max(0, start - 40) : min(len(one.text), end + 25)]
            message = f"The excerpt “{one.excerpt}” leaves out the “{word}” that belongs to it: “…{shown}…”."
            yield Doubt("excerpt-cuts-negation", message, one.excerpt, shown, "Begin or end the excerpt so that the word stands in it.")


def _left_out(one: Cited, held: Held) -> str:
    start, end = one.span
    if end == 0:
        return ""
    for sentence in (s for t, known in held.paragraphs if t.text == one.text for s in known):
        for action in sentence.actions if _CUT & sentence.known else ():
            inside = [w for w in action.words if start <= w.start < end]
            outside = [w for w in (*_before(action, sentence), *action.words) if not start <= w.start < end]
            missing = next((w.key for w in outside if w.key in _CUT), "")
            if inside and missing and action.words[-1].start >= start:
                return missing
    return _last(words_of(one.text[:start])) if _DENIAL.search(one.text, 0, start) else ""


_CUT = frozenset({"not", "never", "no", "nor", "neither", "without"})
_DENIAL = re.compile("n't|no|ne(?:ver|ither)|without", re.IGNORECASE)
"""What stands in every word that denies."""


def _before(action: Action, sentence: Sentence) -> Sequence[Word]:
    return sentence.words[max(0, action.group.first - 1) : action.group.first]


def _last(before: Sequence[Word]) -> str:
    words = [word.key for word in before[-2:]]
    negations = {"not", "never", "no", "neither", "nor", "without", "none"}
    if words and words[-1] in negations:
        return words[-1]
    return (
        words[0]
        if len(words) == 2 and words[0] in negations and words[1] in {"the", "a", "an", "any", "yet", "be", "been", "to", "ever"}
        else ""
    )
