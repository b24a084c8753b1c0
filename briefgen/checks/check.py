"""check: editorial problems of all records. One rule, one function, one code."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from briefgen.checks import dates as check_time
from briefgen.checks import people as check_people
from briefgen.checks.sources import source_unconfirmed, source_withdrawn
from briefgen.content.model.development import MOVES, Citation, Defect, Event, Statement
from briefgen.content.record import Markup, Path, Ref
from briefgen.content.selection import anchors, cited_sources, each, issue_updates, mentioned_officials, selected, terms_used
from briefgen.content.validate import Content, Entry
from briefgen.diagnostics.diagnostic import Diagnostic, did_you_mean
from briefgen.fonts import metrics
from briefgen.language import inline_markup as inline

EXCERPT_WORDS = 12
LEFTOVER = re.compile(r"\b(TODO|TBD|TBC|FIXME|XXX)\b|\?\?\?")

Problems = Iterator[Diagnostic]


def check(content: Content) -> list[Diagnostic]:
    """The findings of every rule. Records are called unused only where nothing else is wrong: a misspelt id leaves its record unused."""
    partial = content.desk.partial
    problems = [problem for rule in RULES if not (partial and rule in OF_THE_WHOLE) for problem in rule(content)]
    if not partial and not any(problem.severity == "error" for problem in problems):
        problems += unused_record(content)
    return problems


def unknown_reference(content: Content) -> Problems:
    """Every id in a reference field or an inline citation is the id of a record."""
    for entry in content.entries:
        for path, value, marks in entry.items:
            for kind, name in _references(value, marks):
                known = content.records(kind)
                if name not in known:
                    hint = did_you_mean(name, known) or f"No {kind} has this id."
                    yield entry.problem("unknown-reference", f"There is no {kind} “{name}”.", path, hint)


def _references(value: Any, marks: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        return
    for mark in marks:
        if isinstance(mark, Ref):
            yield mark.kind, value
        elif isinstance(mark, Markup) and "[@" in value:
            yield from (("source", source) for source, _ in inline.citations(value))


def duplicate_id(content: Content) -> Problems:
    """No two records of a kind, no two events and no two parties share an id."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in content.entries:
        for path, kind, name in _identities(entry):
            if (kind, name) in seen:
                first = seen[kind, name].document.name
                yield entry.problem(
                    "duplicate-id", f"Another {kind} is already called “{name}” ({first}).", path, "Give one of them another id."
                )
            seen.setdefault((kind, name), entry)


def _identities(entry: Entry) -> list[tuple[Path, str, str]]:
    record = entry.record
    if entry.kind == "desk":
        return [(("parties", i, "id"), "party", party.id) for i, party in enumerate(record.parties)]
    events = record.events if entry.kind == "development" else ()
    return [(("id",), entry.kind, record.id), *((("events", i, "id"), "event", event.id) for i, event in enumerate(events))]


def development_without_source(content: Content) -> Problems:
    """Every development cites at least one source."""
    for entry in content.of("development"):
        if not cited_sources(entry):
            yield entry.problem(
                "development-without-source",
                f"“{entry.record.title}” cites no source.",
                (),
                "Add cite: with source, para and excerpt to its statements.",
            )


def statement_without_source(content: Content) -> Problems:
    """Every statement of fact has a citation, as a field or inline."""
    for entry, path, statement in each(content, Statement):
        if statement.says != "comment" and not statement.cite and not inline.citations(statement.text):
            yield entry.problem(
                "statement-without-source",
                "This statement cites no source.",
                (*path, "text"),
                "Add cite: with source, para and excerpt; or says: comment, if it is our own comment.",
            )


def event_without_date(content: Content) -> Problems:
    """Every chronology entry has a date of some precision."""
    for entry, path, event in each(content, Event):
        if event.date is None:
            yield entry.problem(
                "event-without-date",
                f"“{event.label}” has no date.",
                path,
                "Give one as exact as the source allows, for example 2005, 2004-10 or 2013-01~.",
            )


def official_without_post(content: Content) -> Problems:
    """Every official has an office that a source attests."""
    for entry in content.of("official"):
        official = entry.record
        if not any(post.cite for post in official.posts):
            yield entry.problem(
                "official-without-post",
                f"No source attests an office of “{official.name or official.id}”.",
                ("id",),
                "Add posts: with organisation, title, attested and cite.",
            )


def issue_never_raised(content: Content) -> Problems:
    """Every open issue has an update in some development."""
    updates = issue_updates(content)
    for entry in content.of("issue"):
        if entry.record.id not in updates:
            yield entry.problem(
                "issue-never-raised",
                f"No development has an update to “{entry.record.title}”.",
                ("id",),
                "Add updates: to a development, or delete the issue.",
            )


def update_goes_backwards(content: Content) -> Problems:
    """Updates to an issue, in the order of their dates, follow the table of moves."""
    for updates in issue_updates(content).values():
        state: str | None = None
        for entry, path, update in updates:
            if update.move not in MOVES[state]:
                before = f"after “{state}”" if state else "as the first update"
                yield entry.problem(
                    "update-goes-backwards",
                    f"“{update.move}” cannot stand {before} on “{update.issue}”.",
                    (*path, "move"),
                    f"Allowed here: {', '.join(sorted(MOVES[state]))}.",
                )
            state = update.move


def excerpt_too_long(content: Content) -> Problems:
    """An excerpt has at most twelve words."""
    for entry, path, value in each(content, (Citation, Defect)):
        words = len((value.excerpt or "").split())
        if words > EXCERPT_WORDS:
            yield entry.problem(
                "excerpt-too-long",
                f"This excerpt has {words} words; at most {EXCERPT_WORDS} are allowed.",
                (*path, "excerpt"),
                "Keep the words that carry the fact.",
            )


