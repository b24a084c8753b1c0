"""The part of a desk that a pack shows, as a desk of its own that assembles to the same briefing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefgen.content.content import Content
from briefgen.content.entry import Entry, Key, PackEntry
from briefgen.content.model.desk import Desk
from briefgen.content.model.official import Official, Post
from briefgen.content.model.pack import Edition, Pack
from briefgen.content.officials import offices_by
from briefgen.content.record import HasMarkup, Loose, Record, Ref, fields, has
from briefgen.content.selection import term_pattern
from briefgen.content.standing import Rendering
from briefgen.language import inline_markup
from briefgen.language.edtf import Edtf


def desk_of_pack(content: Content, pack_id: str) -> Content:
    """The pack, what it selects and all that this names, cites and links to, with the desk's settings."""
    chosen = content.chosen(pack_id)
    pack = chosen.pack
    days = [pack.record.as_of, *(entry.record.date for entry in chosen.developments)]
    index = {entry.key: _with_posts(entry, days) for entry in content.entries if entry.kind != "pack" or entry is pack}
    index |= {(kind, name): told.development for name, told in content.facts.items() for kind in ("event", "fact", "basis")}
    index |= {("basis", name): entry for name, entry in content.developments.items()}
    first = [index[entry.key] for entry in (pack, *chosen.developments, *chosen.officials, *chosen.terms)]
    taken = _with_needs(first, index, _Names(content, pack.record))
    facts = {name for name, told in content.facts.items() if told.development.key in taken}
    known = {(kind, name) for name in facts for kind in ("event", "fact", "basis")} | taken
    kept = [index[entry.key] for entry in content.entries if entry.key in taken]
    desk = _settings(content.desk, pack)
    entries = [_issued(replace(entry, record=_cut(entry.record, known))) for entry in kept]
    return Content(desk, (*(replace(entry, record=desk) for entry in content.every(Desk)), *entries))


class _Names:
    """What a text names: records that it cites or links to, and officials whose names the pack turns round."""

    def __init__(self, content: Content, pack: Pack) -> None:
        turned = pack.display.names == "family-first"
        self._anchors = content.anchors
        self._officials = {o.record.name: o.id for o in content.officials.values() if o.record.name} if turned else {}
        self._pattern = term_pattern(self._officials)

    def linked(self, text: str) -> Iterator[Key]:
        yield from (("source", source) for source, _ in inline_markup.citations(text))
        yield from (("fact", name) for name in inline_markup.facts(text))
        for target in inline_markup.targets(text):
            kind, _, name = self._anchors.get(target[1:], "").partition("-") if target.startswith("#") else ("", "", "")
            yield kind, name

    def officials(self, text: str) -> Iterator[Key]:
        yield from (("official", self._officials[name]) for name in (self._pattern.findall(text) if self._pattern else ()))


def _with_needs(first: Iterable[Entry[Record]], index: Mapping[Key, Entry[Record]], names: _Names) -> set[Key]:
    """The keys of some entries, of all that they need, and so on."""
    queue = list(first)
    taken = {entry.key for entry in queue}
    for entry in queue:
        for key in _needs(entry, names):
            found = index.get(key)
            if found and found.key not in taken:
                taken.add(found.key)
                queue.append(found)
    return taken


def _needs(entry: Entry[Record], names: _Names) -> Iterator[Key]:
    for _, value, marks in entry.items:
        if isinstance(value, str):
            yield from names.officials(value)
            for mark in marks:
                if isinstance(mark, Ref) and not has(marks, Loose):
                    yield mark.kind, value
                elif isinstance(mark, HasMarkup) and "[" in value:
                    yield from names.linked(value)


def _with_posts(entry: Entry[Record], days: Iterable[Edtf]) -> Entry[Record]:
    """An official with the offices that a pack can show on its days; the last one listed gives the unnamed their name."""
    official = entry.record
    if not isinstance(official, Official):
        return entry
    seen: list[Post] = [post for day in days for post in offices_by(official, day)]
    posts = tuple(post for post in official.posts if post in seen or (not official.name and post is official.posts[-1]))
    return replace(entry, record=official.model_copy(update={"posts": posts}))


def _cut(record: Record, known: set[Key]) -> Record:
    """A record whose loose fields name nothing that was left behind."""
    changes: dict[str, object] = {}
    for name, marks in fields(type(record)):
        old = getattr(record, name)
        kinds = [mark.kind for mark in marks if isinstance(mark, Ref)] if has(marks, Loose) else []
        if isinstance(old, tuple):
            changes[name] = tuple(_cut_in(item, known) for item in old if not kinds or (kinds[0], item) in known)
        else:
            changes[name] = None if kinds and (kinds[0], old) not in known else _cut_in(old, known)
    return record.model_copy(update=changes)


def _cut_in(value: object, known: set[Key]) -> object:
    return _cut(value, known) if isinstance(value, Record) else value


def _issued(entry: Entry[Record]) -> Entry[Record]:
    """A pack as its new desk's editors would have written it: of a rendering, the first draft."""
    if not isinstance(entry, PackEntry):
        return entry
    rendering = isinstance(entry.standing, Rendering)
    edition = Edition(version="0.1", status="draft") if rendering else entry.record.edition
    return replace(entry, record=entry.record.model_copy(update={"edition": edition}), given=None)


def _settings(desk: Desk, pack: PackEntry) -> Desk:
    """The desk's settings without the places of its own machine."""
    day = pack.record.as_of if isinstance(pack.standing, Rendering) else None
    return desk.model_copy(
        update={"archive": None, "output": "build", "partial": True, "as_of": day, "people": (), "confirm": "none", "confirm_by": 1}
    )
