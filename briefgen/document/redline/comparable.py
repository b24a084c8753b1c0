"""Documents made ready to be compared: blocks hold blocks or one line, and blanks are folded as a browser folds them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby

from briefgen.document.html_text import add_text
from briefgen.document.vocabulary import CHANGE, SVG

LINE = "line"
"""Inline content that stands beside blocks."""
LINES = frozenset({"p", "h1", "h2", "h3", "caption", "figcaption", LINE})
"""Elements with inline content only."""
MIXED = frozenset({"li", "td", "th"})
INLINE = frozenset({"a", "abbr", "br", "em", "span", "strong", "sup", "time"})
BLANKS = re.compile(r"[ \t\n\r\f]+")


def lined(element: ET.Element) -> ET.Element:
    """A copy to compare. Ways back from notes are left out, since they follow from the marks."""
    made = ET.Element(element.tag, element.attrib)
    if element.tag == f"{SVG}svg":
        made = _copy(element)
    elif element.tag in LINES:
        _fill_line(made, _pieces(element))
    elif element.tag in MIXED:
        made.extend(_lines_and_blocks(element))
    else:
        made.extend(lined(child) for child in element)
    return made


def unlined(element: ET.Element) -> ET.Element:
    """What `lined` made, as a document again. A line that came or went as a whole becomes a paragraph."""
    made = ET.Element(element.tag, element.attrib)
    made.text = element.text
    for child in element:
        if child.tag == LINE and not child.get(CHANGE):
            add_text(made, child.text)
            made.extend(deepcopy(part) for part in child)
        elif element.tag in LINES or element.tag == f"{SVG}svg":
            made.append(deepcopy(child))
        else:
            made.append(unlined(child))
            made[-1].tag = "p" if child.tag == LINE else child.tag
    return made


def _lines_and_blocks(element: ET.Element) -> list[ET.Element]:
    """The content of a mixed element: one line at least."""
    found: list[ET.Element] = []
    for inline, run in groupby(_pieces(element), lambda piece: isinstance(piece, str) or piece.tag in INLINE):
        if inline:
            line = ET.Element(LINE)
            _fill_line(line, run)
            found += [line] if line.text or len(line) else []
        else:
            found += [lined(piece) for piece in run if isinstance(piece, ET.Element)]
    return found or [ET.Element(LINE)]


def _pieces(element: ET.Element) -> Iterator[str | ET.Element]:
    """Text and elements in order, without ways back."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "backref":
            yield child
        yield child.tail or ""


def _fill_line(line: ET.Element, pieces: Iterator[str | ET.Element]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            add_text(line, piece)
        else:
            line.append(_copy(piece))
    _fold(line)


def _copy(element: ET.Element) -> ET.Element:
    made = deepcopy(element)
    made.tail = None
    return made


def _fold(line: ET.Element) -> None:
    """Folds blanks; none stays at either end, nor beside the end of a line."""
    after_blank, last = True, (line, "text")
    for element, name in _texts(line):
        if element.tag == "br" and name == "text":
            _trim(*last)
            after_blank = True
            continue
        text = BLANKS.sub(" ", getattr(element, name) or "")
        text = text.lstrip(" ") if after_blank else text
        setattr(element, name, text or None)
        if text:
            after_blank, last = text.endswith(" "), (element, name)
    _trim(*last)


def _trim(element: ET.Element, name: str) -> None:
    setattr(element, name, (getattr(element, name) or "").rstrip(" ") or None)


def _texts(element: ET.Element) -> Iterator[tuple[ET.Element, str]]:
    """Where the texts of a line stand, in order."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"
