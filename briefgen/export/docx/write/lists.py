"""Lists: every numbered one gets a w:num and a w:abstractNum of its own, so that it begins at 1.

With a w:abstractNum that lists share, Word has been seen to go on counting although each w:num begins anew.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from briefgen.export.docx.oxml import W, twips, w
from briefgen.export.docx.styles.styles import Styles

STEP = 283
"""A level of a list stands in so far (5 mm, in twentieths of a point) where its list does not say it."""

OF_ONE_KIND = ("nsid", "tmpl", "name", "styleLink", "pStyle")
"""What a copy of a kind of list may not share with it: its marks of identity, and the styles that bear it."""
FIRST_NSID = 0x62670000
"""Word takes kinds of list with one nsid for one; the copies' are counted on from here."""


class Numbering:
    """The numbering part of a document."""

    def __init__(self, element: Any, styles: Styles) -> None:
        self._element, self._styles = element, styles
        self._kinds = {num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val") for num in element.iterchildren(f"{W}num")}
        self._last = max(map(int, self._kinds), default=0)

    def of(self, style: str, level: int) -> str:
        """The numbering that a paragraph style (by name) carries, with that level in it."""
        number = self._styles.setting(self._styles.id(style)).numbering
        self._deepen(self._element.find(f"{W}abstractNum[@{W}abstractNumId='{self._kinds[number]}']"), level)
        return number

    def _deepen(self, kind: Any, level: int) -> None:
        """Gives a kind of list the levels it lacks: each is marked as the first one is, and stands in by as much again."""
        for depth in range(1, level + 1):
            if kind.find(f"{W}lvl[@{W}ilvl='{depth}']") is None:
                kind[-1].addnext(_level(kind.find(f"{W}lvl"), depth))
                for one in kind.findall(f"{W}multiLevelType"):
                    one.set(f"{W}val", "hybridMultilevel")

    def restarted(self, style: str, level: int) -> str:
        """A new list of the style's kind that begins at 1 on that level; gives its number."""
        kind = self._copy(self._kinds[self.of(style, level)])
        self._last += 1
        restart = w("lvlOverride", w("startOverride", val="1"), ilvl=str(level))
        self._element.append(w("num", w("abstractNumId", val=kind), restart, numId=str(self._last)))
        return str(self._last)

    def _copy(self, identity: str) -> str:
        """A kind of list like that one, which no style bears; gives its id."""
        kinds = self._element.findall(f"{W}abstractNum")
        made = deepcopy(self._element.find(f"{W}abstractNum[@{W}abstractNumId='{identity}']"))
        number = max(int(kind.get(f"{W}abstractNumId")) for kind in kinds) + 1
        made.set(f"{W}abstractNumId", str(number))
        for tag in OF_ONE_KIND:
            for owned in made.findall(f".//{W}{tag}"):
                owned.getparent().remove(owned)
        made.insert(0, w("nsid", val=f"{FIRST_NSID + number:08X}"))
        kinds[-1].addnext(made)
        return str(number)


def _level(first: Any, depth: int) -> Any:
    made = deepcopy(first)
    made.set(f"{W}ilvl", str(depth))
    for owner in made.findall(f"{W}pStyle"):
        made.remove(owner)
    mark, indent = made.find(f"{W}lvlText"), made.find(f"{W}pPr/{W}ind")
    mark.set(f"{W}val", mark.get(f"{W}val", "").replace("%1", f"%{depth + 1}"))
    if indent is not None:
        step = twips(indent.get(f"{W}hanging")) or STEP
        indent.set(f"{W}left", str(twips(indent.get(f"{W}left")) + depth * step))
    return made
