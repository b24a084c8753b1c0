"""The comparison of formats is not blind: whatever is dropped, swapped or altered on one side of it is reported.

Each change is made in the HTML and held against the products of what it was before.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest

from briefgen.desk.templates import Templates
from briefgen.document.vocabulary import SVG
from briefgen.export import html
from briefgen.export.docx import export
from briefgen.export.pdf import export as pdf
from tests.tools import docx_xml
from tests.tools.parity import Block, difference, expected, read_docx, read_html, read_pdf

pytestmark = pytest.mark.slow

PAGE = docx_xml.page()
IDS = [node.get("id", "") for node in PAGE.tree.iter() if node.get("id")]
FORMATS = ("html", "pdf", "docx")
Change = Callable[[ET.Element], None]


@pytest.fixture(scope="module")
def products() -> dict[str, list[Block]]:
    """What the products of the sample carry."""
    return {
        "html": read_html(ET.fromstring(html.export(PAGE, Templates()).data)),
        "pdf": read_pdf(pdf.export(PAGE, Templates()).data),
        "docx": read_docx(export.export(PAGE, Templates()).data, IDS),
    }


def report(kind: str, products: dict[str, list[Block]], tree: ET.Element) -> list[str]:
    """How the product of a format differs from a document."""
    return difference(expected(read_html(tree), kind), products[kind])


def at(tree: ET.Element, path: str) -> ET.Element:
    """The first element on a path. It must be there."""
    found = tree.find(path)
    assert found is not None, path
    return found


def parent_of(tree: ET.Element, element: ET.Element) -> ET.Element:
    """The element that holds another."""
    return next(parent for parent in tree.iter() if element in list(parent))


def drop(tree: ET.Element, element: ET.Element) -> None:
    """Takes an element out, and leaves the words after it."""
    parent = parent_of(tree, element)
    place = list(parent).index(element)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def dropped(path: str) -> Change:
    return lambda tree: drop(tree, at(tree, path))


def swapped(path: str) -> Change:
    """Swaps the first two elements on a path, which are neighbours."""

    def change(tree: ET.Element) -> None:
        first, second = tree.findall(path)[:2]
        parent = parent_of(tree, first)
        one, two = list(parent).index(first), list(parent).index(second)
        parent[one], parent[two] = second, first
        first.tail, second.tail = second.tail, first.tail

    return change


def retagged(path: str, tag: str) -> Change:
    return lambda tree: setattr(at(tree, path), "tag", tag)


def told(path: str, name: str, value: str) -> Change:
    return lambda tree: at(tree, path).set(name, value)


def reworded(path: str, old: str, new: str) -> Change:
    def change(tree: ET.Element) -> None:
        element = at(tree, path)
        assert old in (element.text or ""), path
        element.text = (element.text or "").replace(old, new)

    return change


def nested(tree: ET.Element) -> None:
    """Sets the second step of a list below the first."""
    first, second = tree.findall(".//section[@id='pier']/ol/li")
    drop(tree, second)
    ET.SubElement(first, "ol").append(second)


CHANGES: dict[str, Change] = {
    "a word": reworded(".//p[@class='lead']", "two ", ""),
    "two words": reworded(".//p[@class='lead']", "two crossings", "crossings two"),
    "a sign": reworded(".//section[@id='issue-second-ship']/h2", '"', "'"),
    "the level of a heading": retagged(".//h3", "h2"),
    "a heading": dropped(".//section[@id='pier']/h2"),
    "a heading made a paragraph": retagged(".//section[@id='pier']/h2", "p"),
    "two paragraphs": swapped(".//section[@id='pier']/p"),
    "two sections": swapped("body/main/section"),
    "an item": dropped(".//ol[@class='judgements']/li"),
    "two items": swapped(".//ol[@class='judgements']/li"),
    "an item set deeper": nested,
    "numbers for discs": retagged(".//section[@id='pier']/ol", "ul"),
    "discs for nothing": told(".//section[@id='pier']/ul", "class", "plain"),
    "the words of a cell": reworded(".//table[@class='history']//tr[2]/td[2]", "Nothing new.", ""),
    "two cells": swapped(".//table[@class='history']//tbody/tr/td"),
    "two rows": swapped(".//table[@class='history']//tbody/tr"),
    "a row": dropped(".//table[@class='history']//tbody/tr"),
    "a column's head": told(".//table[@class='history']//th", "scope", "row"),
    "a caption": dropped(".//caption"),
    "a link's place": told(".//li[@id='note-1']/a", "href", "#pier"),
    "a link's address": told(".//li[@id='note-2']/a", "href", "https://example.org/bureau"),
    "a link": retagged(".//section[@id='pier']//ul/li/a", "span"),
    "a mark": dropped(".//a[@id='ref-1-2']"),
    "a mark's note": reworded(".//a[@id='ref-1-2']", "1", "2"),
    "where a mark leads": told(".//a[@id='ref-1-2']", "href", "#note-2"),
    "a mark made words": retagged(".//a[@id='ref-1-2']", "span"),
    "two notes": swapped(".//ol[@class='notes']/li"),
    "a note": dropped(".//ol[@class='notes']/li[3]"),
    "a language": lambda tree: at(tree, ".//span[@lang='ja']").attrib.clear(),
    "another language": told(".//span[@lang='fr']", "lang", "de"),
    "the document's language": told(".", "lang", "de"),
    "the title": reworded("head/title", "Ferries", "Ships"),
    "emphasis": retagged(".//p[@class='lead']/em", "span"),
    "strong words": retagged(".//p[@class='lead']/strong", "em"),
    "a text alternative": reworded(f".//{SVG}title", "two events", "three events"),
    "an entry of the contents": dropped(".//nav/ol/li"),
    "two entries of the contents": swapped(".//nav/ol/li"),
    "where an entry leads": told(".//nav/ol/li/a", "href", "#pier"),
}
"""What is dropped, swapped or altered, and how."""


def test_nothing_is_reported_where_nothing_was_changed(products: dict[str, list[Block]]) -> None:
    """The products of the sample carry the sample."""
    assert [report(kind, products, PAGE.tree) for kind in FORMATS] == [[], [], []]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", CHANGES)
def test_what_is_dropped_or_swapped_is_reported(name: str, kind: str, products: dict[str, list[Block]]) -> None:
    """A change of each kind is seen in every format."""
    tree = deepcopy(PAGE.tree)
    CHANGES[name](tree)
    assert report(kind, products, tree)


SAYS_NOTHING: dict[str, Callable[[ET.Element], bool]] = {
    "html": lambda element: False,
    "pdf": lambda element: element.tag == "br",
    "docx": lambda element: element.get("class") == "backref",
}
"""Format → the elements that it does not carry: a PDF has no marks of line ends, and Word its own way back from a note."""


@pytest.mark.parametrize("kind", FORMATS)
def test_every_element_is_missed(kind: str, products: dict[str, list[Block]]) -> None:
    """Whichever element of the sample is taken out, it is reported."""
    tried = [number for number, element in enumerate(_elements(PAGE.tree)) if not SAYS_NOTHING[kind](element)]
    assert len(tried) > 150
    assert [place for place in tried if not _report_without(place, kind, products)] == []


def _report_without(place: int, kind: str, products: dict[str, list[Block]]) -> list[str]:
    tree = deepcopy(PAGE.tree)
    drop(tree, list(_elements(tree))[place])
    return report(kind, products, tree)


def _elements(tree: ET.Element) -> Iterator[ET.Element]:
    """The elements of the body in order; a drawing counts as one."""
    drawn = {inner for drawing in tree.iter(f"{SVG}svg") for inner in drawing.iter() if inner is not drawing}
    yield from (element for element in at(tree, "body").iter() if element not in drawn and element.tag != "body")


CARRIED = {
    "html": {"id", "lang", "href", "scope", "title"},
    "pdf": {"lang", "href", "scope", "title"},
    "docx": {"id", "lang", "href", "scope"},
}
"""Format → the attributes that it carries in blocks. A PDF's ids are named places (test_parity), and Word expands no abbreviation."""


@pytest.mark.parametrize("kind", FORMATS)
def test_every_attribute_is_missed(kind: str, products: dict[str, list[Block]]) -> None:
    """Whichever id, language, target, scope or expansion is left out, it is reported."""
    places = [(number, name) for number, element in enumerate(_elements(PAGE.tree)) for name in element.attrib if name in CARRIED[kind]]
    places = [(number, name) for number, name in places if not SAYS_NOTHING[kind](list(_elements(PAGE.tree))[number])]
    assert {name for _, name in places} == CARRIED[kind]
    assert [place for place in places if not _report_untold(*place, kind, products)] == []


def _report_untold(place: int, name: str, kind: str, products: dict[str, list[Block]]) -> list[str]:
    tree = deepcopy(PAGE.tree)
    del list(_elements(tree))[place].attrib[name]
    return report(kind, products, tree)
