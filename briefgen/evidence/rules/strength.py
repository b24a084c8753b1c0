"""Strength: what is hoped, planned, expected or possible is not told as more than that, nor a mild word by a strong one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from briefgen.evidence.holding.alignment import Pair, frames, pairs
from briefgen.evidence.holding.values import Doubt, Held
from briefgen.language.grammar.clauses import Action, Sentence, content
from briefgen.language.grammar.inflection import stem
from briefgen.language.grammar.times import times_in
from briefgen.language.lexicon.lexicon import Lexicon

BETWEEN, WITHIN, WEAKER = 13.0, 5.0, 9.0


def too_strong(held: Held) -> Iterator[Doubt]:
    """An action that we tell as nearer to fact than the clause of the source that answers it; or a wish weaker than the source's."""
    for pair in pairs(held):
        ours, theirs = pair.ours, pair.theirs
        if _topic(ours, theirs) or not pair.firm or _told_by_noun(pair) or _agreed_to(pair, held):
            continue
        if (
            ours.negated
            or any(word.key in {"no", "none", "neither"} for word in (*ours.subject[:1], *ours.object[:1]))
            or _aside(ours)
            or _present_rule(ours, theirs)
        ):
            continue
        told, highest = _told(pair), max(_known(ours, action) for action in (theirs, *pair.others))
        same = ours.family == theirs.family != "likelihood" and bool(ours.family)
        if told - highest >= (WITHIN if same or _wishes(ours, theirs) else BETWEEN):
            yield _doubt("strength-raised", pair, "more than")
        elif (
            theirs.reach - told >= WEAKER
            and not pair.others
            and (_wishes(ours, theirs) or _wish_for_plan(ours, theirs) or _leave_for_duty(ours, theirs))
        ):
            yield _doubt("strength-lowered", pair, "less than")


def lexicon_prepositions(action: Action) -> frozenset[str]:
    return action.sentence.lexicon.prepositions if not action.governor else frozenset()


def _wish_for_plan(ours: Action, theirs: Action) -> bool:
    """“hoped to visit” for “is scheduled to visit”."""
    return bool(ours.like & theirs.like) and ours.mark in {"hope", "wish", "want"} and theirs.family == "likelihood" and theirs.at >= 70


def _leave_for_duty(ours: Action, theirs: Action) -> bool:
    """“may carry” for “must carry”."""
    return (
        bool(ours.group.heads & theirs.group.heads)
        and ours.mark in {"may", "can", "might", "could"}
        and theirs.mark in {"must", "shall", "have to"}
    )


def _told(pair: Pair) -> float:
    """How near to fact ours tells the thing.

    “settled on a closure” is compared with “agreed” in “agreed to close”, “was thinking of it” with “considers”.
    """
    ours, theirs = pair.ours, pair.theirs
    governor, at = theirs.governor, ours.sentence.lexicon.at
    if (
        governor
        and governor.group.heads & {"agree", "decide", "resolve"}
        and ours.group.heads & ours.sentence.lexicon.words("done_by_agreeing")
    ):
        return theirs.at
    if ours.group.heads & theirs.group.heads:
        return min(ours.at, ours.told_of)
    reach = min(ours.reach, ours.told_of)
    if governor and ours.like & governor.like:
        return min([reach, *([at[head][0] for head in governor.group.heads if head in at] or [theirs.reach])])
    if pair.alike and theirs.reach < theirs.at and not ours.group.heads & at.keys():
        return min(reach, theirs.reach)
    if pair.alike:
        return min([reach, *(at[head][0] for head in ours.group.heads if head in at and theirs.group.heads & at.keys())])
    return reach


"""What is done once it is agreed."""


def _known(ours: Action, theirs: Action) -> float:
    return theirs.at if ours.group.heads & theirs.group.heads else theirs.reach


def _present_rule(ours: Action, theirs: Action) -> bool:
    """“reports each year” for “shall report”: the present tense tells a rule or a timetable, not a deed."""
    return (
        ours.group.present
        and theirs.mark in {"shall", "must", "schedule", "due", "will"}
        and theirs.at >= 48
        and (theirs.mark != "will" or bool(times_in(ours.sentence.shows(), None)))
    )


def _wishes(ours: Action, theirs: Action) -> bool:
    """Whether both are told as wishes or plans, so that they can be compared word by word."""
    known = ours.sentence.lexicon.at
    return all(_family(action, known) == "intent" for action in (ours, theirs))


def _family(action: Action, known: Mapping[str, tuple[float, str]]) -> str:
    if action.family:
        return action.family
    return next((known[head][1] for head in sorted(action.group.heads) if head in known and known[head][0] == action.reach), "")


def _topic(ours: Action, theirs: Action) -> bool:
    """“The question was” for “the focus will be”: what is said of a subject of talks in the past tense is no step up."""
    return bool(ours.group.heads & {"be", "include", "have"}) and theirs.at >= 60 and ours.at == 100


