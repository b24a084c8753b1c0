"""What a pack tells its readers, flat: every sentence, date, office and name with an id, so that two tellings can be compared.

What an editor left as it comes by itself is not told, so that a new field of the model changes no old telling.
Ids name a record's place: `development/standing-secretariat/summary/3`, `issue/missile-defence/positions/1`,
`development/x/events/treaty-made`. Members of lists without an id are counted from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefgen.content.content import Content
from briefgen.content.issues import standing_since
from briefgen.content.model.development import Event, Mention, Paragraph
from briefgen.content.model.issue import Issue
from briefgen.content.model.official import Official
from briefgen.content.model.pack import Pack
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.officials import office_words, offices_by
from briefgen.content.record import HasMarkup, Record, fields
from briefgen.content.selection import cited_sources, issue_updates, mentioned_officials, selected, terms_used
from briefgen.content.wording import STATES
from briefgen.desk.files import sha256_of
from briefgen.language.edtf import Edtf

UNSEEN = {
    "id", "archive", "unconfirmed", "locator", "family_name", "aliases", "topics", "derived", "edition", "developments", "differs_from",
    "key", "since", "answered", "development",
}  # fmt: skip
"""Fields that no reader sees as such."""
NAMES = {
    "Statement": "sentence", "Event": "entry of the chronology", "Update": "update", "Position": "position", "Mention": "part played",
    "Post": "office", "Judgement": "key judgement", "Defect": "note on a source", "Unknown": "unknown", "Pack": "pack",
    "Development": "development", "Issue": "open issue", "Official": "official", "Source": "source", "Term": "glossary entry",
}  # fmt: skip
"""Kind of record → what readers call it."""


@dataclass(frozen=True)
class Node:
    """One thing told. kind: what readers call it; text: its sentence, "" without one; facts: its other fields in words."""

    id: str
    kind: str
    text: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def top(self) -> str:
        """The record that it belongs to, such as development/x."""
        return "/".join(self.id.split("/")[:2])

    @property
    def title(self) -> str:
        """What a record is called; "" for what has no name of its own."""
        names = (self.facts.get(name) for name in ("title", "name", "short", "publisher", "abbreviation", "label"))
        return next((name for name in names if name), "")

    @property
    def sha256(self) -> str:
        """A digest of all but the id, 64 hexadecimal digits."""
        return sha256_of(json.dumps([self.kind, self.text, self.facts], ensure_ascii=False, sort_keys=True).encode())


@dataclass(frozen=True)
class State:
    """What stands of an issue (its state, and since when) or an official (the office, and when attested)."""

    name: str
    value: str
    date: str


@dataclass(frozen=True)
class Telling:
    """What a pack tells. version: its edition, "" for none; as_of: EDTF; issues, officials: by id."""

    pack: str
    title: str
    version: str
    as_of: str
    nodes: tuple[Node, ...]
    issues: dict[str, State]
    officials: dict[str, State]

    @property
    def sha256(self) -> str:
        """A digest of all that is told, 64 hexadecimal digits."""
        return sha256_of("\n".join(f"{node.id} {node.sha256}" for node in self.nodes).encode())


def telling_of(content: Content, pack_id: str) -> Telling:
    """What a pack tells, in a fixed order."""
    entry = next(entry for entry in content.of("pack") if entry.record.id == pack_id)
    pack: Pack = entry.record
    chosen = selected(content, pack)
    updates = issue_updates(content, chosen)
    people = [content.records("official")[name] for name in sorted(mentioned_officials(content, chosen))]
    issues = [issue for issue in content.records("issue").values() if issue.id in updates]
    cited = {source for development in chosen for source in cited_sources(development)}
    sources = [source for name, source in sorted(content.records("source").items()) if name in cited]
    records = [pack, *(e.record for e in chosen), *issues, *people, *sources, *terms_used(content, entry, chosen)]
    nodes = tuple(node for record in records for node in _nodes(record, f"{type(record).__name__.lower()}/{record.id}"))
    return Telling(
        pack=pack.id,
        title=pack.title,
        version=pack.edition.version,
        as_of=pack.as_of.text,
        nodes=nodes,
        issues={issue.id: _state(issue, [update for _, _, update in updates[issue.id]]) for issue in issues},
        officials={person.id: _office(person, pack.as_of) for person in people},
    )


def places_of(content: Content) -> dict[int, str]:
    """The identity in memory of every statement and mention of developments and issues → the id of its node."""
    records = ((kind, record) for kind in ("development", "issue") for record in content.records(kind).values())
    found = (pair for kind, record in records for pair in _children(record, f"{kind}/{record.id}"))
    return {id(child): place for place, child in found if isinstance(child, Record)}


def _state(issue: Issue, updates: list[Any]) -> State:
    return State(issue.title, STATES[updates[-1].move], standing_since(updates).text)


def _office(official: Official, as_of: Edtf) -> State:
    post = next(iter(offices_by(official, as_of)), None)
    return State(official.name or official.id, office_words(post), post.attested.text if post else "")


def _nodes(record: Record, at: str) -> Iterator[Node]:
    """The node of a record, then those of what it holds."""
    facts: dict[str, str] = {}
    text = ""
    for name, marks in fields(type(record)):
        value = getattr(record, name)
        if name == "text":
            text = value
        elif name not in UNSEEN and value not in (None, (), type(record).model_fields[name].default) and _members(value, marks) is None:
            facts |= {f"{name}{key}": words for key, words in _words(value)}
    yield Node(at, NAMES.get(type(record).__name__, "sentence"), text, facts)
    for place, child in _children(record, at):
        yield from _nodes(child, place) if isinstance(child, Record) else [Node(place, "sentence", child)]


def _members(value: Any, marks: tuple[Any, ...]) -> list[Any] | None:
    """What has nodes of its own: a statement, the records or the prose of a list; None for a plain field."""
    if isinstance(value, Statement):
        return [value]
    if not isinstance(value, tuple) or not value or isinstance(value[0], Citation):
        return None
    if isinstance(value[0], Paragraph):
        return [statement for paragraph in value for statement in paragraph.statements]
    return list(value) if isinstance(value[0], Record) or any(isinstance(mark, HasMarkup) for mark in marks) else None


def _words(value: Any) -> Iterator[tuple[str, str]]:
    """A plain field in words; of a record inside it, each part with its name."""
    if isinstance(value, Record):
        pairs = ((name, getattr(value, name), type(value).model_fields[name].default) for name, _ in fields(type(value)))
        yield from ((f".{name}", words) for name, part, default in pairs if part not in (None, (), default) for _, words in _words(part))
    elif isinstance(value, tuple):
        yield "", "; ".join(f"{c.source}, para. {c.para}: “{c.excerpt}”" if isinstance(c, Citation) else str(c) for c in value)
    else:
        yield "", value.text if isinstance(value, Edtf) else str(value)


def _children(record: Record, at: str) -> Iterator[tuple[str, Any]]:
    """The members of a record's fields that have nodes of their own, with their places."""
    for name, marks in fields(type(record)):
        value = getattr(record, name)
        if name not in UNSEEN and (members := _members(value, marks)):
            single = isinstance(value, Statement)
            yield from ((f"{at}/{name}" if single else f"{at}/{name}/{_key(m, number)}", m) for number, m in enumerate(members, 1))


def _key(member: Any, number: int) -> str:
    return str(member.id) if isinstance(member, Event) else str(member.official) if isinstance(member, Mention) else str(number)
