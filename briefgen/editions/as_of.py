"""as of: the records as they stood on a day. What was not out by then is taken away before assemble, so nothing later can show it.

The rules, which docs/editions.md tells editors:
- A source is out from the day it was published; one that bears no date, from the last day on which it can have appeared.
- A record, sentence or line is known when every source it cites is out, every record it names or links to is known, and
  nothing it gives as past is dated later.
- A development is known when its bottom line is; an open issue when an update to it is; an official when a post is.
- Our own comments and notes are known with the record they stand in, except where they name a later day, month or year.
- What became of something expected is known when the event that records it is, or the source that its note cites.
- A pack's bottom line, judgements and notes on sources are as old as its as-of date, unless a judgement says `since:`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from briefgen.content.content import Content
from briefgen.content.entry import Entry, PackEntry
from briefgen.content.model.desk import Desk, Term
from briefgen.content.model.development import BottomLine, Development
from briefgen.content.model.fact import Fact, Outcome
from briefgen.content.model.issue import Issue, Unknown
from briefgen.content.model.official import Post
from briefgen.content.model.pack import Pack
from briefgen.content.model.source import Defect, Source, Withdrawal
from briefgen.content.model.statement import Statement
from briefgen.content.record import AllOrNothing, HasMarkup, Mark, Marks, Needed, Record, Ref, Setting, Timeless, fields, has
from briefgen.content.sources import surely_out_on
from briefgen.content.standing import Rendering
from briefgen.language import inline_markup
from briefgen.language.date_parser import parse
from briefgen.language.edtf import MONTHS, Edtf

_DAY = re.compile(rf"(?:\b(\d{{1,2}}) )?(?:\b({'|'.join(MONTHS)}) )?\b([12]\d{{3}})\b")


def content_as_of(content: Content, day: date) -> Content:
    """The content as it stood at the end of a day. Its packs are renderings of that day and no editions."""
    out = {name for name, source in content.sources.items() if (when := surely_out_on(source.record)) and when <= day}
    ids = {kind: set(content.ids(kind)) for kind in ("development", "issue", "official", "event", "fact", "basis")} | {"source": out}
    said = tuple(entry for entry in content.confirmations if entry.record.day.text <= day.isoformat())
    while True:
        seen = replace(content, confirmations=said, entries=tuple(_entries(content, _Lens(day, ids, content.anchors))))
        found = {kind: set(seen.ids(kind)) for kind in ids} | {"source": out}
        found["issue"] &= seen.updates.keys()
        if found == ids:
            return seen
        ids = found


def _entries(content: Content, lens: _Lens) -> list[Entry[Record]]:
    pairs = ((entry, entry.record if isinstance(entry.record, Desk | Term) else lens.record(entry.record)) for entry in content.entries)
    return [_rendered(entry, record, lens.day) for entry, record in pairs if record is not None]


def _rendered(entry: Entry[Record], record: Record, day: date) -> Entry[Record]:
    if isinstance(entry, PackEntry) and isinstance(record, Pack):
        return replace(entry, record=record, given=Rendering(day))
    return entry if entry.record is record else replace(entry, record=record)


@dataclass(frozen=True)
class _Lens:
    """Looks at records from a day. ids: what is known, by kind; targets: what a link may name → its anchor."""

    day: date
    ids: Mapping[str, set[str]]
    targets: Mapping[str, str]

    def record(self, record: Record) -> Record | None:
        """The record with what is known of it; None where it is not known."""
        if not self._in_time(record):
            return None
        record = self._prepared(record)
        kind: type[Record] = type(record)
        changes: dict[str, object] = {}
        for name, marks in fields(kind):
            value = getattr(record, name)
            seen = self._value(value, marks, record)
            if seen is None and value is not None and (has(marks, AllOrNothing) or kind.model_fields[name].is_required()):
                return None
            if not seen and has(marks, Needed):
                return None
            if seen is not value:
                changes[name] = seen
        return record.model_copy(update=changes) if changes else record

    def _in_time(self, record: Record) -> bool:
        """Whether nothing that the record gives as past lies after the day."""
        match record:
            case Source():
                return record.id in self.ids["source"]
            case Issue():
                return record.id in self.ids["issue"]
            case Fact():
                return not record.has_occurred or not self._later(record.date)
            case BottomLine():
                return record.fact in self.ids["fact"] if record.fact else self._text(record.text or "", False)
            case Unknown():
                return self._left_open(record)
            case Outcome():
                return self._came_out(record)
            case Defect():
                return not any(self._names_later_day(text or "") for text in (record.excerpt, record.note, record.probably, record.reason))
            case Post():
                return not self._later(record.attested)
            case Development() | Withdrawal():
                return not self._later(record.date)
        return True

    def _left_open(self, line: Unknown) -> bool:
        asked = line.development is None or line.development in self.ids["development"]
        return asked and (line.answered is None or line.answered not in self.ids["development"])

    def _came_out(self, outcome: Outcome) -> bool:
        if outcome.event:
            return outcome.event in self.ids["event"]
        return outcome.result == "not-in-sources" or (
            bool(inline_markup.citations(outcome.note or "")) and self._text(outcome.note or "", True)
        )

    def _prepared(self, record: Record) -> Record:
        """The record without what only its own dates rule out."""
        if isinstance(record, Pack):
            return self._rendering(record)
        if isinstance(record, Fact) and record.outcome and record.outcome.result == "not-in-sources":
            passed = record.date and record.date.last and record.date.last < self.day
            return record if passed else record.model_copy(update={"outcome": None})
        if isinstance(record, Post) and (self._later(record.start) or self._later(record.end)):
            kept = {name: None for name in ("start", "end") if self._later(getattr(record, name))}
            return record.model_copy(update=kept)
        return record

    def _rendering(self, pack: Pack) -> Pack:
        """The pack as of the day: none of its own words where it was written later."""
        changes: dict[str, object] = {"as_of": parse(self.day.isoformat())}
        if self._later(pack.as_of):
            made = tuple(judgement for judgement in pack.judgements if judgement.since and not self._later(judgement.since))
            changes |= {"ask": None, "decide_by": None, "bottom_line": (), "source_note": (), "judgements": made}
        return pack.model_copy(update=changes)

    def _value(self, value: object, marks: Marks, record: Record) -> object:
        """What is known of a field's value; None where nothing is."""
        if has(marks, Setting):
            return value
        if isinstance(value, tuple):
            seen = tuple(found for item in value if (found := self._value(item, marks, record)) is not None)
            if len(seen) < len(value) and has(marks, AllOrNothing):
                return None
            return value if len(seen) == len(value) and all(map(lambda a, b: a is b, seen, value)) else seen
        if isinstance(value, Record):
            return self.record(value)
        if not isinstance(value, str) or has(marks, Timeless):
            return value
        reported = isinstance(record, Statement)
        return value if all(self._known(value, mark, reported) for mark in marks) else None

    def _known(self, text: str, mark: Mark, reported: bool) -> bool:
        if isinstance(mark, Ref):
            return mark.kind not in self.ids or text in self.ids[mark.kind]
        return not isinstance(mark, HasMarkup) or self._text(text, reported)

    def _text(self, text: str, reported: bool) -> bool:
        """Whether all that a text cites and links to is known, and no day that it names as our own words is later."""
        cited = all(source in self.ids["source"] for source, _ in inline_markup.citations(text))
        rests = all(fact in self.ids["fact"] for fact in inline_markup.facts(text))
        links = (target[1:] for target in inline_markup.targets(text) if target.startswith("#"))
        return cited and rests and all(map(self._leads_somewhere, links)) and (reported or not self._names_later_day(text))

    def _leads_somewhere(self, target: str) -> bool:
        kind, _, name = self.targets.get(target, "").partition("-")
        return kind not in self.ids or name in self.ids[kind]

    def _later(self, when: Edtf | None) -> bool:
        return bool(when and when.first and when.first > self.day)

    def _names_later_day(self, text: str) -> bool:
        found = _DAY.findall(text)
        return any((int(year), _month(month), int(day or 1)) > (self.day.year, self.day.month, self.day.day) for day, month, year in found)


def _month(name: str) -> int:
    return MONTHS.index(name) + 1 if name else 1