def _told_by_noun(pair: Pair) -> bool:
    """“fishermen objected” for “despite objections from fishermen”: the source tells by a noun what ours tells by a verb."""
    own = {stem(head) for head in pair.ours.group.heads}
    comma = next((i for i, word in enumerate(pair.theirs.object) if word.key == ","), len(pair.theirs.object))
    done = content(list(pair.theirs.object[:comma]), pair.theirs.sentence.lexicon)
    return not pair.alike and bool(own & (pair.theirs.sentence.content - done))


def _agreed_to(pair: Pair, held: Held) -> bool:
    """“agreed to provide them” for “asked them to provide … They agreed to do so.”"""
    governor = pair.ours.governor
    said = [a for sentence in held.theirs for a in sentence.actions if a.group.heads == {"do"} and a.governor] if governor else []
    return any(governor and action.governor and action.governor.like & governor.like for action in said)


def _aside(ours: Action) -> bool:
    """What asks, supposes or only describes: “how to share”, “if it was to be done”, “officials already posted in Japan”."""
    before = [word.key for word in ours.sentence.words[max(0, ours.group.first - 10) : ours.group.first]]
    asks = ours.group.kind == "infinitive" and before[-1:] in (["how"], ["whether"], ["where"], ["what"], ["who"])
    bare = (
        ours.group.first == ours.group.last
        or ours.sentence.words[ours.group.first].key.endswith("ly")
        or ours.sentence.words[ours.group.first].key == "already"
    )
    asks = asks or (ours.group.kind == "infinitive" and ours.governor is None)  # “a body not to be called so” tells no deed
    asks = asks or (ours.group.kind == "ing" and _owned(ours))
    lexicon = ours.sentence.lexicon
    describes = (
        bare
        and not ours.group.present
        and bool(ours.subject)
        and ours.subject[0].key in lexicon.prepositions
        and lexicon.is_form(ours.words[-1].key, "participle")
    )
    asks = asks or (ours.group.kind == "ing" and before[-1:] != [] and before[-1] in lexicon_prepositions(ours))
    return asks or "whether" in before or "if" in before or "unless" in before or describes


def _owned(ours: Action) -> bool:
    """“the ministers' meeting”: a noun that reads like a verb."""
    before = ours.sentence.words[max(0, ours.group.first - 2) : ours.group.first]
    return bool(before) and (before[-1].possessive or (before[-1].key == "'" and before[0].possessive))


def _doubt(code: str, pair: Pair, how: str) -> Doubt:
    ours, theirs = pair.ours, pair.theirs
    mark = f"“{theirs.mark}”" if theirs.mark else "a plain statement"
    said = f"“{ours.mark}”" if ours.mark else "a plain statement"
    message = f"“{ours.shows()}” says {how} “{theirs.shows()}”: {said} for {mark}."
    return Doubt(code, message, ours.shows(), theirs.shows(), "Say it as strongly as the source does, and not more.", ours.start)


def lost_openness(held: Held) -> Iterator[Doubt]:
    """“possible topics” told as topics, “the proposed body” as a body that is there."""
    open_words, hedging = _open(held.lexicon)
    if all(open_words.isdisjoint(sentence.known) for sentence in held.near):
        return
    hedged = any(not hedging.isdisjoint(sentence.bases) for sentence in held.ours)
    done = [
        action
        for sentence in held.ours
        for action in sentence.actions
        if action.reach >= 92 and not action.negated and not action.group.heads & {"be", "have", "include"}
    ]
    if hedged or not done:
        return
    for sentence in held.near:
        for index, word in enumerate(sentence.words[:-1]):
            if word.key not in open_words:
                continue
            things = {held.lexicon.content(w.key) for w in sentence.words[index + 1 : index + 3]} - {""}
            told = next((a for a in done if things & content([*a.subject, *a.object], held.lexicon)), None)
            if told and sentence.words[index + 1].is_word:
                message = f"“{told.shows()}”: the source has “{word.text} {sentence.words[index + 1].text}”."
                yield Doubt(
                    "strength-raised", message, told.shows(), word.text, "Say it as strongly as the source does, and not more.", told.start
                )


