"""check, statements: sources, excerpts and markup of texts."""

from __future__ import annotations

import re

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.development import Development
from briefgen.content.model.source import Defect
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.record import FieldPath, Record
from briefgen.language import inline_markup

EXCERPT_WORDS = 12
LONGEST = 60
"""Signs of a text that are shown as what is wrong."""
LEFTOVER = re.compile("|".join(rf"{word}(?<!\w{word})\b" for word in ("TODO", "TBD", "TBC", "FIXME", "XXX")) + r"|\?\?\?")
"""A pattern whose first letters are known is looked for several times as fast as one that begins at a border of words."""


def development_without_source(content: Content) -> Problems:
    """Every development cites at least one source."""
    for entry in content.every(Development):
        if not entry.cites:
            yield entry.problem(
                "development-without-source",
                f"“{entry.record.title}” cites no source.",
                (),
                "Add cite: ¶2 “words of the source” to its facts.",
            )


def statement_without_source(content: Content) -> Problems:
    """Every statement of fact has a citation, as a field or inline."""
    for entry, path, statement in content.each(Statement):
        if not statement.cite and not inline_markup.citations(statement.text):
            yield entry.problem(
                "statement-without-source",
                "This fact cites no source.",
                (*path, "text"),
                "Add cite: ¶2 “words of the source”. Our own comment stands under why_it_matters.",
            )


def excerpt_too_long(content: Content) -> Problems:
    """An excerpt has at most twelve words."""
    quoting: list[tuple[Entry[Record], FieldPath, Citation | Defect]] = [*content.each(Citation), *content.each(Defect)]
    for entry, path, value in quoting:
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
    for entry, path, value, _ in content.texts:
        found = LEFTOVER.search(value)
        if found:
            message = f"“{found.group()}” is left in the text."
            yield entry.problem("leftover", message, path, "Finish the text or take it out.", words=found.group())


def markup(content: Content) -> Problems:
    """Links and citations in texts are well-formed."""
    for entry, path, text in content.marked:
        found = {
            (code, message, text[offset : offset + LONGEST].split()[0]): hint
            for offset, code, message, hint in inline_markup.problems(text)
        }
        for (code, message, words), hint in found.items():
            yield entry.problem(code, message, path, hint, words=words)
