"""Readable projections of the products: blocks of text, PDF outline, tag tree and text by page."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
import pypdfium2

from briefgen.document.vocabulary import SVG

BLOCKS = {"p", "h1", "h2", "h3", "li", "th", "td", "caption", "figcaption"}


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item, caption or cell: its element name and its words without white space."""

    tag: str
    words: str


def squeeze(text: str) -> str:
    """The text without white space and hyphens, so that line ends do not count: PDF readers drop a hyphen there."""
    return re.sub(r"[\s\u00a0\u00ad\u200b\u2060\ufffe\x02-]+", "", text)


def blocks(tree: ET.Element, leave_out: frozenset[str] = frozenset()) -> list[Block]:
    """The blocks of the document in reading order; elements with a class in `leave_out` are skipped."""
    body = tree.find("body")
    assert body is not None
    return [block for block in _blocks(body, leave_out) if block.words]


def _blocks(element: ET.Element, leave_out: frozenset[str]) -> Iterator[Block]:
    if element.tag == f"{SVG}svg":
        yield from (Block("svg", squeeze("".join(text.itertext()))) for text in element.iter(f"{SVG}text"))
        return
    if element.tag in BLOCKS:
        yield Block(element.tag, squeeze(_own_words(element, leave_out)))
    for child in element:
        yield from _blocks(child, leave_out)


def _own_words(element: ET.Element, leave_out: frozenset[str]) -> str:
    """Words of a block without those of the blocks inside it."""
    words = element.text or ""
    for child in element:
        skipped = child.tag in BLOCKS | {"ol", "ul", "table", f"{SVG}svg"} or set(child.get("class", "").split()) & leave_out
        words += ("" if skipped else _own_words(child, leave_out)) + (child.tail or "")
    return words


def pdf_pages(data: bytes, margins: bool = False) -> list[str]:
    """The text of each page; without `margins`, only what stands between header and footer."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        edge = 0 if margins else 60
        pages.append(text.get_text_bounded(left=0, right=width, bottom=edge, top=height - edge))
        text.close()
        page.close()
    document.close()
    return pages


def pdf_outline(data: bytes) -> list[str]:
    """The bookmarks, indented by level, with their page numbers."""
    reader = pypdf.PdfReader(io.BytesIO(data))

    def lines(items: list[Any], level: int) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from lines(item, level + 1)
            else:
                yield f"{'  ' * level}{item.title} … {(reader.get_destination_page_number(item) or 0) + 1}"

    return list(lines(reader.outline, 0))


def pdf_tags(data: bytes) -> list[str]:
    """The tag tree, indented, with languages and alternate texts."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    root = reader.trailer["/Root"]["/StructTreeRoot"]

    def lines(node: Any, level: int) -> Iterator[str]:
        node = node.get_object()
        if not isinstance(node, dict) or "/S" not in node:
            return
        notes = [f"{key[1:].lower()}={node[key]}" for key in ("/Lang", "/Alt") if key in node]
        yield "  " * level + " ".join([str(node["/S"])[1:], *notes])
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            if not isinstance(child, int):
                yield from lines(child, level + 1)

    kids = root["/K"]
    return [line for kid in (kids if isinstance(kids, list) else [kids]) for line in lines(kid, 0)]


def pdf_links(data: bytes) -> tuple[set[str], set[str]]:
    """The addresses and the internal destinations that links lead to."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    outside: set[str] = set()
    inside: set[str] = set()
    for page in reader.pages:
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            if annotation.get("/Subtype") != "/Link":
                continue
            action = annotation.get("/A", {})
            if "/URI" in action:
                outside.add(str(action["/URI"]))
            else:
                inside.add(str(annotation.get("/Dest", action.get("/D"))))
    return outside, inside


def align(expected: list[Block], stream: str) -> tuple[list[Block], list[str]]:
    """Finds each block in the stream, in order: the blocks not found, and what stands between those found."""
    missing, between, position = [], [], 0
    for block in expected:
        found = stream.find(block.words, position)
        if found < 0:
            missing.append(block)
            continue
        between.append(stream[position:found])
        position = found + len(block.words)
    between.append(stream[position:])
    return missing, [words for words in between if words]
