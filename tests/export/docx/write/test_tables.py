"""Tables in Word: columns as wide as their classes say, and rows that are kept with the next so that none is left over."""

from __future__ import annotations

import pytest
from docx.oxml.parser import parse_xml

from briefgen.document.vocabulary import COLUMNS
from briefgen.export.docx.gate import gate
from briefgen.export.docx.layout.pages import paginate
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.docx.write.tables import WIDTHS
from tests.tools.docx_xml import DOCUMENT, W, made, part, parts, replaced, tree

TEXT = 9638
"""The width of the text, in twentieths of a point (170 mm)."""


def columns(*classes: str) -> list[int]:
    """How wide the columns of a table with these classes come out."""
    cells = "".join(f'<th scope="col" class="{name}">A</th>' for name in classes)
    row = "".join(f'<td class="{name}">a</td>' for name in classes)
    data = made(part("a", f"<table><thead><tr>{cells}</tr></thead><tbody><tr>{row}</tr></tbody></table>"))
    return [int(column.get(f"{W}w", "")) for column in tree(data).iter(f"{W}gridCol")]


@pytest.mark.parametrize(
    ("name", "width"), [("col-party", 1304), ("col-date", 1701), ("col-status", 1701), ("col-label", 2268), ("col-state", 2835)]
)
def test_a_column_is_as_wide_as_its_class_says(name: str, width: int) -> None:
    """The wide ones share what is left."""
    assert columns(name, "col-wide") == [width, TEXT - width]
    left, own, right = columns("col-wide", name, "col-wide")
    assert (own, left + own + right, left - right in {0, 1}) == (width, TEXT, True)


def test_every_class_of_a_column_has_a_width_or_shares_the_rest() -> None:
    """Templates have no class for a column that Word does not know."""
    assert COLUMNS - WIDTHS.keys() == {"col-wide"}
    assert WIDTHS.keys() <= COLUMNS


def bodies(*sizes: int, head: bool = True) -> str:
    """A table with a body of so many rows each."""
    row = "<tr><th scope='row'>R</th><td><p>A</p><ul><li>B</li></ul></td></tr>"
    header = "<thead><tr><th scope='col'>Date</th><th scope='col'>Event</th></tr></thead>" if head else ""
    return f"<table>{header}{''.join(f'<tbody>{row * size}</tbody>' for size in sizes)}</table>"


def kept(data: bytes) -> list[bool]:
    """Which rows are kept with the next: every paragraph of theirs says so. No row is kept by halves, none says it twice."""
    rows = []
    for row in tree(data).iter(f"{W}tr"):
        said = [[item.tag for item in paragraph.findall(f"{W}pPr/*")].count(f"{W}keepNext") for paragraph in row.iter(f"{W}p")]
        assert set(said) in ({0}, {1})
        rows.append(bool(said[0]))
    return rows


@pytest.mark.parametrize(
    ("sizes", "head", "rows"),
    [
        ((5,), True, [False, True, False, False, True, False]),
        ((5,), False, [True, False, False, True, False]),
        ((3,), True, [False, True, True, False]),
        ((2,), True, [False, True, False]),
        ((2,), False, [True, False]),
        ((1,), True, [False, False]),
        ((1,), False, [False]),
        ((2, 1, 2), True, [False, True, False, False, True, False]),  # years of a chronology
        ((1, 1), True, [False, True, False]),
    ],
)
def test_no_row_is_left_over(sizes: tuple[int, ...], head: bool, rows: list[bool]) -> None:
    """The first is kept with the second and the last but one with the last, whatever they are grouped in; header rows by their style."""
    data = made(part("a", bodies(*sizes, head=head)))
    assert kept(data) == rows
    assert gate.faults(data) == []


def test_only_a_cell_may_say_that_it_is_kept_with_the_next() -> None:
    """Outside a table a style says it; and a cell says nothing else by hand."""
    data = made(part("a", f"<p>So.</p>{bodies(2)}"))
    body, cell = '<w:pStyle w:val="BodyText"/>', '<w:pStyle w:val="TableText"/><w:keepNext/>'
    for old, more, fault in ((body, "<w:keepNext/>", "1 × w:keepNext set by hand"), (cell, "<w:keepLines/>", "w:keepLines set by hand")):
        assert [said for said in gate.faults(replaced(data, DOCUMENT, old, old + more)) if fault in said]


def pages_of(data: bytes) -> dict[str, int]:
    """The page that each bookmark of a document stands on, by our own layout."""
    content = parts(data)
    body, notes, styles, numbering = (parse_xml(content[f"word/{name}.xml"]) for name in ("document", "footnotes", "styles", "numbering"))
    return paginate(body[0], notes, Styles(styles), numbering).of


def test_the_last_row_takes_the_one_before_to_its_page() -> None:
    """In our own layout too, whose page numbers stand in the contents; of more rows the first ones fill the page as before."""

    def pages(rows: int) -> list[int]:
        body = "".join(f'<tr id="r{number}"><th scope="row">R</th><td>A</td></tr>' for number in range(rows))
        found = pages_of(made(part("a", f"<table><tbody>{body}</tbody></table>")))
        return [found[f"r{number}"] for number in range(rows)]

    fits = next(rows for rows in range(20, 80) if set(pages(rows)) != {1}) - 1
    assert pages(fits) == [1] * fits
    assert pages(fits + 1) == [1] * (fits - 1) + [2] * 2
    assert pages(fits + 2) == [1] * fits + [2] * 2
    assert pages(fits + 3) == [1] * fits + [2] * 3


def lines_in_rows(**rows: int) -> bytes:
    """A document of one table without heads: the id of each row, and how many lines it has."""
    body = "".join(f'<tr id="{name}"><th scope="row">R</th><td>{"<br/>".join(["Line"] * lines)}</td></tr>' for name, lines in rows.items())
    return made(part("a", f"<table><tbody>{body}</tbody></table>"))


def test_a_row_that_is_longer_than_a_page_is_kept_with_nothing() -> None:
    """It may split, begins where it stands, and the next follows it."""
    data = lines_in_rows(one=30, long=90, last=30)
    assert kept(data) == [True, False, False]
    assert [row.find(f"{W}trPr/{W}cantSplit") is None for row in tree(data).iter(f"{W}tr")] == [False, True, False]
    found = pages_of(data)
    assert (found["one"], found["long"], found["last"]) == (1, 1, 3)


def test_rows_below_one_that_is_longer_than_a_page_are_kept_as_others_are() -> None:
    """The last two stand on one page, that on which the long one ends or the next."""
    found = [pages_of(lines_in_rows(long=70, second=lines, last=lines)) for lines in (5, 10, 15, 20, 25)]
    assert all(pages["second"] == pages["last"] for pages in found)
    assert {pages["last"] for pages in found} == {2, 3}
