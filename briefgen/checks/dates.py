"""check, dates: what dates of events, sources and packs say against one another. One rule, one function, one code."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.entry import Entry, Key
from briefgen.content.model.development import Development
from briefgen.content.model.fact import Fact, Outcome
from briefgen.content.model.official import Post
from briefgen.content.record import FieldPath, Quoted, Record, has
from briefgen.content.selection import facts_of
from briefgen.content.sources import surely_out_on
from briefgen.language import inline_markup
from briefgen.language.edtf import MONTHS, WEEKDAYS, Edtf, definitely_before
from briefgen.language.person_names import keys

ALIKE = 0.6
"""Labels that share this much of their words, and all numbers, look like one event."""


@dataclass(frozen=True)
class _Labelled:
    """An event that happened, with its date, the number at which it stands among all, and the words of its label."""

    number: int
    event: Fact
    date: Edtf
    words: frozenset[str]


Seen = dict[tuple[tuple[str, ...], str], list[_Labelled]]
"""The numbers of a label and a word of it → the events with these."""
SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_WEEKDAY = re.compile(
    rf"\b({'|'.join(WEEKDAYS)}),? (?:(\d{{1,2}}) ({'|'.join(MONTHS)}),? (\d{{4}})|({'|'.join(MONTHS)}) (\d{{1,2}}),? (\d{{4}}))\b"
)


def outcome_missing(content: Content) -> Problems:
    """What was planned, expected or proposed for a time before the as-of date has its outcome recorded."""
    late: dict[tuple[Key, FieldPath], tuple[Entry[Development], Fact, Edtf]] = {}
    for pack in content.packs.values():
        cut_off = pack.record.as_of
        for entry, path, event in content.chosen(pack.id).events:
            if event.status != "occurred" and event.outcome is None and _passed(event.date, cut_off):
                late[entry.key, path] = entry, event, cut_off
    for (_, path), (entry, event, cut_off) in late.items():
        yield entry.problem(
            "outcome-missing",
            f"“{event.label}” was {event.status} for a time before {cut_off.text}, and no outcome is recorded.",
            (*path, "event"),
            "Add outcome: with result: happened, did-not-happen, changed or not-in-sources.",
        )


def _passed(date: Edtf | None, cut_off: Edtf) -> bool:
    return bool(date and date.last and cut_off.first and date.last < cut_off.first)


def date_after_cut_off(content: Content) -> Problems:
    """Nothing that a pack reports as past lies after its as-of date."""
    for pack in content.packs.values():
        limit = pack.record.as_of.last
        for entry in content.chosen(pack.id).developments:
            for _, path, fact in facts_of(entry):
                date = fact.date if fact.has_occurred else None
                if date and date.first and limit and date.first > limit:
                    yield entry.problem(
                        "date-after-cut-off",
                        f"{date.text} lies after the as-of date {pack.record.as_of.text} of the pack “{pack.record.id}”.",
                        (*path, "date"),
                        "Correct the date, its status, or the pack's as_of.",
                    )


def event_after_source(content: Content) -> Problems:
    """Nothing that a source reports as past is dated after the last day on which the source can have appeared."""
    sources = content.sources
    dated: list[tuple[Entry[Record], FieldPath, Fact | Post]] = [*content.each(Fact), *content.each(Post)]
    for entry, path, value in dated:
        when = value.attested if isinstance(value, Post) else value.date
        if when is None or when.first is None or (isinstance(value, Fact) and not value.has_occurred):
            continue
        cited = [sources[citation.source].record for citation in value.cite if citation.source in sources]
        out = [day for source in cited if (day := surely_out_on(source))]
        if len(out) == len(cited) > 0 and max(out) < when.first:
            last = max(cited, key=lambda source: surely_out_on(source) or date.min)
            message = f"{when.text} lies after {max(out)}, by which “{last.id}” was out, and it is given as past."
            hint = "Correct the date or the status, or cite the source that reports it."
            yield entry.problem("event-after-source", message, (*path, "attested" if isinstance(value, Post) else "date"), hint)


def same_event_twice(content: Content) -> Problems:
    """No two entries that happened and read alike have dates that rule each other out."""
    seen: Seen = defaultdict(list)
    for number, (entry, path, event) in enumerate(content.each(Fact)):
        if not event.event or not event.has_occurred or event.date is None:
            continue
        this = _Labelled(number, event, event.date, frozenset(keys(event.label)) - SMALL)
        numbers = tuple(word for word in keys(event.label) if word.isdigit())
        for other in _lookalikes(this, numbers, seen):
            twin = f"“{other.event.label}” ({other.date.text}, “{other.event.id}”)"
            message = f"“{event.label}” ({event.date.text}) looks like {twin} with another date."
            hint = f"Correct one, keep only one, or say that they differ with differs_from: [{other.event.id}]."
            yield entry.problem("same-event-twice", message, (*path, "date"), hint)
        for word in this.words:
            seen[numbers, word].append(this)


def _lookalikes(this: _Labelled, numbers: tuple[str, ...], seen: Seen) -> Iterator[_Labelled]:
    """The events seen so far that read like this one, with the same numbers, and cannot be of the same day."""
    others = [other for word in this.words for other in seen.get((numbers, word), ())]
    shared = Counter(other.number for other in others)
    for other in {other.number: other for other in others}.values():
        if shared[other.number] >= max(2, ALIKE * len(this.words | other.words)) and _rule_out(this, other):
            yield other


def _rule_out(one: _Labelled, other: _Labelled) -> bool:
    """Whether two events have dates of which one is surely before the other, and nobody says that they differ."""
    if one.event.id in other.event.differs_from or other.event.id in one.event.differs_from:
        return False
    return definitely_before(one.date, other.date) or definitely_before(other.date, one.date)


def weekday_differs(content: Content) -> Problems:
    """A weekday beside a date is that date's weekday."""
    for entry, path, text, marks in content.texts:
        for found in _WEEKDAY.finditer(text) if "day" in text and not has(marks, Quoted) else ():
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
    for entry, path, outcome in content.each(Outcome):
        if outcome.result != "not-in-sources" and not outcome.event and not inline_markup.citations(outcome.note or ""):
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
