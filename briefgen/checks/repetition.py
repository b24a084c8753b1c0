"""check, repetition: a fact is written once."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.fact import Fact
from briefgen.content.record import FieldPath, Record
from briefgen.language import inline_markup
from briefgen.language.folding import fold
from briefgen.language.person_names import OPENERS, keys

ALIKE = 0.6
"""Facts that share this much of the words of the shorter one say much the same."""
Placed = tuple[Entry[Record], FieldPath, Fact]


def fact_typed_twice(content: Content) -> Problems:
    """No two facts that cite the same words of a source say much the same."""
    seen: dict[tuple[str, int, str], list[Placed]] = {}
    for entry, path, fact in content.each(Fact):
        others = [other for key in _cited(fact) for other in seen.get(key, ())]
        first = next((other for other in others if _alike(other[2], fact)), None)
        if first:
            at = first[0].location((*first[1], "text"))
            message = f"This says much the same as the fact at {at}, in the same words of the source."
            hint = "Keep one of the two" + (
                f"; it can be named as [#{first[2].id}]." if first[2].id else ", and give it an id to name it by."
            )
            yield entry.problem("fact-typed-twice", message, (*path, "text"), hint)
        for key in _cited(fact):
            seen.setdefault(key, []).append((entry, path, fact))


def _cited(fact: Fact) -> Iterator[tuple[str, int, str]]:
    yield from dict.fromkeys((citation.source, citation.para, fold(citation.excerpt)) for citation in fact.cite)


def _alike(one: Fact, other: Fact) -> bool:
    words = [frozenset(keys(inline_markup.plain(fact.text))) - OPENERS for fact in (one, other)]
    return len(words[0] & words[1]) >= ALIKE * max(1, min(map(len, words)))
