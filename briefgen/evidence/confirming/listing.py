"""The sentences of a desk for who confirms them: each beside what carries it, with what was said of it and what the rules ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from briefgen.content.content import Content
from briefgen.content.model.desk import Confirmation
from briefgen.diagnostics import reports
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence.confirming.beside import asked_about
from briefgen.evidence.confirming.demands import held
from briefgen.evidence.confirming.people import Authors, is_by, known_as, people_of
from briefgen.evidence.confirming.sentences import Library, Sentence, sentences_of
from briefgen.evidence.confirming.standing import Standing, Standings


class Wanted(NamedTuple):
    """Which sentences are listed: those not confirmed as the desk demands, those that rules ask about, those of page one; and none that
    a person wrote last or has said something of already."""

    unconfirmed: bool = False
    with_warnings: bool = False
    page_one: bool = False
    not_by: str = ""


@dataclass(frozen=True, eq=False)
class Row:
    """A sentence in the list. sign: what a confirmation is bound to, "" where its source cannot be read; page_one: whether it stands there;
    confirmed: whether as many persons as the desk demands have confirmed it, its author left aside."""

    sentence: Sentence
    sign: str
    standing: Standing
    problems: Sequence[Diagnostic]
    page_one: bool
    confirmed: bool

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        place = self.sentence.begins
        return {
            "at": self.sentence.place,
            "sign": self.sign,
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "text": self.sentence.text,
            "page_one": self.page_one,
            "is_confirmed": self.confirmed,
            "confirmed": [_said(one.record) for one in self.standing.yes],
            "refused": [_said(one.record) for one in self.standing.no],
            "lapsed": [{**_said(one.said.record), "changed": one.changed} for one in self.standing.lapsed],
            "problems": [reports.record(problem) for problem in self.problems],
        }


def _said(record: Confirmation) -> dict[str, str]:
    return {"by": record.by, "day": record.day.text, **({"remark": record.refused} if record.refused else {})}


def listed(
    content: Content, library: Library, read: Standings, problems: Iterable[Diagnostic], page_one: Collection[str], authors: Authors
) -> list[Row]:
    """All sentences of a desk. problems: those of check and verify; page_one: the places of the facts that first pages tell."""
    sentences = list(sentences_of(content))
    asked = asked_about(sentences, problems)
    return [
        _row(content, library, sentence, read, asked.get(sentence.place, ()), sentence.place in page_one, authors) for sentence in sentences
    ]


def _row(
    content: Content, library: Library, sentence: Sentence, read: Standings, problems: Sequence[Diagnostic], told: bool, authors: Authors
) -> Row:
    row = Row(sentence, sentence.sign(library), Standing(sentence), problems, told or sentence.entry.kind == "pack", False)
    return again_with(content, row, read, authors)


def again_with(content: Content, row: Row, read: Standings, authors: Authors) -> Row:
    """A row with what persons have said of its sentence by now."""
    standing = read.of(row.sentence.place) or Standing(row.sentence)
    enough = len(held(content, standing, authors).others) >= content.desk.confirm_by and not standing.no
    return replace(row, standing=standing, confirmed=enough)


def wanted(content: Content, rows: Iterable[Row], which: Wanted, authors: Authors) -> list[Row]:
    """The rows of the sentences that are asked for."""
    return [row for row in rows if _is_wanted(row, which) and not (which.not_by and _is_of(content, row, which.not_by, authors))]


def _is_wanted(row: Row, which: Wanted) -> bool:
    return not (
        (which.unconfirmed and row.confirmed)
        or (which.with_warnings and not any(problem.severity != "note" for problem in row.problems))
        or (which.page_one and not row.page_one)
    )


def _is_of(content: Content, row: Row, name: str, authors: Authors) -> bool:
    """Whether a person wrote a sentence last, or has said something of it."""
    people = people_of(content.desk)
    spoke = {known_as(people, one.record.by) for one in (*row.standing.yes, *row.standing.no)}
    return known_as(people, name) in spoke or any(is_by(people, name, author) for author in authors.of(row.sentence))
