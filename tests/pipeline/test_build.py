"""A pack becomes files: which products in which formats, in which order, of what pages, and what is told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest

from briefgen.content.content import Content
from briefgen.content.model.pack import PRODUCTS, ProductName
from briefgen.desk.folder import DeskFolder
from briefgen.pipeline.build import MADE_AS, Built, build, files_of
from briefgen.pipeline.order import FORMATS
from tests.tools.desks import PACK, edit, loaded

NAME = "sound-ferries"
EVERY = [("brief", "pdf"), ("brief", "docx"), ("pack", "pdf"), ("pack", "docx"), ("pack", "html"), ("annex", "pdf")]


@pytest.mark.parametrize(
    ("products", "formats", "files"),
    [
        (PRODUCTS, FORMATS, EVERY),
        (PRODUCTS[::-1], ["html", "docx", "pdf"], EVERY),
        (PRODUCTS, ["pdf"], [("brief", "pdf"), ("pack", "pdf"), ("annex", "pdf")]),
        (PRODUCTS, ["html"], [("pack", "html")]),
        (["annex", "brief"], ["docx", "pdf"], [("brief", "pdf"), ("brief", "docx"), ("annex", "pdf")]),
        (["annex"], ["docx", "html"], []),
        ([], FORMATS, []),
        (PRODUCTS, [], []),
    ],
    ids=str,
)
def test_a_pack_is_made_into_the_files_wanted(
    products: Iterable[ProductName], formats: Iterable[str], files: list[tuple[str, str]]
) -> None:
    """Product by product, each in the formats that it has, in whatever order they are asked for."""
    assert files_of(list(products), formats) == files


def test_products_may_be_counted_off_once() -> None:
    """What is gone through once only gives the same files."""
    assert files_of(iter(PRODUCTS), iter(FORMATS)) == EVERY


def test_every_product_is_made_in_formats_that_there_are() -> None:
    """None is without a PDF."""
    assert set(MADE_AS) == set(PRODUCTS)
    assert all("pdf" in formats and set(formats) <= set(FORMATS) for formats in MADE_AS.values())


def built(content: Content, desk: DeskFolder, formats: Collection[str], products: Collection[ProductName] = PRODUCTS) -> list[Built]:
    """The files of the worked example's pack."""
    return build(content, [NAME], formats, desk.templates, products=products)


def test_files_are_named_and_made_one_after_the_other(desk: DeskFolder) -> None:
    """Whoever waits is told what begins: a pack, then each of its files by its name."""
    told: list[str] = []
    made = build(loaded(desk), [NAME], ["html", "docx"], desk.templates, step=told.append)
    assert told == [f"{NAME}: assemble", *(item.name for item in made)]
    assert [(item.pack, item.kind, item.format, item.name) for item in made] == [
        (NAME, "brief", "docx", "sound-ferries-brief-DRAFT.docx"),
        (NAME, "pack", "docx", "sound-ferries-DRAFT.docx"),
        (NAME, "pack", "html", "sound-ferries-DRAFT.html"),
    ]


@pytest.mark.parametrize(
    ("makes", "wanted", "kinds"),
    [
        ("[brief, pack, annex]", ["brief", "annex"], ["brief", "annex"]),
        ("[annex, pack]", PRODUCTS, ["pack", "annex"]),
        ("[pack]", ["brief", "annex"], []),
    ],
)
def test_only_products_are_made_that_the_pack_makes_and_somebody_wants(
    desk: DeskFolder, makes: str, wanted: list[ProductName], kinds: list[str]
) -> None:
    """The pack says what it makes; a build may want less."""
    edit(desk, PACK, "display:", f"products: {makes}\n\ndisplay:")
    assert [item.kind for item in built(loaded(desk), desk, ["pdf"], wanted)] == kinds


def test_a_file_is_the_same_whatever_is_made_beside_it(desk: DeskFolder) -> None:
    """A brief names its pack and annex, also where these are not made in the same build."""
    content = loaded(desk)
    every = {item.name: item for item in built(content, desk, FORMATS)}
    [brief] = built(content, desk, ["docx"], ["brief"])
    assert every[brief.name].product.data == brief.product.data
    sizes = {(item.kind, item.format): item.size for item in every.values()}
    assert sizes["brief", "pdf"].words == sizes["brief", "docx"].words < sizes["pack", "pdf"].words
    assert sizes["pack", "pdf"].words == sizes["pack", "docx"].words < sizes["pack", "html"].words  # the annex is behind folds there
    assert {item.size.pages for item in every.values() if item.format == "html"} == {0}
    assert all(item.size.pages == item.product.pages > 0 for item in every.values() if item.format != "html")


def test_a_product_over_its_budget_is_told_once(desk: DeskFolder) -> None:
    """At its PDF, of which the pages are counted; the others are within theirs."""
    edit(desk, PACK, "display:", "budgets: {brief: {words: 100}}\n\ndisplay:")
    notes = {item.name: [problem.code for problem in item.product.problems] for item in built(loaded(desk), desk, ["pdf", "docx"])}
    assert {name: codes for name, codes in notes.items() if codes} == {"sound-ferries-brief-DRAFT.pdf": ["over-budget"]}
