"""What is told of the word at a cursor: the record that an id names, the paragraph that is cited, a date in words, the field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefgen.content.content import Content
from briefgen.content.sources import source_name
from briefgen.evidence.readings import Reading
from briefgen.language.date_parser import parse
from briefgen.language.date_words import display
from briefgen.language.edtf import DateError
from briefgen.lsp.at_cursor import AtCursor
from briefgen.lsp.completion import field_at
from briefgen.lsp.names import definitions, name_at

CITED = re.compile(r"(?:(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)\s+)?(?:¶\s*|para\.?\s+)(?P<para>\d+)(?P<words>(?:\s*[“\"][^”\"]*[”\"])*)")
IN_TEXT = re.compile(r"@(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*), para\. ?(?P<para>\d+)(?P<words>)")
DATE = re.compile(r"\d{4}(?:-\d\d){0,2}~?(?:/\d{4}(?:-\d\d){0,2}~?)?")


def cited_at(at: AtCursor, source: str) -> tuple[str, int, list[str]] | None:
    """Source, paragraph and excerpts of the citation that the cursor is in. source: where it names none."""
    line, column = at.before + at.after, len(at.before)
    for pattern in (IN_TEXT, CITED):
        for found in pattern.finditer(line):
            if found.start() <= column <= found.end():
                return found["source"] or source, int(found["para"]), re.findall(r"[“\"]([^”\"]*)[”\"]", found["words"])
    return None


def hover(at: AtCursor, content: Content | None, library: Mapping[str, Reading], source: str) -> str:
    """Markdown; "" where there is nothing to tell."""
    cited = cited_at(at, source)
    if cited and (told := _paragraph(cited[0], cited[1], cited[2], content, library)):
        return told
    name = name_at(content, at.kind, at.key, at.word, at.before[: len(at.before) - len(at.begun)]) if content and at.word else None
    if content and name:
        one = next(one for one in definitions(content) if one.name == name)
        place = one.location
        return f"**{name.kind} {name.id}**\n\n{one.title}\n\n{place.file}:{place.line}"
    return _date(at) or field_at(at)


def _paragraph(source: str, number: int, excerpts: list[str], content: Content | None, library: Mapping[str, Reading]) -> str:
    reading = library.get(source)
    paragraph = reading.paragraph(number) if reading else None
    if reading is None or paragraph is None:
        return ""
    text = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(paragraph.text.split()))
    for excerpt in excerpts:
        words = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", excerpt.strip())
        text = text.replace(words, f"**{words}**", 1) if words else text
    called = source_name(content.sources[source].record) if content and source in content.sources else source
    return f"**{called} ¶{number}**\n\n{text}"


def _date(at: AtCursor) -> str:
    line, column = at.before + at.after, len(at.before)
    found = next((found for found in DATE.finditer(line) if found.start() <= column <= found.end()), None)
    if found is None or not (at.key in {"date", "as_of", "published", "bounds", "attested", "decide_by"} or found[0] == line.strip()):
        return ""
    try:
        return display(parse(found[0]), "day-month-year")
    except DateError:
        return ""
