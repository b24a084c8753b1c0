"""Times told in a sentence, worked out from the day it was written: “on Tuesday”, “last December”, “by the end of May”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from briefgen.language.edtf import MONTHS, WEEKDAYS, Edtf
from briefgen.language.numbers import CARDINALS, month_number

_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART = r"(?:early|mid|late|the\sbeginning\sof|the\sstart\sof|the\smiddle\sof|the\send\sof|end\sof)"
_OF_YEAR = rf"(?:{_YEAR}|this\syear|last\syear|next\syear)"
_PATTERN = re.compile(
    rf"""(?<!\w)(?:
    (?P<iso>{_YEAR}-\d\d-\d\d)
  | (?P<d1>{_DAY})(?:\s(?:of\s)?(?P<m1>{_MONTH}))(?:,?\s(?P<y1>{_YEAR}))?
  | (?P<m2>{_MONTH})\s(?P<d2>{_DAY})(?!\d)(?:,?\s(?P<y2>{_YEAR}))?
  | (?:(?P<part>{_PART})[\s-])?(?:(?P<which>last|next|this|this\scoming)\s)?(?P<m3>{_MONTH})(?:,?\s(?:of\s)?(?P<y3>{_OF_YEAR}))?
  | (?P<half>(?:first|second)\shalf|(?:first|second|third|fourth)\squarter)\sof\s
    (?:(?P<yh>{_YEAR})|(?P<rel>this|last|next)\syear(?:,?\s(?P<yh2>{_YEAR}))?)
  | (?:(?P<spart>{_PART})[\s-])?(?:(?P<swhich>last|next|this|coming|the\scoming|the\spast|past)\s)?(?P<season>{_SEASON})
    (?:\s(?:of\s)?(?P<ys>{_OF_YEAR}))?
  | (?:(?P<wwhich>last|next|this|the\sfollowing)\s)?(?P<weekday>{"|".join(WEEKDAYS)})
  | (?P<day>yesterday|today|tonight|tomorrow)
  | (?:(?P<when>later|earlier)\s)?(?P<unit_which>this|last|next|the\scoming|the\spast)\s(?P<unit>week|month|year)
  | (?P<ago>\w+)\s(?P<ago_unit>day|week|month|year)s?\sago
  | (?:(?P<ypart>{_PART})[\s-])?(?P<year>{_YEAR})(?P<decade>s)?
    )(?!\w)""",
    re.VERBOSE,
)
Days = tuple[date, date]


@dataclass(frozen=True)
class Time:
    """A time told. first, last: the days it may mean; text, start: where it stands; derived: whether it was worked out from the day
    of writing; side: “by” or “from” where it is only the end or the beginning."""

    first: date
    last: date
    text: str
    start: int
    derived: bool = False
    side: str = ""

    def fits(self, first: date, last: date) -> bool:
        """Whether a stretch of days says nothing else: one holds the other. Of “by May” the end counts, of “since May” the beginning."""
        if self.side == "by":
            return self.first <= last <= self.last or first <= self.last <= last
        if self.side == "from":
            return self.first <= first <= self.last or first <= self.first <= last
        return (self.first <= first and last <= self.last) or (first <= self.first and self.last <= last)


def times_in(text: str, written: Edtf | None, future: bool = False, past: bool = True) -> list[Time]:
    """The times of a text. written: the day, or the bounds, from which relative ones count; without it those are left out.

    future, past: whether a month, weekday or season without a year may lie after or before that day.
    """
    anchors = sorted({day for day in (written.first, written.last) if day}) if written else []
    found = []
    for match in _matches(text):
        for first, last, derived in _Reader(match, anchors, future, past).read():
            found.append(Time(first, last, match.group(), match.start(), derived))
    return [_by(time, text) for time in found]


@lru_cache(maxsize=4096)
def _matches(text: str) -> Sequence[re.Match[str]]:
    """Where the text may tell times; one text is asked for them from several days, before and after each."""
    return tuple(_PATTERN.finditer(text))


def _by(time: Time, text: str) -> Time:
    """“by the end of May”: any day up to then; “since 2010”: from then on."""
    before = text[: time.start].rstrip().lower()
    if before.endswith(("since", "from", "after", "as of")):
        return replace(time, side="from")
    if re.search(r"\b(?:by|until|till|before)(?: the)?$", before) and not re.search(r"\bnot [\w ]{0,20}(?:until|till|before)$", before):
        return replace(time, side="by")
    return time


class _Reader:
    """Works out one match."""

    def __init__(self, match: re.Match[str], anchors: list[date], future: bool, past: bool) -> None:
        self.get, self.anchors, self.future, self.past = match.groupdict().get, anchors, future, past

    def read(self) -> Iterator[tuple[date, date, bool]]:
        for name, reader in self._readers():
            if self.get(name):
                yield from ((first, last, derived) for first, last, derived in reader())
                return

    def _readers(self) -> tuple[tuple[str, Callable[[], Iterator[tuple[date, date, bool]]]], ...]:
        return (
            ("iso", self._iso), ("m1", lambda: self._day("1")), ("m2", lambda: self._day("2")), ("m3", self._month), ("half", self._half),
            ("season", self._season), ("weekday", self._weekday), ("day", self._near_day), ("unit", self._unit), ("ago", self._ago),
            ("year", self._year),
        )  # fmt: skip

    def _iso(self) -> Iterator[tuple[date, date, bool]]:
        try:
            day = date.fromisoformat(self.get("iso") or "")
        except ValueError:
            return
        yield day, day, False

    def _day(self, form: str) -> Iterator[tuple[date, date, bool]]:
        month, number = month_number(self.get(f"m{form}") or ""), int(re.sub(r"\D", "", self.get(f"d{form}") or ""))
        year = self.get(f"y{form}")
        if year:
            yield from ((day, day, False) for day in _valid(int(year), month, number))
            return
        for anchor in self.anchors:
            near = [day for y in (anchor.year - 1, anchor.year, anchor.year + 1) for day in _valid(y, month, number)]
            best = min(near, key=lambda day: abs((day - anchor).days), default=None)
            if best:
                yield best, best, True

    def _named_year(self, shown: str) -> Iterator[tuple[int, bool]]:
        if shown[:1].isdigit():
            yield int(shown), False
        else:
            shift = {"this": 0, "last": -1, "next": 1}[shown.split()[0]]
            yield from ((anchor.year + shift, True) for anchor in self.anchors)

    def _month(self) -> Iterator[tuple[date, date, bool]]:
        month, which, part = month_number(self.get("m3") or ""), self.get("which"), self.get("part") or ""
        if self.get("y3"):
            for year, derived in self._named_year(self.get("y3") or ""):
                yield (*_cut(*_month_days(year, month), part), derived)
            return
        for anchor in self.anchors:
            for year in self._years(anchor, month, which):
                yield (*_cut(*_month_days(year, month), part), True)

    def _years(self, anchor: date, month: int, which: str | None) -> Iterator[int]:
        """The years of a month without one: the last before the day of writing, or the next after it."""
        before = anchor.year if month <= anchor.month and which != "last" else anchor.year if month < anchor.month else anchor.year - 1
        after = anchor.year if month >= anchor.month and which != "next" else anchor.year if month > anchor.month else anchor.year + 1
        if which and which.startswith("this"):
            yield anchor.year
        elif which == "last":
            yield before
        elif which == "next":
            yield after
        else:
            yield from ([before] if self.past else [])
            yield from ([after] if self.future else [])

    def _half(self) -> Iterator[tuple[date, date, bool]]:
        words = (self.get("half") or "").split()
        size = 6 if words[1] == "half" else 3
        index = ["first", "second", "third", "fourth"].index(words[0])
        named = self.get("yh") or self.get("yh2") or f"{self.get('rel')} year"
        for year, derived in self._named_year(named):
            first = date(year, size * index + 1, 1)
            yield first, _month_days(year, size * (index + 1))[1], derived

    def _season(self) -> Iterator[tuple[date, date, bool]]:
        name = {"fall": "autumn"}.get(self.get("season") or "", self.get("season") or "")
        which, part = (self.get("swhich") or "").replace("the ", ""), self.get("spart") or ""
        if self.get("ys"):
            for year, derived in self._named_year(self.get("ys") or ""):
                yield (*_cut(*_season_days(year, name), part), derived)
        elif which:
            for anchor in self.anchors:
                for year in (anchor.year - 1, anchor.year, anchor.year + 1):
                    first, last = _season_days(year, name)
                    if _which(first, last, anchor, which):
                        yield (*_cut(first, last, part), True)

    def _weekday(self) -> Iterator[tuple[date, date, bool]]:
        index = WEEKDAYS.index(self.get("weekday") or "")
        if len(set(self.anchors)) != 1:
            return
        anchor, which = self.anchors[0], self.get("wwhich") or ""
        before = anchor - timedelta(days=(anchor.weekday() - index) % 7)
        after = anchor + timedelta(days=(index - anchor.weekday()) % 7 or 7)
        if self.past and which != "next":
            yield before, before, True
            if before == anchor or which == "last":
                yield before - timedelta(days=7), before - timedelta(days=7), True
        if (self.future and which != "last") or which == "next":
            yield after, after, True

    def _near_day(self) -> Iterator[tuple[date, date, bool]]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(self.get("day") or "", 0)
        if len(set(self.anchors)) == 1:
            day = self.anchors[0] + timedelta(days=shift)
            yield day, day, True

    def _unit(self) -> Iterator[tuple[date, date, bool]]:
        which, unit = (self.get("unit_which") or "").replace("the ", ""), self.get("unit") or ""
        shift = {"this": 0, "last": -1, "past": -1}.get(which, 1)
        for anchor in self.anchors:
            first, last = _unit_days(anchor, unit, shift)
            if self.get("when") == "later":
                first = max(first, anchor)
            elif self.get("when") == "earlier":
                last = min(last, anchor)
            yield first, last, True

    def _ago(self) -> Iterator[tuple[date, date, bool]]:
        shown = (self.get("ago") or "").lower()
        count = CARDINALS.get(shown, 1 if shown in {"a", "an"} else int(shown) if shown.isdigit() else 0)
        days = {"day": 1, "week": 7, "month": 30, "year": 365}[self.get("ago_unit") or "day"]
        for anchor in self.anchors if 0 < count < 500 else []:
            middle, slack = anchor - timedelta(days=count * days), timedelta(days=max(0, days // 2))
            yield middle - slack, middle + slack, True

    def _year(self) -> Iterator[tuple[date, date, bool]]:
        year = int(self.get("year") or 0)
        last = year + 9 if self.get("decade") else year
        yield (*_cut(date(year, 1, 1), date(last, 12, 31), self.get("ypart") or ""), False)


def _valid(year: int, month: int, number: int) -> list[date]:
    try:
        return [date(year, month, number)]
    except ValueError:
        return []


def _month_days(year: int, month: int) -> Days:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _season_days(year: int, name: str) -> Days:
    index = ["spring", "summer", "autumn", "winter"].index(name)
    if name == "winter":
        return date(year, 12, 1), _month_days(year + 1, 2)[1]
    return date(year, 3 * index + 3, 1), _month_days(year, 3 * index + 5)[1]


def _which(first: date, last: date, anchor: date, which: str) -> bool:
    year = timedelta(days=366)
    if which == "this":
        return first.year == anchor.year or first <= anchor <= last
    if which in {"last", "past"}:
        return last < anchor and anchor - last < year
    return first > anchor and first - anchor < year


def _unit_days(anchor: date, unit: str, shift: int) -> Days:
    if unit == "year":
        return date(anchor.year + shift, 1, 1), date(anchor.year + shift, 12, 31)
    if unit == "month":
        place = anchor.year * 12 + anchor.month - 1 + shift
        return _month_days(place // 12, place % 12 + 1)
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * shift)
    return monday, monday + timedelta(days=6)


def _cut(first: date, last: date, part: str) -> Days:
    """A part of a stretch: the first, the middle or the last three fifths of it, since such words are loose."""
    length = (last - first).days
    if part in {"early", "the beginning of", "the start of"}:
        return first, first + timedelta(days=length * 3 // 5)
    if part in {"mid", "the middle of"}:
        return first + timedelta(days=length // 5), last - timedelta(days=length // 5)
    if part in {"late", "the end of", "end of"}:
        return last - timedelta(days=length * 3 // 5), last
    return first, last
