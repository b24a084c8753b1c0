"""Moves: what a fact is said to do on an issue is borne by its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.evidence.holding.values import Doubt, Held
from briefgen.language.grammar.clauses import Action, Sentence
from briefgen.language.grammar.inflection import stem

HINT = "Choose the move that the words make."
_MADE = frozenset({"agree", "sign", "approve", "adopt", "ratify"})
_REACHING = frozenset(
    {"reach", "make", "strike", "sign", "conclude", "win", "get", "give", "come", "be", "have", "bring", "seal", "hold", "date", "announce"}
)
"""Verbs with which a noun tells what was done: “reached an agreement”."""
_NOT_BEGUN = frozenset({"do", "start", "begin", "open", "hold", "meet", "take", "finish", "decide"})


def move_not_borne(held: Held) -> Iterator[Doubt]:
    """A move that no word of the sentence and of the words cited bears: “agreed” where nothing was; or one weaker than what is told."""
    table = held.lexicon.lists["moves"]
    for move in held.told.moves:
        ours = any(_bears(sentence, table[move], move) for sentence in held.ours)
        theirs = move in {"raised", "discussed"} or any(_bears(sentence, table[move], move) for sentence in held.theirs)
        if not (ours and (theirs or (move == "deferred" and _not_begun(held)))):
            side = "the sentence" if not ours else "the paragraphs cited"
            yield Doubt("move-not-borne", f"The move is “{move}”, but no word of {side} bears that.", move, "", HINT)
        elif move in {"raised", "discussed"} and _settled(held):
            yield Doubt("move-not-borne", f"The move is “{move}”, but the sentence tells of an agreement.", move, "agreed", HINT)


def _not_begun(held: Held) -> bool:
    """“did not do so”, “has not met”: what was to be and was not bears “deferred” too."""
    return any(action.negated and action.group.heads & _NOT_BEGUN for sentence in held.theirs for action in sentence.actions)


def _bears(sentence: Sentence, words: Mapping[str, Sequence[str]], move: str) -> bool:
    verbs, nouns = set(words["verbs"]), {stem(noun) for noun in words["nouns"]}
    strict = move in {"agreed", "closed"}
    if any(action.group.heads & verbs and not (strict and (action.negated or action.at < 92)) for action in sentence.actions):
        return True
    named = any(stem(key) in nouns for key in sentence.keys)
    return named and not (strict and (_denied(sentence) or not any(a.group.heads & _REACHING for a in sentence.actions)))


def _denied(sentence: Sentence) -> bool:
    return any(action.negated or action.at < 92 for action in sentence.actions) or bool({"no", "without"} & set(sentence.keys))


def _settled(held: Held) -> bool:
    """Whether a verb of ours and one of the words cited tell an agreement that was made."""
    done = [[action for sentence in side for action in sentence.actions if _makes(action)] for side in (held.ours, held.near)]
    return all(done) and not any(a.at < 70 and a.governor is None for sentence in held.ours for a in sentence.actions)


def _makes(action: Action) -> bool:
    return bool(action.group.heads & _MADE) and not action.negated and action.at >= 92 and not action.group.passive