def leftover(content: Content) -> Problems:
    """No note to oneself is left in any text."""
    for entry, path, value in each(content, str):
        found = LEFTOVER.search(value)
        if found:
            message = f"“{found.group()}” is left in the text."
            yield entry.problem("leftover", message, path, "Finish the text or take it out.", words=found.group())


def markup(content: Content) -> Problems:
    """Links and citations in texts are well-formed."""
    for entry in content.entries:
        for path, value, marks in entry.items:
            if isinstance(value, str) and "[" in value and any(isinstance(mark, Markup) for mark in marks):
                for offset, code, message, hint in inline.problems(value):
                    yield entry.problem(code, message, path, hint, words=value[offset:].split()[0])


def dead_link(content: Content) -> Problems:
    """Every link inside the pack leads to a record."""
    known = anchors(content)
    for entry in content.entries:
        for path, value, marks in entry.items:
            if isinstance(value, str) and "](#" in value and any(isinstance(mark, Markup) for mark in marks):
                for target in inline.targets(value):
                    if target.startswith("#") and target[1:] not in known:
                        message = f"A link leads to “{target}”, and no record has that id."
                        yield entry.problem("dead-link", message, path, did_you_mean(target[1:], known), words=f"({target})")


def missing_glyph(content: Content) -> Problems:
    """Every character can be shown by a font that travels with the project."""
    for entry, path, value in each(content, str):
        if not value.isascii():
            for sign in metrics.missing(value):
                message = f"No font of the pack can show “{sign}” (U+{ord(sign):04X})."
                yield entry.problem("missing-glyph", message, path, "Write it another way.", words=sign)


def source_without_date(content: Content) -> Problems:
    """Every source has a date of its own or inferred bounds."""
    for entry in content.of("source"):
        if entry.record.published is None and entry.record.inferred is None:
            yield entry.problem(
                "source-without-date",
                f"“{entry.record.id}” has neither a date nor inferred bounds.",
                ("id",),
                "Add published:, or inferred: with bounds and the reason.",
            )


def unknown_marking(content: Content) -> Problems:
    """A pack's marking is one of the desk's."""
    for entry in content.of("pack"):
        marking = entry.record.marking
        if marking is not None and marking not in content.desk.markings:
            yield entry.problem(
                "unknown-marking", f"The desk has no marking “{marking}”.", ("marking",), f"One of: {', '.join(content.desk.markings)}."
            )


def edition_mismatch(content: Content) -> Problems:
    """Version, status and revision history agree (CSAF's rules for `tracking`)."""
    for entry in content.of("pack"):
        edition = entry.record.edition
        history = edition.revision_history
        numbers = [_version(revision.number) for revision in history]
        if history and history[-1].number != edition.version:
            yield entry.problem(
                "edition-mismatch",
                f"The last revision is {history[-1].number}, but the version is {edition.version}.",
                ("edition", "version"),
            )
        if numbers != sorted(set(numbers)):
            yield entry.problem("edition-mismatch", "Revision numbers must rise.", ("edition", "revision_history"))
        if edition.status != "draft" and any(revision.number.startswith("0.") for revision in history):
            yield entry.problem(
                "edition-mismatch",
                "The history of a released edition lists no drafts.",
                ("edition", "revision_history"),
                "Take the 0.x revisions out.",
            )
        if (edition.status == "draft") != edition.version.startswith("0."):
            yield entry.problem(
                "edition-mismatch",
                f"Version {edition.version} cannot be {edition.status}: drafts, and only drafts, are 0.x.",
                ("edition", "status"),
            )


def _version(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def empty_pack(content: Content) -> Problems:
    """A pack selects at least one development."""
    for entry in content.of("pack"):
        if not selected(content, entry.record):
            yield entry.problem(
                "empty-pack",
                f"The pack “{entry.record.id}” selects no development.",
                ("id",),
                "Widen developments:, or write a development.",
            )


def unused_record(content: Content) -> Problems:
    """Every source, official, term and development is shown by some pack."""
    shown: dict[str, set[str]] = defaultdict(set)
    for pack in content.of("pack"):
        chosen = selected(content, pack.record)
        shown["development"] |= {entry.record.id for entry in chosen}
        shown["official"] |= mentioned_officials(content, chosen)
        shown["source"] |= {source for entry in chosen for source in cited_sources(entry)}
        shown["term"] |= {term.id for term in terms_used(content, pack, chosen)}
    for entry in content.entries:
        if entry.kind in {"development", "official", "source", "term"} and entry.record.id not in shown[entry.kind]:
            yield entry.problem("unused-record", f"No pack shows this {entry.kind}, “{entry.record.id}”.", ("id",), "Use it or delete it.")


RULES: tuple[Callable[[Content], Problems], ...] = (
    unknown_reference,
    duplicate_id,
    development_without_source,
    statement_without_source,
    event_without_date,
    official_without_post,
    issue_never_raised,
    update_goes_backwards,
    excerpt_too_long,
    leftover,
    markup,
    dead_link,
    missing_glyph,
    source_without_date,
    unknown_marking,
    edition_mismatch,
    empty_pack,
    source_unconfirmed,
    source_withdrawn,
    *check_time.RULES,
    *check_people.RULES,
)

OF_THE_WHOLE = {issue_never_raised, update_goes_backwards, official_without_post, check_time.outcome_without_source}
"""Rules that a part of a desk may break though the desk keeps them: what they look for may have been left behind."""
