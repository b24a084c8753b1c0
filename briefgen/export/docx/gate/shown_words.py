"""The gate's checks of what a reader sees without an update: results of fields, numbers of captions, languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from briefgen.export.docx.gate.package import Package
from briefgen.export.docx.oxml import W
from briefgen.language.scripts import is_east_asian

RESULTLESS = ("TC",)
"""Fields that show nothing."""


class Field(NamedTuple):
    """A field: the first word of its instruction, the second ("" where there is none), and its result."""

    kind: str
    subject: str
    result: str


def fields(story: Any) -> Iterator[Field]:
    """The fields of a part with text, in the order of their ends; the result of one holds those of the fields within it."""
    open_fields: list[tuple[list[str], list[str]]] = []
    for node in story.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(([], []))
        elif kind == "end" and open_fields:
            instruction, result = open_fields.pop()
            words = [*"".join(instruction).split(), "", ""]
            yield Field(words[0], words[1], "".join(result))
        elif node.tag == f"{W}instrText" and open_fields:
            open_fields[-1][0].append(node.text or "")
        elif node.tag == f"{W}t":
            for _, result in open_fields:
                result.append(node.text or "")


def _results(package: Package) -> Iterator[str]:
    """Most readers never update a field: what stands there is what they see."""
    for name, story in package.stories.items():
        counts: Counter[str] = Counter()
        for field in fields(story):
            if not field.result.strip() and field.kind not in RESULTLESS:
                yield f"{name}: the field {field.kind} {field.subject} has no result"
            if field.kind in {"PAGEREF", "PAGE", "NUMPAGES"} and not field.result.isdecimal():
                yield f"{name}: the field {field.kind} {field.subject} shows “{field.result}”"
            if field.kind == "SEQ":
                counts[field.subject] += 1
                if field.result != str(counts[field.subject]):
                    yield f"{name}: {field.subject} {counts[field.subject]} is numbered {field.result}"


def _references(package: Package) -> Iterator[str]:
    """What a reference shows is what stands in its bookmark."""
    for name, story in package.stories.items():
        found = [field for field in fields(story) if field.kind == "REF"]
        shown = _bookmarked(story, {field.subject for field in found}) if found else {}
        for field in found:
            if field.subject in shown and field.result != shown[field.subject]:
                yield f"{name}: a reference to {field.subject} shows “{field.result}”, and there stands “{shown[field.subject]}”"


def _bookmarked(story: Any, names: set[str]) -> dict[str, str]:
    """The words in some bookmarks."""
    words: dict[str, str] = {}
    begun: dict[str, str] = {}
    for node in story.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
        if node.tag == f"{W}bookmarkStart" and node.get(f"{W}name") in names:
            begun[node.get(f"{W}id")] = node.get(f"{W}name")
            words[node.get(f"{W}name")] = ""
        elif node.tag == f"{W}bookmarkEnd":
            begun.pop(node.get(f"{W}id"), None)
        else:
            for name in begun.values():
                words[name] += node.text or ""
    return words


def _citations(package: Package) -> Iterator[str]:
    """The number of a reference is that with which the reference begins that it leads to, or the footnote whose mark it is."""
    starts = {
        start.get(f"{W}name"): _words(paragraph)
        for story in package.stories.values()
        for paragraph in story.iter(f"{W}p")
        for start in paragraph.iter(f"{W}bookmarkStart")
    }
    notes = {note.get(f"{W}id"): _words(note) for note in package.of_kind(f"{W}footnotes")}
    found = [(_words(link), starts.get(link.get(f"{W}anchor"), "")) for link in package.all(f"{W}hyperlink") if _to_reference(link)]
    found += [(_words(mark.getparent()), notes.get(mark.get(f"{W}id"), "")) for mark in package.all(f"{W}footnoteReference")]
    for shown, words in found:
        number = re.match(r"\d*", words)
        if number and number[0] != shown:
            yield f"the reference number “{shown}” leads to “{words[:20]}”"


def _to_reference(link: Any) -> bool:
    return re.fullmatch(r"note_\d+", link.get(f"{W}anchor") or "") is not None


def _words(element: Any) -> str:
    return " ".join(text.text or "" for text in element.iter(f"{W}t")).strip()


def _languages(package: Package) -> Iterator[str]:
    """East Asian characters are set with the East Asian face and are said to be of their language."""
    for name, story in package.stories.items():
        for text in story.iter(f"{W}t"):
            if is_east_asian(text.text or ""):
                properties = text.getparent().find(f"{W}rPr")
                language = properties.find(f"{W}lang") if properties is not None else None
                hint = properties.find(f"{W}rFonts") if properties is not None else None
                if language is None or not language.get(f"{W}eastAsia") or hint is None or hint.get(f"{W}hint") != "eastAsia":
                    yield f"{name}: “{(text.text or '')[:20]}” is not set as an East Asian language"


CHECKS: Iterable[Callable[[Package], Iterator[str]]] = (_results, _references, _citations, _languages)
