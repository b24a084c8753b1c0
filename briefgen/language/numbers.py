"""Numbers, years and dates in words and digits, so that those of a sentence can be looked up in a source.

“two”, “2”, “second” and “2nd” are one number; “14 April”, “April 14” and “4月14日” are one day of a year. A year, a month,
a day with its month and a weekday are figures of their own, so “14 April 2005” asks for April 14 and for 2005.
Not counted: “one”, and “first”, “second” and so on where no article or possessive stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from briefgen.language.edtf import MONTHS, WEEKDAYS
from briefgen.language.folding import fold

Kind = Literal["number", "year", "month", "day", "weekday"]
_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth
eighteenth nineteenth
"""
UNITS, TENS, ORDINALS = _UNITS.split(), _TENS.split(), _ORDINALS.split()
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
CARDINALS = {word: value for value, word in enumerate(UNITS)} | {word: 10 * ten for ten, word in enumerate(TENS, 2)} | {"dozen": 12}
IN_ORDER = {word: value for value, word in enumerate(ORDINALS, 1)} | {f"{word[:-1]}ieth": CARDINALS[word] for word in TENS}
IMPLIED = {"both": 2, "bilateral": 2, "twice": 2, "trilateral": 3, "tripartite": 3}
"""Words in a source that carry a number which a sentence may then say."""
MONTH_NUMBERS = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
_MONTH = "|".join(f"{month[:3]}\\.?(?![a-z])|{month}" if month != "May" else month for month in MONTHS) + "|Sept\\.?(?![a-z])"
_YEAR = r"1[5-9]\d\d|20\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_SCALE = "|".join(SCALES)


def _by_first_letter(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first: a place in a text is held against those only that begin as it does."""
    ends: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        ends.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in ends.items())


_COUNT = _by_first_letter((*CARDINALS, *IN_ORDER, *SCALES))
# Each of the three parts asks first for what it begins with: most places of a text are none of these.
_PATTERN = re.compile(
    rf"""
    (?=\d)(?:
      (?P<iso>\b(?:{_YEAR})-(?:0[1-9]|1[0-2])-{_DAY}\b)
    | (?P<east>(?:(?P<east_year>\d{{4}})年)?(?:(?P<east_month>\d{{1,2}})月)(?:(?P<east_day>\d{{1,2}})日)?)
    | (?<!\w)(?P<day_first>{_DAY})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month_after>{_MONTH})(?!\w)
    | (?<![\d.,])(?P<year>{_YEAR})(?![\d]|[.,]\d)
    | (?<![\d.,])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?(?:[\s-](?P<scale>{_SCALE})(?!\w))?
    )
  | (?<!\w)(?=[A-Z])(?:
      (?P<month_first>{_MONTH})\s(?P<day_after>{_DAY})(?:st|nd|rd|th)?(?![\w]|[.,]\d)
    | (?P<month>{_MONTH})(?!\w)
    | (?P<weekday>{"|".join(WEEKDAYS)})(?!\w)
    )
  | (?<!\w)(?=[^\W\d_])(?P<words>(?i:(?:{_COUNT})(?:(?:[\s-]|\sand\s)(?:{_COUNT}))*))(?!\w)
    """,
    re.VERBOSE,
)
_IMPLIED = re.compile(rf"\b(?:{'|'.join(f'({word})' for word in IMPLIED)})\b", re.IGNORECASE)
_IMPLIED_NUMBERS = tuple(Decimal(value) for value in IMPLIED.values())
_IN_A_ROW = re.compile(r"\w+(?:(?:[\s-]|\sand\s)\w+)*", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]+")
_REMEMBERED = 4096
"""Texts whose figures are kept: several rules ask for those of one sentence or paragraph."""
_REACH = 10
"""Signs before an ordinal in which a determiner stands whole, with the sign before it."""
_DETERMINER = re.compile(r"(?:\b(?:the|its|their|a|an|his|her|our|this|that|these|those|every|each)|'s|s')\s$", re.IGNORECASE)


class NumberInText(NamedTuple):
    """A number, year, month (1–12), day of a year (month, day) or weekday (name). text, start: where it stands in the folded text."""

    kind: Kind
    value: Decimal | int | str | tuple[int, int]
    text: str
    start: int

    @property
    def key(self) -> tuple[str, object]:
        """Equal for figures that mean the same."""
        return self.kind, self.value


def numbers_in(text: str) -> list[NumberInText]:
    """The figures of a text, in order."""
    return list(_figures(fold(text)))


@lru_cache(maxsize=_REMEMBERED)
def _figures(folded: str) -> tuple[NumberInText, ...]:
    return tuple(figure for match in _PATTERN.finditer(folded) for figure in _read(match, folded))


def printed(text: str) -> frozenset[tuple[str, object]]:
    """The keys of all figures that a source's text carries, in every reading: a day is also a month, “first” counts everywhere."""
    return _printed(fold(text))


