"""Our own layout of the Word document, for the page numbers that it carries: no other program is asked.

Word, its font versions and its settings may differ by a line, so that what stands near the end of a page may be on the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.export.docx.layout.measure import Box

SLACK = 0.01
"""So many points over the foot of a page are the rounding of lengths."""


@dataclass
class Pages:
    """The number of pages, the page on which each bookmark stands, and the words of the rows that are longer than a page."""

    total: int = 1
    of: dict[str, int] = field(default_factory=dict)
    long_rows: tuple[str, ...] = ()


def room_of(note: Iterable[Box]) -> float:
    """The height of a note at the foot of a page."""
    return sum(box.before + box.height + box.after for box in note)


def with_footnotes(box: Box, rooms: Mapping[str, float]) -> Box:
    """The box with the room of the footnotes first marked in it (bookmark → height) shared out over its lines.

    So a paragraph that runs on to another page takes its notes along in proportion, whichever line marks them. The separator is
    reckoned on every page, although one without notes has none.
    """
    room = sum(rooms.get(name, 0.0) for name in box.names)
    return box._replace(line=box.line + room / box.lines)


def set_on_pages(boxes: Sequence[Box], height: float) -> Pages:
    """Sets boxes on pages of that height, one below the other."""
    sheet = _Sheet(height)
    for position, box in enumerate(boxes):
        if box.page_break and sheet.begun:
            sheet.turn()
        if position == 0 or not boxes[position - 1].keep_next:
            sheet.make_room(_kept_together(boxes, position, height), box)
        sheet.set(box)
    return Pages(sheet.page, sheet.of)


def _kept_together(boxes: Sequence[Box], position: int, height: float) -> float:
    """The height that must be free at a box: of itself and of what it is kept with, as far as the first lines of the last or a break."""
    needed = gap = 0.0
    for box in map(boxes.__getitem__, range(position, len(boxes))):
        if needed and box.page_break:
            return needed
        needed += max(gap, box.before) if needed else 0.0
        if not box.keep_next or needed >= height:
            lines = box.lines if box.together or box.lines <= 3 else 2
            return needed + box.frame + lines * box.line
        needed, gap = needed + box.height, box.after
    return needed


class _Sheet:
    """The page being filled."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.page = 1
        self.of: dict[str, int] = {}
        self.begun = False
        self._y = self._after = 0.0

    def turn(self, head: float = 0.0) -> None:
        """Begins a page, with repeated header rows on it."""
        self.page += 1
        self._y, self._after, self.begun = head, 0.0, False

    def make_room(self, needed: float, box: Box) -> None:
        """Begins a page where so much does not fit here but would there."""
        if self.begun and needed <= self.height and self._y + self._gap(box) + needed > self.height:
            self.turn(box.repeat)

    def set(self, box: Box) -> None:
        """Sets a box here, and what does not fit on the pages that follow."""
        self._y += self._gap(box) + box.frame
        left = box.lines
        while (fit := self._lines_that_fit(box, left)) < left:
            if left == box.lines and fit:
                self._note(box.names)
            left -= fit
            self.turn(box.repeat)
        if left == box.lines:
            self._note(box.names)
        self._y += left * box.line
        while self._y > self.height + SLACK:
            self.page, self._y = self.page + 1, self._y - self.height
        self._after, self.begun = box.after, True

    def _lines_that_fit(self, box: Box, left: int) -> int:
        """How many of the lines left go on this page: never one line alone at either side of a page's end."""
        fit = int((self.height - self._y + SLACK) / box.line)
        if fit >= left or (box.together and not self.begun):
            return left
        if box.together or left <= 3 or fit < 2:
            return 0 if self.begun else max(fit, 1)
        return min(fit, left - 2)

    def _gap(self, box: Box) -> float:
        """Word sets the larger of two spacings, and none at the top of a page."""
        return max(self._after, box.before) if self.begun else 0.0

    def _note(self, names: Iterable[str]) -> None:
        self.of |= dict.fromkeys(names, self.page)
