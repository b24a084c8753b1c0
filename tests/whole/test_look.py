"""The rules of the look (docs/design/2026-11-27-look.md), held on the finished PDF: sizes, measure, margin, fill, colours."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from statistics import mean
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.tools.desks import BuiltDesk

pytestmark = pytest.mark.slow

POINT = 72 / 25.4
"""Points in a millimetre."""
TEXT, SMALL, LEAD, TITLE = 10.5, 9.0, 13.0, 22.0
EAST_ASIAN = 0.94
"""Japanese is set so much smaller than the text round it."""
INKS = {"#1b1b1b", "#3a3a3a", "#4a4a4a", "#1f4e79"}
MARGIN, EDGE, HEAD, FOOT = 68.0, 190.0, 20.0, 20.0
"""Millimetres: where text begins, where it ends, and the height of head and foot."""


class Sign(NamedTuple):
    """A letter as painted. x, right, y: its left and right edge and its lower edge from the top, in millimetres; size: in points."""

    letter: str
    size: float
    ink: str
    x: float
    right: float
    y: float


Page = list[Sign]


def pages_of(data: bytes) -> list[Page]:
    """The letters of each page, in the order in which they are painted."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(list(_signs(text, page.get_height())))
        text.close()
        page.close()
    document.close()
    return pages


def _signs(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Sign]:
    whole = text.get_text_range()
    for place in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, place))
        if letter.isspace() or letter in "\u2060\ufffe":
            continue
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFText_GetFillColor(text.raw, place, red, green, blue, alpha)
        left, bottom, right, _ = text.get_charbox(place, loose=True)
        ink = f"#{red.value:02x}{green.value:02x}{blue.value:02x}"
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text.raw, place, matrix)
        size = pdfium.FPDFText_GetFontSize(text.raw, place) * abs(matrix.d)
        yield Sign(letter, round(size, 2), ink, left / POINT, right / POINT, (height - bottom) / POINT)
    assert whole


def lines_of(page: Page) -> list[list[Sign]]:
    """The lines of running text on a page: letters of its size, one after the other at one height, right of the margin."""
    running = [sign for sign in page if sign.size == TEXT and sign.x >= MARGIN - 1]
    return [list(line) for _, line in groupby(running, key=lambda sign: round(sign.y))]


DESKS = ("brief", "example", "annex", "generated")


@pytest.fixture(scope="module", params=DESKS)
def pages(request: pytest.FixtureRequest, built_desk: Callable[..., BuiltDesk]) -> list[Page]:
    """The pages of brief, pack and annex, and of a larger pack."""
    return pages_of(built_desk(request.param).product("pdf"))


def test_text_has_two_sizes_and_nothing_is_smaller_but_numbers_of_references(pages: list[Page]) -> None:
    """10.5 and 9 points, and what dominates; below 9 there are only digits and what joins them."""
    sizes = Counter(sign.size for page in pages for sign in page)
    small = {sign.letter for page in pages for sign in page if sign.size < SMALL * EAST_ASIAN - 0.1}
    assert small <= set("0123456789,–")
    between = {size for size in sizes if SMALL * EAST_ASIAN - 0.1 <= size < LEAD}
    assert between <= {SMALL, TEXT, round(SMALL * EAST_ASIAN, 2), round(TEXT * EAST_ASIAN, 2)}
    assert sizes[SMALL] > 50


def test_the_bottom_line_dominates_the_first_page(pages: list[Page]) -> None:
    """Nothing on page one is larger than it but the title and headings of later sections below it."""
    lead = [sign for sign in pages[0] if sign.size == LEAD]
    assert lead
    top = min(sign.y for sign in lead)
    assert {sign.size for sign in pages[0] if sign.size > LEAD and sign.y < top + 60} <= {TITLE, 15.0}


@pytest.mark.parametrize("name", ["example", "generated"])
def test_a_line_has_65_to_70_characters(name: str, built_desk: Callable[..., BuiltDesk]) -> None:
    """On the mean of the lines that are full, blanks counted."""
    lines = [line for page in pages_of(built_desk(name).product("pdf")) for line in lines_of(page)]
    full = [line for line in lines if line[-1].right > EDGE - 8 and line[0].x < MARGIN + 8]
    assert len(full) > 10
    assert 60 <= mean(len(line) * 1.19 for line in full) <= 74


def test_text_stands_right_of_its_margin(pages: list[Page]) -> None:
    """Left of it, in the size of the text, stand only headings, which are blue or bold and never run into the text."""
    beside = [sign for page in pages for sign in page if sign.size == TEXT and sign.x < MARGIN - 1]
    assert {sign.ink for sign in beside} <= {"#1f4e79", "#1b1b1b"}
    assert all(sign.right <= MARGIN + 1 or sign.ink == "#1b1b1b" for sign in beside)
    assert max(sign.right for page in pages for sign in page) <= EDGE + 1


def test_no_page_but_the_last_is_half_empty(pages: list[Page]) -> None:
    """The lowest line of each stands below the middle of the page."""
    assert [min(1.0, max(sign.y for sign in page if sign.y < 297 - FOOT) / 297) for page in pages[:-1] if _fill(page) < 0.5] == []


def _fill(page: Page) -> float:
    """How much of a page's text height is filled."""
    return (max(sign.y for sign in page if sign.y < 297 - FOOT) - HEAD) / (297 - HEAD - FOOT)


def test_the_first_page_has_no_running_head_and_the_others_have(pages: list[Page]) -> None:
    """The title block says all that; the foot with the marking is on each."""
    heads = [any(sign.y < HEAD for sign in page) for page in pages]
    assert heads == [number > 0 for number in range(len(pages))]
    assert all(any(sign.y > 297 - FOOT for sign in page) for page in pages)


def test_links_are_not_told_by_colour_on_paper(pages: list[Page]) -> None:
    """Text is in the inks of the style sheet, and running text in black."""
    assert {sign.ink for page in pages for sign in page} <= INKS
    assert {sign.ink for page in pages for line in lines_of(page) for sign in line if sign.letter.isalpha()} <= {"#1b1b1b"}
