"""The two pages of the brief: what is asked, the bottom line, what is new, why it matters, what is not known, what comes, how we got here.

The editor writes purpose, bottom line and judgements; the rest is chosen by rules that the pack can overrule (`brief:`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly
from briefgen.assemble.parts.changes import Changes, changes_part
from briefgen.assemble.parts.chronology import EventLine, event_line, outcome_unknown
from briefgen.assemble.parts.developments import bottom_line
from briefgen.assemble.values import Line, Linked, Passage, Said, TimelineMark
from briefgen.content.model.pack import Judgement
from briefgen.content.selection import ChosenFact, facts_of
from briefgen.content.standing import Rendering
from briefgen.editions.compare import changed_places, is_changed

MOST_NEW, MOST_UNKNOWN, MOST_AHEAD, MOST_BEFORE = 4, 4, 5, 5
"""Lines of a part of the brief where the pack does not choose them."""


def summary_part(assembly: Assembly) -> SummaryPart:
    """The brief: what the editor wrote, and what the rules choose."""
    pack, chosen, places = assembly.pack, assembly.chosen, assembly.chosen.pack.places
    sources = assembly.content.sources
    return SummaryPart(
        withdrawn=tuple(assembly.source_link(sources[name].record) for name in sorted(assembly.citing) if sources[name].record.withdrawn),
        rendering=_rendering(assembly),
        ask=assembly.setter.line(pack.ask or ""),
        decide_by=assembly.date(pack.decide_by) if pack.decide_by else "",
        bottom_line=tuple(assembly.passage(text, places["bottom_line", n]) for n, text in enumerate(pack.bottom_line)) or _latest(assembly),
        changes=changes_part(assembly, assembly.earlier, assembly.difference)
        if assembly.earlier and assembly.difference is not None
        else None,
        new=tuple(assembly.said(told.fact, told.place) for told in _new(assembly)),
        judgements=tuple(_judgement(assembly, number, judgement) for number, judgement in enumerate(pack.judgements)),
        unknown=tuple(assembly.setter.line(text) for _, text in _unknown(assembly)),
        ahead=tuple(event_line(assembly, told, f"event-{told.name}") for told in _ahead(assembly)),
        before=tuple(event_line(assembly, told, f"event-{told.name}") for told in _before(assembly)),
        timeline=tuple(_timeline_mark(assembly, event) for event in chosen.events),
        doubtful=any(outcome_unknown(assembly, event.fact) for event in chosen.events),
        as_of=str(pack.as_of.last),
    )


def told_in(assembly: Assembly) -> frozenset[str]:
    """The places of the facts, and of what is not known, that the rules or the pack choose for the brief."""
    facts = (*_new(assembly), *_ahead(assembly), *_before(assembly))
    return frozenset([*(told.place for told in facts), *(place for place, _ in _unknown(assembly))])


def _rendering(assembly: Assembly) -> str:
    if not isinstance(assembly.chosen.pack.standing, Rendering):
        return ""
    day = assembly.date(assembly.pack.as_of)
    return (
        f"This is no edition of the pack. It shows what sources that were out by {day} say; one that bears no date counts from the last "
        "day on which it can have appeared. No conclusion that was drawn later is in it."
    )


def _latest(assembly: Assembly) -> tuple[Passage, ...]:
    """The latest developments' own bottom lines, newest first, where the pack has none of its own for its as-of date."""
    latest = assembly.chosen.developments[:-4:-1]
    if not latest:
        return (Passage(assembly.setter.label(f"No source of this pack was surely out by {assembly.date(assembly.pack.as_of)}.")),)
    return tuple(Passage(bottom_line(assembly, entry).line) for entry in latest)


def _judgement(assembly: Assembly, number: int, judgement: Judgement) -> JudgementLine:
    chosen, titles, facts = assembly.chosen, assembly.content.developments, assembly.content.facts
    return JudgementLine(
        passage=assembly.passage(judgement.text, chosen.pack.places["judgements", number]),
        marks=assembly.setter.citations(cite for name in judgement.rests_on if name in facts for cite in facts[name].fact.cite),
        confidence=judgement.confidence or "",
        rests_on=tuple(assembly.development_link(titles[name].record) for name in judgement.rests_on if name not in facts),
        on_all=len(chosen.developments) > 2 and {entry.id for entry in chosen.developments} <= set(judgement.rests_on),
    )


