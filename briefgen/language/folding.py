"""Whether words stand in a text: folding, finding an excerpt, and the nearest passage where it does not stand.

Two texts match where their folded forms do. Folding makes these alike and nothing else (docs/evidence.md has the table):

- white space: any run of it is one blank, and there is none at either end;
- quotation marks: ‘ ’ ‚ ‛ ‹ › are ', and “ ” „ ‟ « » are ";
- dashes and hyphens: ‐ ‑ ‒ – — ― − ﹘ ﹣ are -;
- ligatures of presentation, such as ﬁ, are their letters (æ and œ are letters and stay);
- width: full-width Latin and half-width Katakana are the common forms;
- combining forms: a letter with a combining mark is the composed letter (Unicode's NFC).

Case, accents, punctuation, spelling and digits are never folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefgen.language.scripts import without_blanks
from briefgen.language.words import inline, tokens, word_changes

SINGLE_QUOTES = "‘’‚‛‹›"
DOUBLE_QUOTES = "“”„‟«»"
DASHES = "‐‑‒–—―−﹘﹣"
LIGATURES = (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
WIDTHS = range(0xFF01, 0xFFEF)


def _table() -> dict[int, str]:
    compatible = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*LIGATURES, *WIDTHS)}
    # NFKC turns these into a blank with a mark; half-width sound marks must join the letter before them instead.
    compatible |= {0xFF9E: "\u3099", 0xFF9F: "\u309a", 0xFFE3: "\u00af"}
    signs = {ord(sign): plain for signs, plain in ((SINGLE_QUOTES, "'"), (DOUBLE_QUOTES, '"'), (DASHES, "-")) for sign in signs}
    return compatible | signs


_FOLDED = _table()


def fold(text: str) -> str:
    """The text in the form in which texts are compared. Folding twice changes nothing more."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_FOLDED)).split())


def occurrences(excerpt: str, text: str, prefix: str | None = None, suffix: str | None = None) -> list[int]:
    """Where an excerpt stands in a text as whole words, as offsets. Excerpt and text are folded; prefix and suffix need not be."""
    before, after = fold(prefix or ""), fold(suffix or "")
    found = []
    start = text.find(excerpt) if excerpt else -1
    while start >= 0:
        end = start + len(excerpt)
        left, right = text[max(0, start - len(before) - 1) : start], text[end : end + len(after) + 1]
        if _whole(text, start, end) and left.rstrip().endswith(before) and right.lstrip().startswith(after):
            found.append(start)
        start = text.find(excerpt, start + 1)
    return found


def _whole(text: str, start: int, end: int) -> bool:
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of an offset belong to one word."""
    if at <= 0 or at >= len(text):
        return False
    if unicodedata.category(text[at]).startswith("M"):
        return True
    pair = text[at - 1 : at + 1]
    return text[at - 1].isalnum() and text[at].isalnum() and not without_blanks(pair)


@dataclass(frozen=True)
class Passage:
    """The passage of a text that is most like an excerpt. number: of the paragraph; diff: word by word."""

    number: int
    diff: str


def nearest(excerpt: str, paragraphs: Sequence[tuple[int, str]], own: int) -> Passage | None:
    """The passage most like a folded excerpt among numbered folded paragraphs; None where less than half of its words are alike.

    Among equals the paragraph `own` comes first. In the diff, [-words-] are the excerpt's and {+words+} the source's.
    """
    wanted = _Pieces(excerpt)
    best = (0, 0, wanted)
    number = 0
    for candidate, text in sorted(paragraphs, key=lambda pair: (pair[0] != own, pair[0])):
        pieces = _Pieces(text)
        alike, start = _best_window(wanted.words, pieces.words)
        if 2 * alike >= len(wanted.words) and alike > best[0]:
            best, number = (alike, start, pieces), candidate
    return Passage(number, _diff(wanted, best[2], best[1])) if number else None


class _Pieces:
    """A folded text in words and signs, without blanks."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = accumulate(map(len, parts := tokens(text)))
        self._spans = [(end - len(part), end) for part, end in zip(parts, ends, strict=True) if not part.isspace()]
        self.words = [text[start:end] for start, end in self._spans]

    def show(self, first: int, end: int) -> str:
        """The pieces from `first` to before `end` as they stand."""
        spans = self._spans[first:end]
        return self.text[spans[0][0] : spans[-1][1]] if spans else ""


def _best_window(wanted: Sequence[str], words: Sequence[str]) -> tuple[int, int]:
    """How many of the wanted words the best stretch of that length holds, and where it begins."""
    left = Counter(wanted)
    alike = 0
    best = (0, 0)
    for index, word in enumerate(words):
        alike += left[word] > 0
        left[word] -= 1
        if index >= len(wanted):
            out = words[index - len(wanted)]
            left[out] += 1
            alike -= left[out] > 0
        if alike > best[0]:
            best = alike, max(0, index - len(wanted) + 1)
    return best


def _diff(wanted: _Pieces, found: _Pieces, start: int) -> str:
    """Both texts word by word, without what only the source has at either end."""
    changes = list(word_changes(wanted.text, found.show(max(0, start - 2), start + len(wanted.words) + 2)))
    changes = changes[changes[0][0] == "in" :]
    last, theirs = changes[-1]
    if last == "in":
        before, ours = changes[-2]
        shown = _Pieces(theirs).show(0, len(_Pieces(ours).words)) if before == "out" else ""
        changes[-1:] = [(last, shown)] if shown else []
    return inline(tuple(changes)).strip()


@dataclass(frozen=True)
class Run:
    """Words in a row. start, end: offsets in the text they stand in."""

    words: tuple[str, ...]
    start: int
    end: int


WORD = re.compile(r"\w+(?:['’.]\w+)*")


def runs(text: str, length: int) -> Iterator[Run]:
    """Every run of that many words of a text, without case and punctuation. Scripts without blanks count as one word a stretch."""
    places = [match.span() for match in WORD.finditer(text)]
    for row, (start, _), (_, end) in zip(rows(text, length), places, places[length - 1 :], strict=False):
        yield Run(row, start, end)


def rows(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """The words of every run, without their places."""
    found = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
    return zip(*(found[first:] for first in range(length)), strict=False)
