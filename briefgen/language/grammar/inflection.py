"""Forms of English verbs and nouns: computed where they are regular, listed where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Form = Literal["base", "s", "past", "participle", "ing"]
_IRREGULAR = """
arise arose arisen, bear bore borne, beat beat beaten, become became become, begin began begun, bend bent bent, bind bound bound,
break broke broken, bring brought brought, broadcast broadcast broadcast, build built built, burn burnt burnt, buy bought bought,
catch caught caught, choose chose chosen, come came come, cost cost cost, cut cut cut, deal dealt dealt, do did done, draw drew drawn,
drive drove driven, fall fell fallen, feed fed fed, fight fought fought, find found found, fly flew flown, forbid forbade forbidden,
freeze froze frozen, get got got, give gave given, go went gone, grow grew grown, have had had, hear heard heard, hide hid hidden,
hit hit hit, hold held held, keep kept kept, know knew known, lay laid laid, lead led led, learn learnt learnt, leave left left,
lend lent lent, let let let, lose lost lost, make made made, mean meant meant, meet met met, overhear overheard overheard, pay paid paid,
put put put, quit quit quit, read read read, rewrite rewrote rewritten, rise rose risen, run ran run, say said said, see saw seen,
seek sought sought, sell sold sold, send sent sent, set set set, shed shed shed, shoot shot shot, show showed shown, shrink shrank shrunk,
shut shut shut, sink sank sunk, sit sat sat, speak spoke spoken, speed sped sped, spend spent spent, split split split,
spread spread spread, stand stood stood, strike struck struck, swear swore sworn, take took taken, teach taught taught,
tell told told, think thought thought,
undertake undertook undertaken, understand understood understood, uphold upheld upheld, wear wore worn, win won won,
withdraw withdrew withdrawn, write wrote written, foresee foresaw foreseen, redraw redrew redrawn, partake partook partaken
"""
_DOUBLING = """
plan stop drop commit permit refer prefer defer occur admit ban bar cut set put let get hit run sit
win shut shun step trim submit transfer forbid begin quit split scrap confer infer regret equip fit rid rub sum
tag top wrap cancel model label travel fulfil
"""
_DOUBLED = frozenset(_DOUBLING.split())
_VOWELS = "aeiou"


def _irregular() -> dict[str, tuple[str, str]]:
    rows = (row.split() for row in _IRREGULAR.replace("\n", " ").split(","))
    return {base: (past, participle) for base, past, participle in rows}


IRREGULAR = _irregular()


def verb_forms(base: str) -> Iterator[tuple[str, Form]]:
    """Every form of a verb, with what it is; American spellings of -ise and of doubled l are given too."""
    for spelt in spellings(base):
        yield spelt, "base"
        yield _with_s(spelt), "s"
        yield from ((form, "ing") for form in _with_ing(spelt))
        if base in IRREGULAR:
            yield IRREGULAR[base][0], "past"
            yield IRREGULAR[base][1], "participle"
        if base not in IRREGULAR or base in {"burn", "learn", "show", "speed"}:
            for form in _with_ed(spelt):
                yield form, "past"
                yield form, "participle"


def spellings(base: str) -> set[str]:
    """British and American spellings of one word."""
    found = {base}
    for british, american in (("ise", "ize"), ("yse", "yze"), ("our", "or"), ("tre", "ter"), ("fulfil", "fulfill")):
        if base.endswith(british) and base not in {
            "raise",
            "advise",
            "rise",
            "revise",
            "supervise",
            "exercise",
            "praise",
            "promise",
            "compromise",
        }:
            found.add(base[: -len(british)] + american)
    return found


def _with_s(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _with_ing(base: str) -> set[str]:
    if base.endswith("ie"):
        return {base[:-2] + "ying"}
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return {base[:-1] + "ing"}
    return {base + "ing", base + base[-1] + "ing"} if base in _DOUBLED else {base + "ing"}


def _with_ed(base: str) -> set[str]:
    if base.endswith("e"):
        return {base + "d"}
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return {base[:-1] + "ied"}
    return {base + "ed", base + base[-1] + "ed"} if base in _DOUBLED else {base + "ed"}


_ENDS = """
isations izations isation ization ations ation ments ment ities ity ances ance ences ence ings ing ions ion ives ive ally edly
ies ied ers er ors or ed es al ly ise ize s e y
"""
_ENDINGS = tuple(_ENDS.split())
_ONE_SPELLING = (
    (re.compile("defence"), "defense"),
    (re.compile("centre"), "center"),
    (re.compile("our(?=$|[^a-z])"), "or"),
    (re.compile("iz(?=e|ing|ation)"), "is"),
)
_LEAST = {"ion": 5, "ions": 5}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What is left of a lower-case word without its endings, so that forms and derived words of it compare as equal. Not a word itself."""
    for pattern, plain in _ONE_SPELLING:
        word = pattern.sub(plain, word)
    before = ""
    while before != word:
        before = word
        word = _shorter(word)
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in _VOWELS:
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") and len(word) > 3 else word


def _shorter(word: str) -> str:
    """The word without one ending, where enough is left."""
    for ending in _ENDINGS:
        least = _LEAST.get(ending, 4 - (len(ending) < 3))
        if word.endswith(ending) and len(word) - len(ending) >= least and not (ending == "s" and word.endswith(("is", "ss", "us"))):
            return word[: -len(ending)]
    return word
