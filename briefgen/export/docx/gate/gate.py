"""The gate: what Word would refuse or set wrongly, found in the finished file by quick checks of our own."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from briefgen.export.docx.gate import leftovers, shown_words
from briefgen.export.docx.gate.package import CONTENT_TYPES, NOTHING, Package
from briefgen.export.docx.gate.story import RELATIONSHIPS, Reading
from briefgen.export.docx.oxml import W

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
NAME = re.compile(r"[^\W\d]\w{0,39}")
"""Names that Word accepts for bookmarks."""


def faults(data: bytes, tracked: bool = False, known: Mapping[str, Reading] | None = None) -> list[str]:
    """What is wrong with a Word document, in words; empty where nothing is.

    tracked: two documents in one, of which each has been looked at on its own: what reads words across both is left out.
    known: parts with text that were read piece by piece as they were written, by name, as they are in the file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = file.namelist()
            package = Package({name: file.read(name) for name in names})
    except (zipfile.BadZipFile, EOFError) as error:
        return [f"not a package: {error}"]
    found = [f"{name}: stands twice in the package" for name, times in Counter(names).items() if times > 1]
    found += package.parse(known or {})
    package.read(known or {})
    checks = (check for check in CHECKS if not (tracked and check in OF_ONE_DOCUMENT))
    return [*found, *(fault for check in checks for fault in check(package))]


def _content_types(package: Package) -> Iterator[str]:
    types = package.trees.get(CONTENT_TYPES)
    if types is None:
        yield f"{CONTENT_TYPES}: missing"
        return
    defaults = {item.get("Extension", "").lower() for item in types.iter(f"{TYPES}Default")}
    overrides = [item.get("PartName", "").lstrip("/") for item in types.iter(f"{TYPES}Override")]
    for name in package.parts:
        if name != CONTENT_TYPES and name not in overrides and name.rpartition(".")[2].lower() not in defaults:
            yield f"{name}: has no content type"
    yield from (f"{name}: has a content type and is missing" for name in overrides if name not in package.parts)


