"""Where a document is cut: at its sections, within large ones at their blocks, within large tables and references at their rows.

A cut lies where the content before it says so, so that what is put in or taken out moves only the cuts beside it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from briefgen.desk.kept import key_of
from briefgen.document.vocabulary import CHANGE
from briefgen.export.docx.oxml import classes
from briefgen.export.docx.write import tables
from briefgen.export.docx.write.tables import Plan
from briefgen.export.docx.write.writer import Surroundings, Writer, refuse_text

LARGE = 600
"""So many elements make a block that is cut within itself."""
LEAST, MOST = 150, 900
"""Elements that a piece has at least, where more follow, and at most, where it can be cut."""
ONE_IN = 4
"""Of so many places where a piece may end, it ends at one."""
CHANGES = {"ins", "del"}

Kind = Literal["blocks", "table", "rows", "references"]


class Step(NamedTuple):
    """What is written next. here: where. elements: blocks, references, or rows; of a table that is begun, its captions.

    ids: of what is round them and begins with them. plan: of the table. places: of the rows in it. digest: of all of it.
    """

    kind: Kind
    here: Surroundings
    elements: Sequence[ET.Element]
    digest: str
    ids: tuple[str, ...] = ()
    plan: Plan | None = None
    places: range = range(0)

    @property
    def last(self) -> bool:
        """Whether it ends a table."""
        return self.plan is not None and self.places.stop == len(self.plan.rows)


def is_marked(tree: ET.Element) -> bool:
    """Whether a document has marks of changes, which reach across what would be cut."""
    return any(element.tag in CHANGES or element.get(CHANGE) for element in tree.iter())


def cut(body: ET.Element, text_width: int, whole: bool) -> Iterator[Step]:
    """The steps in which a document is written. whole: in one. Raises UnknownElement for words between blocks and for unusable tables."""
    for holder in (body, *body.findall("main")):
        refuse_text(holder)
    blocks = [part for child in body for part in (child if child.tag == "main" else [child])]
    yield from [Step("blocks", Surroundings(), blocks, "")] if whole else _Cutter(text_width).blocks(blocks, Surroundings())


class _Cutter:
    """Cuts blocks, and keeps the ids of opened ones for the first step within."""

    def __init__(self, text_width: int) -> None:
        self._text_width = text_width
        self._ids: tuple[str, ...] = ()

    def blocks(self, blocks: Sequence[ET.Element], here: Surroundings) -> Iterator[Step]:
        group: list[ET.Element] = []
        for block in blocks:
            opened = self._opened(block, here) if _weight(block) > LARGE else None
            if opened is None:
                group.append(block)
                continue
            yield from self._steps("blocks", group, here)
            group = []
            self._ids += (block.get("id", ""),) if block.get("id") else ()
            yield from opened
        yield from self._steps("blocks", group, here)

    def _opened(self, block: ET.Element, here: Surroundings) -> Iterator[Step] | None:
        """The steps within a large block; None for one that is written as a whole."""
        here = replace(here, language=block.get("lang", here.language))
        if block.tag == "section":
            return self._section(block, replace(here, section=classes(block)))
        if block.tag == "table":
            return self._table(block, here)
        return self._references(block, here) if block.tag == "ol" and classes(block) == {"notes"} else None

    def _section(self, section: ET.Element, here: Surroundings) -> Iterator[Step]:
        refuse_text(section)
        yield from self.blocks(list(section), here)

    def _table(self, table: ET.Element, here: Surroundings) -> Iterator[Step]:
        plan = tables.planned(table, self._text_width)
        digest = key_of(*map(digest_of, table.findall("caption")), repr((plan.widths, plan.head, plan.row_headings)))
        yield Step("table", here, [table], digest, self._taken(), plan)
        first = 0
        for group in _groups(plan.rows):
            places = range(first, first + len(group))
            about = repr(
                (
                    plan.widths,
                    plan.head,
                    plan.row_headings,
                    sorted(place - first for place in plan.kept & set(places)),
                    first == 0,
                    places.stop == len(plan.rows),
                )
            )
            if first < plan.head:
                about += repr(first)
            yield Step("rows", here, group, key_of(about, *map(digest_of, group)), (), plan, places)
            first = places.stop

    def _references(self, notes: ET.Element, here: Surroundings) -> Iterator[Step]:
        refuse_text(notes)
        yield from self._steps("references", list(notes), here)

    def _steps(self, kind: Kind, elements: Sequence[ET.Element], here: Surroundings) -> Iterator[Step]:
        for group in _groups(elements):
            yield Step(kind, here, group, key_of(*map(digest_of, group)), self._taken())

    def _taken(self) -> tuple[str, ...]:
        ids, self._ids = self._ids, ()
        return ids


def write(writer: Writer, step: Step) -> None:
    """Writes a step into `writer.out`: of a table that is begun the w:tbl without rows, of rows a w:tbl with no others."""
    from briefgen.export.docx.write import blocks

    writer.pending += step.ids
    with writer.inside(step.here):
        if step.kind == "references":
            blocks.references(writer, step.elements)
        elif step.plan is None:
            for block in step.elements:
                writer.block(block)
        elif step.kind == "table":
            blocks.above_table(writer, step.elements[0])
            writer.out.append(tables.opened(writer, step.plan))
        else:
            made = tables.opened(writer, step.plan)
            made.extend(tables.rows(writer, step.plan, step.places))
            writer.out.append(made)


def _groups(elements: Sequence[ET.Element]) -> Iterator[list[ET.Element]]:
    """Neighbours that make a piece each."""
    group: list[ET.Element] = []
    weight = 0
    for element in elements:
        group.append(element)
        weight += _weight(element)
        if weight >= MOST or (weight >= LEAST and _ends(element)):
            yield group
            group, weight = [], 0
    if group:
        yield group


def _ends(element: ET.Element) -> bool:
    """Whether a piece ends behind an element: by its id or, without one, by its words, so that it is the same in every build."""
    return int(key_of(element.get("id") or "".join(element.itertext()))[:8], 16) % ONE_IN == 0


def _weight(element: ET.Element) -> int:
    return sum(1 for _ in element.iter())


def digest_of(element: ET.Element) -> str:
    """A digest of an element with all that is in it."""
    parts: list[str] = []
    for node in element.iter():
        attributes = [text for pair in node.attrib.items() for text in pair]
        # XML has no zero character, and the numbers of children and of attributes say how the elements stand in one another.
        parts += (node.tag, f"{len(node)} {len(attributes)}", *attributes, node.text or "", node.tail or "")
    return key_of("\0".join(parts))