def _new(assembly: Assembly) -> Sequence[ChosenFact]:
    """What is new since the last edition, key facts first; without one, the key facts of the newest development, or its first facts."""
    named, developments = assembly.pack.brief.new, assembly.chosen.developments
    if named is not None:
        return [told for told in _facts(assembly) if told.fact.id in named]
    if assembly.difference:
        changed = changed_places(assembly.difference)
        since = [told for told in _facts(assembly) if is_changed(told.place, changed)]
        return sorted(since, key=lambda told: not told.fact.key)[:MOST_NEW]
    newest = list(facts_of(developments[-1])) if developments else []
    return [told for told in newest if told.fact.key][:MOST_NEW] or newest[:MOST_NEW]


def _facts(assembly: Assembly) -> Iterator[ChosenFact]:
    """The facts of the pack's developments, newest development first."""
    for entry in reversed(assembly.chosen.developments):
        yield from facts_of(entry)


def _unknown(assembly: Assembly) -> Iterator[tuple[str, str]]:
    """What the sources leave open of the issues that the newest development moves, each with its place."""
    named, newest = assembly.pack.brief.unknown, assembly.chosen.developments[-1:]
    moved = {move.issue for entry in newest for told in facts_of(entry) for move in told.fact.moves}
    wanted = moved if named is None else set(named)
    issues = [entry for entry in assembly.chosen.issues if entry.id in wanted]
    lines = [(entry.places["unknown", n], line.text) for entry in issues for n, line in enumerate(entry.record.unknown)]
    yield from lines if named is not None else lines[:MOST_UNKNOWN]


def _ahead(assembly: Assembly) -> Iterable[ChosenFact]:
    """What is planned, expected or proposed, has no outcome and is not past."""
    named = assembly.pack.brief.next
    if named is not None:
        return [told for told in assembly.chosen.events if told.name in named]
    return [told for told in assembly.chosen.events if assembly.is_ahead(told.fact)][:MOST_AHEAD]


def _before(assembly: Assembly) -> Iterable[ChosenFact]:
    """The last key events before the newest development."""
    named, newest = assembly.pack.brief.before, assembly.chosen.developments[-1:]
    if named is not None:
        return [told for told in assembly.chosen.events if told.name in named]
    told = [
        told for told in assembly.chosen.events if told.fact.key and told.development not in newest and not assembly.is_ahead(told.fact)
    ]
    return told[-MOST_BEFORE:]


def _timeline_mark(assembly: Assembly, chosen: ChosenFact) -> TimelineMark:
    event = chosen.fact
    date = event.date
    return TimelineMark(
        event.label,
        assembly.date(date, event.wording),
        date.first if date else None,
        date.last if date else None,
        event.status,
        f"#event-{chosen.name}",
    )


@dataclass(frozen=True)
class JudgementLine:
    """A key judgement with the marks of the facts it rests on, and the developments that it rests on as a whole; `on_all`: on every one
    of several."""

    passage: Passage
    marks: Line
    confidence: str
    rests_on: tuple[Linked, ...]
    on_all: bool


@dataclass(frozen=True)
class SummaryPart:
    """The brief, in the order in which it is read.

    withdrawn: the sources that the pack leans on and that may no longer be relied on. rendering: what a pack that is no edition says
    about itself, else "". ask: what the reader is to decide, () where the pack is for information. changes: since the edition before,
    None where there is none. ahead, before: events to come, and key events that led here. timeline: all events. doubtful: whether the
    sources leave open what became of one.
    """

    withdrawn: tuple[Linked, ...] = ()
    rendering: str = ""
    ask: Line = ()
    decide_by: str = ""
    bottom_line: tuple[Passage, ...] = ()
    changes: Changes | None = None
    new: tuple[Said, ...] = ()
    judgements: tuple[JudgementLine, ...] = ()
    unknown: tuple[Line, ...] = ()
    ahead: tuple[EventLine, ...] = ()
    before: tuple[EventLine, ...] = ()
    timeline: tuple[TimelineMark, ...] = ()
    doubtful: bool = False
    as_of: str = ""
