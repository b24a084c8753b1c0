"""Places: they stand where the source puts what happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefgen.evidence.holding.alignment import answering, like_pairs
from briefgen.evidence.holding.values import Context, Doubt, Held
from briefgen.language.folding import fold
from briefgen.language.grammar.clauses import Action, Sentence
from briefgen.language.grammar.inflection import stem
from briefgen.language.grammar.words import Word, words_of
from briefgen.language.lexicon.lexicon import Lexicon


def wrong_place(held: Held) -> Iterator[Doubt]:
    """A place of ours that the words which answer the sentence do not name, while they or the paragraph name another."""
    places = [(place, s.start, s) for s in held.ours for place in _places_of(s, held.context)]
    for place, start, sentence in places:
        near = answering(sentence, held)
        if any(_names(s, place, held.context) for s in near) and not _of_another(place, sentence, held):
            continue
        others = sorted({other for s in near for other in _places_of(s, held.context)})
        if any(_names(s, place, held.context) for s in held.theirs) and not others:
            continue
        yield _doubt(place, others, start)
    if held.told.place:
        yield from _field(held)


def _field(held: Held) -> Iterator[Doubt]:
    """The place beside the sentence: each name in it stands in the words cited, or in the dateline of a source."""
    datelines = {stem(key) for one in held.cited for key in fold(one.source.dateline).lower().split()}
    names = [(" ".join(word.text for word in name), name[-1]) for _, name in capitals(words_of(fold(held.told.place)), held.lexicon)]
    missing = [
        shown for shown, last in names if stem(last.key) not in datelines and not any(_names(s, shown, held.context) for s in held.near)
    ]
    others = sorted({other for s in held.near for other in _places_of(s, held.context)}) if missing else []
    for shown in missing:
        if others or not any(_names(s, shown, held.context) for s in held.theirs):
            yield _doubt(shown, others, 0)


def _doubt(place: str, others: Sequence[str], start: int) -> Doubt:
    has = f"the words cited have “{'”, “'.join(others)}”" if others else "the paragraphs cited do not name it"
    hint = "Correct the place, or cite the words that name it."
    return Doubt("place-not-borne", f"“{place}”: {has}.", place, ", ".join(others), hint, start)


def _of_another(place: str, sentence: Sentence, held: Held) -> bool:
    """Whether the clause that answers the clause with the place puts it somewhere else, by the same preposition."""
    context = held.context
    own = [action for action in sentence.actions if place in places_in(action.object, context)]
    theirs = [action for other in held.theirs for action in other.actions]
    if any(a.like & b.like and _put_there(place, b, context) for a in own for b in theirs):
        return False
    for pair in like_pairs(held):
        led = {_led(pair.theirs, other, context) for other in places_in(pair.theirs.object, context)}
        if pair.ours in own and pair.firm and _led(pair.ours, place, context) in led and not _put_there(place, pair.theirs, context):
            return True
    return False


def _put_there(place: str, action: Action, context: Context) -> bool:
    return any(_alike(place, other, context) for other in places_in(action.object, context))


def _led(action: Action, place: str, context: Context) -> str:
    """The preposition before a place."""
    first = place.split()[0]
    at = next((i for i, word in enumerate(action.object) if word.text == first), 0)
    return next((word.key for word in reversed(action.object[:at]) if word.key in context.lexicon.words("place_prepositions")), "")


@lru_cache(maxsize=256)
def _places_of(sentence: Sentence, context: Context) -> Sequence[str]:
    return places_in(sentence.words, context)


def places_in(words: Sequence[Word], context: Context) -> list[str]:
    """Names after a preposition of place: “in Port Oskary”, “to Camp Schwab”; and the desk's own places wherever they stand."""
    found: list[str] = []
    for first, run in capitals(words, context.lexicon):
        shown = " ".join(word.text for word in run)
        before = next((word.key for word in reversed(words[max(0, first - 6) : first]) if word.key not in {"the", "u.s.", ",", "and"}), "")
        leads = before in context.lexicon.words("place_prepositions") or (bool(found) and before == found[-1].split()[-1].lower())
        after = words[first + len(run)].text if first + len(run) < len(words) else ""
        adjective = "." in run[-1].text and after[:1].islower()
        if not adjective and ((leads and not _person(shown, context)) or shown in context.places):
            found.append(shown)
    return found


def _person(shown: str, context: Context) -> bool:
    return shown.lower() in context.persons or shown.lower() in context.lexicon.words("calendar")


def capitals(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[int, list[Word]]]:
    """Words with a capital in a row, without months and weekdays, each run with the place of its first word."""
    run: list[Word] = []
    calendar = lexicon.words("calendar")
    for index, word in enumerate((*words, None)):
        if word and word.capital and word.key not in calendar and not (word.at == 0 and word.key in {"in", "at", "the"}):
            run.append(word)
        elif run:
            yield index - len(run), run
            run = []


def _names(sentence: Sentence, place: str, context: Context) -> bool:
    """Whether a sentence has the place by its name, by another name of the desk, or as the adjective of its country."""
    forms, country = _forms(place, context)
    return any(form in sentence.stems for form in forms) or any(_is(sentence.keys, name) for name in country)


@lru_cache(maxsize=1024)
def _forms(place: str, context: Context) -> tuple[Sequence[str], Sequence[tuple[str, ...]]]:
    """The names of a place, as stems with blanks round them; and of a country, the words that stand for it."""
    names = [place, *context.places.get(place, ()), *(known for known, others in context.places.items() if place in others)]
    countries = context.lexicon.countries
    country = countries.get(tuple(word.key for word in words_of(fold(place))))
    same = [key for key, name in countries.items() if name == country] if country and place.lower() == country else []
    return [f" {' '.join(stem(word.key) for word in words_of(fold(name)))} " for name in names], same


def _is(keys: Sequence[str], name: tuple[str, ...]) -> bool:
    return any(tuple(keys[i : i + len(name)]) == name for i in range(len(keys)))


def _alike(one: str, other: str, context: Context) -> bool:
    first, second = {w.key for w in words_of(one)}, {w.key for w in words_of(other)}
    aliases = {one, *context.places.get(one, ())} & {other, *context.places.get(other, ())}
    return bool(first & second) or bool(aliases)
