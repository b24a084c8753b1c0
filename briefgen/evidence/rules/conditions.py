"""Conditions and causes: what the source says only “if” is not told without it, and none is set that the source does not set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefgen.evidence.holding.alignment import pairs
from briefgen.evidence.holding.values import Doubt, Held
from briefgen.language.grammar.clauses import Action, Sentence, content
from briefgen.language.grammar.words import words_of
from briefgen.language.lexicon.lexicon import Lexicon

_ENDS = frozenset({",", ";", ".", ":"})


def lost_condition(held: Held) -> Iterator[Doubt]:
    """The sentence cited makes what we tell depend on something, and ours has no word of condition."""
    clauses = [(sentence, clause) for sentence in held.theirs if (clause := condition(sentence, held.lexicon))]
    if not clauses or _carries(held.ours, held.lexicon):
        return
    firm = {id(pair.theirs.sentence) for pair in pairs(held) if pair.firm and pair.alike}
    answered = firm or {id(sentence) for sentence in held.near}
    ours = frozenset().union(*(sentence.content for sentence in held.ours))
    for sentence, clause in clauses:
        if id(sentence) not in answered or background(sentence, held):
            continue
        first, last = clause
        if _of_another_clause(sentence, first, held):
            continue
        rest = content([word for word in sentence.words if not first <= word.at < last], held.lexicon)
        if len(rest & ours) >= 2 or (len(rest & ours) >= 1 and any(_quoted_outside(sentence, clause, held))):
            shown = sentence.text[sentence.words[first].start : sentence.words[last - 1].end]
            message = f"The source says this only on a condition: “{shown}”."
            yield Doubt("condition-lost", message, held.told.folded, shown, "Say the condition too.")


def _of_another_clause(sentence: Sentence, first: int, held: Held) -> bool:
    """Whether ours only tells what stands before “but” in “has refused, but would talk if …”, on which the condition does not bear."""
    told = [pair.theirs for pair in pairs(held) if pair.theirs.sentence is sentence and pair.firm]
    turn = max((word.at for word in sentence.words[:first] if word.key in {"but", "although", "though", "whereas"}), default=0)
    if not told:
        quoted = [a for a in sentence.actions if held.in_excerpt(sentence, a.words[0].start, a.words[-1].end)]
        told = (
            quoted
            if {h for s in held.ours for a in s.actions for h in a.group.heads} & {h for a in quoted[:1] for h in a.group.heads}
            else []
        )
    return bool(turn and told) and all(action.group.last < turn for action in told)


def background(sentence: Sentence, held: Held) -> bool:
    """Whether ours only tells what a sentence about things to come recalls as done: “since the treaty was rewritten in 1960”."""
    told = [pair.theirs for pair in pairs(held) if pair.theirs.sentence is sentence and pair.firm]
    return bool(told) and all(action.at >= 92 and _recalled(action) for action in told)


def _recalled(action: Action) -> bool:
    """Whether a clause is opened by a word of time or reference that makes it an aside: since, when, which."""
    first = action.subject[0].at if action.subject else action.group.first
    return bool(
        {word.key for word in action.sentence.words[max(0, first - 1) : first + 1]} & {"since", "when", "after", "which", "who", "where"}
    )


def _quoted_outside(sentence: Sentence, clause: tuple[int, int], held: Held) -> Iterator[bool]:
    first, last = sentence.words[clause[0]].start, sentence.words[clause[1] - 1].end
    for one in held.cited:
        if one.text == sentence.text and one.span[1]:
            yield sentence.start <= one.span[0] < sentence.end and not first <= one.span[0] < last


def _carries(ours: Sequence[Sentence], lexicon: Lexicon) -> bool:
    carriers = _known(lexicon).carriers
    return any(f" {word} " in sentence.padded for sentence in ours for first, word in carriers if first in sentence.known)


class _Known(NamedTuple):
    """carriers: words that set a condition, each after its first word; openers: words that open one, whole and apart; begins: the first of
    each; apart:
    phrases that set none; reasons: words that give a reason, and whether what follows them is the effect."""

    carriers: Sequence[tuple[str, str]]
    openers: Sequence[tuple[str, tuple[str, ...]]]
    begins: frozenset[str]
    apart: Sequence[str]
    reasons: Sequence[tuple[tuple[str, ...], bool]]


@lru_cache(maxsize=8)
def _known(lexicon: Lexicon) -> _Known:
    lists = lexicon.lists["conditions"]
    reasons = [
        (tuple(shown.split()), turned)
        for name, turned in (("because", False), ("so", True))
        for shown in lexicon.lists["word_sets"][name]
        if shown.strip()
    ]
    openers = tuple((opener, tuple(opener.split())) for opener in lists["openers"] if opener.strip())
    return _Known(
        tuple((word.split()[0], word) for word in lists["carriers"] if word.strip()), openers, frozenset(parts[0] for _, parts in openers),
        tuple(f" {phrase} " for phrase in lists["apart"]), tuple(reasons),
    )  # fmt: skip


def condition(sentence: Sentence, lexicon: Lexicon) -> tuple[int, int] | None:
    """The words of a sentence's condition, as the numbers of the first and of the one after the last; None where it sets none."""
    known = _known(lexicon)
    if known.begins.isdisjoint(sentence.known):
        return None
    for opener, parts in known.openers:
        for index in _places(sentence.keys, parts) if parts[0] in sentence.known else ():
            if not _apart(sentence, index, known.apart):
                if (
                    opener in {"provided", "providing", "pending", "where the", "assuming", "subject to"}
                    and index
                    and sentence.words[index - 1].key not in {",", "and", "only", "is", "are", "be", "it", "done", "sailings"}
                    and opener in {"provided", "providing", "where the"}
                ):
                    continue
                end = next((i for i in range(index + len(parts), len(sentence.keys)) if sentence.keys[i] in _ENDS), len(sentence.keys))
                return index, end
    return None


