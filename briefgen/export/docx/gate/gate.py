"""The gate: what Word would refuse or set wrongly, found in the finished file by quick checks of our own."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from docx.oxml.ns import nsmap

from briefgen.export.docx.gate import leftovers, shown_words
from briefgen.export.docx.gate.package import CONTENT_TYPES, NOTHING, Package
from briefgen.export.docx.oxml import W

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
TARGETS = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)")


def faults(data: bytes, tracked: bool = False) -> list[str]:
    """What is wrong with a Word document, in words; empty where nothing is.

    tracked: two documents in one, of which each has been looked at on its own: what reads words across both is left out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = file.namelist()
            package = Package({name: file.read(name) for name in names})
    except (zipfile.BadZipFile, EOFError) as error:
        return [f"not a package: {error}"]
    found = [f"{name}: stands twice in the package" for name, times in Counter(names).items() if times > 1]
    found += package.parse()
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
    for name, tree in package.trees.items():
        folder, _, file = name.rpartition("/")
        relationships = package.trees.get(f"{folder}/_rels/{file}.rels", NOTHING)
        known = {item.get("Id") for item in relationships}
        used = set(tree.getroottree().xpath("//@r:*", namespaces=nsmap))
        yield from (f"{name}: uses the relationship {identity}, which is not there" for identity in sorted(used - known))


def _source(relationships: str) -> str:
    """The folder that the targets of a relationships part start from."""
    return posixpath.dirname(posixpath.dirname(relationships))


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _fields(package: Package) -> Iterator[str]:
    for name, tree in package.stories.items():
        depth = 0
        for mark in tree.iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            if depth < 0 or (kind == "separate" and depth == 0):
                yield f"{name}: a field ends that has not begun"
                depth = 0
        if depth:
            yield f"{name}: {depth} field(s) without end"


def _bookmarks(package: Package) -> Iterator[str]:
    starts, ends = package.all(f"{W}bookmarkStart"), package.all(f"{W}bookmarkEnd")
    opened = Counter(start.get(f"{W}id", "") for start in starts)
    closed = Counter(end.get(f"{W}id", "") for end in ends)
    unpaired = sorted((opened - closed) | (closed - opened))
    yield from (f"bookmark {identity}: begins and ends a different number of times" for identity in unpaired)
    yield from (f"bookmark {identity}: the number stands {times} times" for identity, times in opened.items() if times > 1)
    names = Counter(start.get(f"{W}name", "").lower() for start in starts)
    yield from (f"bookmark {name}: the name stands {times} times" for name, times in names.items() if times > 1)
    for start in starts:
        name = start.get(f"{W}name", "")
        if not re.fullmatch(r"[^\W\d]\w{0,39}", name):
            yield f"bookmark {name}: not a name that Word accepts"


def _targets(package: Package) -> Iterator[str]:
    names = {start.get(f"{W}name", "") for start in package.all(f"{W}bookmarkStart")}
    anchors = {link.get(f"{W}anchor", "") for link in package.all(f"{W}hyperlink")} - {""}
    fields = {found[1] for code in package.all(f"{W}instrText") if (found := TARGETS.match(code.text or ""))}
    yield from (f"a link or field leads to the bookmark {name}, which is not there" for name in sorted((anchors | fields) - names))


def _nested_links(package: Package) -> Iterator[str]:
    for name, tree in package.stories.items():
        if any(inner is not link for link in tree.iter(f"{W}hyperlink") for inner in link.iter(f"{W}hyperlink")):
            yield f"{name}: a link within a link"


def _pictures(package: Package) -> Iterator[str]:
    properties = package.all(f"{DRAWING}docPr")
    numbers = Counter(item.get("id") for item in properties)
    yield from (f"picture {number}: the number stands {times} times" for number, times in numbers.items() if times > 1)
    yield from (f"picture {item.get('id')}: has no alternate text" for item in properties if not item.get("descr"))


def _styles(package: Package) -> Iterator[str]:
    defined = {(style.get(f"{W}styleId"), style.get(f"{W}type")) for style in package.of_kind(f"{W}styles")}
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        used = {element.get(f"{W}val", "") for element in package.all(W + tag)}
        yield from (f"the {kind} style {name} is not defined" for name in sorted(used) if (name, kind) not in defined)