@lru_cache(maxsize=_REMEMBERED)
def _printed(folded: str) -> frozenset[tuple[str, object]]:
    found: set[tuple[str, object]] = set()
    for match in _PATTERN.finditer(folded):
        found.update(figure.key for figure in _read(match, folded, everywhere=True))
    found.update(("number", _IMPLIED_NUMBERS[(match.lastindex or 1) - 1]) for match in _IMPLIED.finditer(folded))
    return frozenset(found | {("month", value[0]) for kind, value in found if kind == "day" and isinstance(value, tuple)})


def _read(match: re.Match[str], folded: str, everywhere: bool = False) -> Iterator[NumberInText]:
    kind, text, start = match.lastgroup, match.group(), match.start()
    if kind == "iso":
        year, month, day = map(int, text.split("-"))
        yield NumberInText("year", year, text, start)
        yield NumberInText("day", (month, day), text, start)
    elif kind == "east":
        yield from _east(match)
    elif kind == "month_after":
        yield NumberInText("day", (month_number(match["month_after"]), int(match["day_first"])), text, start)
    elif kind == "day_after":
        yield NumberInText("day", (month_number(match["month_first"]), int(match["day_after"])), text, start)
    elif kind == "month":
        yield NumberInText("month", month_number(text), text, start)
    elif kind == "weekday":
        yield NumberInText("weekday", text, text, start)
    elif kind == "year":
        yield NumberInText("year", int(text), text, start)
    elif kind == "words":
        yield from _words(text, start, folded, everywhere)
    else:
        yield NumberInText("number", _digits(match["digits"]) * SCALES.get(match["scale"] or "", 1), text, start)


def month_number(name: str) -> int:
    """1–12 for an English month's name or its abbreviation."""
    return MONTH_NUMBERS[name[:3].lower()]


def _digits(text: str) -> Decimal:
    return Decimal(text.replace(",", "")).normalize()


def _east(match: re.Match[str]) -> Iterator[NumberInText]:
    year, month, day = (int(value) if value else None for value in match.group("east_year", "east_month", "east_day"))
    if year:
        yield NumberInText("year", year, match.group(), match.start())
    if month and day:
        yield NumberInText("day", (month, day), match.group(), match.start())
    elif month:
        yield NumberInText("month", month, match.group(), match.start())


def _words(text: str, start: int, folded: str, everywhere: bool) -> Iterator[NumberInText]:
    for match in _IN_A_ROW.finditer(text):
        for value, words, ordinal, offset in _numbers(match.group()):
            place = start + match.start() + offset
            if everywhere or _counts(words, ordinal, folded[max(0, place - _REACH) : place]):
                yield NumberInText("number", Decimal(value).normalize(), words, place)


def _counts(words: str, ordinal: bool, before: str) -> bool:
    """Whether number words count as a number. before: the last signs before them."""
    if words.lower() == "one":
        return False
    return not ordinal or bool(_DETERMINER.search(before))


def _numbers(phrase: str) -> Iterator[tuple[int, str, bool, int]]:
    """The numbers in a row of number words, as value, words, whether an ordinal, offset. “two and three” are two numbers."""
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _LETTERS.finditer(phrase)]
    group: list[tuple[str, int, int]] = []
    for token in tokens:
        if token[0] != "and" and group and not _continues(group, token[0]):
            yield _value(phrase, group)
            group = []
        if token[0] != "and" or group:
            group.append(token)
    if group:
        yield _value(phrase, group)


def _continues(group: list[tuple[str, int, int]], word: str) -> bool:
    """Whether a number word goes on with the number before it: twenty-one, two hundred, two hundred and six."""
    last = group[-1][0]
    joined = last == "and"
    last = group[-2][0] if joined and len(group) > 1 else last
    unit = IN_ORDER.get(word, CARDINALS.get(word, 0))
    if word in SCALES:
        return (last in CARDINALS or last in SCALES) and _may_scale([before for before, _, _ in group if before in SCALES], word)
    if last in SCALES:
        return unit < 100
    return not joined and last in TENS and 0 < unit < 10


def _may_scale(before: list[str], word: str) -> bool:
    """Whether a scale may follow those already in a number: they fall (two thousand three hundred), or the last is multiplied
    (two hundred thousand). So a number has an end."""
    large = [SCALES[scale] for scale in before if scale != "hundred"]
    if word == "hundred":
        return not before or before[-1] != "hundred"
    return all(value > SCALES[word] for value in large)


def _value(phrase: str, group: list[tuple[str, int, int]]) -> tuple[int, str, bool, int]:
    if group[-1][0] == "and":
        group = group[:-1]
    total = current = 0
    for word, _, _ in group:
        if word in SCALES:
            current = max(current, 1) * SCALES[word]
            if SCALES[word] > 100:
                total, current = total + current, 0
        else:
            current += IN_ORDER.get(word, CARDINALS.get(word, 0))
    return total + current, phrase[group[0][1] : group[-1][2]], group[-1][0] in IN_ORDER, group[0][1]
