"""What a reader on paper must never see: split rows, lonely lines, stranded headings, torn figures, nearly empty pages.

Asked of every page of the worked example and of a generated pack, on A4 and on Letter, and by test_first_desk.py of the first desk.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import pytest

from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.export.pdf import export as pdf
from briefgen.export.pdf.pages.line_breaks import mended_lines
from briefgen.machine.pdf_engine import load_engine
from briefgen.pipeline.load import load
from briefgen.render.render import render
from tests.bench import corpus
from tests.judge.products import DESKS, PAPERS, settle
from tests.tools.made_once import common_folder, made_once
from tests.tools.pdf_pages import Line, Pages, lines_of, set_pages

pytestmark = pytest.mark.slow

SETTINGS = (*PAPERS, "full")
LAID_OUT = {**DESKS, "many": lambda folder: corpus.write(folder, 17)}
LONG = 3
"""Lines that a page holds at least."""


def set_desk(desk: str, setting: str, folder: Path, templates: Templates | None = None) -> Pages:
    """The pages of a desk's first pack, laid out in `folder`."""
    LAID_OUT[desk](folder)
    pack = str(settle(folder, setting)["id"])
    content, problems = load(DeskFolder(folder))
    assert content is not None, problems
    templates = templates or DeskFolder(folder).templates
    page = render(assemble(content, pack), templates)
    return set_pages(lambda: pdf.export(page, templates))


def pages_of(desk: str, setting: str, factory: pytest.TempPathFactory, more_css: str = "") -> Pages:
    """The pages of a desk's first pack, set once for all the processes of a run. more_css: what is added to the style sheet."""

    def make(path: Path) -> None:
        folder = factory.mktemp("print")
        (folder / "print.css").write_bytes(Templates().load("print.css") + more_css.encode())
        pages = set_desk(desk, setting, folder / "desk", Templates(folder) if more_css else None)
        path.write_bytes(pickle.dumps(pages))

    name = f"pages-{desk}-{setting}-{crc32(more_css.encode())}"
    return pickle.loads(made_once(common_folder(factory) / name, make).read_bytes())


