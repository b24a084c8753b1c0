"""Tracked changes: what Word accepts or rejects, with who made it and when."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Literal

from briefgen.export.docx.oxml import W, w

Change = Literal["", "del", "ins"]
"""What becomes of content: it stays, is taken out, or is put in."""
CHANGES: dict[str, Change] = {"deleted": "del", "inserted": "ins"}
"""The document's word for a block that went or came as a whole → the change."""


class Revisions:
    """Makes the marks of one document's changes.

    author: who prepared the document. day: its date (ISO); the changes bear midnight UTC. number: gives numbers that nothing else has.
    """

    def __init__(self, author: str, day: str, number: Callable[[], str]) -> None:
        self._author, self._date, self._number = author, f"{day}T00:00:00Z", number

    def mark(self, change: Change) -> Any:
        """A w:ins or w:del: round runs, or in the properties of a paragraph's mark or of a row."""
        return w(change, id=self._number(), author=self._author, date=self._date)

    def passing(self, paragraph: Any) -> Any:
        """A paragraph that stands in neither text: put in, and taken out again."""
        paragraph[0].append(w("rPr", self.mark("ins"), self.mark("del")))
        return paragraph

    def settle(self, content: list[Any]) -> None:
        """Mends the end of a cell, of the contents or of the text, which can neither be put in nor taken out.

        content: what stands there, changed in place. Where the last paragraph comes or goes, the paragraph that is last without it
        gives it its own end: either its mark comes or goes instead, or it is set within the last paragraph. After a table nothing can
        give an end, and Word keeps the empty paragraph that it sets after a table at the end of a text anyway.
        """
        last = len(content) - 1
        change = _change_of(content[last])
        place = last
        while place >= 0 and content[place].tag == f"{W}p" and _change_of(content[place]) == change:
            place -= 1
        if not change:
            return
        _set_change(content[last], None)
        if place < 0 or content[place].tag != f"{W}p":
            return
        before = content[place]
        old, new = (before, content[last]) if change == "ins" else (content[last], before)
        properties = self._properties(old[0], new[0])
        if _change_of(before):
            content[last][1:1] = before[1:]
            del content[place]
        else:
            _set_change(before, self.mark(change))
        content[-1].replace(content[-1][0], properties)

    def _properties(self, old: Any, new: Any) -> Any:
        """The properties of a paragraph, with what they were."""
        made = _plain(new)
        was = w("pPrChange", _plain(old), id=self._number(), author=self._author, date=self._date)
        made.append(was)
        return made


def _plain(properties: Any) -> Any:
    """A copy of a paragraph's properties without those of its mark."""
    made = deepcopy(properties)
    for mark in made.findall(f"{W}rPr"):
        made.remove(mark)
    return made


def _change_of(paragraph: Any) -> Change:
    """What becomes of a paragraph's mark."""
    marks = paragraph.find(f"{W}pPr/{W}rPr") if paragraph.tag == f"{W}p" else None
    return "" if marks is None else "ins" if marks.find(f"{W}ins") is not None else "del"


def _set_change(paragraph: Any, mark: Any) -> None:
    properties = paragraph[0]
    for old in properties.findall(f"{W}rPr"):
        properties.remove(old)
    if mark is not None:
        properties.append(w("rPr", mark))


def versions(old: str, new: str) -> list[tuple[Change, str]]:
    """A text that stays, or both versions of one that does not; what is empty is left out."""
    if old == new:
        return [("", new)]
    both: list[tuple[Change, str]] = [("del", old), ("ins", new)]
    return [(change, text) for change, text in both if text]
