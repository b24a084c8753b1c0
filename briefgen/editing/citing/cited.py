"""Words of a source as a citation: where they stand in the archive, and the shortest excerpt that stands there once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefgen.content.reading import short_citation
from briefgen.editing.yaml_patch import on_one_line
from briefgen.evidence.archived_text import SourceParagraph
from briefgen.evidence.readings import Reading
from briefgen.language.folding import fold, nearest, occurrences
from briefgen.language.lexicon.lexicon import standard
from briefgen.language.scripts import without_blanks
from briefgen.language.words import tokens

MOST_WORDS = 12
LEAST_WORDS = 3
"""Words of an excerpt that is taken out of a longer passage: fewer would hardly say what they are of."""
MOST_SIGNS = 40
"""Signs of an excerpt in a script without blanks, whose words nobody counts."""
_PAUSE = re.compile(r"[,;:.!?—–]\s")
_EDGE_BEFORE = re.compile(r"^[^\w(\[“‘«\"'$€£¥]+")
_EDGE_BEHIND = re.compile(r"[^\w)\]”’»\"'%]+$")


class Cited(NamedTuple):
    """Words of a source. excerpt: of the paragraph, as printed."""

    source: str
    para: int
    excerpt: str

    @property
    def written(self) -> str:
        """The citation as an editor types it: short, or in full where the excerpt holds both kinds of quotation marks."""
        try:
            return short_citation.written(self.source, self.para, self.excerpt)
        except ValueError:
            return on_one_line({"source": self.source, "para": str(self.para), "excerpt": self.excerpt}, flow=True)


class Near(NamedTuple):
    """The passage most like words that stand nowhere. diff: word by word, [-theirs-] {+the source's+}."""

    source: str
    para: int
    diff: str


def cited(words: str, library: Mapping[str, Reading]) -> list[Cited]:
    """Every place where words stand in a paragraph of the archive, each with its citation; none for words that stand nowhere.

    Lines that stand nowhere together, copied over the end of a paragraph, are looked for one by one.
    """
    found = list(_everywhere(words, library))
    lines = [line for line in words.splitlines() if line.strip()]
    if not found and len(lines) > 1:
        return [one for line in lines for one in _everywhere(line, library)]
    return found


def closest(words: str, library: Mapping[str, Reading]) -> Near | None:
    """The passage of the archive that is most like the words; None where nothing is."""
    places = [(name, paragraph) for name, reading in library.items() for paragraph in reading.paragraphs]
    passage = nearest(fold(words), [(number, paragraph.folded) for number, (_, paragraph) in enumerate(places, 1)], 0)
    if passage is None:
        return None
    name, paragraph = places[passage.number - 1]
    return Near(name, paragraph.number, passage.diff)


def outside(words: str, library: Mapping[str, Reading]) -> list[str]:
    """The sources whose files hold the words where no article is: in a headline, a caption, furniture; or over the end of a paragraph."""
    wanted = fold(words)
    return [name for name, reading in library.items() if occurrences(wanted, reading.folded)]


def _everywhere(words: str, library: Mapping[str, Reading]) -> Iterator[Cited]:
    wanted = fold(words)
    for name, reading in library.items():
        for paragraph in reading.paragraphs:
            excerpts = (excerpt_at(paragraph, start, start + len(wanted)) for start in occurrences(wanted, paragraph.folded))
            yield from (Cited(name, paragraph.number, excerpt) for excerpt in dict.fromkeys(excerpts))


def excerpt_at(paragraph: SourceParagraph, start: int, end: int) -> str:
    """The words between two offsets of a paragraph's folded text, as printed, made an excerpt that stands once in the paragraph.

    Words that stand there more than once get neighbours until they do not; of more than twelve the shortest such stretch is taken. Where
    no twelve words stand once, they are given as they are.
    """
    words = _Printed(paragraph)
    first, last = words.at(start), words.at(end - 1)
    passage = words.between(start, end)
    if not _fits(passage):
        return _best(words.stretches(first, last), paragraph) or words.joined(first, min(last, first + MOST_WORDS - 1))
    return passage if _once(passage, paragraph) else _first(words.around(first, last), paragraph) or passage


class _Printed:
    """The words of a paragraph as printed, each with where it stands in the folded text."""

    def __init__(self, paragraph: SourceParagraph) -> None:
        self._text = paragraph.text
        self._spans = list(_spans(paragraph.text))
        self._folded: list[tuple[int, int]] = []
        at = 0
        for number, (begin, end) in enumerate(self._spans):
            at += bool(number) and begin > self._spans[number - 1][1]
            self._folded.append((at, at := at + len(fold(self._text[begin:end]))))

    def at(self, offset: int) -> int:
        """The number of the word at an offset of the folded text."""
        return next((number for number, (_, end) in enumerate(self._folded) if offset < end), len(self._folded) - 1)

    def between(self, start: int, end: int) -> str:
        """What is printed between two offsets of the folded text."""
        (first, at), (last, to) = self._printed(start), self._printed(end - 1)
        return self._text[self._spans[first][0] + at : self._spans[last][0] + to + 1].strip()

    def _printed(self, offset: int) -> tuple[int, int]:
        """A word, and which of its signs stands at an offset of the folded text; its first or last where signs were folded together."""
        number = self.at(offset)
        (begin, end), (start, stop) = self._spans[number], self._folded[number]
        if end - begin == stop - start:
            return number, offset - start
        return number, 0 if offset == start else end - begin - 1

    def joined(self, first: int, last: int) -> str:
        """Words as they stand, without the punctuation at either end."""
        return _EDGE_BEHIND.sub("", _EDGE_BEFORE.sub("", self._text[self._spans[first][0] : self._spans[last][1]]))

    def stretches(self, first: int, last: int) -> Iterator[list[str]]:
        """The stretches of words in a passage, the shortest together first."""
        for length in range(LEAST_WORDS, last - first + 2):
            yield [self.joined(at, at + length - 1) for at in range(first, last - length + 2)]

    def around(self, first: int, last: int) -> Iterator[str]:
        """A passage with ever more of its neighbours, those behind it first."""
        for more in range(1, len(self._spans)):
            for before in range(more + 1):
                if first - before >= 0 and last + more - before < len(self._spans):
                    yield self.joined(first - before, last + more - before)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends; in scripts without blanks each sign is one."""
    for found in re.finditer(r"\S+", text):
        if not without_blanks(found[0]):
            yield found.span()
            continue
        at = found.start()
        for part in tokens(found[0]):
            yield at, at + len(part)
            at += len(part)


def _fits(excerpt: str) -> bool:
    return len(excerpt.split()) <= MOST_WORDS and (len(excerpt) <= MOST_SIGNS or not without_blanks(excerpt))


def _once(excerpt: str, paragraph: SourceParagraph) -> bool:
    return len(occurrences(fold(excerpt), paragraph.folded)) == 1


def _first(excerpts: Iterable[str], paragraph: SourceParagraph) -> str | None:
    return next((one for one in excerpts if _fits(one) and _once(one, paragraph)), None)


def _best(lengths: Iterable[Sequence[str]], paragraph: SourceParagraph) -> str | None:
    """Of the shortest stretches that stand once the first that reads best."""
    for stretches in lengths:
        fitting = [one for one in stretches if _fits(one) and _once(one, paragraph)]
        if fitting:
            return min(fitting, key=_loose_ends)
    return None


def _loose_ends(excerpt: str) -> int:
    """How many of its two ends are words such as “of” and “the”, and how often it runs over a comma or the end of a sentence."""
    stop = standard().lists["function_words"]["stop"]
    words = excerpt.casefold().split()
    return sum(word in stop for word in (words[0], words[-1])) + len(_PAUSE.findall(excerpt))
