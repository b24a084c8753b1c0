"""impact: everything that leans on one source, alone or together with others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.official import Official, Post
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.record import FieldPath, HasMarkup, Record, has
from briefgen.diagnostics.diagnostic import Location
from briefgen.language import inline_markup
from briefgen.language.english import counted

KINDS = ("fact", "post", "comment", "pack")
"""What can lean on a source, in the order shown."""


@dataclass(frozen=True)
class Leaning:
    """Something that leans on a source.

    kind: one of KINDS; record: id of the record it belongs to; words: what a reader sees; paras: the paragraphs cited of this source;
    others: the ids of the other sources it cites, none where it stands on this one alone.
    """

    kind: str
    record: str
    words: str
    place: Location
    paras: tuple[int, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        return not self.others

    def as_data(self) -> dict[str, object]:
        """As plain data."""
        data = asdict(self)
        return {**data, "place": str(self.place), "alone": self.alone}


def leanings_on(content: Content, source: str) -> list[Leaning]:
    """Everything that leans on the source with this id, by kind, then in file order. Packs come last."""
    found = [leaning for entry in content.entries for leaning in _leanings(entry, source)]
    found += _packs(content, source)
    return sorted(found, key=lambda leaning: KINDS.index(leaning.kind))


def _leanings(entry: Entry[Record], source: str) -> Iterator[Leaning]:
    holders = [(path, value) for path, value, _ in entry.items if isinstance(value, Statement | Post)]
    for path, holder in holders:
        cited = [*((c.source, c.para) for c in holder.cite), *_inline_of(holder)]
        yield from _leaning(entry, path, _kind(holder), _words(entry.record, holder), cited, source)
    inside = {(*path, "text") for path, _ in holders}
    for path, value, marks in entry.items:
        if isinstance(value, str) and path not in inside and has(marks, HasMarkup):
            yield from _leaning(entry, path, "comment", inline_markup.plain(value), inline_markup.citations(value), source)


def _leaning(entry: Entry[Record], path: FieldPath, kind: str, words: str, cited: list[tuple[str, int]], source: str) -> Iterator[Leaning]:
    paras = tuple(sorted({para for name, para in cited if name == source}))
    if paras:
        others = tuple(sorted({name for name, _ in cited} - {source}))
        yield Leaning(kind, entry.id, words, entry.location(path), paras, others)


def _inline_of(holder: Record) -> list[tuple[str, int]]:
    return inline_markup.citations(holder.text) if isinstance(holder, Statement) else []


def _kind(holder: Record) -> str:
    return "post" if isinstance(holder, Post) else "fact"


def _words(record: Record, holder: Record) -> str:
    if isinstance(holder, Post) and isinstance(record, Official):
        return f"{record.name or record.id}: {holder.title}, {holder.organisation}"
    return inline_markup.plain(holder.text) if isinstance(holder, Statement) else ""


def _packs(content: Content, source: str) -> Iterator[Leaning]:
    """The packs that print a statement leaning on the source, with the other sources they print."""
    for pack in content.packs.values():
        chosen = content.chosen(pack.id)
        cited = [cite for entry in (pack, *chosen.developments, *chosen.issues) for cite in _cited(entry)]
        yield from _leaning(pack, ("id",), "pack", pack.record.title, cited, source)


def _cited(entry: Entry[Record]) -> Iterator[tuple[str, int]]:
    for _, value, marks in entry.items:
        if isinstance(value, Citation):
            yield value.source, value.para
        elif isinstance(value, str) and "[@" in value and has(marks, HasMarkup):
            yield from inline_markup.citations(value)


def as_text(leanings: list[Leaning], source: str) -> str:
    """For people: each kind with its number, and under it where, what and with which other sources."""
    lines = [] if leanings else [f"Nothing leans on “{source}”."]
    for kind in KINDS:
        some = [leaning for leaning in leanings if leaning.kind == kind]
        if some:
            alone = sum(leaning.alone for leaning in some)
            lines.append(f"{counted(len(some), kind)}, {alone} on “{source}” alone")
            lines += [f"  {_line(leaning)}" for leaning in some]
    return "\n".join(lines) + "\n"


def _line(leaning: Leaning) -> str:
    beside = f" (with {', '.join(leaning.others)})" if leaning.others else ""
    paras = f"para. {', '.join(map(str, leaning.paras))}"
    return f"{leaning.place}: {leaning.words} [{paras}]{beside}"
