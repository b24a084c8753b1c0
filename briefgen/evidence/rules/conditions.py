"""Conditions and causes: what the source says only “if” is not told without it, and none is set that the source does not set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.evidence.holding.alignment import pairs
from briefgen.evidence.holding.values import Doubt, Held
from briefgen.language.grammar.clauses import Action, Sentence, content
from briefgen.language.grammar.words import Word, words_of
from briefgen.language.lexicon.lexicon import Lexicon

_ENDS = frozenset({",", ";", ".", ":"})


def lost_condition(held: Held) -> Iterator[Doubt]:
    """The sentence cited makes what we tell depend on something, and ours has no word of condition."""
    if _carries(held.ours, held.lexicon):
        return
    firm = {id(pair.theirs.sentence) for pair in pairs(held) if pair.firm and pair.alike}
    answered = firm or {id(sentence) for sentence in held.near}
    ours = frozenset().union(*(sentence.content for sentence in held.ours))
    for sentence in held.theirs:
        clause = condition(sentence, held.lexicon)
        if not clause or id(sentence) not in answered or background(sentence, held):
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
    carriers = lexicon.lists["conditions"]["carriers"]
    return any(
        f" {word} " in sentence.padded
        for sentence in ours
        for word in carriers
        if not (word == "should" and " should " not in sentence.padded)
    )


def condition(sentence: Sentence, lexicon: Lexicon) -> tuple[int, int] | None:
    """The words of a sentence's condition, as the numbers of the first and of the one after the last; None where it sets none."""
    lists = lexicon.lists["conditions"]
    for opener in lists["openers"]:
        parts = tuple(opener.split())
        for index in range(len(sentence.keys) - len(parts) + 1):
            if sentence.keys[index : index + len(parts)] == parts and not _apart(sentence, index, lists["apart"]):
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
    return any(f" {phrase} " in f" {near} " for phrase in apart)


def cut_condition(held: Held) -> Iterator[Doubt]:
    """An excerpt right after the word that makes it a condition."""
    openers = [tuple(opener.split()) for opener in held.lexicon.lists["conditions"]["openers"]]
    for one in held.cited:
        start, end = one.span
        before = tuple(word.key for word in words_of(one.text[max(0, start - 40) : start]))
        cut = next((opener for opener in openers if end and before[-len(opener) :] == opener), ())
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
    theirs = [parts for sentence in held.theirs if (parts := _reasons(sentence.words, held.lexicon))]
    for sentence in held.ours:
        parts = _reasons(sentence.words, held.lexicon)
        for effect, cause in theirs if parts else []:
            ours_effect, ours_cause = parts or (frozenset[str](), frozenset[str]())
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


def _reasons(words: Sequence[Word], lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]] | None:
    """Effect and cause of a sentence, as contents; None where no word says that it has them."""
    keys = tuple(word.key for word in words)
    for name, turned in (("because", False), ("so", True)):
        for phrase in (tuple(shown.split()) for shown in lexicon.lists["word_sets"][name]):
            at = next((i for i in range(len(keys)) if keys[i : i + len(phrase)] == phrase), -1)
            if at < 0:
                continue
            before, after = words[:at], words[at + len(phrase) :]
            if at == 0:
                comma = next((i for i, word in enumerate(after) if word.key == ","), len(after))
                before, after = after[comma:], after[:comma]
            effect, cause = (after, before) if turned else (before, after)
            return content(effect, lexicon), content(cause, lexicon)
    return None
