"""Derived values: a weekday turned into a date, “last December” into a year. Checked where the derivation can be recognised.

The anchor is the source's date of publication, or the bounds inferred for it where both give the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.content.model.source import Source
from briefgen.content.model.statement import Derivation
from briefgen.language.edtf import MONTHS, WEEKDAYS
from briefgen.language.folding import fold
from briefgen.language.numbers import month_number, numbers_in

_MONTH = "|".join(MONTHS)
_WEEKDAY = "|".join(WEEKDAYS)
_QUOTED = re.compile(r'"([^"]+)"')
_DATED = re.compile(rf"\b({_WEEKDAY}),? (\d{{1,2}} (?:{_MONTH}) \d{{4}}|(?:{_MONTH}) \d{{1,2}}, \d{{4}})")
_LAST_MONTH = re.compile(rf"\blast ({_MONTH})\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"\b({_MONTH})\b(?! \d{{4}})")
_YEAR_WORDS = re.compile(r"\b(this|last|next) (year|spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
SHIFT = {"this": 0, "last": -1, "next": 1}


@dataclass(frozen=True)
class Cited:
    """What a statement cites: the sources, their whole folded texts, and the cited paragraphs, folded."""

    sources: Sequence[Source]
    texts: Sequence[str]
    paragraphs: Sequence[str]


def faults(derivation: Derivation, sentence: str, cited: Cited) -> Iterator[str]:
    """What is wrong with a derivation, in words; nothing where it holds or cannot be recognised.

    sentence: the statement's words, without markup.
    """
    value, reason = fold(derivation.value), fold(derivation.reason)
    if value not in fold(sentence):
        yield f"“{derivation.value}” does not stand in the sentence."
        return
    yield from _wrong_weekdays(f"{value}. {reason}")
    quotes = _QUOTED.findall(reason)
    for quote in quotes:
        if not any(quote.casefold() in text.casefold() for text in cited.texts):
            yield f"No cited source prints “{quote}”, which the reason quotes."
    anchors = [anchor for source in cited.sources if (anchor := _anchor(source))]
    if anchors:
        yield from _against_anchor(derivation.value, _Value.read(value), " / ".join(quotes), reason, cited, anchors[0])


def _wrong_weekdays(text: str) -> Iterator[str]:
    for match in _DATED.finditer(text):
        day = _Value.read(match.group(2)).day
        if day and WEEKDAYS[day.weekday()] != match.group(1):
            yield f"{match.group(2)} was a {WEEKDAYS[day.weekday()]}, not a {match.group(1)}."


@dataclass(frozen=True)
class _Value:
    """A derived value's parts, as far as it has them. day: the full date."""

    year: int | None
    month: int | None
    day: date | None
    season: str

    @classmethod
    def read(cls, text: str) -> _Value:
        found: dict[str, object] = {figure.kind: figure.value for figure in numbers_in(text)}
        year, month, day = found.get("year"), found.get("month"), found.get("day")
        whole = _date(year, day) if isinstance(day, tuple) and isinstance(year, int) else None
        season = _SEASON.search(text)
        return cls(
            year if isinstance(year, int) else None,
            month if isinstance(month, int) else day[0] if isinstance(day, tuple) else None,
            whole,
            _same_season(season.group()) if season else "",
        )


def _date(year: int, day: tuple[int, int]) -> date | None:
    try:
        return date(year, *day)
    except ValueError:
        return None


def _same_season(word: str) -> str:
    return "autumn" if word.lower() == "fall" else word.lower()


def _anchor(source: Source) -> tuple[date, date] | None:
    when = source.published or (source.inferred.bounds if source.inferred else None)
    return (when.first, when.last) if when and when.first and when.last else None


def _against_anchor(shown: str, value: _Value, quotes: str, reason: str, cited: Cited, anchor: tuple[date, date]) -> Iterator[str]:
    if value.day and not any(("day", (value.day.month, value.day.day)) in _keys(text) for text in cited.paragraphs):
        yield from _weekday(shown, value.day, reason, cited, anchor)
    yield from _last_month(shown, value, quotes, anchor)
    yield from _relative_year(shown, value, quotes, anchor)
    yield from _month(shown, value, quotes, anchor)


def _last_month(shown: str, value: _Value, quotes: str, anchor: tuple[date, date]) -> Iterator[str]:
    """“last December”: the December before the month of publication."""
    for match in _LAST_MONTH.finditer(quotes):
        month = month_number(match.group(1))
        years = {_year_of_last(month, day) for day in anchor}
        if len(years) == 1 and value.year and (value.month, value.year) != (month, *years):
            yield f"“{match.group()}” was {match.group(1)} {years.pop()}, not {shown}."


def _year_of_last(month: int, day: date) -> int:
    return day.year if month < day.month else day.year - 1


def _relative_year(shown: str, value: _Value, quotes: str, anchor: tuple[date, date]) -> Iterator[str]:
    """“this year”, “next spring”: the year counts from that of publication; which year “last spring” means cannot be told."""
    for match in _YEAR_WORDS.finditer(quotes):
        which, what = match.group(1).lower(), match.group(2).lower()
        years = {day.year + SHIFT[which] for day in anchor}
        if what != "year" and value.season not in {"", _same_season(what)}:
            yield f"“{match.group()}” is not {shown}."
        elif (which == "this" or what == "year") and len(years) == 1 and value.year and value.year not in years:
            yield f"“{match.group()}” was {years.pop()}, not {shown}."


def _keys(text: str) -> Iterable[tuple[str, object]]:
    return {figure.key for figure in numbers_in(text)}


def _weekday(shown: str, day: date, reason: str, cited: Cited, anchor: tuple[date, date]) -> Iterator[str]:
    """A full date whose day no paragraph prints: it must fall on a weekday that one prints, within a week of publication."""
    said = {word for text in cited.paragraphs for word in re.findall(_WEEKDAY, text)}
    if not said or not re.search(_WEEKDAY, reason):
        return
    name = WEEKDAYS[day.weekday()]
    if name not in said:
        yield f"{shown} was a {name}; the source says {', '.join(sorted(said))}."
    if not (anchor[0] - day).days <= 7 or not (day - anchor[1]).days <= 7:
        yield f"{shown} is more than a week from the date of the source."


def _month(shown: str, value: _Value, quotes: str, anchor: tuple[date, date]) -> Iterator[str]:
    """A month to which the quoted words give no year: it must be the one quoted, within twelve months of publication."""
    said = {month_number(name) for name in _MONTH_ALONE.findall(quotes)}
    if not said or not value.year or not value.month or _LAST_MONTH.search(quotes):
        return
    place, (first, last) = 12 * value.year + value.month, anchor
    if value.month not in said:
        yield f"{shown} is not in the month that the reason quotes."
    elif not 12 * first.year + first.month - 12 <= place <= 12 * last.year + last.month + 12:
        yield f"{shown} is more than a year from the date of the source."
