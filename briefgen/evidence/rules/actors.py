"""Actors: who does what to whom, around the same or a like verb, and who says it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.evidence.holding.alignment import Pair, like_pairs
from briefgen.evidence.holding.values import Context, Doubt, Held
from briefgen.evidence.holding.who import Side, actors, actors_in, same_actor
from briefgen.language.grammar.clauses import Action, content
from briefgen.language.grammar.inflection import stem
from briefgen.language.grammar.words import Word

HINT = "Look who does it, and to whom."


def swapped_actors(held: Held) -> Iterator[Doubt]:
    """Two actors in the other order around a like verb; or an actor of ours who is not the source's, though the paragraph names both."""
    for pair in like_pairs(held):
        said = bool(
            pair.ours.group.heads & held.lexicon.words("core_saying") and pair.theirs.group.heads & held.lexicon.words("core_saying")
        )
        ours, theirs = _sides(pair.ours), _sides(pair.theirs)
        stranger = pair.firm and pair.quoted and _stranger(ours[0], theirs[0], pair, held)
        if not stranger and (not (pair.firm or pair.quoted or said) or _told_by_another(pair, said, held)):
            continue
        crossed = not pair.ours.group.heads & held.lexicon.words("reciprocal") and _crossed(ours, theirs, held.context)
        if stranger or crossed or _another(ours[0], theirs[0], held.context):
            message = f"“{pair.ours.shows()}”: in the source it is “{pair.theirs.shows()}”."
            yield Doubt("actors-swapped", message, pair.ours.shows(), pair.theirs.shows(), HINT, pair.ours.start)


def _told_by_another(pair: Pair, said: bool, held: Held) -> bool:
    """Whether a further action of the source with a like verb has our actor as doer, and what it tells is shared."""
    doer = _sides(pair.ours)[0]
    if said and any("according to" in sentence.shows().lower() for sentence in held.theirs):
        return True
    for sentence in held.theirs:
        for other in sentence.actions:
            like = other.like & pair.ours.like or (said and other.group.heads & held.lexicon.saying)
            if like and same_actor(doer, _sides(other)[0], held.context) and _shares(pair.ours, other, said, held):
                return True
    return bool(pair.ours.group.heads & held.lexicon.words("reciprocal")) and actors(doer, held.context) <= actors_in(
        pair.theirs.sentence, held.context
    )


def _shares(ours: Action, theirs: Action, said: bool, held: Held) -> bool:
    """Whether both tell of one thing: of what is said, the rest of the sentence counts; else what stands after the verb."""
    first, second = ((a.sentence.words if said else a.object) for a in (ours, theirs))
    names = {stem(word.key) for words in (first, second) for word in words if word.capital}
    return bool((content(list(first), held.lexicon) & content(list(second), held.lexicon)) - names)


def _sides(action: Action) -> tuple[Side, Side]:
    """Who does it and to whom it is done; turned round where the verb is passive and says “by”."""
    subject, done_to = _doer(action), _until_preposition(action.object)
    if action.group.passive:
        by = next((i for i, word in enumerate(action.object) if word.key == "by"), None)
        doer = _until_preposition(action.object[by + 1 :]) if by is not None else ()
        return doer, subject
    return subject, [*done_to, *_led(action.object)]


def _led(words: Side) -> Side:
    """Whom “to” or “from” names after a verb: “sold the ship to Velmare”."""
    at = next((i for i, word in enumerate(words) if word.key in {"to", "from"}), None)
    return [word for word in _until_preposition(words[at + 1 :]) if not word.possessive] if at is not None else ()


def _doer(action: Action) -> Side:
    governor = action.governor
    subject = [word for word in action.subject if word.is_word]
    pronoun = bool(subject) and subject[-1].key in {"it", "they", "he", "she"} and len(subject) <= 2
    if action.group.kind == "infinitive" and governor:
        nouns = action.sentence.lexicon.governing_nouns
        return subject if subject and not {word.key for word in subject} & nouns.keys() else _doer(governor)
    if (pronoun or not subject) and governor and governor is not action:
        return _doer(governor)
    if subject and subject[-1].key in {"and", "or", "but"}:
        earlier = [a for a in action.sentence.actions if a.group.last < action.group.first and a.group.kind == "finite" and a.subject]
        return _doer(earlier[-1]) if earlier else subject
    if not subject and (relative := _antecedent(action)):
        return relative
    if pronoun:
        before = [
            a
            for a in action.sentence.actions
            if a.group.last < action.group.first and a.subject and a.subject[-1].key not in {"it", "they", "he", "she"}
        ]
        return _doer(before[-1]) if before else subject
    return _last_phrase(subject)


def _antecedent(action: Action) -> Side:
    """The name to which “which” or “who” before a verb refers: “from North Korea, which fired”."""
    words = action.sentence.words[max(0, action.group.first - 9) : action.group.first]
    if not words or words[-1].key not in {"which", "who"}:
        return ()
    before = [word for word in words[-8:-1] if word.is_word]
    run: list[Word] = []
    for word in reversed(before):
        if not word.capital:
            break
        run.insert(0, word)
    return run


def _last_phrase(words: Side) -> Side:
    """The subject without what stands in it after a preposition: “the talks with Japan” are the talks."""
    first = next(
        (
            i
            for i, word in enumerate(words)
            if i and word.key in {"with", "from", "in", "at", "on", "about", "against", "to", "between", "for"}
        ),
        len(words),
    )
    return words[:first] or words


def _until_preposition(words: Side) -> Side:
    stops = {
        "to",
        "for",
        "in",
        "on",
        "at",
        "with",
        "about",
        "against",
        "over",
        "by",
        "from",
        "that",
        "of",
        ",",
        "during",
        "after",
        "before",
        "under",
        "into",
    }
    found: list[Word] = []
    for word in words:
        if word.key in stops:
            break
        found.append(word)
    return found


def _crossed(ours: tuple[Side, Side], theirs: tuple[Side, Side], context: Context) -> bool:
    """Whether ours names as doer whom the source names as the one it is done to, and the other way round as far as both are named."""
    (a, b), (c, d) = ([_named(side, context) for side in sides] for sides in (ours, theirs))
    if b and actors(ours[1], context) & c and not a & c and a and not _named(ours[0], context) & c:
        return True
    if not (a and c and d) or a & c or not a & d:
        return False
    return bool(b & c) if ours[1] and (actors(ours[1], context) or not actors(ours[0], context)) else bool(actors(ours[0], context))


def _named(side: Side, context: Context) -> frozenset[str]:
    who = actors(side, context)
    return who or (
        content(list(side), context.lexicon)
        if not {w.key for w in side} & (context.lexicon.words("collective") | context.lexicon.pronouns)
        else frozenset()
    )


def _stranger(ours: Side, theirs: Side, pair: Pair, held: Held) -> bool:
    """Whether ours names among several doers a person whom the source's sentence does not name, while it names persons itself."""
    persons = {actor.id for actor in held.context.actors if actor.party}
    there = actors_in(pair.theirs.sentence, held.context)
    return bool(actors(theirs, held.context) & persons and (actors(ours, held.context) & persons) - there)


def _another(ours: Side, theirs: Side, context: Context) -> bool:
    if {word.key for word in (*ours, *theirs)} & context.lexicon.words("collective"):
        return False
    one, other = actors(ours, context), actors(theirs, context)
    if not one or not other:
        return False
    return not same_actor(ours, theirs, context)
