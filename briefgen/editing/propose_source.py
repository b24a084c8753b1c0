"""source add and source show: a first record for an archived text, and the text with its paragraphs numbered.

The record is a proposal. Each guess is listed under `unconfirmed:`, with the line it was read from in a comment, and every
line of the file that is not taken for the article is named with the reason, so that nothing is taken or left out unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.editing.yaml_text import readable
from briefgen.evidence.archived_text import ArchivedText, SourceParagraph, has_text
from briefgen.language.date_parser import parse
from briefgen.language.folding import fold
from briefgen.language.numbers import numbers_in
from briefgen.language.scripts import has_kana, without_blanks
from briefgen.language.words import slug

FURNITURE = re.compile(
    r"\bcopyright\b|©|\ball rights reserved\b|\bsubscri(?:be|bing|ption)\b|\bnewsletters?\b|\bcookies?\b|\bclick (?:here|to)\b"
    r"|\bread (?:also|more)\b|\badvertisements?\b|\blog ?in\b|\bsign (?:in|up)\b|\bmost (?:popular|read)\b|\bcomment policy\b"
    r"|\bview comments\b|\bshare this\b|\bquality journalism\b|\s\|\s",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"^\W*(?:link to|post a comment|leave a (?:reply|comment)|posted by|filed under|tagged|share|next|previous|home|menu|back)\b"
    r"|^\W*\d+[.)]\s|:\s*$|^\W*(?:mr|mrs|ms|miss|dr|sir|lord|lady|the (?:minister|secretary|president|prime minister))\b\.?",
    re.IGNORECASE,
)
"""A line that is no headline and no publisher's name: the words of a link, a running number, a speaker."""
SENTENCE_END = re.compile(r"[.!?:。！？][\"”’'?」』)）]*$")
BYLINE = re.compile(r"^(?:By|Von|Par) [A-ZÀ-Þ]")
DATELINE = re.compile(r"^([A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}?)(?: \([^)]{2,30}\))? ?(?:—|–|--|-) ")
SENTENCE_WORDS = 10
SENTENCE_SIGNS = 20
HEADLINE_WORDS = 30


@dataclass(frozen=True)
class Guess:
    """A field of the record. reason: where it was read, or why it stands there, for the comment."""

    name: str
    value: str
    reason: str


@dataclass(frozen=True)
class Proposal:
    """A record for a text. left_out: lines of the file that are not taken for the article, with the reason."""

    id: str
    guesses: tuple[Guess, ...]
    file: str
    sha256: str
    body: str
    left_out: tuple[tuple[int, str, str], ...]

    def as_yaml(self) -> str:
        """The record with its comments, as the text of a file."""
        lines = [f"# Proposed from {self.file}. Compare each field with the text; take it out of unconfirmed: once it is right."]
        lines.append(f"id: {self.id}")
        for guess in self.guesses:
            lines += [f"# {guess.name}: {guess.reason}", f"{guess.name}: {readable(_visible(guess.value))}"]
        if not any(guess.name == "published" for guess in self.guesses):
            lines.append("# published: no date was found before the article. Add published:, or inferred: with bounds: and reason:.")
        lines += ["unconfirmed:", *(f"  - {guess.name}" for guess in self.guesses), "  - archive.body"]
        lines += ["archive:", f"  file: {readable(_visible(self.file))}", f"  sha256: {self.sha256}"]
        lines += [
            "  # Not taken for the article, so not counted as paragraphs:" if self.left_out else "  # Every line is taken for the article."
        ]
        lines += [f"  #   line {number} ({why}): {_short(line)}" for number, line, why in self.left_out]
        return "\n".join([*lines, f"  body: {readable(self.body)}"]) + "\n"


def propose(file: str, text: ArchivedText, name: str | None = None) -> Proposal:
    """A record for an opened text. name: the id wanted; left out: the file's name."""
    kinds = {number: _kind(line) for number, line in enumerate(text.lines, 1) if has_text(line)}
    article = _article(kinds)
    left_out = tuple((n, text.lines[n - 1], _why(kinds[n], n, article)) for n in kinds if n not in article)
    guesses = tuple(_guesses(text.lines, kinds, article))
    return Proposal(name or _id(file, text.sha256), guesses, file, text.sha256, _ranges(article), left_out)


def _kind(line: str) -> str:
    """What a line looks like: furniture, byline, date, sentence or short."""
    words = line.split()
    long = len(words) >= SENTENCE_WORDS or without_blanks(line) >= SENTENCE_SIGNS
    ended = bool(SENTENCE_END.search(line.strip()))
    if FURNITURE.search(line) and not (long and ended and len(words) > 2 * SENTENCE_WORDS):
        return "furniture"
    if BYLINE.match(line.strip()):
        return "byline"
    if _date(line) and not (long and ended):
        return "date"
    if ended and (long or len(words) >= 4):
        return "sentence"
    return "sentence" if long and line.lstrip().startswith("•") else "short"


def _article(kinds: dict[int, str]) -> list[int]:
    """The lines of sentences up to a closing author line, without those that touch page furniture; every line where none is left."""
    sentences = [number for number, kind in kinds.items() if kind == "sentence"]
    closing = next((n for n, kind in kinds.items() if kind == "byline" and sentences and n > sentences[0]), max(kinds))
    found = [n for n in sentences if n <= closing and not {kinds.get(n - 1), kinds.get(n + 1)} & {"furniture"}]
    return found or sentences or list(kinds)


