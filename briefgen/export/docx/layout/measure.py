"""How high paragraphs and table rows come out, from the styles and the widths of our fonts' characters. Lengths in points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from briefgen.export.docx.oxml import W, twips
from briefgen.export.docx.styles.styles import Setting, Styles
from briefgen.fonts import metrics
from briefgen.language.scripts import LINE

FACES = {"Source Serif 4": "SourceSerif4", "Source Sans 3": "SourceSans3"}
NATURAL = {"SourceSerif4": 1.371, "SourceSans3": 1.424}
"""Height of a line as the font wants it, in ems."""
RUN, RUN_STYLE, TEXT, BOOKMARK, EXTENT = (qn(name) for name in ("w:r", "w:rStyle", "w:t", "w:bookmarkStart", "wp:extent"))
SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n"}
READ = (RUN, RUN_STYLE, TEXT, BOOKMARK, EXTENT, *SIGNS)
EMU = 12700
RAISED = 0.6
"""Size of a raised mark, in ems of its line."""
SPLIT_LINE = 12.0
"""Height taken for a line of a row that splits."""
RULE = 0.5
"""Height of the rule between rows."""
EAST_ASIAN = re.compile(f"[{LINE}]")
ATOMS = re.compile(rf"[\n\t] *|[{LINE}] *|[^ \n\t{LINE}–—-]+[–—-]? *|[–—-] *| +")
"""What a line does not break within: up to a space, a hyphen or a dash, or one East Asian character. Spaces after it belong to it."""


class Atom(NamedTuple):
    """A part of the text that stays on one line: its width, that of the spaces after it, and whether a line may break there."""

    text: str
    width: float
    space: float
    ends: bool


class Box(NamedTuple):
    """Something that stands on a page: a paragraph of some lines, or a row (one line that does not split, many where it must).

    repeat: height of the header rows above it, should it begin a page. names: its bookmarks.
    """

    lines: int
    line: float
    before: float = 0.0
    after: float = 0.0
    frame: float = 0.0
    keep_next: bool = False
    together: bool = False
    page_break: bool = False
    repeat: float = 0.0
    names: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Without the spacing before and after."""
        return self.lines * self.line + self.frame


@dataclass
class _Content:
    """What a paragraph shows: its text with the size of each part, the height of its picture (0: none), its bookmarks."""

    atoms: list[tuple[Atom, float]] = field(default_factory=list)
    picture: float = 0.0
    names: list[str] = field(default_factory=list)


class Ruler:
    """Measures the elements of one document."""

    def __init__(self, styles: Styles, numbering: Any, page: float = inf) -> None:
        """page: the height of the text on a page. Rows that do not fit there below their header rows are kept in `long_rows`."""
        self._styles = styles
        self._page = page
        self.long_rows: list[Any] = []
        self._indents = dict(_list_indents(numbering))
        self._faces: dict[tuple[str, str], tuple[str, float]] = {}

    def boxes(self, elements: Iterable[Any], width: float, above: str = "") -> Iterator[Box]:
        """The boxes of paragraphs and tables, in order, set in that width. above: the style of a paragraph just above."""
        for element in elements:
            if element.tag == f"{W}p":
                style = element[0][0].get(f"{W}val")
                box = self._paragraph(element, style, width)
                yield box._replace(frame=0.0) if above and self._in_one_box(above, style) else box
                above = style
            elif element.tag == f"{W}tbl":
                yield from self.rows(element)[0]
                above = ""

    def _in_one_box(self, above: str, style: str) -> bool:
        """Whether paragraphs in these styles, one below the other, stand in one frame: as wide and with the same rules."""
        one, other = (self._styles.setting(name) for name in (above, style))
        return other.joins and (one.frame, one.left, one.right) == (other.frame, other.left, other.right)

    def _paragraph(self, element: Any, style: str, width: float) -> Box:
        setting = self._styles.setting(style)
        left, first = self._indent(element[0], setting)
        room = width - left - setting.right
        content = self._read(element, style)
        return Box(
            lines=_lines(content.atoms, room, room - first),
            line=content.picture or _line_height(setting),
            before=setting.before,
            after=setting.after,
            frame=setting.frame,
            keep_next=setting.keep_next or element[0].find(f"{W}keepNext") is not None,
            together=setting.keep_lines or bool(content.picture),
            page_break=setting.page_break,
            names=tuple(content.names),
        )

    def rows(self, table: Any, repeat: float = 0.0) -> tuple[list[Box], float]:
        """The boxes of a table's rows, and how high its header rows are. repeat: how high those are that stand above these rows."""
        margins = self._styles.cell_margins(table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val"))
        boxes = []
        for row in table.iterchildren(f"{W}tr"):
            cells = [self._cell(cell, margins) for cell in row.iterchildren(f"{W}tc")]
            height = max(height for height, _ in cells)
            long = repeat + height > self._page
            self.long_rows += [row] if long else []
            lines = round(height / SPLIT_LINE) if long else 1
            kept = cells[0][1] and not long
            boxes.append(Box(lines, height / lines, keep_next=kept, together=not long, repeat=repeat, names=_names(row)))
            if row.find(f"{W}trPr/{W}tblHeader") is not None:
                repeat += height
        return boxes, repeat

    def _cell(self, cell: Any, margins: dict[str, float]) -> tuple[float, bool]:
        """The height of a cell, and whether it is kept with the next row."""
        width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) / 20 - margins.get("left", 0) - margins.get("right", 0)
        boxes = list(self.boxes(cell, width))
        gaps = sum(max(above.after, below.before) for above, below in pairwise(boxes))
        height = boxes[0].before + sum(box.height for box in boxes) + gaps + boxes[-1].after
        return height + margins.get("top", 0) + margins.get("bottom", 0) + RULE, boxes[0].keep_next

    def _indent(self, properties: Any, setting: Setting) -> tuple[float, float]:
        """How far lines stand in from the left, and the first line from that."""
        direct = properties.find(f"{W}numPr")
        if direct is not None:
            key = (direct.find(f"{W}numId").get(f"{W}val"), direct.find(f"{W}ilvl").get(f"{W}val"))
        else:
            key = (setting.numbering, "0")
        # The mark of a list stands in the hanging part, so that the first line begins where the others do.
        return (self._indents.get(key, setting.left), 0.0) if key[0] else (setting.left, setting.first)

    def _read(self, element: Any, paragraph_style: str) -> _Content:
        """What a paragraph shows, read in one pass."""
        content = _Content()
        face, size = plain = self._face(paragraph_style, "")
        for node in element.iter(*READ):
            tag = node.tag
            if tag == RUN:
                face, size = plain
            elif tag == RUN_STYLE:
                face, size = self._face(paragraph_style, node.get(f"{W}val"))
            elif tag == BOOKMARK:
                content.names.append(node.get(f"{W}name"))
            elif tag == EXTENT:
                content.picture = int(node.get("cy")) / EMU
            else:
                content.atoms += [(_atom(text, face), size) for text in ATOMS.findall(_shown(node, tag))]
        return content

    def _face(self, paragraph_style: str, run_style: str) -> tuple[str, float]:
        key = (paragraph_style, run_style)
        if key not in self._faces:
            setting = self._styles.setting(paragraph_style)
            setting = self._styles.over(setting, run_style) if run_style else setting
            self._faces[key] = (_face_name(setting), setting.size * (RAISED if setting.raised else 1))
        return self._faces[key]


