"""Bottom line, key judgements and the timeline of the first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.assemble.assembly import Assembly
from briefgen.assemble.parts.changes import Changes, changes_part
from briefgen.assemble.parts.developments import bottom_line
from briefgen.assemble.values import Linked, Passage, TimelineMark
from briefgen.content.model.pack import Judgement
from briefgen.content.selection import ChosenFact
from briefgen.content.standing import Rendering

TIMELINE_ROWS = 14  # that fit on the first page beside five judgements


def summary_part(assembly: Assembly) -> SummaryPart:
    """The first page: bottom line, judgements, what changed since the edition before, and the timeline."""
    pack, chosen, places = assembly.pack, assembly.chosen, assembly.chosen.pack.places
    titles = assembly.content.developments
    sources = assembly.content.sources
    return SummaryPart(
        withdrawn=tuple(assembly.source_link(sources[name].record) for name in sorted(assembly.citing) if sources[name].record.withdrawn),
        rendering=_rendering(assembly),
        bottom_line=tuple(assembly.passage(text, places["bottom_line", n]) for n, text in enumerate(pack.bottom_line)) or _latest(assembly),
        judgements=tuple(
            JudgementLine(
                passage=assembly.passage(j.text, places["judgements", number]),
                confidence=j.confidence or "",
                rests_on=tuple(assembly.development_link(titles[name].record) for name in _developments(assembly, j)),
                on_all=len(chosen.developments) > 2 and {entry.id for entry in chosen.developments} <= set(j.rests_on),
            )
            for number, j in enumerate(pack.judgements)
        ),
        changes=changes_part(assembly, assembly.earlier, assembly.difference)
        if assembly.earlier and assembly.difference is not None
        else None,
        timeline=tuple(_timeline_mark(assembly, event) for event in _for_the_first_page(chosen.events)),
        events=len(chosen.events),
        as_of=str(pack.as_of.last),
    )


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


def _developments(assembly: Assembly, judgement: Judgement) -> list[str]:
    """The ids of the developments that a judgement rests on, or whose facts it rests on."""
    facts = assembly.content.facts
    return list(dict.fromkeys(facts[name].development.id if name in facts else name for name in judgement.rests_on))


def _for_the_first_page(events: Sequence[ChosenFact]) -> Sequence[ChosenFact]:
    """All events where they fit on the first page with the judgements, else the key ones."""
    key = [event for event in events if event.fact.key]
    return key if key and len(events) > TIMELINE_ROWS else events


def _timeline_mark(assembly: Assembly, chosen: ChosenFact) -> TimelineMark:
    event = chosen.fact
    date = event.date
    href = f"#event-{chosen.name}" if "chronology" in assembly.pack.sections else ""
    return TimelineMark(
        event.label, assembly.date(date, event.wording), date.first if date else None, date.last if date else None, event.status, href
    )


@dataclass(frozen=True)
class JudgementLine:
    """A key judgement with the developments it rests on; `on_all`: on every one of several."""

    passage: Passage
    confidence: str
    rests_on: tuple[Linked, ...]
    on_all: bool


@dataclass(frozen=True)
class SummaryPart:
    """Bottom line, key judgements and the timeline, which may show fewer events than the chronology's `events`.

    withdrawn: the sources that the pack leans on and that may no longer be relied on.
    rendering: what a pack that is no edition says about itself, else "".
    """

    withdrawn: tuple[Linked, ...]
    rendering: str
    bottom_line: tuple[Passage, ...]
    judgements: tuple[JudgementLine, ...]
    changes: Changes | None
    timeline: tuple[TimelineMark, ...]
    events: int
    as_of: str
