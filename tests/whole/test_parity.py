"""The same words in every format: each block of the HTML is in the PDF and in Word, once and in order."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from itertools import groupby

import pytest

from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.export import html
from briefgen.export.docx import export as docx
from briefgen.export.pdf import export as pdf
from tests.tools import docx_xml, projections
from tests.tools.desks import BuiltDesk
from tests.tools.parity import LOSSES, Block, Loss, difference, expected, paper, read_docx, read_html, read_pdf
from tests.tools.projections import align, squeeze

pytestmark = pytest.mark.slow

MARKERS = re.compile(r"(?:\d+\.?|[•◦▪–])*")
"""What stands between blocks on paper only: list markers and the page numbers of the contents."""

DESKS = {
    "example": None, "brief": None, "annex": None, "contents": None, "footnotes": None,
    "generated": None, "example-as-of": date(2019, 6, 30),
    "generated-as-of": date(2001, 2, 28),
}  # fmt: skip
"""Desk of tests.tools.desks, and the day that it is seen from."""
FORMATS = ("html", "pdf", "docx")


class Pack:
    """A page with its products, and the projections of both."""

    def __init__(self, page: Page, products: dict[str, bytes], screen: Page | None = None) -> None:
        self.page, self.products = page, products
        self.html, self.screen = read_html(page.tree), read_html((screen or page).tree)
        self._footnotes = page.meta("briefgen.notes") == "footnotes"
        self._found: dict[str, list[Block]] = {}

    def wanted(self, kind: str) -> list[Block]:
        """What a format is to carry."""
        return expected(self.screen if kind == "html" else self.html, "footnotes" if kind == "docx" and self._footnotes else kind)

    def found(self, kind: str) -> list[Block]:
        """What a product carries."""
        if kind not in self._found:
            self._found[kind] = self._read(kind, self.products[kind])
        return self._found[kind]

    def _read(self, kind: str, data: bytes) -> list[Block]:
        if kind == "docx":
            return read_docx(data, [node.get("id", "") for node in self.page.tree.iter() if node.get("id")])
        return read_pdf(data) if kind == "pdf" else read_html(ET.fromstring(data))


@pytest.fixture(scope="module", params=DESKS)
def pack(request: pytest.FixtureRequest, built_desk: Callable[..., BuiltDesk]) -> Pack:
    """A page and its products, for the worked example, now, in the past and set otherwise, and a generated desk."""
    return pack_of(built_desk(request.param.removesuffix("-as-of"), DESKS[request.param]))


def pack_of(desk: BuiltDesk) -> Pack:
    """The page and the products of a desk's first pack."""
    return Pack(desk.page, {kind: desk.product(kind) for kind in FORMATS}, desk.screen)


@pytest.fixture(scope="module")
def samples() -> dict[str, Pack]:
    """The sample with every element of the vocabulary, by kind of product."""
    page, noted = docx_xml.page(), docx_xml.page(head=docx_xml.FOOTNOTED)
    exports = {"html": html.export, "pdf": pdf.export, "docx": docx.export}
    products = {name: export(page, Templates()).data for name, export in exports.items()}
    sample = Pack(page, products)
    return {**dict.fromkeys(FORMATS, sample), "footnotes": Pack(noted, {"docx": docx.export(noted, Templates()).data})}


def test_every_block_is_in_the_pdf_once_and_in_order(pack: Pack) -> None:
    """Nothing of the document is lost or doubled on paper."""
    page, products = pack.page, pack.products
    stream = squeeze("".join(projections.pdf_pages(products["pdf"])))
    everything = projections.blocks(page.tree)
    missing, between = align([block for block in everything if block.tag != "svg"], stream)
    assert not missing
    between = [_without_drawing(words, everything) for words in between]
    assert not [words for words in between if not MARKERS.fullmatch(_without_heads(words, page))]


def _without_drawing(words: str, everything: list[projections.Block]) -> str:
    """The words without those of the figures, which a PDF paints after the page's text, each figure's together and in order."""
    runs = groupby(everything, lambda block: block.tag == "svg")
    for figure in sorted(("".join(block.words for block in run) for drawn, run in runs if drawn), key=len, reverse=True):
        words = words.replace(figure, "", 1)
    return words


def _without_heads(words: str, page: Page) -> str:
    """The words without a header row, which a table repeats on its next page."""
    for row in page.tree.iterfind(".//thead/tr"):
        words = words.replace(squeeze("".join(row.itertext())), "", 1)
    return words


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_every_format_carries_the_same(kind: str, pack: Pack) -> None:
    """Blocks, levels, lists, cells, words, languages, links and notes are those of the document, but for the losses that have a name."""
    wanted, found = pack.wanted(kind), pack.found(kind)
    assert len(wanted) > 25
    assert difference(wanted, found) == []


