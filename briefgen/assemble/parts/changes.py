"""What changed since the edition before, as the first page says it: one line a development, issue, official or source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.values import Line, Linked
from briefgen.content.standing import Released
from briefgen.editions.compare import Change, Difference, Shift
from briefgen.language.date_parser import parse
from briefgen.language.english import counted

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly
    from briefgen.editions.store import ReleasedEdition


@dataclass(frozen=True)
class ChangeLine:
    """A line of what changed: a thing, with a link to it where it is still there, and what happened to it."""

    item: Linked
    what: str


@dataclass(frozen=True)
class Changes:
    """What changed since the edition before, which is of `date`. note: the present edition's own, empty for a draft."""

    since: str
    date: str
    correction: bool
    note: Line
    lines: tuple[ChangeLine, ...]


PLURALS = {
    "entry of the chronology": "entries of the chronology",
    "part played": "parts played",
    "note on a source": "notes on the source",
}


def changes_part(assembly: Assembly, earlier: ReleasedEdition, difference: Difference) -> Changes:
    """The lines of the first page, records first, then the states of issues and the offices of officials."""
    history = assembly.pack.edition.revision_history
    released = history[-1] if history and isinstance(assembly.chosen.pack.standing, Released) else None
    return Changes(
        since=earlier.told.version,
        date=assembly.date(parse(earlier.date)),
        correction=bool(released and not released.number.endswith(".0")),
        note=assembly.setter.line(released.summary if released else ""),
        lines=tuple(_lines(assembly, difference)),
    )


def _lines(assembly: Assembly, difference: Difference) -> Iterator[ChangeLine]:
    by_record: dict[str, list[Change]] = {}
    for change in difference.changes:
        by_record.setdefault("/".join(change.id.split("/")[:2]), []).append(change)
    for record, changes in by_record.items():
        yield from _record_line(assembly, record, [change for change in changes if not _only_display(change)])
    yield from (_shifted(assembly, shift, "issue") for shift in difference.issues if shift.before and shift.after)
    yield from (_shifted(assembly, shift, "official") for shift in difference.officials)


def _record_line(assembly: Assembly, record: str, changes: list[Change]) -> Iterator[ChangeLine]:
    """What happened to a record and all that it holds; nothing where nothing did."""
    kind, _, name = record.partition("/")
    if not changes:
        return
    whole = next((change.what for change in changes if change.id == record and change.what in {"new", "gone"}), "")
    title = next((change.where for change in changes if change.where), name)
    link = Linked(assembly.setter.label(title), "") if whole == "gone" else assembly.link(title, f"{kind}-{name}")
    if kind == "pack":
        link = Linked(assembly.setter.label("Bottom line and key judgements"), "summary")
    yield ChangeLine(link, f"{changes[0].kind} {whole}" if whole else _counted(record, changes))


def _only_display(change: Change) -> bool:
    return bool(change.facts) and not change.words and all(name.startswith("display.") for name, _, _ in change.facts)


def _counted(record: str, changes: Iterable[Change]) -> str:
    """“2 sentences changed, 1 update new”; the record's own fields are its particulars."""
    counts = Counter(("particulars" if change.id == record else change.kind, change.what) for change in changes)
    return ", ".join(
        f"{kind} {what}" if kind == "particulars" else f"{counted(number, kind, PLURALS.get(kind, ''))} {what}"
        for (kind, what), number in counts.items()
    )


def _shifted(assembly: Assembly, shift: Shift, kind: str) -> ChangeLine:
    if shift.after is None:
        return ChangeLine(Linked(assembly.setter.label(shift.name), ""), "no longer named")
    link = assembly.link(shift.name, f"{kind}-{shift.id}")
    if shift.before is None:
        return ChangeLine(link, "named for the first time")
    return ChangeLine(link, f"now {shift.after.value}; before: {shift.before.value}")