def _relationships(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        if not name.endswith(".rels"):
            continue
        source = _source(name)
        identities = Counter(item.get("Id", "") for item in tree)
        yield from (f"{name}: the id {identity} stands {times} times" for identity, times in identities.items() if times > 1)
        for item in tree:
            target = item.get("Target", "")
            if item.get("TargetMode") != "External" and _resolved(source, target) not in package.parts:
                yield f"{name}: {item.get('Id')} leads to {target}, which is missing"


def _used_relationships(package: Package) -> Iterator[str]:
    used = {name: story.relationships for name, story in package.stories.items()}
    others = (name for name in package.trees if name not in used)
    used |= {name: frozenset(map(str, RELATIONSHIPS(package.trees[name]))) for name in others}
    for name, identities in used.items():
        folder, _, file = name.rpartition("/")
        relationships = package.trees.get(f"{folder}/_rels/{file}.rels", NOTHING)
        known = {item.get("Id") for item in relationships}
        yield from (f"{name}: uses the relationship {identity}, which is not there" for identity in sorted(identities - known))


def _source(relationships: str) -> str:
    """The folder that the targets of a relationships part start from."""
    return posixpath.dirname(posixpath.dirname(relationships))


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _alone(package: Package) -> Iterator[str]:
    """What each part with text shows by itself."""
    yield from (f"{name}: {fault}" for name, story in package.stories.items() for fault in story.faults)


def _misread(package: Package) -> Iterator[str]:
    yield from (f"{name}: {fault}" for name, story in package.stories.items() for fault in story.misread)


def _bookmarks(package: Package) -> Iterator[str]:
    starts = [start for story in package.stories.values() for start in story.starts]
    opened = Counter(number for number, _ in starts)
    closed = Counter(number for story in package.stories.values() for number in story.ends)
    unpaired = sorted((opened - closed) | (closed - opened))
    yield from (f"bookmark {identity}: begins and ends a different number of times" for identity in unpaired)
    yield from (f"bookmark {identity}: the number stands {times} times" for identity, times in opened.items() if times > 1)
    names = Counter(name.lower() for _, name in starts)
    yield from (f"bookmark {name}: the name stands {times} times" for name, times in names.items() if times > 1)
    yield from (f"bookmark {name}: not a name that Word accepts" for _, name in starts if not NAME.fullmatch(name))


def _targets(package: Package) -> Iterator[str]:
    names = {name for story in package.stories.values() for _, name in story.starts}
    targets = {target for story in package.stories.values() for target in story.targets}
    yield from (f"a link or field leads to the bookmark {name}, which is not there" for name in sorted(targets - names))


def _pictures(package: Package) -> Iterator[str]:
    numbers = Counter(number for story in package.stories.values() for number in story.pictures)
    yield from (f"picture {number}: the number stands {times} times" for number, times in numbers.items() if times > 1)


def _styles(package: Package) -> Iterator[str]:
    defined = {(style.get(f"{W}styleId"), style.get(f"{W}type")) for style in package.of_kind(f"{W}styles")}
    used = {style for story in package.stories.values() for style in story.styles}
    yield from (f"the {kind} style {name} is not defined" for kind, name in sorted(used) if (name, kind) not in defined)


def _lists(package: Package) -> Iterator[str]:
    parts = list(package.of_kind(f"{W}numbering"))
    kinds = {part.get(f"{W}abstractNumId") for part in parts if part.tag == f"{W}abstractNum"}
    lists = {part.get(f"{W}numId"): part for part in parts if part.tag == f"{W}num"}
    for identity, part in lists.items():
        kind = part.find(f"{W}abstractNumId")
        if kind is None or kind.get(f"{W}val") not in kinds:
            yield f"the list {identity} is of no kind"
    styles = [tree for tree in package.trees.values() if tree.tag == f"{W}styles"]
    used = {element.get(f"{W}val", "") for tree in styles for element in tree.iter(f"{W}numId")}
    used |= {number for story in package.stories.values() for number, _ in story.lists}
    yield from (f"the list {identity} is not defined" for identity in sorted(used - lists.keys() - {"0"}))


def _levels(package: Package) -> Iterator[str]:
    parts = list(package.of_kind(f"{W}numbering"))
    depths = {part.get(f"{W}abstractNumId"): {level.get(f"{W}ilvl") for level in part.iter(f"{W}lvl")} for part in parts}
    lists = {num.get(f"{W}numId"): kind.get(f"{W}val") for num in parts for kind in num.iterchildren(f"{W}abstractNumId")}
    used = {pair for story in package.stories.values() for pair in story.lists}
    for number, level in sorted(used):
        if level and number in lists and level not in depths.get(lists[number], ()):
            yield f"the list {number} has no level {level}"


def _notes(package: Package) -> Iterator[str]:
    for kind in ("endnote", "footnote"):
        notes = Counter(note.get(f"{W}id", "") for note in package.of_kind(f"{W}{kind}s") if not note.get(f"{W}type"))
        marks = Counter(number for story in package.stories.values() for of_kind, number, _ in story.marks if of_kind == kind)
        for number in sorted(notes | marks):
            if (notes[number], marks[number]) != (1, 1):
                yield f"{kind} {number}: {marks[number]} marks for {notes[number]} notes"


def _prompts(package: Package) -> Iterator[str]:
    """Word would ask the reader on opening, or renumber the contents from 1."""
    if any(tree.find(f"{W}updateFields") is not None for tree in package.trees.values()):
        yield "fields are updated on opening"


CHECKS: Iterable[Callable[[Package], Iterator[str]]] = (
    _content_types,
    _relationships,
    _used_relationships,
    _alone,
    _bookmarks,
    _targets,
    _pictures,
    _styles,
    _lists,
    _levels,
    _notes,
    _prompts,
    _misread,
    *shown_words.CHECKS,
    *leftovers.CHECKS,
)
OF_ONE_DOCUMENT = {_misread, *shown_words.CHECKS}
"""Checks that take what was put in and what was taken out for one text."""
