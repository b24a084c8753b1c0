"""check, dates: what dates of events, sources and packs say against one another. One rule, one function, one code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

from briefgen import inline
from briefgen.choose import each, selected
from briefgen.dates import MONTHS, WEEKDAYS, Edtf, definitely_before
from briefgen.diagnostics import Diagnostic
from briefgen.known import out_on
from briefgen.model import Event, Outcome, Path, Position, Post, Statement, Update
from briefgen.names import keys
from briefgen.validate import Content, Entry

Problems = Iterator[Diagnostic]

ALIKE = 0.6
"""Labels that share this much of their words, and all numbers, look like one event."""
SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_WEEKDAY = re.compile(
    rf"\b({'|'.join(WEEKDAYS)}),? (?:(\d{{1,2}}) ({'|'.join(MONTHS)}),? (\d{{4}})|({'|'.join(MONTHS)}) (\d{{1,2}}),? (\d{{4}}))\b"
)


def outcome_missing(content: Content) -> Problems:
    """What was planned, expected or proposed for a time before the as-of date has its outcome recorded."""
    late: dict[tuple[int, Path], tuple[Entry, Event, Any]] = {}
    for pack in content.of("pack"):
        cut_off = pack.record.as_of
        for entry in selected(content, pack.record):
            for index, event in enumerate(entry.record.events):
                if event.status != "occurred" and event.outcome is None and _passed(event.date, cut_off):
                    late[id(entry), ("events", index)] = entry, event, cut_off
    for (_, path), (entry, event, cut_off) in late.items():
        yield entry.problem(
            "outcome-missing",
            f"“{event.label}” was {event.status} for a time before {cut_off.text}, and no outcome is recorded.",
            (*path, "status"),
            "Add outcome: with result: happened, did-not-happen, changed or not-in-sources.",
        )


def _passed(date: Edtf | None, cut_off: Edtf) -> bool:
    return bool(date and date.last and cut_off.first and date.last < cut_off.first)


def date_after_cut_off(content: Content) -> Problems:
    """Nothing that a pack reports as past lies after its as-of date."""
    for pack in content.of("pack"):
        limit = pack.record.as_of.last
        for entry in selected(content, pack.record):
            for path, value, _ in entry.items:
                date = _past_date(value)
                if date and date.first and limit and date.first > limit:
                    yield entry.problem(
                        "date-after-cut-off",
                        f"{date.text} lies after the as-of date {pack.record.as_of.text} of the pack “{pack.record.id}”.",
                        (*path, "date"),
                        "Correct the date, its status, or the pack's as_of.",
                    )


def _past_date(value: Any) -> Edtf | None:
    if isinstance(value, Event):
        return value.date if value.status == "occurred" else None
    return getattr(value, "date", None) if isinstance(value, Statement) else None


def event_after_source(content: Content) -> Problems:
    """Nothing that a source reports as past is dated after the last day on which the source can have appeared."""
    sources = content.records("source")
    for entry, path, value in each(content, (Event, Update, Position, Post)):
        when = value.attested if isinstance(value, Post) else value.date
        if when is None or when.first is None or (isinstance(value, Event) and value.status != "occurred"):
            continue
        cited = [sources[citation.source] for citation in value.cite if citation.source in sources]
        out = [day for source in cited if (day := out_on(source))]
        if len(out) == len(cited) > 0 and max(out) < when.first:
            last = max(cited, key=lambda source: out_on(source) or date.min)
            message = f"{when.text} lies after {max(out)}, by which “{last.id}” was out, and it is given as past."
            hint = "Correct the date or the status, or cite the source that reports it."
            yield entry.problem("event-after-source", message, (*path, "attested" if isinstance(value, Post) else "date"), hint)


def same_event_twice(content: Content) -> Problems:
    """No two entries that happened and read alike have dates that rule each other out."""
    events = [(entry, path, event, _gist(event)) for entry, path, event in each(content, Event) if event.status == "occurred"]
    for (_, _, one, gist), (entry, path, other, others) in combinations(events, 2):
        if one.id in other.differs_from or other.id in one.differs_from or not _alike(gist, others):
            continue
        if one.date and other.date and (definitely_before(one.date, other.date) or definitely_before(other.date, one.date)):
            message = f"“{other.label}” ({other.date.text}) looks like “{one.label}” ({one.date.text}, “{one.id}”) with another date."
            hint = f"Correct one, keep only one, or say that they differ with differs_from: [{one.id}]."
            yield entry.problem("same-event-twice", message, (*path, "date"), hint)


def _gist(event: Event) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that matter in a label, and its numbers in order."""
    words = keys(event.label)
    return frozenset(words) - SMALL, tuple(word for word in words if word.isdigit())


def _alike(one: tuple[frozenset[str], tuple[str, ...]], other: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    return one[1] == other[1] and len(one[0] & other[0]) >= max(2, ALIKE * len(one[0] | other[0]))


def weekday_differs(content: Content) -> Problems:
    """A weekday beside a date is that date's weekday."""
    for entry, path, text in each(content, str):
        for found in _WEEKDAY.finditer(text) if not {"excerpt", "derived"} & set(path) else ():
            name, day, month, year, other_month, other_day, other_year = found.groups()
            right = _weekday(int(year or other_year), MONTHS.index(month or other_month) + 1, int(day or other_day))
            if right != name:
                message = f"{found.group().split(' ', 1)[1]} is {f'a {right}' if right else 'no day of the calendar'}, not a {name}."
                yield entry.problem("weekday-differs", message, path, "Correct the weekday or the date.", words=name)


def _weekday(year: int, month: int, day: int) -> str:
    try:
        return WEEKDAYS[date(year, month, day).weekday()]
    except ValueError:
        return ""


def outcome_without_source(content: Content) -> Problems:
    """An outcome that the sources tell names the event that records it, or cites the source in its note."""
    for entry, path, outcome in each(content, Outcome):
        if outcome.result != "not-in-sources" and not outcome.event and not inline.citations(outcome.note or ""):
            message = f"Nothing says where “{outcome.result}” stands."
            hint = "Add event: with the id of the event that records it, or a note: that cites the source."
            yield entry.problem("outcome-without-source", message, (*path, "result"), hint)


RULES: tuple[Callable[[Content], Problems], ...] = (
    outcome_missing,
    date_after_cut_off,
    event_after_source,
    same_event_twice,
    weekday_differs,
    outcome_without_source,
)
