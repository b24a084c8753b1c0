"""The words of a document as a reader counts them: what stands on the page, drawings left out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from briefgen.document.vocabulary import SVG

INLINE = frozenset({"a", "abbr", "del", "em", "ins", "span", "strong", "time"})
"""Elements that a word may run through; at the edges of all others one ends."""
HIDDEN = frozenset({"head", "style", f"{SVG}svg"})
_LETTER = re.compile(r"\w")


class Counted:
    """The words of an element, gathered once, and which of them each element within has."""

    def __init__(self, root: ET.Element) -> None:
        self._pieces: list[str] = []
        self._spans: dict[ET.Element, tuple[int, int]] = {}
        self._gather(root)

    def text(self, element: ET.Element) -> str:
        """The words of an element, blanks as they come."""
        start, end = self._spans.get(element, (0, 0))
        return "".join(self._pieces[start:end])

    def words(self, element: ET.Element) -> int:
        """How many words an element has: runs without a blank that hold a letter or a digit."""
        return len(list(filter(_LETTER.search, self.text(element).split())))

    def _gather(self, element: ET.Element) -> None:
        if element.tag in HIDDEN:
            return
        pieces, start = self._pieces, len(self._pieces)
        edge = "" if element.tag in INLINE else " "
        pieces.append(edge + (element.text or ""))
        for child in element:
            self._gather(child)
            if child.tail:
                pieces.append(child.tail)
        pieces.append(edge)
        self._spans[element] = start, len(pieces)


def text_of(element: ET.Element) -> str:
    """The words of an element, blanks as they come."""
    return Counted(element).text(element)
