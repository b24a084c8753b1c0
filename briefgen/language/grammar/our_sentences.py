"""Sentences of our own prose, each with the facts and citations that it names and with what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.language import inline_markup
from briefgen.language.folding import fold
from briefgen.language.grammar.clauses import sentences
from briefgen.language.inline_markup import Cites, Ours, Rests, Span, Words
from briefgen.language.lexicon.lexicon import Lexicon


class OurSentence(NamedTuple):
    """A sentence, folded and without markup. facts: ids; cites: source and paragraph; kind: gap, judgement or advice, "" for none."""

    text: str
    facts: tuple[str, ...] = ()
    cites: tuple[tuple[str, int], ...] = ()
    kind: str = ""

    @property
    def rests(self) -> bool:
        """Whether the sentence names what it rests on."""
        return bool(self.facts or self.cites)


def our_sentences(text: str, lexicon: Lexicon) -> list[OurSentence]:
    """The sentences of a text with markup. What stands in brackets belongs to the sentence that it stands in or right behind."""
    words, marks = _apart(text)
    ends = [found.end for found in sentences(words, lexicon) if not words[: found.end].endswith(";")]
    found: list[list[Span]] = [[] for _ in ends]
    for at, mark in marks:
        inside = next((number for number, end in enumerate(ends) if at <= end), len(ends) - 1)
        if found:
            found[inside].append(mark)
    return [_with_marks(words[start:end].strip(), each) for start, end, each in zip([0, *ends], ends, found, strict=False)]


def _apart(text: str) -> tuple[str, list[tuple[int, Span]]]:
    """The folded words of a text, and each mark with how many characters stand before it."""
    parts: list[str] = []
    marks: list[tuple[int, Span]] = []
    for span in _flat(inline_markup.parse(text)):
        if isinstance(span, Words):
            parts.append(fold(f".{span.text}.")[1:-1])  # the stops keep the blanks at either end
        else:
            if parts:
                parts[-1] = parts[-1].rstrip()
            marks.append((len("".join(parts)), span))
    return "".join(parts), marks


def _flat(spans: tuple[Span, ...]) -> Iterator[Span]:
    for span in spans:
        if isinstance(span, Words | Cites | Rests | Ours):
            yield span
        else:
            yield from _flat(span.children)


def _with_marks(text: str, marks: list[Span]) -> OurSentence:
    facts = [name for mark in marks if isinstance(mark, Rests) for name in mark.facts]
    cites = [cite for mark in marks if isinstance(mark, Cites) for cite in mark.cites]
    kinds = [mark.kind for mark in marks if isinstance(mark, Ours)]
    return OurSentence(text, tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(cites)), kinds[-1] if kinds else "")
