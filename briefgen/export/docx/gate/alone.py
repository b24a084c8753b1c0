"""The gate's checks of a part with text, or of a piece of one, that need nothing else of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from docx.oxml.ns import nsmap
from lxml import etree

from briefgen.export.docx.oxml import W
from briefgen.language.scripts import is_east_asian

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
RESULTLESS = ("TC",)
"""Fields that show nothing."""
PAGES = {"PAGEREF", "PAGE", "NUMPAGES"}
"""Fields that show a page or a number of pages."""
ALLOWED = {
    "pPr": {"pStyle", "numPr", "sectPr", "rPr", "pPrChange"},
    "rPr": {"rStyle", "lang", "rFonts", "rtl", "cs", "ins", "del"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"},
    "trPr": {"cantSplit", "tblHeader", "ins", "del"},
    "tcPr": {"tcW"},
}
"""Group of properties → what in it says what something is, or what was changed. All else is formatting, and belongs into a style."""
KEEPING = f"{W}keepNext"
"""In a cell it keeps a row with the next, which no style of a cell can say."""
HINT = {f"{W}hint"}
"""The attributes of w:rFonts that choose no font."""
BESIDE = ("txbxContent", "framePr", "pict", "object")
SHOWN = ("t", "delText", "tab", "br", "drawing", "fldChar", "instrText", "delInstrText", "endnoteReference", "footnoteReference")
SEPARATORS = ("separator", "continuationSeparator")


def _path(expression: str) -> Any:
    return etree.XPath(expression, namespaces=nsmap)


_FORMATTING = [
    _path(f".//w:{group}/*[not({' or '.join(f'self::w:{name}' for name in sorted(names))})]") for group, names in ALLOWED.items()
]
_FONTS = _path(".//w:rPr/w:rFonts")
_EMPTY = _path(f".//w:p[not(.//w:r/*[{' or '.join(f'self::w:{name}' for name in (*SHOWN, *SEPARATORS))}])]")
_NESTED = _path("boolean(.//w:hyperlink//w:hyperlink)")
_BESIDE = {tag: _path(f"boolean(.//w:{tag})") for tag in BESIDE} | {"floating picture": _path("boolean(.//wp:anchor)")}
_DIRTY = _path("boolean(.//w:fldChar[@w:dirty != ''])")
_WORDS = _path("string(.)")
_MARKS = _path(".//w:fldChar/@w:fldCharType")
_UNTOLD = _path(".//wp:docPr[not(@descr) or @descr='']/@id")


class Field(NamedTuple):
    """A field: the first word of its instruction, the second ("" where there is none), and its result."""

    kind: str
    subject: str
    result: str


def faults(tree: Any) -> Iterator[str]:
    """What is wrong in a tree."""
    yield from _unpaired(tree)
    yield from ["a link within a link"] if _NESTED(tree) else []
    yield from (f"picture {number}: has no alternate text" for number in _UNTOLD(tree))
    yield from _revisions(tree)
    yield from ["a control character"] if CONTROL.search(str(_WORDS(tree))) else []
    yield from ["a field is marked as stale"] if _DIRTY(tree) else []
    yield from (f"{what}: something stands beside the text" for what, found in _BESIDE.items() if found(tree))


def misread(tree: Any, fields: Sequence[Field], gaps: Collection[str]) -> Iterator[str]:
    """What is wrong in a tree that is one document; in two documents in one, what was put in and taken out would be taken for one text.

    fields: those in it. gaps: the styles of paragraphs that keep tables apart.
    """
    yield from _results(fields)
    yield from _languages(tree)
    lost = (paragraph for paragraph in _EMPTY(tree) if not _empty_cell(paragraph) and not _between_tables(paragraph, gaps))
    yield from ("an empty paragraph" for _ in lost)


def _unpaired(tree: Any) -> Iterator[str]:
    depth = 0
    for kind in _MARKS(tree):
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth < 0 or (kind == "separate" and depth == 0):
            yield "a field ends that has not begun"
            depth = 0
    if depth:
        yield f"{depth} field(s) without end"


def _revisions(tree: Any) -> Iterator[str]:
    changes = list(tree.iter(f"{W}ins", f"{W}del", f"{W}delText"))
    numbers = Counter(change.get(f"{W}id") for change in tree.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))
    yield from (f"the change {number} stands {times} times" for number, times in numbers.items() if times > 1)
    if changes:
        yield from _change_faults(tree, changes)


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


def _results(fields: Sequence[Field]) -> Iterator[str]:
    """Most readers never update a field: what stands there is what they see."""
    for field in fields:
        if not field.result.strip() and field.kind not in RESULTLESS:
            yield f"the field {field.kind} {field.subject} has no result"
        if field.kind in PAGES and not field.result.isdecimal():
            yield f"the field {field.kind} {field.subject} shows “{field.result}”"


def _languages(tree: Any) -> Iterator[str]:
    """East Asian characters are set with the East Asian face and are said to be of their language."""
    for text in tree.iter(f"{W}t"):
        if is_east_asian(text.text or ""):
            properties = text.getparent().find(f"{W}rPr")
            language = properties.find(f"{W}lang") if properties is not None else None
            hint = properties.find(f"{W}rFonts") if properties is not None else None
            if language is None or not language.get(f"{W}eastAsia") or hint is None or hint.get(f"{W}hint") != "eastAsia":
                yield f"“{(text.text or '')[:20]}” is not set as an East Asian language"


def _empty_cell(paragraph: Any) -> bool:
    cell = paragraph.getparent()
    return bool(cell.tag == f"{W}tc" and len(cell.findall(f"{W}p")) == 1)


def _between_tables(paragraph: Any, gaps: Collection[str]) -> bool:
    above, below = paragraph.getprevious(), paragraph.getnext()
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    tables = above is not None and below is not None and above.tag == below.tag == f"{W}tbl"
    return bool(tables and style is not None and style.get(f"{W}val") in gaps)


def formatting(tree: Any) -> tuple[Counter[str], Counter[tuple[tuple[str, ...], bool]]]:
    """What is set by hand, and the families that runs name with whether the run says its language; how often."""
    found = Counter(item.tag.removeprefix(W) for path in _FORMATTING for item in path(tree) if not _keeps_a_row(item))
    fonts: Counter[tuple[tuple[str, ...], bool]] = Counter()
    for item in _FONTS(tree):
        named = tuple(sorted({str(value) for name, value in item.attrib.items() if name not in HINT}))
        if named:
            fonts[named, item.getparent().find(f"{W}lang") is not None] += 1
    return found, fonts


def _keeps_a_row(item: Any) -> bool:
    return bool(item.tag == KEEPING and item.getparent().getparent().getparent().tag == f"{W}tc")
