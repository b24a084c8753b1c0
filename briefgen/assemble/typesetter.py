"""From a text field to the spans a template sets: notes numbered, abbreviations expanded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from briefgen.assemble.values import Abbr, Line, Note, NoteMark, NoteMarks, Piece, Placed
from briefgen.content.model.desk import Term
from briefgen.content.model.official import Official
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.selection import term_pattern
from briefgen.language import inline_markup
from briefgen.language.inline_markup import Cites, Link, Ours, Rests, Span, Words
from briefgen.language.scripts import NBSP

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = re.compile(MONTHS)
_DATE = re.compile(rf"\b(?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{1,2}}\b,?)?(?: \d{{4}}\b)?")
_INITIAL = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z][a-z])")
SHORTEST_RANGE = 3
"""So many references in a row are set as a range: 3–5."""


class Typesetter:
    """Turns text fields into lines of pieces, numbering notes in the order of their first mark.

    basis: fact id → its citations. ranges: whether marks of notes that follow one another are set as a range. places: text → where it is
    written, for lines that are to know it.
    """

    def __init__(
        self,
        terms: Iterable[Term] = (),
        renamed: Iterable[Official] = (),
        anchors: Mapping[str, str] | None = None,
        basis: Mapping[str, Sequence[Citation]] | None = None,
        ranges: bool = True,
        places: Mapping[str, str] | None = None,
    ) -> None:
        self._terms = {term.abbreviation: term.expansion for term in terms}
        self._pattern = term_pattern(self._terms)
        self._names = {official.name: family_first(official) for official in renamed if official.name}
        self._name_pattern = term_pattern(self._names)
        self._anchors = anchors or {}
        self._basis = basis or {}
        self._ranges = ranges
        self._places = places or {}
        self._notes: dict[tuple[str, int], Note] = {}
        self._cited: set[int] = set()

    @property
    def notes(self) -> list[Note]:
        """The notes numbered so far, in order."""
        return list(self._notes.values())

    def cited(self) -> frozenset[int]:
        """The numbers of the notes that were marked since this was last asked."""
        cited, self._cited = frozenset(self._cited), set()
        return cited

    def line(self, text: str) -> Line:
        """A text field with its inline markup."""
        return self._placed(text, self._pieces(inline_markup.parse(text)))

    def statement(self, statement: Statement) -> Line:
        """A statement with its inline markup and the marks of its citations at its end."""
        line = self.line(statement.text)
        marks = self._marks((c.source, c.para) for c in statement.cite)
        return self._placed(statement.text, (*line, *((marks,) if marks.marks else ())))

    def citations(self, cite: Iterable[Citation]) -> Line:
        """Only the marks of some citations."""
        marks = self._marks((c.source, c.para) for c in cite)
        return (marks,) if marks.marks else ()

    def label(self, text: str) -> Line:
        """A text without markup: names and dates are still told apart."""
        return self._placed(text, self._words(text))

    def _placed(self, text: str, pieces: Iterable[Piece]) -> Line:
        at = self._places.get(text)
        return Placed(pieces, at) if at else tuple(pieces)

    def _pieces(self, spans: Sequence[Span]) -> Iterator[Piece]:
        for span, following in zip_longest(spans, spans[1:]):
            if isinstance(span, Words):
                yield from self._words(span.text.rstrip() if isinstance(following, Cites | Rests | Ours) else span.text)
            elif isinstance(span, Cites):
                yield self._marks(span.cites)
            elif isinstance(span, Rests):
                yield self._marks((c.source, c.para) for fact in span.facts for c in self._basis.get(fact, ()))
            elif isinstance(span, Ours):
                continue
            elif isinstance(span, Link):
                name = span.href.removeprefix("#")
                href = f"#{self._anchors.get(name, name)}" if span.href.startswith("#") else span.href
                yield Link(href, tuple(self._pieces(span.children)))
            else:
                yield replace(span, children=tuple(self._pieces(span.children)))

    def _words(self, text: str) -> Iterator[Piece]:
        if not text:
            return
        if self._name_pattern:
            text = self._name_pattern.sub(lambda found: self._names[found.group()], text)
        yield from self._abbreviations(keep_together(text))

    def _abbreviations(self, text: str) -> Iterator[Piece]:
        if self._pattern is None:
            yield Words(text)
            return
        for words, known in _split(text, self._pattern):
            yield Abbr(words, self._terms[words]) if known else Words(words)

    def _marks(self, cites: Iterable[tuple[str, int]]) -> NoteMarks:
        found: dict[int, Note] = {}
        for source, para in cites:
            note = self._notes.setdefault((source, para), Note(len(self._notes) + 1, source, para))
            found[note.number] = note
        self._cited.update(found)
        runs = _runs(sorted(found)) if self._ranges else [[number] for number in sorted(found)]
        return NoteMarks(tuple(mark for run in runs for mark in _marked([found[number] for number in run])))


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers in order, three or more that follow one another together, all others alone."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [part for run in runs for part in ([run] if len(run) >= SHORTEST_RANGE else [[number] for number in run])]


def _marked(notes: Sequence[Note]) -> Iterator[NoteMark]:
    """The marks of one note, or of the first and the last of a range; every note leads back to one of them."""
    for note in (notes[0], notes[-1])[: len(notes)]:
        anchor = f"mark-{note.number}-{len(note.marks) + 1}"
        note.marks.append(anchor)
        yield NoteMark(note.number, anchor, through=note is not notes[0])
    for note in notes[1:-1]:
        note.marks.append(notes[0].marks[-1])


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it matches; nothing is lost and no piece is empty."""
    end = 0
    for found in pattern.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    if end < len(text):
        yield text[end:], False


def keep_together(text: str) -> str:
    """Dates and initials with non-breaking spaces, so that no line ends inside them."""
    if _MONTH.search(text):
        text = _DATE.sub(lambda found: found.group().replace(" ", NBSP), text)
    return _INITIAL.sub(NBSP, text) if ". " in text else text


def family_first(official: Official) -> str:
    """The official's name with the family name first; as printed where the parts are not known."""
    name, family = official.name or "", official.family_name
    given = name.removesuffix(f" {family}") if family else name
    return f"{family} {given}" if family and given != name else name
