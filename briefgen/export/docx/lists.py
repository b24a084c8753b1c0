"""Lists: every numbered one gets a w:num of its own, so that it begins at 1."""

from __future__ import annotations

from typing import Any

from briefgen.export.docx.oxml import W, w
from briefgen.export.docx.styles import Styles


class Numbering:
    """The numbering part of a document."""

    def __init__(self, element: Any, styles: Styles) -> None:
        self._element, self._styles = element, styles
        self._kinds = {num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val") for num in element.iterchildren(f"{W}num")}
        self._last = max(map(int, self._kinds), default=0)

    def of(self, style: str) -> str:
        """The numbering that a paragraph style (by name) carries."""
        return self._styles.setting(self._styles.id(style)).numbering

    def restarted(self, style: str, level: int) -> str:
        """A new numbering of the style's kind that begins at 1 on that level."""
        self._last += 1
        restart = w("lvlOverride", w("startOverride", val="1"), ilvl=str(level))
        self._element.append(w("num", w("abstractNumId", val=self._kinds[self.of(style)]), restart, numId=str(self._last)))
        return str(self._last)
