"""A sentence beside what carries it: each cited paragraph with the excerpt marked, and what the rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.content.content import Content
from briefgen.content.sources import source_name
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence.confirming.lines import all_lines_of
from briefgen.evidence.confirming.sentences import Library, Sentence
from briefgen.language.folding import fold, occurrences


@dataclass(frozen=True)
class Carrying:
    """A paragraph that carries a sentence. source: its id; name: as readers know it; text: "" where it cannot be read.

    marks: where the excerpts stand in the text, from and to before which character; before, after: the paragraphs around it.
    """

    source: str
    name: str
    para: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    before: str = ""
    after: str = ""

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return {**vars(self), "marks": [list(mark) for mark in self.marks]}


def carrying(content: Content, library: Library, sentence: Sentence) -> tuple[Carrying, ...]:
    """The paragraphs that carry a sentence, its own citations first. library: the archived texts."""
    cited = [*sentence.citations, *(citation for told in sentence.facts for citation in told.fact.cite)]
    excerpts: dict[tuple[str, int], list[tuple[str, str | None, str | None]]] = {}
    for citation in cited:
        excerpts.setdefault((citation.source, citation.para), []).append((citation.excerpt, citation.prefix, citation.suffix))
    return tuple(_carrying(content, library, source, para, excerpts.get((source, para), ())) for source, para in sentence.paragraphs)


def _carrying(
    content: Content, library: Library, source: str, para: int, excerpts: Iterable[tuple[str, str | None, str | None]]
) -> Carrying:
    entry = content.sources.get(source)
    name = source_name(entry.record) if entry else source
    reading = library.get(source)
    found = reading.paragraph(para) if reading else None
    if reading is None or found is None:
        return Carrying(source, name, para, "")
    as_printed = " ".join(found.text.split())
    text = as_printed if len(as_printed) == len(found.folded) else found.folded  # where ligatures change the length, as it is compared
    around = (reading.paragraph(para - 1), reading.paragraph(para + 1))
    before, after = (" ".join(one.text.split()) if one else "" for one in around)
    return Carrying(source, name, para, text, tuple(sorted(set(_marks(found.folded, excerpts)))), before, after)


def _marks(text: str, excerpts: Iterable[tuple[str, str | None, str | None]]) -> Iterator[tuple[int, int]]:
    for excerpt, prefix, suffix in excerpts:
        words = fold(excerpt)
        yield from ((start, start + len(words)) for start in occurrences(words, text, prefix, suffix)[:1])


def asked_about(sentences: Sequence[Sentence], problems: Iterable[Diagnostic]) -> Mapping[str, list[Diagnostic]]:
    """The problems of each sentence, by its place: those that stand on its lines, but for what is said of its confirmation.

    Where several sentences stand in one text, a problem is of the last that begins before it.
    """
    by_file: dict[str, list[tuple[tuple[int, int], int, str]]] = {}
    for sentence in sentences:
        lines = all_lines_of(sentence)
        start = (min(lines), 0) if sentence.is_fact else _begins(sentence)
        by_file.setdefault(sentence.entry.document.name, []).append((start, max(lines), sentence.place))
    found: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        at = (problem.place.line, problem.place.column)
        before = [row for row in by_file.get(problem.place.file, ()) if row[0] <= at and at[0] <= row[1]]
        if before and not problem.code.startswith("confirm"):
            found.setdefault(max(before)[2], []).append(problem)
    return found


def _begins(sentence: Sentence) -> tuple[int, int]:
    """Line and column of its first words."""
    place = sentence.begins
    return place.line, place.column
