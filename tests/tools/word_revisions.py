"""Accepting and rejecting all tracked changes of a Word document, by Word's rules and apart from what writes them."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from tests.tools import docx_xml
from tests.tools.docx_xml import W

GONE = {"accept": "del", "reject": "ins"}
STAYS = {"accept": "ins", "reject": "del"}
SIGNS = {"br": "\n", "tab": "\t", "softHyphen": "\u00ad", "drawing": "[picture]"}


@dataclass(frozen=True)
class Text:
    """What a document says: its paragraphs, with “|” between the cells of a row, its notes in order, header and footer.

    An empty paragraph at the end of the body is left out: where the text ends in a table that came or went, there is one.
    """

    body: list[str]
    notes: list[str]
    margins: list[str]


def text(data: bytes, decision: str = "accept") -> Text:
    """The text of a document once all changes are accepted or rejected, with its footnotes in the order of their marks."""
    body = docx_xml.tree(data)[0]
    if body[-2].tag == f"{W}tbl":
        body.insert(-1, ET.Element(f"{W}p"))  # as Word does on opening
    body = _decided(body, decision)
    order = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    assert len(order) == len(set(order))
    part = {note.get(f"{W}id"): note for note in docx_xml.tree(data, docx_xml.FOOTNOTES)}
    notes = [" / ".join(_lines(_decided(part[name], decision))) for name in order]
    margins = [line for name in ("header", "footer") for line in _lines(_decided(docx_xml.tree(data, f"word/{name}.xml"), decision))]
    return Text("\n".join(_lines(body)).rstrip("\n").split("\n"), notes, margins)


def _decided(element: ET.Element, decision: str) -> ET.Element:
    """An element with its changes settled: what goes is gone, paragraphs without a mark run into the next."""
    made = copy.deepcopy(element)
    _settle_runs(made, decision)
    _settle_blocks(made, decision)
    return made


def _settle_runs(element: ET.Element, decision: str) -> None:
    for child in list(element):
        name = child.tag.removeprefix(W)
        if name in {"ins", "del"} and element.tag != f"{W}rPr" and element.tag != f"{W}trPr":
            place = list(element).index(child)
            element.remove(child)
            if name == STAYS[decision]:
                _settle_runs(child, decision)
                for offset, run in enumerate(list(child)):
                    element.insert(place + offset, run)
        else:
            _settle_runs(child, decision)


def _settle_blocks(element: ET.Element, decision: str) -> None:
    for row in [row for row in element.findall(f"{W}tr") if row.find(f"{W}trPr/{W}{GONE[decision]}") is not None]:
        element.remove(row)
    for child in list(element):
        _settle_blocks(child, decision)
        if child.tag == f"{W}tbl" and child.find(f"{W}tr") is None:
            element.remove(child)
    blocks = [child for child in element if child.tag in {f"{W}p", f"{W}tbl"}]
    for place, block in enumerate(blocks):
        if block.tag == f"{W}p" and block.find(f"{W}pPr/{W}rPr/{W}{GONE[decision]}") is not None:
            _run_on(element, block, blocks[place + 1] if place + 1 < len(blocks) else None)


def _run_on(parent: ET.Element, block: ET.Element, following: ET.Element | None) -> None:
    """Word joins a paragraph that lost its mark to the next paragraph. Where none follows, nothing may be left of it."""
    content = [child for child in block if child.tag != f"{W}pPr"]
    parent.remove(block)
    if following is not None and following.tag == f"{W}p":
        place = 1 if following.find(f"{W}pPr") is not None else 0
        following[place:place] = content
        return
    assert following is not None, "the last paragraph of a text cannot go"
    assert not any("".join(child.itertext()) for child in content), "words before a table lost their paragraph"


def _lines(element: ET.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}p":
            yield _words(child)
        elif child.tag == f"{W}tr":
            yield " | ".join(" / ".join(_lines(cell)) for cell in child.iter(f"{W}tc"))
        elif child.tag == f"{W}tbl":
            yield from _lines(child)


def _words(paragraph: ET.Element) -> str:
    """What a paragraph shows."""
    shown: list[str] = []
    for node in paragraph.iter():
        name = node.tag.removeprefix(W)
        if name in {"t", "delText"}:
            shown.append(node.text or "")
        elif name in SIGNS:
            shown.append(SIGNS[name])
    return "".join(shown)
