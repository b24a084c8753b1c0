"""Citations held against the archived texts: the paragraph exists, and the excerpt stands in it once."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.content.model.source import Defect
from briefgen.content.model.statement import Citation
from briefgen.evidence.readings import Reading
from briefgen.language.english import counted
from briefgen.language.folding import fold, nearest, occurrences

SHOW = "Look it up with: briefgen source show"


@dataclass(frozen=True)
class Finding:
    """What is wrong with a citation. field: the citation's field that it is about."""

    code: str
    message: str
    field: str
    hint: str


def find(reading: Reading, citation: Citation) -> Finding | None:
    """What is wrong with a citation of this source, or None."""
    paragraph = reading.paragraph(citation.para)
    if paragraph is None:
        return beyond_end(reading, citation.para)
    excerpt = fold(citation.excerpt)
    places = occurrences(excerpt, paragraph.folded, citation.prefix, citation.suffix)
    if len(places) == 1:
        return None
    if places:
        return _not_unique(citation, len(places))
    if occurrences(excerpt, paragraph.folded):
        message = f"The excerpt stands in paragraph {citation.para}, but not with this prefix or suffix."
        name = "prefix" if citation.prefix else "suffix"
        return Finding("excerpt-not-found", message, name, "Give words that stand directly before (prefix) or after (suffix) the excerpt.")
    return _not_found(reading, excerpt, citation.para)


def find_defect(reading: Reading, defect: Defect) -> Finding | None:
    """What is wrong with a defect's place, or None. Without a paragraph, its words may stand anywhere in the file."""
    if defect.para is not None and reading.paragraph(defect.para) is None:
        return beyond_end(reading, defect.para)
    excerpt = fold(defect.excerpt or "")
    paragraph = reading.paragraph(defect.para) if defect.para else None
    if not excerpt or occurrences(excerpt, paragraph.folded if paragraph else reading.folded):
        return None
    return _not_found(reading, excerpt, defect.para or 0)


def beyond_end(reading: Reading, number: int) -> Finding:
    """That a source has no such paragraph."""
    name, count = reading.source.id, len(reading.paragraphs)
    message = f"“{name}” has {counted(count, 'paragraph')}; there is no paragraph {number}."
    return Finding("paragraph-beyond-end", message, "para", f"{SHOW} {name}")


def _not_unique(citation: Citation, count: int) -> Finding:
    times = "twice" if count == 2 else f"{count} times"
    message = f"The excerpt stands {times} in paragraph {citation.para} of “{citation.source}”."
    return Finding("excerpt-not-unique", message, "excerpt", "Add prefix: or suffix: with the words just before or after the one you mean.")


def _not_found(reading: Reading, excerpt: str, number: int) -> Finding:
    name = reading.source.id
    elsewhere = [paragraph.number for paragraph in reading.paragraphs if occurrences(excerpt, paragraph.folded)]
    if not elsewhere and _spans(reading, excerpt):
        message = f"The excerpt runs over the end of a paragraph of “{name}”."
        return Finding("excerpt-spans-paragraphs", message, "excerpt", "Cite each paragraph with an excerpt of its own.")
    where = f"paragraph {number} of “{name}”" if number else f"the text of “{name}”"
    return Finding("excerpt-not-found", f"The excerpt does not stand in {where}.", "excerpt", _hint(reading, excerpt, number, elsewhere))


def _spans(reading: Reading, excerpt: str) -> bool:
    texts = [paragraph.folded for paragraph in reading.paragraphs]
    return any(occurrences(excerpt, between.join(texts)) for between in (" ", ""))


def _hint(reading: Reading, excerpt: str, number: int, elsewhere: list[int]) -> str:
    if elsewhere:
        return f"It stands in paragraph {', '.join(map(str, elsewhere))}."
    if occurrences(excerpt, reading.folded):
        return "It stands in the file, but outside the lines that `body:` names as the article."
    passage = nearest(excerpt, [(paragraph.number, paragraph.folded) for paragraph in reading.paragraphs], number)
    if passage is None:
        return f"Nothing like it stands in the source. {SHOW} {reading.source.id}"
    return f"Closest passage, in paragraph {passage.number}, with [-your-] and {{+its+}} words: {passage.diff}"
