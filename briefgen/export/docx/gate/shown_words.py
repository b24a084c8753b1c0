"""The gate's checks of what a reader sees without an update, where several places must agree: numbers of captions and references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from briefgen.export.docx.gate.package import Package
from briefgen.export.docx.gate.story import words
from briefgen.export.docx.oxml import W


def _captions(package: Package) -> Iterator[str]:
    """Captions count from 1."""
    for name, story in package.stories.items():
        counts: Counter[str] = Counter()
        for field in story.fields:
            if field.kind == "SEQ":
                counts[field.subject] += 1
                if field.result != str(counts[field.subject]):
                    yield f"{name}: {field.subject} {counts[field.subject]} is numbered {field.result}"


def _references(package: Package) -> Iterator[str]:
    """What a reference shows is what stands in its bookmark."""
    for name, story in package.stories.items():
        for field in story.fields:
            shown = story.words.get(field.subject, field.result)
            if field.kind == "REF" and field.result != shown:
                yield f"{name}: a reference to {field.subject} shows “{field.result}”, and there stands “{shown}”"


def _citations(package: Package) -> Iterator[str]:
    """The number of a reference is that with which the reference begins that it leads to, or the footnote whose mark it is."""
    beginnings = {name: text for story in package.stories.values() for name, text in story.beginnings.items()}
    notes = {note.get(f"{W}id"): words(note) for note in package.of_kind(f"{W}footnotes")}
    stories = list(package.stories.values())
    found = [(shown, beginnings.get(target, "")) for story in stories for shown, target in story.citations]
    found += [(shown, notes.get(number, "")) for story in stories for kind, number, shown in story.marks if kind == "footnote"]
    for shown, text in found:
        number = re.match(r"\d*", text)
        if number and number[0] != shown:
            yield f"the reference number “{shown}” leads to “{text[:20]}”"


CHECKS: Iterable[Callable[[Package], Iterator[str]]] = (_captions, _references, _citations)