def _list_indents(numbering: Any) -> Iterator[tuple[tuple[str, str], float]]:
    """(Numbering, level) → how far its text stands in."""
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in numbering.iterchildren(f"{W}abstractNum")}
    for num in numbering.iterchildren(f"{W}num"):
        kind = kinds.get(num.find(f"{W}abstractNumId").get(f"{W}val"))
        for level in kind.iterchildren(f"{W}lvl") if kind is not None else ():
            indents = level.find(f"{W}pPr/{W}ind")
            if indents is not None:
                yield (num.get(f"{W}numId"), level.get(f"{W}ilvl")), twips(indents.get(f"{W}left")) / 20


def _names(element: Any) -> tuple[str, ...]:
    return tuple(start.get(f"{W}name") for start in element.iter(BOOKMARK))


def _shown(node: Any, tag: str) -> str:
    """What a part of a run shows."""
    return (node.text or "") if tag == TEXT else SIGNS[tag]


def _face_name(setting: Setting) -> str:
    family = FACES.get(setting.font, "SourceSans3")
    if setting.bold and setting.italic and family == "SourceSerif4":
        return f"{family}-BoldItalic"
    return f"{family}-{'Bold' if setting.bold else 'Italic' if setting.italic else 'Regular'}"


def _line_height(setting: Setting) -> float:
    natural = NATURAL[FACES.get(setting.font, "SourceSans3")] * setting.size
    if setting.rule == "exact":
        return setting.line
    return max(setting.line, natural) if setting.rule == "atLeast" else setting.line * natural


@lru_cache(maxsize=50_000)
def _atom(text: str, face: str) -> Atom:
    """An atom measured at size 1."""
    shown = text.rstrip(" ")
    space = metrics.width(" ", face, 1.0) * (len(text) - len(shown))
    ends = bool(space) or shown[-1:] in "-–—" or bool(EAST_ASIAN.match(shown))
    return Atom(shown, metrics.width(shown.strip("\n\t"), face, 1.0), space, ends)


def _lines(atoms: Iterable[tuple[Atom, float]], room: float, first: float) -> int:
    """How many lines the atoms fill, broken greedily. A tab is taken for the one after a note's number."""
    count, limit, used, word = 1, first, 0.0, 0.0
    for (text, width, space, ends), size in atoms:
        if text == "\n":
            count, limit, used, word = count + 1, room, 0.0, 0.0
            continue
        if text == "\t":
            used, word = max(used + word, first - room), 0.0
            continue
        word += width * size
        if used + word > limit and used > 0:
            count, limit, used = count + 1, room, 0.0
        while word > limit > 0:
            count, word, limit = count + 1, word - limit, room
        if ends:
            used, word = used + word + space * size, 0.0
    return count
