"""check, statements: sources, excerpts and markup of texts."""

from __future__ import annotations

import re

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.model.development import Development
from briefgen.content.model.source import Defect
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.record import HasMarkup, Record, has
from briefgen.content.selection import cited_sources
from briefgen.language import inline_markup

EXCERPT_WORDS = 12
LONGEST = 60
"""Signs of a text that are shown as what is wrong."""
LEFTOVER = re.compile(r"\b(TODO|TBD|TBC|FIXME|XXX)\b|\?\?\?")


def development_without_source(content: Content) -> Problems:
    """Every development cites at least one source."""
    for entry in content.every(Development):
        if not cited_sources(entry):
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
    for entry, path, value in content.each(Record):
        words = len((value.excerpt or "").split()) if isinstance(value, Citation | Defect) else 0
        if words > EXCERPT_WORDS:
            yield entry.problem(
                "excerpt-too-long",
                f"This excerpt has {words} words; at most {EXCERPT_WORDS} are allowed.",
                (*path, "excerpt"),
                "Keep the words that carry the fact.",
            )


def leftover(content: Content) -> Problems:
    """No note to oneself is left in any text."""
    for entry, path, value in content.each(str):
        found = LEFTOVER.search(value)
        if found:
            message = f"“{found.group()}” is left in the text."
            yield entry.problem("leftover", message, path, "Finish the text or take it out.", words=found.group())


def markup(content: Content) -> Problems:
    """Links and citations in texts are well-formed."""
    for entry in content.entries:
        for path, value, marks in entry.items:
            if isinstance(value, str) and "[" in value and has(marks, HasMarkup):
                found = {
                    (code, message, value[offset : offset + LONGEST].split()[0]): hint
                    for offset, code, message, hint in inline_markup.problems(value)
                }
                for (code, message, words), hint in found.items():
                    yield entry.problem(code, message, path, hint, words=words)