def test_the_screen_shows_all_that_stands_on_paper(pack: Pack) -> None:
    """Every block of the document on paper is on the page for the screen, in the same order, among what only that has."""
    shown = iter([_words(block) for block in pack.screen])
    only_on_paper = squeeze("Of the same edition")
    assert [words for block in pack.html if not (words := _words(block)).startswith(only_on_paper) and words not in shown] == []


def _words(block: Block) -> str:
    """The words of a block without its notes' ways back."""
    return squeeze("".join(piece.words for piece in block.pieces)).replace("↑", "")


def test_places_are_on_their_pages(pack: Pack) -> None:
    """Every id of the document is a named place of the PDF, on a page of the block that it stands at."""
    pages = paper.places(pack.products["pdf"])
    found = pack.found("pdf")
    stand = [(anchor, block.pages) for block, html in zip(found, pack.html, strict=True) for anchor in html.anchors]
    assert len(stand) > 5
    assert [(anchor, pages[anchor], where) for anchor, where in stand if pages[anchor] not in where] == []


def test_a_pdf_has_the_links_of_the_document_and_no_others(pack: Pack) -> None:
    """What can be clicked leads to the addresses and places that the HTML names."""
    targets = {link.get("href", "") for link in pack.page.tree.iter("a")}
    outside, inside = projections.pdf_links(pack.products["pdf"])
    assert inside == {target[1:] for target in targets if target.startswith("#")}
    assert outside == {target for target in targets if not target.startswith("#")}


def test_headings_stand_in_the_outline(pack: Pack) -> None:
    """The PDF's bookmarks are the document's headings, at their levels."""
    page, products = pack.page, pack.products
    expected = [(int(node.tag[1]) - 1, squeeze("".join(node.itertext()))) for node in page.tree.iter() if node.tag in {"h1", "h2", "h3"}]
    found = [
        ((len(line) - len(line.lstrip())) // 2, squeeze(line.rsplit(" … ", 1)[0])) for line in projections.pdf_outline(products["pdf"])
    ]
    assert found == expected


def _named(value: object) -> str:
    return value.name if isinstance(value, Loss) else str(value)


@pytest.mark.parametrize(("kind", "loss"), [(kind, loss) for kind, losses in LOSSES.items() for loss in losses], ids=_named)
def test_every_loss_is_one(kind: str, loss: Loss, samples: dict[str, Pack]) -> None:
    """No exception is named that a format does not need: without it, the sample differs."""
    blocks = samples[kind].html
    for other in LOSSES[kind]:
        blocks = blocks if other is loss else other.remains(blocks)
    found = samples[kind].found("docx" if kind == "footnotes" else kind)
    assert difference(expected(samples[kind].html, kind), found) == []
    assert difference(blocks, found) != []


LINES = [
    '<a href="#x">The <em>one</em> <strong>two</strong> <span lang="ja">日本</span> <abbr title="third">3</abbr></a>',
    '<em>see <a href="#x">one</a></em> and <strong>see <a href="#x">two</a></strong>',
    '<strong><em>see <a href="#x">one</a></em></strong> and <a href="#x"><em><strong>two</strong></em></a>',
    '<em>one <strong>two</strong></em>, <span class="muted"><em>three</em> <strong>four</strong> <a href="#x">five <em>six</em></a></span>',
    '<span lang="ja">日<em>本</em></span> and <em><span lang="ja">日本</span></em>,<br/> <span class="status">a <em>b</em></span>',
    '<em>one<sup><a class="ref" id="r" href="#note-1">1</a></sup></em> and <strong>two<a class="ref" id="s" href="#note-1">1</a></strong>',
]
NOTES = '<section class="part"><h1>N</h1><ol class="notes"><li id="note-1">A. <a class="backref" href="#r">↑1</a></li></ol></section>'


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_what_stands_within_a_line_can_be_nested(kind: str) -> None:
    """Emphasis, links, languages, abbreviations and marks arrive in and round each other."""
    text = "".join(f"<p>{line}</p>" for line in LINES)
    page = docx_xml.page(f'<section class="part" id="x"><h1>X</h1>{text}</section>{NOTES}')
    made = {"pdf": pdf.export, "docx": docx.export}[kind](page, Templates()).data
    pack = Pack(page, {kind: made})
    assert difference(pack.wanted(kind), pack.found(kind)) == []
