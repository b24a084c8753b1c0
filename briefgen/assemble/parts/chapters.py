"""The chapters of a large pack: its developments by the time or the topic that they belong to, each on pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.assemble.assembly import Assembly
from briefgen.assemble.parts.developments import DevelopmentPart
from briefgen.content.entry import Entry
from briefgen.content.model.development import Development
from briefgen.language.edtf import MONTHS

LARGE = 24
"""Developments above which a pack has chapters, where it does not say whether it is to."""
LONGEST = 12
"""Developments of a chapter from which a shorter span of time is taken, where there is one."""
UNDATED, WITHOUT_TOPIC = ("undated", "Undated developments"), ("other", "Other developments")
Grouping = Callable[[Entry[Development]], tuple[str, str]]
"""What a chapter is called within the document, and its heading."""


@dataclass(frozen=True)
class Chapter:
    """Some developments, in the order of the pack. title: the heading above them."""

    anchor: str
    title: str
    developments: tuple[DevelopmentPart, ...]


def chapters_part(assembly: Assembly, parts: Sequence[DevelopmentPart]) -> tuple[Chapter, ...]:
    """The chapters of a pack by its `display.chapters`; none where its developments follow one another. parts: they, as they are told."""
    entries = assembly.chosen.developments[::-1]
    grouping = _grouping(assembly.pack.display.chapters, entries)
    if grouping is None:
        return ()
    members: dict[tuple[str, str], list[DevelopmentPart]] = {}
    for entry, part in zip(entries, parts, strict=True):
        members.setdefault(grouping(entry), []).append(part)
    return tuple(Chapter(f"chapter-{name}", title, tuple(found)) for (name, title), found in members.items())


def _grouping(chapters: str, entries: Sequence[Entry[Development]]) -> Grouping | None:
    if chapters == "topic":
        return _topic
    if chapters == "year":
        return _spans(12)
    if chapters == "none" or len(entries) <= LARGE:
        return None
    return next((spans for months in (12, 6, 3) if _longest(spans := _spans(months), entries) <= LONGEST), _spans(1))


def _longest(grouping: Grouping, entries: Sequence[Entry[Development]]) -> int:
    names = [grouping(entry) for entry in entries]
    return max(map(names.count, set(names)))


def _topic(entry: Entry[Development]) -> tuple[str, str]:
    topic = next(iter(entry.record.topics), "")
    words = topic.replace("-", " ")
    return (topic, f"Developments: {words}") if topic else WITHOUT_TOPIC


def _spans(months: int) -> Grouping:
    """Chapters of that many months, by the day from which a development is dated."""

    def span(entry: Entry[Development]) -> tuple[str, str]:
        day = entry.record.date and (entry.record.date.first or entry.record.date.last)
        return _span(day, months) if day else UNDATED

    return span


def _span(day: date, months: int) -> tuple[str, str]:
    if months == 12:
        return str(day.year), f"Developments, {day.year}"
    first = (day.month - 1) // months * months + 1
    names = dict.fromkeys((MONTHS[first - 1], MONTHS[first + months - 2]))
    return f"{day.year}-{first:02}-{months}", f"Developments, {'–'.join(names)} {day.year}"
