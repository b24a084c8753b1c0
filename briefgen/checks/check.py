"""check: editorial problems of all records. One rule, one function, one code."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.checks import dates, people
from briefgen.checks.issues import issue_never_raised, update_goes_backwards
from briefgen.checks.packs import decision_without_ask, edition_mismatch, empty_pack, sentence_without_fact, unknown_marking
from briefgen.checks.people import official_without_post
from briefgen.checks.references import dead_link, duplicate_id, unknown_reference, unused_record
from briefgen.checks.repetition import fact_typed_twice
from briefgen.checks.rule import Problems
from briefgen.checks.signs import missing_glyph
from briefgen.checks.sources import source_unconfirmed, source_withdrawn, source_without_date
from briefgen.checks.statements import (
    development_without_source,
    excerpt_too_long,
    leftover,
    markup,
    statement_without_source,
)
from briefgen.content.content import Content
from briefgen.diagnostics.diagnostic import Diagnostic


def check(content: Content) -> list[Diagnostic]:
    """The findings of every rule. Records are called unused only where nothing else is wrong: a misspelt id leaves its record unused."""
    partial = content.desk.partial
    problems = [problem for rule in RULES if not (partial and rule in OF_THE_WHOLE) for problem in rule(content)]
    if not partial and not any(problem.severity == "error" for problem in problems):
        problems += unused_record(content)
    return list(dict.fromkeys(problems))


def confirmations(content: Content) -> Problems:
    """What persons said of sentences holds for the words that stand there now, and none of them was refused."""
    if content.confirmations:
        from briefgen.evidence.confirming.standing import standings, told

        yield from told(content, standings(content, None))


RULES: tuple[Callable[[Content], Problems], ...] = (
    unknown_reference,
    duplicate_id,
    development_without_source,
    statement_without_source,
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
    decision_without_ask,
    sentence_without_fact,
    fact_typed_twice,
    source_unconfirmed,
    source_withdrawn,
    confirmations,
    *dates.RULES,
    *people.RULES,
)
OF_THE_WHOLE = {issue_never_raised, update_goes_backwards, official_without_post, dates.outcome_without_source}
"""Rules that a part of a desk may break though the desk keeps them: what they look for may have been left behind."""