def _lists(package: Package) -> Iterator[str]:
    parts = list(package.of_kind(f"{W}numbering"))
    kinds = {part.get(f"{W}abstractNumId") for part in parts if part.tag == f"{W}abstractNum"}
    lists = {part.get(f"{W}numId"): part for part in parts if part.tag == f"{W}num"}
    for identity, part in lists.items():
        kind = part.find(f"{W}abstractNumId")
        if kind is None or kind.get(f"{W}val") not in kinds:
            yield f"the list {identity} is of no kind"
    styles = [tree for tree in package.trees.values() if tree.tag == f"{W}styles"]
    used = {element.get(f"{W}val", "") for tree in [*package.stories.values(), *styles] for element in tree.iter(f"{W}numId")}
    yield from (f"the list {identity} is not defined" for identity in sorted(used - lists.keys() - {"0"}))


def _levels(package: Package) -> Iterator[str]:
    parts = list(package.of_kind(f"{W}numbering"))
    depths = {part.get(f"{W}abstractNumId"): {level.get(f"{W}ilvl") for level in part.iter(f"{W}lvl")} for part in parts}
    lists = {num.get(f"{W}numId"): kind.get(f"{W}val") for num in parts for kind in num.iterchildren(f"{W}abstractNumId")}
    used = {(item.find(f"{W}numId"), item.find(f"{W}ilvl")) for item in package.all(f"{W}numPr")}
    pairs = {(number.get(f"{W}val"), level.get(f"{W}val")) for number, level in used if number is not None and level is not None}
    for number, level in sorted(pairs):
        if number in lists and level not in depths.get(lists[number], ()):
            yield f"the list {number} has no level {level}"


def _notes(package: Package) -> Iterator[str]:
    for kind in ("endnote", "footnote"):
        notes = Counter(note.get(f"{W}id", "") for note in package.of_kind(f"{W}{kind}s") if not note.get(f"{W}type"))
        marks = Counter(mark.get(f"{W}id", "") for mark in package.all(f"{W}{kind}Reference"))
        for number in sorted(notes | marks):
            if (notes[number], marks[number]) != (1, 1):
                yield f"{kind} {number}: {marks[number]} marks for {notes[number]} notes"


def _revisions(package: Package) -> Iterator[str]:
    for name, tree in package.stories.items():
        changes = list(tree.iter(f"{W}ins", f"{W}del", f"{W}delText"))
        numbers = Counter(change.get(f"{W}id") for change in tree.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))
        yield from (f"{name}: the change {number} stands {times} times" for number, times in numbers.items() if times > 1)
        if changes:
            yield from (f"{name}: {fault}" for fault in _change_faults(tree, changes))


def _change_faults(tree: Any, changes: list[Any]) -> Iterator[str]:
    gone = {node for change in changes if change.tag == f"{W}del" for node in change.iter(f"{W}t", f"{W}delText", f"{W}instrText")}
    if any(node.tag == f"{W}delText" and node not in gone for node in changes):
        yield "words marked as taken out stand outside a change"
    if any(node.tag != f"{W}delText" for node in gone):
        yield "a change takes out words that are not marked so"
    rows = (row for row in tree.iter(f"{W}tr") if row.find(f"{W}trPr/{W}ins") is None and row.find(f"{W}trPr/{W}del") is None)
    ends = (list(cell.iterchildren(f"{W}p"))[-1:] for row in rows for cell in row.iterchildren(f"{W}tc"))
    if any(paragraph.find(f"{W}pPr/{W}rPr") is not None for end in ends for paragraph in end):
        yield "the end of a cell is put in or taken out"


def _characters(package: Package) -> Iterator[str]:
    for name, tree in package.stories.items():
        if CONTROL.search(tree.getroottree().xpath("string(/*)")):
            yield f"{name}: a control character"


def _prompts(package: Package) -> Iterator[str]:
    """Word would ask the reader on opening, or renumber the contents from 1."""
    if any(tree.find(f"{W}updateFields") is not None for tree in package.trees.values()):
        yield "fields are updated on opening"
    if any(mark.get(f"{W}dirty") for mark in package.all(f"{W}fldChar")):
        yield "a field is marked as stale"


CHECKS: Iterable[Callable[[Package], Iterator[str]]] = (
    _content_types,
    _relationships,
    _used_relationships,
    _fields,
    _bookmarks,
    _targets,
    _nested_links,
    _pictures,
    _styles,
    _lists,
    _levels,
    _notes,
    _revisions,
    _characters,
    _prompts,
    *shown_words.CHECKS,
    *leftovers.CHECKS,
)
OF_ONE_DOCUMENT = {*shown_words.CHECKS, leftovers.empty_paragraphs}
"""Checks that take what was put in and what was taken out for one text."""
