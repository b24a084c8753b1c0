"""Which passages of a document with changes marked are news to its reader."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.marks import marks, target
from briefgen.sides import Side, has_changes, texts, view
from briefgen.vocabulary import CHANGE

PASSAGES = frozenset({"caption", "figcaption", "h1", "h2", "h3", "li", "p", "tr"})
PASSED_OVER = frozenset({"header", "nav"})
"""What changes with every edition, or follows from the rest."""


@dataclass(frozen=True)
class News:
    """What is none: the as-of date that moved, and other numbers of the same notes.

    same: id of an old note → id of the new one that says the same. was, now: the as-of dates in words.
    """

    same: Mapping[str, str]
    was: str
    now: str

    def blocks(self, element: ET.Element) -> Iterator[ET.Element]:
        """The passages within an element that changed; of a block that came as a whole only the block."""
        if element.tag in PASSED_OVER or element.get(CHANGE) == "deleted":
            return
        if element.get(CHANGE) == "inserted" or (element.tag in PASSAGES and self._is_news(element)):
            yield element
            return
        for child in element:
            yield from self.blocks(child)

    def _is_news(self, passage: ET.Element) -> bool:
        own = ET.Element(passage.tag)
        own.text = passage.text
        own.extend(child for child in passage if child.tag not in {"ol", "ul"})
        if not has_changes(own):
            return False
        words, sources = self._said(own, "old")
        return (words.replace(self.was, self.now) if self.was else words, sources) != self._said(own, "new")

    def _said(self, passage: ET.Element, which: Side) -> tuple[str, Hashable]:
        """The words of one side, and the notes it leads to."""
        seen = view(passage, which)
        return "".join(texts(seen)), tuple(self.same.get(target(mark), target(mark)) for mark in marks(seen))
