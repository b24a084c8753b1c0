"""What statements claim, held against what their sources print: names, figures, derivations, attribution, and whose words they are."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.fact import Fact
from briefgen.content.model.source import Defect
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.record import FieldPath, HasMarkup, Record, has
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence import derivations
from briefgen.evidence.archived_text import SourceParagraph
from briefgen.evidence.readings import Reading
from briefgen.language import inline_markup
from briefgen.language.folding import fold, rows, runs
from briefgen.language.numbers import numbers_in
from briefgen.language.person_names import Mention, Printed, Register

Problems = Iterator[Diagnostic]
OVERLAP = 8
OFFICIAL = {"official-statement", "named-official"}
FIGURES = {"number": "The number", "year": "The year", "month": "The month", "day": "The date", "weekday": "The weekday"}
ENDINGS = ("", "s", "n", "ns", "an", "ans", "ian", "ians", "a", "ese", "ish", "i", "is", "ic", "ics", "e", "es", "er", "ers")
UNNAMED = re.compile(
    r"\bsources? (?:[\w'-]+ ){0,4}(?:said|says?|told|expressed)\b"
    r"|\baccording to (?:[\w.,'-]+ ){0,8}?(?:sources?|officials?|officers?)\b"
    r"|\b(?:asked|asking|wished?|declined?|refused) not to be (?:identified|named|quoted)\b"
    r"|\b(?:declined|refused) to be (?:identified|named)\b|\bcondition of anonymity\b|\banonymous(?:ly)?\b"
    r"|\b(?:officials?|officers?|diplomats?|aides?), (?:who|speaking)\b"
    r"|\b(?:an?|unnamed|unidentified) (?:[\w.'-]+ ){0,4}(?:official|officer|diplomat|aide|source)s? (?:[\w'-]+ ){0,3}(?:said|says?|told)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Claim:
    """A statement in its place, with the readings and paragraphs that it cites. All of them could be read.

    whole: whether the path leads to a text of ours and not to a record with fields. borne: figures that the facts bear which it rests on.
    """

    entry: Entry[Record]
    path: FieldPath
    statement: Statement
    readings: Sequence[Reading]
    paragraphs: Sequence[tuple[Reading, SourceParagraph]]
    whole: bool = False
    borne: frozenset[tuple[str, object]] = frozenset()

    def problem(self, code: str, message: str, name: str, hint: str, words: str = "") -> Diagnostic:
        """A diagnostic at one of the statement's fields; at `words` in it where they stand on one line of it."""
        path = self.path if self.whole else (*self.path, "event", name) if name == "label" else (*self.path, name)
        return self.entry.problem(code, message, path, hint, words=words if on_a_line(self.entry, path, words) else "")

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The fields of the statement that readers see as fact, without markup: name and words."""
        label = self.statement.label if isinstance(self.statement, Fact) else ""
        return [("text", inline_markup.plain(self.statement.text)), *([("label", label)] if label else [])]

    @property
    def sources(self) -> str:
        return " or ".join(f"“{reading.source.id}”" for reading in self.readings)


def on_a_line(entry: Entry[Record], path: FieldPath, words: str) -> bool:
    """Whether words stand whole on one of the lines that the text at `path` takes in its file."""
    return bool(words) and words in _lines(entry, path)


@lru_cache(maxsize=8)
def _lines(entry: Entry[Record], path: FieldPath) -> str:
    """The lines that the text at `path` takes in its file."""
    value: Any = entry.document.data
    for step in entry.written(path).path:
        value = value[step]
    place = entry.location(path)
    rest, at = "".join(str(value).split()), 0
    found = []
    for index, line in enumerate(entry.document.lines[place.line - 1 :]):
        part = "".join(line[place.column - 1 if index == 0 else 0 :].split()).strip("'\"")
        if part in {">", ">-", "|", "|-"}:
            continue
        if not part or not rest.startswith(part, at):
            break
        found.append(line)
        at += len(part)
    return "\n".join(found)


def wrong_names(claim: Claim, register: Register) -> Problems:
    """Every person named occurs in a cited source, in a form that counts."""
    for name, text in claim.texts:
        sentence = Printed([text], register.titles)
        mentions = {(mention.shown, mention.family, mention.given): mention for mention in register.mentions(sentence)}
        for mention in mentions.values():
            message = _wrong_name(claim, mention, register)
            if message:
                hint = (
                    "Cite a source that names the person, correct the name, or record the source's spelling under aliases: of the official."
                )
                yield claim.problem("name-not-in-source", message, name, hint, mention.shown)
        yield from _unknown_words(claim, name, sentence, register)


def _wrong_name(claim: Claim, mention: Mention, register: Register) -> str:
    given = tuple(w for w in mention.given if w in register.given or not any(w in r.names.places for r in claim.readings))
    if given and any(r.names.find((*given, *mention.family)) or r.names.find((*mention.family, *given)) for r in claim.readings):
        return ""
    fitting = [who for who in mention.people if not given or who.fits(given)]
    if not fitting:
        known = ", ".join(who.shown for who in mention.people)
        return f"“{mention.shown}” is printed by no cited source; the desk knows {known}."
    if any(reading.names.prints(who) for reading in claim.readings for who in fitting):
        return ""
    return f"“{mention.shown}” is not named in {claim.sources}."


def _unknown_words(claim: Claim, name: str, sentence: Printed, register: Register) -> Problems:
    """Words with a capital that no cited source prints; near an official's name they are errors, else worth a look."""
    unknown = {
        (word.text, sentence.begins(index)): word
        for index, word in enumerate(sentence.words)
        if word.capital and len(word.key) >= 3 and word.key not in register.vocabulary
    }
    for (_, begins), word in unknown.items():
        if _printed(claim, {word.key}):
            continue
        if shown := _spelt_like(word.key, register):
            message = f"No cited source prints “{word.text}”; the desk knows {shown}."
            yield claim.problem("name-not-in-source", message, name, "Correct the name, or record the spelling under aliases:.", word.text)
        elif not begins and not _printed(claim, _inflected(word.key)):
            message = f"Neither {claim.sources} nor the desk's records have “{word.text}”."
            hint = "Correct it, cite the source that has it, or add it to the glossary."
            yield claim.problem("word-not-in-source", message, name, hint, word.text)


