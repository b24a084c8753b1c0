"""Who is named in words: officials and parties of the desk, and countries by any of their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from briefgen.evidence.holding.values import Actor, Context
from briefgen.language.grammar.words import Word, words_of
from briefgen.language.lexicon.lexicon import Lexicon

Side = Sequence[Word]


def same_actor(ours: Side, theirs: Side, context: Context) -> bool:
    """Whether two sides share an actor, or one is of the party that the other is."""
    one, other = actors(ours, context), actors(theirs, context)
    parties = parties_of(context)
    mine, its = ({parties.get(who, who) for who in side} for side in (one, other))
    persons = any(who in parties for who in one) and any(who in parties for who in other)
    return bool(one & other) or (bool(mine & its) and not persons)


def actors(words: Side, context: Context) -> frozenset[str]:
    """Who is named in words in a row: the desk's officials and parties, countries, and other names."""
    known = _index(context)
    keys = [word.key for word in words]
    found, at = set(), 0
    while at < len(keys):
        length, who = next(
            ((n, known[tuple(keys[at : at + n])]) for n in range(min(4, len(keys) - at), 0, -1) if tuple(keys[at : at + n]) in known),
            (1, ""),
        )
        if (
            who
            and words[at].capital
            and not (at and keys[at - 1] in {"-", "anti", "pro", "non"})
            and not (at + length < len(keys) and keys[at + length] == "-")
        ):
            found.add(who)
        elif words[at].capital and at and keys[at - 1].rstrip(".") in context.lexicon.words("honorifics"):
            found.add(keys[at])
        at += length
    return frozenset(found)


@lru_cache(maxsize=8)
def _known(people: tuple[Actor, ...], lexicon: Lexicon) -> Mapping[tuple[str, ...], str]:
    found = dict(lexicon.countries)
    for actor in people:
        keys = [tuple(word.key for word in words_of(form)) for form in actor.forms]
        whole = next((lexicon.countries[key] for key in keys if key in lexicon.countries), actor.id)
        for key in keys:
            found[key] = whole
    return found


def _index(context: Context) -> Mapping[tuple[str, ...], str]:
    return _known(context.actors, context.lexicon)


def parties_of(context: Context) -> Mapping[str, str]:
    index = _index(context)
    names = {actor.id: index[tuple(w.key for w in words_of(actor.forms[0]))] for actor in context.actors if actor.forms}
    return {actor.id: names.get(actor.party, actor.party) for actor in context.actors if actor.party}
