"""Who is named in words: officials and parties of the desk, and countries by any of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from briefgen.evidence.holding.values import Context
from briefgen.language.grammar.clauses import Sentence
from briefgen.language.grammar.words import Word, words_of

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
    known, honorifics = _index(context), context.lexicon.words("honorifics")
    keys = tuple(word.key for word in words)
    found, at = set(), 0
    while at < len(keys):
        length, who = next(((len(name), who) for name, who in known.get(keys[at], ()) if keys[at : at + len(name)] == name), (1, ""))
        if (
            who
            and words[at].capital
            and not (at and keys[at - 1] in {"-", "anti", "pro", "non"})
            and not (at + length < len(keys) and keys[at + length] == "-")
        ):
            found.add(who)
        elif at and words[at].capital and keys[at - 1].rstrip(".") in honorifics:
            found.add(keys[at])
        at += length
    return frozenset(found)


@lru_cache(maxsize=256)
def actors_in(sentence: Sentence, context: Context) -> frozenset[str]:
    """Who is named in a sentence."""
    return actors(sentence.words, context)


MOST_WORDS = 4
"""Longer names are not looked for."""


@lru_cache(maxsize=8)
def _known(context: Context) -> Mapping[tuple[str, ...], str]:
    countries = context.lexicon.countries
    found = dict(countries)
    for actor in context.actors:
        keys = [tuple(word.key for word in words_of(form)) for form in actor.forms]
        whole = next((countries[key] for key in keys if key in countries), actor.id)
        for key in keys:
            found[key] = whole
    return found


@lru_cache(maxsize=8)
def _index(context: Context) -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """The first word of a name → the names that begin with it, the longest first, and whose they are."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name, who in sorted(_known(context).items(), key=lambda pair: -len(pair[0])):
        if 0 < len(name) <= MOST_WORDS:
            found[name[0]].append((name, who))
    return dict(found)


@lru_cache(maxsize=8)
def parties_of(context: Context) -> Mapping[str, str]:
    """Each person among the actors, and whose they are."""
    index = _known(context)
    names = {actor.id: index[tuple(w.key for w in words_of(actor.forms[0]))] for actor in context.actors if actor.forms}
    return {actor.id: names.get(actor.party, actor.party) for actor in context.actors if actor.party}
