"""What a pack tells its readers, flat: every sentence, date, office and name with an id, so that two tellings can be compared.

What an editor left as it comes by itself is not told, so that a new field of the model changes no old telling.
Ids name a record's place: `development/standing-secretariat/summary/3`, `issue/missile-defence/positions/1`,
`development/x/events/treaty-made`. Members of lists without an id are counted from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.content.content import Content
from briefgen.content.entry import holds_members, members
from briefgen.content.model.issue import Issue
from briefgen.content.model.official import Official
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.officials import office_words, offices_by
from briefgen.content.record import Record, Unseen, fields, has
from briefgen.content.selection import ChosenUpdate, standing_since
from briefgen.content.standing import version_of
from briefgen.content.wording import STATES
from briefgen.desk.files import sha256_of
from briefgen.language.edtf import Edtf


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
    chosen = content.chosen(pack_id)
    pack = chosen.pack.record
    told = (chosen.pack, *chosen.developments, *chosen.issues, *chosen.officials, *chosen.sources, *chosen.terms)
    nodes = tuple(node for one in told for node in _nodes(one.record, "/".join(one.key)))
    return Telling(
        pack=pack.id,
        title=pack.title,
        version=version_of(chosen.pack.standing),
        as_of=pack.as_of.text,
        nodes=nodes,
        issues={issue.id: _state(issue.record, chosen.updates[issue.id]) for issue in chosen.issues},
        officials={person.id: _office(person.record, pack.as_of) for person in chosen.officials},
    )


def _state(issue: Issue, updates: Sequence[ChosenUpdate]) -> State:
    return State(issue.title, STATES[updates[-1].move], standing_since(updates).date.text)


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
            text = value or ""
        elif (
            not has(marks, Unseen) and not holds_members(value, marks) and value not in (None, (), type(record).model_fields[name].default)
        ):
            facts |= {f"{name}{key}": words for key, words in _words(value)}
    yield Node(at, record.called, text, facts)
    for _, place, child in members(record, at):
        yield from _nodes(child, place) if isinstance(child, Record) else [Node(place, Statement.called, child)]


def _words(value: object) -> Iterator[tuple[str, str]]:
    """A plain field in words; of a record inside it, each part with its name."""
    if isinstance(value, Record):
        pairs = ((name, getattr(value, name), type(value).model_fields[name].default) for name, _ in fields(type(value)))
        yield from ((f".{name}", words) for name, part, default in pairs if part not in (None, (), default) for _, words in _words(part))
    elif isinstance(value, tuple):
        yield "", "; ".join(map(_listed, value))
    else:
        yield "", value.text if isinstance(value, Edtf) else str(value)


def _listed(value: object) -> str:
    """A member of a list that is no thing of its own, in words."""
    if isinstance(value, Citation):
        return f"{value.source}, para. {value.para}: “{value.excerpt}”"
    if not isinstance(value, Record):
        return str(value)
    parts = (getattr(value, name) for name, _ in fields(type(value)))
    return ": ".join(", ".join(part) if isinstance(part, tuple) else str(part) for part in parts)
