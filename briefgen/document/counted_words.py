"""The words of a document as a reader counts them: what stands on the page, drawings left out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from briefgen.document.vocabulary import SVG

INLINE = frozenset({"a", "abbr", "del", "em", "ins", "span", "strong", "time"})
"""Elements that a word may run through; at the edges of all others one ends."""
HIDDEN = frozenset({"head", "style", f"{SVG}svg"})
_WORD = re.compile(r"\S*\w\S*")


def text_of(element: ET.Element) -> str:
    """The words of an element, blanks as they come."""
    return "".join(_pieces(element))


def words_in(element: ET.Element) -> int:
    """How many words an element has: runs without a blank that hold a letter or a digit."""
    return len(_WORD.findall(text_of(element)))


def _pieces(element: ET.Element) -> Iterator[str]:
    if element.tag in HIDDEN:
        return
    edge = "" if element.tag in INLINE else " "
    yield edge + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield edge
