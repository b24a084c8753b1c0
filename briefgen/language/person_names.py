"""Persons in sentences and in sources: who is named, and whether a source prints that name.

A name is compared word by word, without accents and case, in either order. A source prints an official's name where the
family name stands there and the words before it are titles, initials that fit, or given names that fit; or where a
recorded alias or the name in its own script stands. Another spelling is another name until it is recorded as an alias.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from briefgen.language import inline_markup
from briefgen.language.folding import fold

_TITLES = """
mr mrs ms miss dr prof professor sir dame lord lady president prime vice minister secretary undersecretary chancellor premier ambassador
senator representative congressman congresswoman governor mayor general lieutenant colonel major captain admiral marshal commander chief
director speaker king queen prince princess emperor empress former late foreign defence defense deputy acting assistant leader chairman
chairwoman chair spokesman spokeswoman
"""
_CALENDAR = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
"""
_OPENERS = """
a after also although an and as at because before both but by during earlier even for from had has he her his how if in instead it its
later like neither nor not of on only or our over she since so that the their then there these they this those though through to today
under unless until upon was we were what when where whether which while who whose why with within without yesterday yet according i no
yes one two three four five six seven eight nine ten some several each every all any most many few
"""
TITLES = frozenset(_TITLES.split())
CALENDAR = frozenset(_CALENDAR.split())
OPENERS = frozenset(_OPENERS.split())
"""Words that may open a sentence before a name."""
LONGEST_GIVEN = 3
_WORDS = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)")
_POSSESSIVE = re.compile(r"['’]s?$")
_BEGINS = re.compile(r"[.!?:;•]['\"”’)]*\s*$")


class Word(NamedTuple):  # every word of a desk is one; a frozen dataclass takes three times as long
    """A word of a text. key: without accents, case and a possessive ending; gap: what stands between it and the word before."""

    text: str
    key: str
    gap: str
    start: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def possessive(self) -> bool:
        return bool(_POSSESSIVE.search(self.text))


def words(folded: str) -> list[Word]:
    """The words of a folded text, in order."""
    parts = _WORDS.split(folded)
    found, at = [], 0
    for gap, text in zip(parts[:-1:2], parts[1::2], strict=True):
        at += len(gap)
        found.append(Word(text, key(text), gap, at))
        at += len(text)
    return found


@cache
def key(word: str) -> str:
    """A word without accents, case and possessive ending."""
    bare = _POSSESSIVE.sub("", word)
    if bare.isascii():
        return bare.casefold()
    return "".join(sign for sign in unicodedata.normalize("NFD", bare) if not unicodedata.combining(sign)).casefold()


def keys(text: str) -> tuple[str, ...]:
    """The keys of a text's words."""
    return tuple(word.key for word in words(fold(text)))


@dataclass(frozen=True, eq=False)
class Person:
    """An official as names are compared. family, given: keys; others: the keys of aliases; native: the name in its own script."""

    id: str
    shown: str
    family: tuple[str, ...]
    given: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    native: str

    def fits(self, given: Sequence[str]) -> bool:
        """Whether given names or initials, in order, may be this person's."""
        known = [self.given, *(tuple(word for word in other if word not in self.family) for other in self.others)]
        return any(_alike(given, mine) or _alike(mine, given) for mine in known)

    @cached_property
    def families(self) -> set[tuple[str, ...]]:
        """The family name, and the last word of each alias that spells it in another way."""
        return {self.family, *(other[-1:] for other in self.others if other and not set(other) & set(self.family))}


