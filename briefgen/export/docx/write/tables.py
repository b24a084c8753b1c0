"""Tables: rows made as elements, header rows that repeat, rows that do not split, widths that do not depend on a program.

A row that is longer than a page may split: programs would else move it to a page of its own, away from its heading.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.document.redline.sides import words
from briefgen.export.docx.oxml import UnknownElement, W, classes, w
from briefgen.export.docx.write.paragraph import Look, Place

if TYPE_CHECKING:
    from briefgen.export.docx.write.writer import Writer

STYLE = "Briefing Table"
WIDTHS = {"col-party": 1304, "col-date": 1701, "col-status": 1701, "col-label": 2268, "col-state": 2835}
"""Class of a column → its width in twentieths of a point (23, 30, 30, 40 and 50 mm); the others share the rest."""


class Plan(NamedTuple):
    """A table before it is written: its caption, its rows, how many of them are its head, the widths of its columns, and whether a row
    begins with a heading."""

    caption: ET.Element | None
    rows: list[ET.Element]
    head: int
    widths: list[int]
    row_headings: bool

    @property
    def kept(self) -> set[int]:
        """The places of the rows that are kept on the page of the next, so that no row is left over."""
        body = len(self.rows) - self.head
        return {self.head, len(self.rows) - 2} if body > 1 else set()


def planned(element: ET.Element, text_width: int) -> Plan:
    """What a table comes to. Raises UnknownElement for a table without cells, and for rows of different length."""
    head, rows = _rows(element)
    if not rows or not len(rows[0]):
        raise UnknownElement(element, "has no rows")
    for row in rows:
        if len(row) != len(rows[0]):
            raise UnknownElement(row, f"has {len(row)} cells where its table has {len(rows[0])}")
    return Plan(element.find("caption"), rows, len(head), _widths(rows[0], text_width), rows[-1][0].tag == "th")


def opened(writer: Writer, plan: Plan) -> Any:
    """The w:tbl of a table, without rows."""
    name = (words(plan.caption, "new") if plan.caption is not None else "") or writer.heading
    columns = w("tblGrid", *(w("gridCol", w=str(width)) for width in plan.widths))
    return w("tbl", _properties(writer, name, plan.widths, plan.head > 0, plan.row_headings), columns)


def rows(writer: Writer, plan: Plan, places: range) -> list[Any]:
    """Some rows of a table (w:tr), by their places in it."""
    written = {place: _row(writer, plan.rows[place], plan.widths, place < plan.head) for place in places}
    for place in plan.kept & written.keys():
        _keep_with_next(written[place])
    return list(written.values())


def _keep_with_next(row: Any) -> None:
    """Keeps a row (w:tr) on the page of the next; programs look at the paragraphs of its cells."""
    for paragraph in row.iter(f"{W}p"):
        properties = paragraph.get_or_add_pPr()
        properties.insert(1 if properties.find(f"{W}pStyle") is not None else 0, w("keepNext"))


def let_break(rows: Iterable[Any]) -> None:
    """Lets rows (w:tr) split where a page ends, and the next begin on another."""
    for row in rows:
        for rule in [*row.iterfind(f"{W}trPr/{W}cantSplit"), *row.iter(f"{W}keepNext")]:
            rule.getparent().remove(rule)


def words_of(row: Any) -> str:
    """The words of a row (w:tr), with blanks between its paragraphs."""
    return "".join((part.text or "") if part.tag == f"{W}t" else " " for part in row.iter(f"{W}p", f"{W}t", f"{W}br")).strip()


def _rows(element: ET.Element) -> tuple[list[ET.Element], list[ET.Element]]:
    """The header rows, and all rows."""
    head: list[ET.Element] = []
    rows: list[ET.Element] = []
    for group in element:
        if group.tag not in {"caption", "thead", "tbody"}:
            raise UnknownElement(group)
        found = [] if group.tag == "caption" else list(group)
        head += found if group.tag == "thead" else []
        rows += found
    strays = [row for row in rows if row.tag != "tr"] + [cell for row in rows for cell in row if cell.tag not in {"th", "td"}]
    if strays:
        raise UnknownElement(strays[0])
    return head, rows


def _widths(row: ET.Element, total: int) -> list[int]:
    """The widths of the columns, which add up to the width of the text."""
    known = [next((WIDTHS[name] for name in sorted(classes(cell)) if name in WIDTHS), 0) for cell in row]
    free = known.count(0)
    if not free:
        scale = total / sum(known)
        known = [round(width * scale) for width in known]
        return [*known[:-1], total - sum(known[:-1])]
    share = (total - sum(known)) // free
    if share <= 0:
        raise UnknownElement(row, "has too many columns for the page")
    widths = [width or share for width in known]
    widths[known.index(0)] += total - sum(widths)
    return widths


def _properties(writer: Writer, name: str, widths: list[int], head: bool, first_column: bool) -> Any:
    return w(
        "tblPr",
        w("tblStyle", val=writer.story.styles.id(STYLE)),
        w("tblW", w=str(sum(widths)), type="dxa"),
        w("tblLayout", type="fixed"),
        _conditions(head, first_column),
        w("tblCaption", val=name),
        w("tblDescription", val=name),
    )


def _conditions(head: bool, first_column: bool) -> Any:
    """Which parts of the table style apply: by name as Word reads them, and as bits for programs that read only these."""
    bits = 0x0600 + 0x0020 * head + 0x0080 * first_column
    flags = {"firstRow": head, "lastRow": False, "firstColumn": first_column, "lastColumn": False, "noHBand": True, "noVBand": True}
    return w("tblLook", val=f"{bits:04X}", **{name: str(int(flag)) for name, flag in flags.items()})


def _row(writer: Writer, row: ET.Element, widths: list[int], head: bool) -> Any:
    writer.bookmark_row(row)
    properties = w("trPr", w("cantSplit"), *([w("tblHeader")] if head else []))
    with writer.inside(replace(writer.here, change=writer.change_of(row))):
        properties.extend([writer.story.revisions.mark(writer.here.change)] if writer.here.change else [])
        return w("tr", properties, *(_cell(writer, cell, width, head) for cell, width in zip(row, widths, strict=True)))


def _cell(writer: Writer, cell: ET.Element, width: int, head: bool) -> Any:
    if head:
        place = Place("Table Heading")
    elif cell.tag == "th":
        place = Place("Table Row Heading", "Table Bullet", look=Look("Strong"))
    else:
        place = Place("Table Text", "Table Bullet")
    return w("tc", w("tcPr", w("tcW", w=str(width), type="dxa")), *writer.cell(cell, place))