def unborne_words(held: Held) -> Iterator[Doubt]:
    """A strong word of ours (demanded, promised, ruled out) for which the paragraphs have only a weaker one of its row, or none."""
    lexicon = held.lexicon
    ladders = _ladders(lexicon)
    borne = _Borne(held)
    for action in (action for sentence in held.ours for action in sentence.actions if not frames(action, governs=False)):
        if action.negated or any(word.key in {"no", "none", "neither"} for word in (*action.subject[:1], *action.object[:1])):
            continue
        if action.group.heads & {"need", "require"} and not action.governs:
            continue
        rows = [row for word in _strong_words(action, lexicon) for row in ((word, *at) for at in ladders.get(word, ()))]
        if rows and not any(
            rung == 0 or (word in _DENYING and borne.denied) or _carried(rung, borne.of(name), name, lexicon) for word, name, rung in rows
        ):
            word, name, _ = rows[0]
            weaker = sorted(other for other, _ in borne.of(name))
            only = f"the paragraph has only “{'”, “'.join(weaker[:3])}”" if weaker else "no word of the paragraph bears it"
            message = f"“{action.shows()}”: “{word}” is a strong word, and {only}."
            yield Doubt("word-too-strong", message, action.shows(), ", ".join(weaker), "Use a word of the source's strength.", action.start)


_DENYING = frozenset({"forbid", "ban", "prohibit", "bar", "refuse", "deny", "exclude"})


class _Borne:
    """The strong words that the paragraphs have, by row; looked up where ours has one."""

    def __init__(self, held: Held) -> None:
        self._held = held

    @cached_property
    def _stems(self) -> frozenset[str]:
        lexicon = self._held.lexicon
        return frozenset(stem(word) for sentence in self._held.theirs for word in _words(sentence, lexicon) - _refused(sentence, lexicon))

    @cached_property
    def denied(self) -> bool:
        return any({"no", "not", "never", "nor", "none"} & sentence.known for sentence in self._held.theirs)

    def of(self, name: str) -> list[tuple[str, int]]:
        """The words of a row that the paragraphs have, each with its rung."""
        return [(word, rung) for word, rung, root in _rows(self._held.lexicon)[name] if root in self._stems]


def _refused(sentence: Sentence, lexicon: Lexicon) -> frozenset[str]:
    """Words that stand under a “no”: “reached no agreement” bears no agreement."""
    under = {sentence.keys[at + 1] for at, key in enumerate(sentence.keys[:-1]) if key == "no"}
    heads = {head for action in sentence.actions if action.negated and "no" in {w.key for w in action.words} for head in action.group.heads}
    return frozenset(base for key in under | heads for base in (key, *lexicon.bases(key)))


def _carried(rung: int, borne: Sequence[tuple[str, int]], name: str, lexicon: Lexicon) -> bool:
    marked = name in lexicon.lists["strength"]["marked"] and rung == _highest(name, lexicon)
    return any(other >= rung for _, other in borne) or (not borne and not marked)


def _strong_words(action: Action, lexicon: Lexicon) -> list[str]:
    """The verbs of an action, or the one word for a phrase that begins with it (“ruled out”)."""
    if action.group.kind == "infinitive" and not (action.governor and action.governor.group.heads & lexicon.telling):
        return []
    phrases: Mapping[str, str] = lexicon.lists["strength"]["phrases"]
    after = " ".join(word.key for word in action.object[:2])
    whole = [word for phrase, word in phrases.items() for head in action.group.heads if f"{head} {after} ".startswith(f"{phrase} ")]
    return whole or sorted(action.group.heads)


@lru_cache(maxsize=8)
def _open(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Words such as “possible”, and all with which a sentence of ours leaves a thing open."""
    words = frozenset(lexicon.lists["strength"]["open"])
    return words, words.union(lexicon.at, lexicon.governing_nouns)


@lru_cache(maxsize=8)
def _ladders(lexicon: Lexicon) -> Mapping[str, Sequence[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for name, rungs in lexicon.lists["strength"]["ladders"].items():
        for index, rung in enumerate(rungs):
            for word in rung:
                found.setdefault(word, []).append((name, index))
    return found


@lru_cache(maxsize=8)
def _rows(lexicon: Lexicon) -> Mapping[str, Sequence[tuple[str, int, str]]]:
    """The words of each row with their rungs and stems, in the order of all words."""
    found: dict[str, list[tuple[str, int, str]]] = {name: [] for name in lexicon.lists["strength"]["ladders"]}
    for word, places in _ladders(lexicon).items():
        for name, rung in places:
            found[name].append((word, rung, stem(word)))
    return found


def _highest(name: str, lexicon: Lexicon) -> int:
    return len(lexicon.lists["strength"]["ladders"][name]) - 1


def _words(sentence: Sentence, lexicon: Lexicon) -> frozenset[str]:
    """Words and verbs of a sentence, with the one word for each phrase of the list in it."""
    phrases: Mapping[str, str] = lexicon.lists["strength"]["phrases"]
    flat = f" {' '.join(_one(key, lexicon) for key in sentence.keys)} "
    return sentence.bases | {word for phrase, word in phrases.items() if f" {phrase} " in flat}


def _one(key: str, lexicon: Lexicon) -> str:
    """A word as phrases have it: a verb's base form, a noun's singular."""
    return min(lexicon.bases(key)) if key in lexicon.forms else key.removesuffix("es") if key.endswith("ses") else key.removesuffix("s")