def _alike(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether each of the few fits one of the many, in order; an initial fits a name that begins with it."""
    rest = iter(many)
    return bool(few) and all(any(_fit(word, other) for other in rest) for word in few)


def _fit(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])


@dataclass(frozen=True)
class Mention:
    """A person named in a sentence. family, given: keys; people: the officials with that family name; at: the first word's index."""

    shown: str
    family: tuple[str, ...]
    given: tuple[str, ...]
    people: tuple[Person, ...]
    at: int = 0


class Printed:
    """The words of a text, ready to be asked for names."""

    def __init__(self, texts: Iterable[str], titles: frozenset[str]) -> None:
        self.folded = "\n".join(map(fold, texts))
        self._titles = titles
        self.words = words(self.folded)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Key → where it stands among the words."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self.words):
            found[word.key].append(index)
        return dict(found)

    def find(self, sequence: Sequence[str]) -> list[int]:
        """Where words with these keys stand in a row."""
        if not sequence:
            return []
        return [at for at in self.places.get(sequence[0], ()) if self.stand(sequence, at)]

    def stand(self, sequence: Sequence[str], at: int) -> bool:
        """Whether words with these keys stand in a row from an index on."""
        return tuple(word.key for word in self.words[at : at + len(sequence)]) == tuple(sequence)

    def prints(self, who: Person) -> bool:
        """Whether the text prints the person's name in a form that counts."""
        if who.native and who.native in self.folded:
            return True
        if any(self.find(other) for other in who.others):
            return True
        return any(self.words[i].capital and self._is(who, i) for i in self.find(who.family))

    def _is(self, who: Person, at: int) -> bool:
        before = self.given_before(at)
        after = tuple(word.key for word in self.words[at + len(who.family) :][:1])
        return not who.given or not before or who.fits(before) or after == who.given[:1]

    def given_before(self, at: int) -> tuple[str, ...]:
        """The keys of what reads like given names or initials just before the word at an index."""
        found: list[str] = []
        while at > 0 and len(found) < LONGEST_GIVEN and self._may_be_given(at - 1, self.words[at].gap):
            at -= 1
            found.insert(0, self.words[at].key)
        return tuple(found)

    def _may_be_given(self, index: int, gap: str) -> bool:
        word = self.words[index]
        joined = gap in {" ", "-"} or (gap == ". " and len(word.key) == 1)
        forms = {word.key, word.key.removesuffix("s"), f"{word.key.removesuffix('ies')}y"}
        known = bool(forms & TITLES or forms & self._titles or word.key in CALENDAR)
        opens = word.key in OPENERS and self.begins(index)
        return joined and word.capital and not word.possessive and not known and not opens

    def shown(self, first: int, end: int) -> str:
        """The words between two indexes as they stand, without a possessive ending."""
        return _POSSESSIVE.sub("", "".join(w.gap + w.text for w in self.words[first:end])[len(self.words[first].gap) :])

    def begins(self, index: int) -> bool:
        """Whether a sentence begins with the word at an index."""
        return index == 0 or bool(_BEGINS.search(self.words[index].gap)) or "\n" in self.words[index].gap


class Register:
    """The desk's officials, to be found in sentences. titles: keys that may stand before a name; vocabulary: keys the desk knows."""

    def __init__(self, people: Iterable[Person], titles: frozenset[str], vocabulary: frozenset[str]) -> None:
        self.titles = titles
        self.vocabulary = vocabulary
        self.people = list(people)
        self.given = frozenset(word for who in self.people for word in (*who.given, *(w for other in who.others for w in other)))
        self._sentences: dict[str, Printed] = {}
        self._named: dict[str, list[Mention]] = {}
        self._native = [who for who in self.people if who.native]
        self._by_first: dict[str, list[tuple[tuple[str, ...], Person]]] = defaultdict(list)
        for who in self.people:
            for family in who.families:
                self._by_first[family[0]].append((family, who))

    @cached_property
    def families(self) -> dict[str, str]:
        """Key of each family name of one word → the name as recorded."""
        return {family[0]: who.shown for who in self.people for family in who.families if len(family) == 1}

    def sentence(self, text: str) -> Printed:
        """The words of a sentence of ours, without its markup; worked out when first asked for."""
        if text not in self._sentences:
            self._sentences[text] = Printed([inline_markup.plain(text)], self.titles)
        return self._sentences[text]

    def named(self, text: str) -> list[Mention]:
        """The persons named in a sentence of ours; worked out when first asked for."""
        if text not in self._named:
            self._named[text] = self.mentions(self.sentence(text))
        return self._named[text]

    def mentions(self, sentence: Printed) -> list[Mention]:
        """The persons named in a sentence who may be officials, by their family names and by names in their own script."""
        found = [Mention(who.native, (), (), (who,)) for who in self._native if who.native in sentence.folded]
        for index, word in enumerate(sentence.words):
            if word.key in self._by_first and word.capital:
                found += self._mentioned(sentence, index)
        return found

    def _mentioned(self, sentence: Printed, at: int) -> list[Mention]:
        people: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        for family, who in self._by_first[sentence.words[at].key]:
            if sentence.stand(family, at):
                people[family].append(who)
        given = sentence.given_before(at)
        first = at - len(given)
        return [Mention(sentence.shown(first, at + len(family)), family, given, tuple(who), first) for family, who in people.items()]
