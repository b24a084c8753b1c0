"""Citations as editors type them: `¶2 “words”`, `kyodo-secretariat ¶10 “words” “other words”`. One parser, with the place of each sign."""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»"}
"""Opening quotation mark → the one that closes it."""
_SOURCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?=\s*(?:¶|para\b))")
_PARA = re.compile(r"¶\s*|para(?:graph)?\b\.?\s*")
_NUMBER = re.compile(r"[0-9]+")
_BLANK = re.compile(r"\s*")
EXAMPLE = "A citation is written ¶2 “words of the source”, or source-id ¶2 “words”."


class CitationError(ValueError):
    """A citation that cannot be read. column: the sign that is wrong, counted from 0 in the text."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class ShortCitation(NamedTuple):
    """One excerpt of one paragraph. source: "" where the text names none. sign: its paragraph as typed.

    column: where the excerpt's first word stands.
    """

    source: str
    para: int
    excerpt: str
    column: int
    sign: str


def parse(text: str) -> list[ShortCitation]:
    """The citations in one text: a source, if named, a paragraph, and each quoted excerpt of it. Raises CitationError."""
    position = _blank(text, 0)
    named = _SOURCE.match(text, position)
    position = _blank(text, named.end() if named else position)
    sign = _PARA.match(text, position)
    if sign is None:
        _refuse(text, position, "the paragraph is missing: ¶ and its number")
    number = _NUMBER.match(text, sign.end())
    if number is None or int(number[0]) == 0:
        _refuse(text, sign.end(), "the number of the paragraph, from 1, is missing")
    found = []
    position = _blank(text, number.end())
    while position < len(text):
        start, end = _quoted(text, position)
        found.append(
            ShortCitation(named[0] if named else "", int(number[0]), text[start:end].strip(), start, text[sign.start() : number.end()])
        )
        position = _blank(text, end + 1)
    if not found:
        _refuse(text, position, "the words of the source are missing, in quotation marks")
    return found


def _quoted(text: str, position: int) -> tuple[int, int]:
    """Where the words in quotation marks that open at `position` begin and end."""
    closing = QUOTES.get(text[position])
    if closing is None:
        _refuse(text, position, "words of the source stand in quotation marks")
    end = text.find(closing, position + 1)
    if end < 0:
        _refuse(text, position, f"the quotation mark {text[position]} is never closed")
    if not text[position + 1 : end].strip():
        _refuse(text, position, "there is nothing between the quotation marks")
    return position + 1, end


def _blank(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _refuse(text: str, column: int, what: str) -> NoReturn:
    at = f"at “{text[column : column + 12]}”" if column < len(text) else "at the end"
    raise CitationError(f"{at}: {what}", min(column, max(len(text) - 1, 0)))


def written(source: str, para: int, excerpt: str) -> str:
    """A citation in the short form, for `parse`. An excerpt that holds both kinds of quotation marks cannot be written so: ValueError."""
    mark = next((pair for pair in ("“”", '""') if pair[1] not in excerpt), None)
    if mark is None:
        raise ValueError(excerpt)
    return f"{f'{source} ' if source else ''}¶{para} {mark[0]}{excerpt}{mark[1]}"
