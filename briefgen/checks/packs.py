"""check, packs: markings, editions and what a pack selects."""

from __future__ import annotations

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.model.pack import Pack
from briefgen.language.grammar.our_sentences import our_sentences
from briefgen.language.lexicon.lexicon import load

SHOWN = 80
"""Characters of a sentence that are told."""


def unknown_marking(content: Content) -> Problems:
    """A pack's marking is one of the desk's."""
    for entry in content.every(Pack):
        marking = entry.record.marking
        if marking is not None and marking not in content.desk.markings:
            yield entry.problem(
                "unknown-marking", f"The desk has no marking “{marking}”.", ("marking",), f"One of: {', '.join(content.desk.markings)}."
            )


def edition_mismatch(content: Content) -> Problems:
    """Version, status and revision history agree (CSAF's rules for `tracking`)."""
    for entry in content.every(Pack):
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


def sentence_without_fact(content: Content) -> Problems:
    """Every sentence of a pack's bottom line names a fact or a source, or says that it is a gap, a judgement or advice."""
    lexicon = load(content.desk.words)
    for entry in content.every(Pack):
        for number, text in enumerate(entry.record.bottom_line):
            for sentence in our_sentences(text, lexicon):
                if not sentence.rests and not sentence.kind:
                    shown = sentence.text if len(sentence.text) <= SHOWN else f"{sentence.text[:SHOWN]}…"
                    message = f"“{shown}” rests on no fact."
                    hint = "Name one as [#fact-id], or end the sentence with [!gap], [!judgement] or [!advice]."
                    words = " ".join(sentence.text.split()[:2])
                    yield entry.problem("sentence-without-fact", message, ("bottom_line", number), hint, words=words)


def decision_without_ask(content: Content) -> Problems:
    """A day by which to decide belongs to something that is to be decided."""
    for entry in content.every(Pack):
        if entry.record.decide_by and not entry.record.ask:
            message = "There is a day by which to decide, and nothing that is asked."
            yield entry.problem("decision-without-ask", message, ("decide_by",), "Say in ask: what the reader is to decide.")


def empty_pack(content: Content) -> Problems:
    """A pack selects at least one development."""
    for entry in content.packs.values():
        if not content.chosen(entry.id).developments:
            yield entry.problem(
                "empty-pack",
                f"The pack “{entry.record.id}” selects no development.",
                ("id",),
                "Widen developments:, or write a development.",
            )
