"""The date that a text means, or what to write instead."""

from __future__ import annotations

import re

from briefgen.language.date_words import display
from briefgen.language.edtf import EDTF, MONTHS, SEASONS, DateError, Edtf, date_or_interval

_KINDS: dict[type, str] = {list: "a list", dict: "further fields", type(None): "nothing", int: "a number", float: "a number"}


def parse(value: object) -> Edtf:
    """The date that a text means; an Edtf is given back as it is. Raises DateError."""
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise DateError(f"A date is text such as 2005-04-14, not {_KINDS.get(type(value), 'a value of another kind')}.")
    text = value.strip()
    found = date_or_interval(text)
    if found is None:
        raise DateError(_advice(text))
    return found


# What to write instead

_ORDINAL = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>[0-9]{4})[-/. ](?P<m>[0-9]{1,2})(?:[-/. ](?P<d>[0-9]{1,2}))?",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})[T ][0-9:.]+ ?(?:Z|[-+][0-9:]+)?",
        r"(?P<y>[0-9]{4})年(?:(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})日)?)?",
        rf"(?:[a-z]+day,? )?(?:{_ORDINAL} )?(?P<name>[a-z]+)\.?,? (?P<y>[0-9]{{4}})",
        rf"(?:[a-z]+day,? )?(?P<name>[a-z]+)\.? {_ORDINAL},? (?P<y>[0-9]{{4}})",
        r"(?:the )?(?P<y>[0-9]{3})0s",
    )
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_ABOUT = re.compile(r"(?:about|around|approximately|circa|ca?\.?) ?(.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:(?:from|between) )?(.+?)(?: to | until | and | - |/|(?<=[0-9]{4})-(?=[0-9]{4}))(.+)", re.IGNORECASE)
_LONGEST = 60
_OTHER_YEAR = re.compile(r"[-Yy]*-?[0-9]{4,}|[0-9]{5,}")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def _advice(text: str) -> str:
    from unicodedata import normalize

    if len(text) > _LONGEST:
        return f"“{text[:_LONGEST]}…” is too long for a date; write it as in 2005-04-14."
    readings = _readings(" ".join(normalize("NFKC", text).translate(_DASHES).split()))
    known = [found for found in map(date_or_interval, readings) if found]
    if len(known) == 1:
        return f"“{text}” is not how dates are written here; write {known[0].text}."
    if known:
        choices = " or ".join(f"{found.text} ({display(found, 'day-month-year')})" for found in known)
        return f"“{text}” can be read in two ways; write {choices}."
    if _OTHER_YEAR.fullmatch(text):
        return f"“{text}” is not a year that can be used here; years have four digits, 0001 to 9999."
    return f"“{text}” is not a date that can be read; write it as in 2005-04-14."


def _readings(text: str) -> list[str]:
    """What the text may mean in EDTF, best first; they may be impossible dates."""
    if EDTF.fullmatch(text):
        return [text]
    for form in _FORMS:
        if (found := form.fullmatch(text)) and (reading := _written(found.groupdict())):
            return [reading]
    if found := _DAY_FIRST.fullmatch(text):
        return _day_or_month_first(*found.groups())
    if found := _ABOUT.fullmatch(text):
        return [f"{reading}~" for reading in _readings(found[1]) if reading[-1] not in "?~%"]
    if found := _BETWEEN.fullmatch(text):
        starts, ends = _readings(found[1]), _readings(found[2])
        return [f"{starts[0]}/{ends[0]}"] if len(starts) == len(ends) == 1 else []
    return []


def _written(parts: dict[str, str | None]) -> str:
    """The parts in EDTF's order, or "" where the name is neither a month nor a season."""
    year, day, name = parts["y"] or "", parts.get("d"), parts.get("name")
    month = _number(name) if name else parts.get("m")
    if name and not month:
        return ""
    return f"{year:X<4}" + (f"-{month:0>2}" if month else "") + (f"-{day:0>2}" if day else "")


def _number(name: str) -> str:
    """“Apr”, “sept” and “fall” as a number; "" where the name is neither a month nor a season."""
    names = [*enumerate(MONTHS, 1), *SEASONS.items(), (23, "fall")]
    return next((str(number) for number, known in names if len(name) >= 3 and known.lower().startswith(name.lower())), "")


def _day_or_month_first(one: str, other: str, year: str) -> list[str]:
    readings = [f"{year}-{other:0>2}-{one:0>2}", f"{year}-{one:0>2}-{other:0>2}"]
    if int(one) > 12 or one == other:
        return readings[:1]
    return readings[1:] if int(other) > 12 else readings