@lru_cache(maxsize=4096)
def _spelt_like(key: str, register: Register) -> str:
    """The official whose family name is spelt most like a word; "" where none is spelt like it."""
    close = difflib.get_close_matches(key, register.families, n=1, cutoff=0.8)
    return register.families[close[0]] if close else ""


def _printed(claim: Claim, forms: Iterable[str]) -> bool:
    return any(form in reading.names.places for reading in claim.readings for form in forms)


def _inflected(key: str) -> set[str]:
    """Forms of the same word or of the country it comes from: Koreans, Korean, Korea; Chinese, China."""
    stems = {key[: len(key) - len(ending)] for ending in ENDINGS if key.endswith(ending)}
    return {stem + ending for stem in stems if len(stem) > 3 for ending in ENDINGS}


def wrong_figures(claim: Claim) -> Problems:
    """Every number, year and date occurs in the cited paragraphs or is listed as derived."""
    known = claim.borne.union(*(reading.figures(paragraph.number) for reading, paragraph in claim.paragraphs))
    for name, text in claim.texts:
        spared = _derived_spans(text, claim.statement)
        wrong = {}
        for figure in numbers_in(text):
            inside = any(first <= figure.start and figure.start + len(figure.text) <= last for first, last in spared)
            if figure.key not in known and not inside:
                wrong[figure.kind, figure.text] = figure
        for figure in wrong.values():
            where = ", ".join(f"{paragraph.number} of “{reading.source.id}”" for reading, paragraph in claim.paragraphs)
            message = f"{FIGURES[figure.kind]} “{figure.text}” is not printed in paragraph {where}."
            hint = "Correct it, cite the paragraph that has it, or list it under derived: with the reason."
            yield claim.problem("number-not-in-source", message, name, hint, figure.text)


def _derived_spans(text: str, statement: Statement) -> list[tuple[int, int]]:
    folded = fold(text)
    values = [fold(derivation.value) for derivation in statement.derived]
    return [match.span() for value in values for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", folded)]


def wrong_derivations(claim: Claim) -> Problems:
    """Every derived value stands in the sentence and follows from what the source prints, as far as that can be seen."""
    cited = derivations.Cited(
        [reading.source for reading in claim.readings],
        [reading.folded for reading in claim.readings],
        [paragraph.folded for _, paragraph in claim.paragraphs],
    )
    for index, derivation in enumerate(claim.statement.derived):
        for message in derivations.faults(derivation, " ".join(text for _, text in claim.texts), cited):
            path = (*claim.path, "derived", index)
            yield claim.entry.problem("derivation-wrong", message, (*path, "value"), "Correct the value or its reason.")


def strong_attribution(claim: Claim) -> Problems:
    """What is classed as official does not stand in a paragraph that speaks of unnamed people."""
    if claim.statement.says not in OFFICIAL:
        return
    for reading, paragraph in claim.paragraphs:
        found = UNNAMED.search(paragraph.folded)
        if found:
            message = f"Classed as {claim.statement.says}, but paragraph {paragraph.number} of “{reading.source.id}” has “{found.group()}”."
            yield claim.problem("attribution-too-strong", message, "says", "Look at who says it there.")


def verbatim_overlaps(content: Content, library: Mapping[str, Reading]) -> Problems:
    """Our prose shares no run of eight words with a source, but for the recorded excerpts."""
    index: dict[tuple[str, ...], tuple[str, int]] = {}
    for name, reading in library.items():
        for paragraph in reading.paragraphs:
            index.update(dict.fromkeys(rows(paragraph.folded, OVERLAP), (name, paragraph.number)))
    spared: set[tuple[str, ...]] = set()
    for excerpt in _excerpts(content):
        spared.update(rows(fold(excerpt), OVERLAP))
    for entry in content.entries:
        for path, value, marks in entry.items if entry.kind != "source" else ():
            if isinstance(value, str) and has(marks, HasMarkup):
                text = fold(inline_markup.plain(value))
                if not index.keys().isdisjoint(rows(text, OVERLAP)):
                    yield from _overlaps(entry, path, text, index, spared)


def _excerpts(content: Content) -> Iterable[str]:
    for entry in content.entries:
        yield from (value.excerpt or "" for _, value, _ in entry.items if isinstance(value, Citation | Defect))


def _overlaps(
    entry: Entry[Record], path: FieldPath, text: str, index: Mapping[tuple[str, ...], tuple[str, int]], spared: set[tuple[str, ...]]
) -> Problems:
    end = -1
    for run in runs(text, OVERLAP):
        if run.words not in index or run.words in spared:
            continue
        if run.start > end:
            source, number = index[run.words]
            words = text[run.start : run.end]
            message = f"“{words} …” stands in the same words in paragraph {number} of “{source}”."
            start = " ".join(words.split()[:2])
            yield entry.problem(
                "verbatim-overlap", message, path, "Say it in words of your own.", words=start if on_a_line(entry, path, start) else ""
            )
        end = run.end