def _apart(sentence: Sentence, index: int, apart: Sequence[str]) -> bool:
    near = " ".join(sentence.keys[max(0, index - 1) : index + 2])
    return any(phrase in f" {near} " for phrase in apart)


def _places(keys: tuple[str, ...], parts: tuple[str, ...]) -> Iterator[int]:
    """Where words stand in a row."""
    return (index for index, key in enumerate(keys) if key == parts[0] and keys[index : index + len(parts)] == parts)


def cut_condition(held: Held) -> Iterator[Doubt]:
    """An excerpt right after the word that makes it a condition."""
    openers = _known(held.lexicon).openers
    for one in held.cited:
        start, end = one.span
        if not end:
            continue
        before = tuple(word.key for word in words_of(one.text[max(0, start - 40) : start]))
        cut = next((opener for _, opener in openers if before[-len(opener) :] == opener), ())
        if cut:
            shown = one.text[max(0, start - 40) : end]
            message = f"The excerpt “{one.excerpt}” leaves out the “{' '.join(cut)}” before it: “…{shown}”."
            yield Doubt("excerpt-cuts-condition", message, one.excerpt, shown, "Begin the excerpt so that the word stands in it.")


def added_condition(held: Held) -> Iterator[Doubt]:
    """Ours makes something depend on a condition of which the paragraphs cited know nothing."""
    for sentence in held.ours:
        clause = condition(sentence, held.lexicon)
        if (
            clause
            and not _carries(held.theirs, held.lexicon)
            and not any(action.at < 70 for other in held.near for action in other.actions)
        ):
            shown = sentence.text[sentence.words[clause[0]].start : sentence.words[clause[1] - 1].end]
            yield Doubt(
                "condition-added",
                f"“{shown}”: the paragraphs cited set no condition.",
                shown,
                "",
                "Say only the source's conditions.",
                sentence.words[clause[0]].start,
            )


def swapped_cause(held: Held) -> Iterator[Doubt]:
    """Cause and effect in the other order: what we give as the reason stands in the source's effect, and the other way round."""
    told = [(sentence, parts) for sentence in held.ours if (parts := _reasons(sentence, held.lexicon))]
    theirs = [parts for sentence in held.theirs if (parts := _reasons(sentence, held.lexicon))] if told else []
    for sentence, (ours_effect, ours_cause) in told:
        for effect, cause in theirs:
            straight = len(ours_effect & effect) + len(ours_cause & cause)
            crossed = len(ours_effect & cause) + len(ours_cause & effect)
            if crossed > straight and ours_effect & cause and ours_cause & effect:
                yield Doubt(
                    "cause-swapped",
                    f"“{sentence.shows()}” gives as the reason what the source gives as the outcome.",
                    sentence.shows(),
                    "",
                    "Look what is the cause of what.",
                    sentence.start,
                )


def _reasons(sentence: Sentence, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]] | None:
    """Effect and cause of a sentence, as contents; None where no word says that it has them."""
    words = sentence.words
    for phrase, turned in _known(lexicon).reasons:
        at = next(_places(sentence.keys, phrase), -1) if phrase[0] in sentence.known else -1
        if at < 0:
            continue
        before, after = words[:at], words[at + len(phrase) :]
        if at == 0:
            comma = next((i for i, word in enumerate(after) if word.key == ","), len(after))
            before, after = after[comma:], after[:comma]
        effect, cause = (after, before) if turned else (before, after)
        return content(effect, lexicon), content(cause, lexicon)
    return None