@pytest.fixture(scope="module", params=[(desk, setting) for desk in ("example", "corpus") for setting in SETTINGS], ids="-".join)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of one desk in one setting."""
    return pages_of(*request.param, tmp_path_factory)


def split_rows(pages: Pages) -> list[str]:
    """Rows of tables that begin on one page and end on the next."""
    return [line.words for one, two in pairwise(pages) for line in one if line.kind == "row" and any(line.block is o.block for o in two)]


def rows_left_over(pages: Pages) -> list[str]:
    """Rows that stand alone on a page while their table has others on the page before or after."""
    return [row.words for one, two in pairwise(pages) for row in (*_alone(one, two), *_alone(two, one))]


def _alone(page: list[Line], other: list[Line]) -> list[Line]:
    """The row of a table that is the only one of its table on a page, where the other page has some of it too."""
    rows = [line for line in page if line.kind == "row"]
    alone = [row for row in rows if sum(_table(one) is _table(row) for one in rows) == 1]
    return [row for row in alone if any(line.kind == "row" and _table(line) is _table(row) for line in other)]


def _table(row: Line) -> object:
    return next((element for element in row.path if element.tag == "table"), None)


def lonely_lines(pages: Pages) -> list[str]:
    """Single lines of a longer paragraph at the foot or at the head of a page."""
    return [line.words for one, two in pairwise(pages) for line in _lonely(one, two)]


def _lonely(one: list[Line], two: list[Line]) -> Iterator[Line]:
    last, first = one[-1], two[0]
    if last.kind == "text" and last.block is first.block:
        yield from ([last] if sum(line.block is last.block for line in one) < 2 else [])
        yield from ([first] if sum(line.block is first.block for line in two) < 2 else [])


def stranded_headings(pages: Pages) -> list[str]:
    """Headings, captions and header rows at the foot of a page without two lines, a row or a drawing of what they head."""
    return [line.words for one, two in pairwise(pages) for line in _stranded(one, two)]


def _stranded(one: list[Line], two: list[Line]) -> list[Line]:
    heads = [place for place, line in enumerate(one) if line.kind in {"heading", "head"}]
    below = one[heads[-1] + 1 :] if heads else one
    enough = len(below) >= 2 or any(line.kind in {"row", "drawing"} for line in below)
    done = bool(below) and two[0].kind == "heading"  # a section of one line that ends here
    return [] if enough or done else [one[heads[-1]]]


def torn_figures(pages: Pages) -> list[str]:
    """Drawings with their captions on another page."""
    return [line.words for one, two in pairwise(pages) for line in two if _figure(line) and _figure(line) in [_figure(o) for o in one]]


def _figure(line: Line) -> object:
    return next((element for element in line.path if element.tag == "figure"), None)


def empty_pages(pages: Pages) -> list[str]:
    """Pages with hardly a line; a drawing and a row count as many."""
    return [page[0].words for page in pages if len(page) < LONG and not any(line.kind in {"row", "drawing"} for line in page)]


def early_breaks(pages: Pages) -> list[str]:
    """Lines that end although the next word would have fitted."""
    runs = [run for page in pages for run in (page, *(line.inside for line in page))]
    return [one.words for run in runs for one, two in pairwise(run) if _breaks_early(one, two)]


def _breaks_early(one: Line, two: Line) -> bool:
    wanted = one.block.find(".//br") is not None
    return one.block is two.block and not wanted and one.room > 1.5 * two.first + 6


FAULTS: list[Callable[[Pages], list[str]]] = [
    split_rows,
    rows_left_over,
    lonely_lines,
    stranded_headings,
    torn_figures,
    empty_pages,
    early_breaks,
]


@pytest.mark.parametrize("find", FAULTS)
def test_no_page_has_the_fault(find: Callable[[Pages], list[str]], pages: Pages) -> None:
    """No page of any pack, on either paper."""
    assert find(pages) == []


RULES = "* { orphans: 1 !important; widows: 1 !important; break-inside: auto !important; break-after: auto !important }"
APART = "figcaption { break-before: page; break-after: page }"
SABOTAGE = {
    split_rows: ("many", f"{RULES} table.register td {{ line-height: 4 }}"),
    rows_left_over: ("many", f"{RULES} tbody tr {{ break-before: page }}"),
    lonely_lines: ("many", RULES),
    stranded_headings: ("many", RULES),
    torn_figures: ("example", APART),
    empty_pages: ("example", APART),
}
"""Fault → a desk that has it without the rules that prevent it, and what takes these away."""


@pytest.mark.parametrize("find", SABOTAGE)
def test_the_fault_is_found_where_the_style_sheet_allows_it(
    find: Callable[[Pages], list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A pack without the rules that prevent a fault has that fault, so the search for it is not blind."""
    desk, css = SABOTAGE[find]
    assert find(pages_of(desk, "a4", tmp_path_factory, css))


NOTE = "<a>The Washington Times (2005)</a>, para. 3: from one of the senior partners to one of near equals. <a>↑</a>"


def early_first_lines() -> list[str]:
    """The first lines of a note, set in many widths, that hold nothing but the name of the source."""
    engine = load_engine()
    html = '<style>@page {{ size: 900px; margin: 0 }} body {{ margin: 0; width: {}px; font: 12px "Source Serif 4" }}</style>' + NOTE
    sheets = [engine.HTML(string=html.format(width)).render().pages[0] for width in range(515, 530)]
    lines = [next(lines_of(sheet._page_box, ())).words for sheet in sheets]
    return [line for line in lines if line.endswith("(2005),")]


def test_lines_are_cut_early_only_without_the_mend() -> None:
    """WeasyPrint by itself cuts some lines early. Once it no longer does, briefgen/export/lines.py can go."""
    assert early_first_lines()
    with mended_lines():
        assert not early_first_lines()
