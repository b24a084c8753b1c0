"""check, references: every id and link leads to a record, and no record is left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.entry import Entry, Key
from briefgen.content.model.desk import Desk
from briefgen.content.model.development import Development
from briefgen.content.record import FieldPath, HasMarkup, Marks, Record, Ref
from briefgen.content.selection import facts_of
from briefgen.diagnostics.diagnostic import did_you_mean
from briefgen.language import inline_markup


def unknown_reference(content: Content) -> Problems:
    """Every id in a reference field or an inline citation is the id of a record."""
    for entry, path, text, marks in content.texts:
        for kind, name in _references(text, marks) if marks else ():
            known = content.ids(kind)
            if name not in known:
                called = "fact or development" if kind == "basis" else kind
                hint = did_you_mean(name, known) or f"No {called} has this id."
                yield entry.problem("unknown-reference", f"There is no {called} “{name}”.", path, hint, words=name)


def _references(value: str, marks: Marks) -> Iterator[tuple[str, str]]:
    for mark in marks:
        if isinstance(mark, Ref):
            yield mark.kind, value
        elif isinstance(mark, HasMarkup) and "[@" in value:
            yield from (("source", source) for source, _ in inline_markup.citations(value))
        elif isinstance(mark, HasMarkup) and "[#" in value:
            yield from (("fact", name) for name in inline_markup.facts(value))


def duplicate_id(content: Content) -> Problems:
    """No two records of a kind, no two events and no two parties share an id."""
    seen: dict[Key, Entry[Record]] = {}
    for entry in content.entries:
        for path, kind, name in _identities(entry):
            if (kind, name) in seen:
                first = seen[kind, name].document.name
                yield entry.problem(
                    "duplicate-id", f"Another {kind} is already called “{name}” ({first}).", path, "Give one of them another id."
                )
            seen.setdefault((kind, name), entry)


def _identities(entry: Entry[Record]) -> list[tuple[FieldPath, str, str]]:
    record = entry.record
    if isinstance(record, Desk):
        return [(("parties", i, "id"), "party", party.id) for i, party in enumerate(record.parties)]
    facts = facts_of(cast("Entry[Development]", entry)) if isinstance(record, Development) else ()
    return [(("id",), entry.kind, entry.id), *(((*path, "id"), "fact", fact.id) for _, path, fact in facts if fact.id)]


def dead_link(content: Content) -> Problems:
    """Every link inside the pack leads to a record."""
    known = content.anchors
    for entry, path, text in content.marked:
        for target in inline_markup.targets(text) if "](#" in text else ():
            if target.startswith("#") and target[1:] not in known:
                message = f"A link leads to “{target}”, and no record has that id."
                yield entry.problem("dead-link", message, path, did_you_mean(target[1:], known), words=f"({target})")


def unused_record(content: Content) -> Problems:
    """Every source, official, term and development is shown by some pack."""
    shown: dict[str, set[str]] = defaultdict(set)
    for name in content.packs:
        chosen = content.chosen(name)
        for entry in (*chosen.developments, *chosen.officials, *chosen.sources, *chosen.terms):
            shown[entry.kind].add(entry.id)
    for entry in content.entries:
        if entry.kind in {"development", "official", "source", "term"} and entry.id not in shown[entry.kind]:
            yield entry.problem("unused-record", f"No pack shows this {entry.kind}, “{entry.id}”.", ("id",), "Use it or delete it.")
