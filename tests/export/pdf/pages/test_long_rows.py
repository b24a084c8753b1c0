"""Rows that are longer than a page: what heads them stays with them, and no other row is split."""

from __future__ import annotations

import pytest

from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.export.pdf import export
from tests.tools import docx_xml
from tests.tools.docx_xml import part
from tests.tools.pdf_pages import Pages, set_pages


def table(*rows: int, head: bool = True, before: int = 0) -> str:
    """Some paragraphs, a heading, and a table with rows of so many lines."""
    header = "<caption>Table 1. Events</caption><thead><tr><th scope='col'>Date</th><th scope='col'>Event</th></tr></thead>" if head else ""
    body = "".join(
        f"<tr><th scope='row'>R{place}</th><td>{'<br/>'.join(f'Line {line}' for line in range(lines))}</td></tr>"
        for place, lines in enumerate(rows)
    )
    return f"{'<p>Above.</p>' * before}<h2>Crossings</h2><table>{header}<tbody>{body}</tbody></table>"


def made(html: str) -> Page:
    """A page with a section that holds this, on a sheet of its own."""
    return docx_xml.page(part("a", html, "open-issues"))


def pages_of(html: str) -> Pages:
    """The sheets from the one with the table's heading on."""
    pages = set_pages(lambda: export.export(made(html), Templates()))
    return pages[next(place for place, page in enumerate(pages) if any(line.words == "Crossings" for line in page)) :]


def sheets_of(pages: Pages, row: str) -> int:
    """On how many sheets a row stands."""
    return sum(any(line.kind == "row" and line.block.find("th").text == row for line in page) for page in pages)


@pytest.mark.parametrize("before", [0, 12, 30])
@pytest.mark.parametrize("lines", [49, 52, 55, 57, 58, 59, 60, 62, 90, 140])
def test_what_heads_a_row_stays_with_it(lines: int, before: int) -> None:
    """Rows about as long as a page, and longer ones: heading, caption and header row stand above their beginning, the last above all."""
    first, *others = pages_of(table(lines, 2, before=before))
    words = [line.words for line in first]
    assert [line.kind for line in first[words.index("Crossings") :]][:4] == ["heading", "head", "head", "row"]
    assert {tuple(line.kind for line in page[:2]) for page in others} <= {("head", "row")}


def test_only_rows_that_cannot_be_whole_are_split() -> None:
    """A row that fits a page is whole, beside one that does not."""
    pages = pages_of(table(20, 40, 100, 40))
    assert [sheets_of(pages, row) for row in ("R0", "R1", "R2", "R3")] == [1, 1, 2, 1]


def test_a_table_without_a_header_keeps_its_heading() -> None:
    """Facts of a source have neither caption nor header row; their heading stays with a long first row."""
    assert [line.kind for line in pages_of(table(100, head=False))[0]][-2:] == ["heading", "row"]


def test_long_rows_are_told_once_and_no_others() -> None:
    """Three of five, in the order of their pages; a desk of short rows hears nothing."""
    problems = export.export(made(table(100, 3, 200, 40, 100)), Templates()).problems
    assert [(problem.code, problem.subject.split()[0]) for problem in problems] == [("row-too-long", row) for row in ("R0", "R2", "R4")]
    assert export.export(made(table(20, 40, 40)), Templates()).problems == ()