def _why(kind: str, number: int, article: Sequence[int]) -> str:
    if kind == "short":
        return "before the article" if number < article[0] else "after the article" if number > article[-1] else "a caption or a heading?"
    return {"furniture": "page furniture", "byline": "author line", "date": "date line"}.get(
        kind, "a sentence beside furniture or below the author line"
    )


def _ranges(numbers: Sequence[int]) -> str:
    """Lines as ranges; blank lines between two paragraphs are bridged only where nothing with text is."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in spans)


def _guesses(lines: Sequence[str], kinds: dict[int, str], article: Sequence[int]) -> Iterator[Guess]:
    head = [number for number in kinds if number < article[0]]
    headline = _headline(lines, kinds, head)
    yield _publisher(lines, kinds, head, headline)
    if headline:
        yield Guess("headline", fold(lines[headline - 1]), _line(headline))
    for number, kind in kinds.items():
        if kind == "byline":
            yield Guess("byline", fold(lines[number - 1]), _line(number))
            break
    dateline = DATELINE.match(lines[article[0] - 1].strip())
    if dateline:
        yield Guess("dateline", fold(dateline.group(1)), f"{_line(article[0])}, before the dash")
    yield from _published(lines, kinds, head)
    language = _language("".join(lines[number - 1] for number in article))
    yield Guess("medium", "other", "not read from the text")
    yield Guess("language", language, "from the letters of the text")
    yield Guess("descriptor", "How this source knows what it says has not been looked at yet.", "not read from the text")


def _line(number: int) -> str:
    return f"read from line {number}"


def _headline(lines: Sequence[str], kinds: dict[int, str], head: Sequence[int]) -> int | None:
    """The line before the article that is most like a headline: not in capitals, and the longest."""
    fitting = [n for n in head if kinds[n] == "short" and len(fold(lines[n - 1])) > 1 and len(lines[n - 1].split()) <= HEADLINE_WORDS]
    fitting = [n for n in fitting if not lines[n - 1].lstrip().startswith(("•", "-")) and not NO_NAME.search(lines[n - 1])]
    return max(fitting, key=lambda n: (not lines[n - 1].isupper(), len(fold(lines[n - 1]))), default=None)


def _publisher(lines: Sequence[str], kinds: dict[int, str], head: Sequence[int], headline: int | None) -> Guess:
    for number in head:
        between = re.match(r"^\W*(.+?) [-–—] ", lines[number - 1].strip())
        if kinds[number] == "date" and between and not _date(between.group(1)):
            return Guess("publisher", fold(between.group(1)), f"{_line(number)}, beside the date")
        named = re.search(r"\w", lines[number - 1]) and not NO_NAME.search(lines[number - 1])
        if kinds[number] == "short" and number != headline and named:
            return Guess("publisher", fold(lines[number - 1].strip(" •\t")), f"{_line(number)}, a short line above the article")
    for number, kind in kinds.items():
        owner = re.search(r"(?:©|\(c\))\s*(?:\d{4}\s*)?([^.,|\w]*\w[^.,|]*)", lines[number - 1], re.IGNORECASE)
        if kind == "furniture" and owner:
            return Guess("publisher", fold(owner.group(1)), f"{_line(number)}, a copyright line")
    return Guess("publisher", "Publisher not stated", "no line names one")


def _published(lines: Sequence[str], kinds: dict[int, str], head: Sequence[int]) -> Iterator[Guess]:
    for number in head:
        day = _date(lines[number - 1])
        if kinds[number] == "date" and day:
            yield Guess("published", day, f"{_line(number)}; not a date from within or below the article")
            yield Guess("published_as_printed", _printed_date(lines[number - 1]), _line(number))
            return


def _printed_date(line: str) -> str:
    """The line, without a publisher's name beside the date."""
    parts = re.split(r"\s[-–—]\s", fold(line))
    return next((part.strip(" -") for part in reversed(parts) if _date(part)), fold(line))


def _date(line: str) -> str:
    """The full date in a line as 2005-04-14, or ""."""
    found = {figure.kind: figure.value for figure in numbers_in(line)}
    year, day = found.get("year"), found.get("day")
    if not isinstance(year, int) or not isinstance(day, tuple):
        return ""
    text = f"{year:04}-{day[0]:02}-{day[1]:02}"
    try:
        parse(text)
    except ValueError:
        return ""
    return text


def _language(text: str) -> str:
    if has_kana(text):
        return "ja"
    return "zh" if without_blanks(text) > len(text) / 2 else "en"


def _id(file: str, sha256: str) -> str:
    """The file's name as an id: a publisher and a date are guesses, and a name that somebody gave is none."""
    return slug(Path(file).stem) or f"source-{sha256[:8]}"


def _visible(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())


def _short(line: str) -> str:
    text = _visible(fold(line))
    return text if len(text) <= 80 else f"{text[:79]}…"


def numbered(paragraphs: Sequence[SourceParagraph], only: int | None = None) -> str:
    """The paragraphs with the numbers that citations use; with `only`, that one alone."""
    chosen = [paragraph for paragraph in paragraphs if only in {None, paragraph.number}]
    return "\n".join(f"[{paragraph.number}] {paragraph.text.strip()}\n" for paragraph in chosen)
