"""Citations of the old form: which stand on the same words, and how they are written short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from briefgen.content.reading import short_citation
from briefgen.language.folding import fold
from briefgen.language.words import tokens

Fields = dict[str, Any]
RUN = 3
"""Words in a row that two excerpts share where they carry the same fact."""
ALIKE = 0.5
"""Two sentences on one paragraph that share this much of the words of the shorter one tell the same fact."""
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_LONGEST_CITE = 110
"""Characters of a citation that holds several excerpts."""
_LONGEST_NAME = 100
"""Characters of a value that may stand as a field's name."""


def listed(data: Any) -> list[Any]:
    """What a field holds as a list; what is none, or left out, as no list."""
    return data if isinstance(data, list) else []


def cites_of(statement: Fields) -> list[Fields]:
    """The citations of a sentence."""
    return [cite for cite in listed(statement.get("cite")) if isinstance(cite, dict)]


def place_of(cite: Fields) -> tuple[str, str]:
    """Source and paragraph."""
    return str(cite.get("source")), str(cite.get("para")).strip().lstrip("0")


def same_words(one: Fields, other: Fields) -> bool:
    """Whether two citations stand on the same words of a source, or on words of which they share some in a row."""
    if place_of(one) != place_of(other):
        return False
    a, b = (_excerpt(cite) for cite in (one, other))
    if " ".join(a) in " ".join(b) or " ".join(b) in " ".join(a):
        return True
    size = min(RUN, len(a), len(b))
    runs = {tuple(a[at : at + size]) for at in range(len(a) - size + 1)}
    return any(tuple(b[at : at + size]) in runs for at in range(len(b) - size + 1))


def _excerpt(cite: Fields) -> list[str]:
    return [token for token in tokens(fold(str(cite.get("excerpt"))).casefold()) if _WORD.search(token)]


def words_of(text: str) -> frozenset[str]:
    """The words of a sentence that carry its meaning: those of more than three letters, and numbers."""
    return frozenset(word for word in _WORD.findall(fold(text).casefold()) if len(word) > 3 or word.isdigit() or not word.isascii())


def likeness(one: str, other: str) -> float:
    """The share of the words of the shorter of two sentences that the other has too, from 0 to 1."""
    a, b = words_of(one), words_of(other)
    return len(a & b) / max(1, min(len(a), len(b)))


def nearness(text: str, cites: Sequence[Fields], other_text: str, other_cites: Sequence[Fields]) -> float:
    """How surely two sentences tell the same fact: 0 not; over 1 by paragraph and words; over 2 by the words of the source."""
    like = likeness(text, other_text)
    if any(same_words(a, b) for a in cites for b in other_cites):
        return 2 + like
    if like >= ALIKE and {place_of(a) for a in cites} & {place_of(b) for b in other_cites}:
        return 1 + like
    return 0


def united(cites: Iterable[Fields], more: Iterable[Fields]) -> list[Fields]:
    """Citations, and those of the others that do not stand on words of which these already have some."""
    found = list(cites)
    for cite in more:
        if not any(same_words(cite, other) for other in found):
            found.append(cite)
    return found


# The short form


def short_cites(cites: Sequence[Fields], default: str | None) -> Any:
    """Citations as they are written: one alone, or a list. default: the source that need not be named."""
    written: list[Any] = []
    before: tuple[str, str] | None = None
    for cite in cites:
        one, place = _short(cite, default), place_of(cite)
        if isinstance(one, str) and place == before:
            more = f"{written[-1]} {_quoted(one)}"
            if len(more) <= _LONGEST_CITE:
                written[-1] = more
                continue
        written.append(one)
        before = place if isinstance(one, str) else None
    return written[0] if len(written) == 1 and isinstance(written[0], str) else written


def _quoted(cite: str) -> str:
    """The words of the source in a short citation, with their quotation marks."""
    return cite[cite.index("¶") :].partition(" ")[2]


def _short(cite: Fields, default: str | None) -> str | Fields:
    """One citation short, or in full where it holds more or other than the short form can say."""
    source, para = place_of(cite)
    excerpt = str(cite.get("excerpt"))
    named = "" if source == default else source
    if not cite.keys() - {"source", "para", "excerpt"} and _NUMBER.fullmatch(para):
        try:
            text = short_citation.written(named, int(para), excerpt)
            [read] = short_citation.parse(text)
            if (read.source, read.para, read.excerpt) == (named, int(para), excerpt):
                return text
        except ValueError:
            pass
    return {name: value for name, value in cite.items() if name != "source" or named}


def short_derived(derived: Sequence[Fields]) -> list[Fields]:
    """Values with their reasons, each as one field where it can be."""
    return [_short_value(item) for item in derived]


def _short_value(item: Fields) -> Fields:
    value, reason = item.get("value"), item.get("reason")
    plain = isinstance(value, str) and isinstance(reason, str) and item.keys() == {"value", "reason"}
    if plain and value not in {"value", "reason"} and len(str(value)) <= _LONGEST_NAME and "\n" not in str(value):
        return {str(value): reason}
    return item
