"""The same words in every format: each block of the HTML is in the PDF and in Word, once and in order."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest

from briefgen.assemble import assemble
from briefgen.build import build
from briefgen.desk import DeskFolder
from briefgen.load import load
from briefgen.page import Page
from briefgen.render import render
from tests import projections
from tests.bench import corpus
from tests.projections import Block, align, squeeze

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKERS = re.compile(r"(?:\d+\.?|[•◦▪–])*")
"""What stands between blocks on paper only: list markers and the page numbers of the contents."""

DESKS = ["example", "annex", "footnotes", "project", "corpus"]


@pytest.fixture(scope="module", params=DESKS)
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, dict[str, bytes]]:
    """A page and its products, for the worked example, the project's own desk and a generated one."""
    desk = _desk(request.param, request, tmp_path_factory)
    content, problems = load(desk)
    assert content is not None, problems
    name = content.of("pack")[0].record.id
    products = {item.format: item.product.data for item in build(content, [name], ["pdf", "docx"], desk.templates)}
    return render(assemble(content, name), desk.templates), products


def _desk(name: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> DeskFolder:
    if name == "project":
        return request.getfixturevalue("real_desk")
    folder = folders.mktemp(name)
    if name == "corpus":
        return DeskFolder(corpus.write(folder, 12))
    from briefgen.scaffold import lay_out

    lay_out(folder / "desk")
    if name == "annex":
        pack = folder / "desk/content/packs/sound-ferries.yaml"
        sections = (
            "sections: [summary, contents, sources, chronology, developments, open-issues, officials, glossary, references, evidence]"
        )
        pack.write_text(pack.read_text(encoding="utf-8").replace("display:", f"{sections}\n\ndisplay:", 1), encoding="utf-8")
    if name == "footnotes":
        pack = folder / "desk/content/packs/sound-ferries.yaml"
        pack.write_text(pack.read_text(encoding="utf-8").replace("display:", "display:\n  notes: footnotes", 1), encoding="utf-8")
    return DeskFolder(folder / "desk")


def test_every_block_is_in_the_pdf_once_and_in_order(pack: tuple[Page, dict[str, bytes]]) -> None:
    """Nothing of the document is lost or doubled on paper."""
    page, products = pack
    stream = squeeze("".join(projections.pdf_pages(products["pdf"])))
    everything = projections.blocks(page.tree)
    missing, between = align([block for block in everything if block.tag != "svg"], stream)
    assert not missing
    between = [_without_drawing(words, everything) for words in between]
    assert not [words for words in between if not MARKERS.fullmatch(_without_heads(words, page))]


def _without_drawing(words: str, everything: list[Block]) -> str:
    """The words without those of the figure, which a PDF paints after the page's text."""
    for block in sorted((block for block in everything if block.tag == "svg"), key=lambda block: -len(block.words)):
        words = words.replace(block.words, "", 1)
    return words


def _without_heads(words: str, page: Page) -> str:
    """The words without a header row, which a table repeats on its next page."""
    for row in page.tree.iterfind(".//thead/tr"):
        words = words.replace(squeeze("".join(row.itertext())), "", 1)
    return words


def test_every_block_is_in_word_once_and_in_order(pack: tuple[Page, dict[str, bytes]]) -> None:
    """Nothing of the document is lost or doubled in Word; the references are real endnotes or footnotes.

    With footnotes the words “References” are left out, as heading and in the contents, and nothing else.
    """
    page, products = pack
    footnotes = page.meta("briefgen.notes") == "footnotes"
    body, notes = _word_text(products["docx"], "footnote" if footnotes else "endnote")
    expected = [block for block in projections.blocks(page.tree, frozenset({"backref"})) if block.tag != "svg"]
    in_notes = _notes(page)
    missing, between = align([block for block in expected if block not in in_notes], body)
    assert missing == ([Block("li", "References"), Block("h1", "References")] if footnotes else [])
    assert not [words for words in between if not MARKERS.fullmatch(words)]
    assert notes == [block.words for block in in_notes]


def _notes(page: Page) -> list[Block]:
    found = [note for note in page.tree.iter("li") if (note.get("id") or "").startswith("note-")]
    return [block for note in found for block in projections.blocks(_body_of(note), frozenset({"backref"}))]


def _body_of(element: ET.Element) -> ET.Element:
    html = ET.Element("html")
    ET.SubElement(html, "body").append(element)
    return html


def _word_text(data: bytes, kind: str) -> tuple[str, list[str]]:
    """The words of the body, with the cached results of fields, and those of each note of a kind."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = ET.fromstring(parts.read("word/document.xml"))
        part = ET.fromstring(parts.read(f"word/{kind}s.xml"))
    notes = [note for note in part if note.get(f"{W}type") in {None, "normal"}]
    return _words(body), [_words(note) for note in notes]


def _words(element: ET.Element) -> str:
    words = []
    for node in element.iter():
        if node.tag == f"{W}t":
            words.append(node.text or "")
        elif node.tag in {f"{W}endnoteReference", f"{W}footnoteReference"}:
            words.append(node.get(f"{W}id") or "")
    return squeeze("".join(words))


def test_links_lead_to_the_same_places(pack: tuple[Page, dict[str, bytes]]) -> None:
    """Every address and every internal target of the HTML is a link in the PDF, and the addresses are in Word."""
    page, products = pack
    targets = {link.get("href", "") for link in page.tree.iter("a")}
    outside, inside = projections.pdf_links(products["pdf"])
    assert inside == {target[1:] for target in targets if target.startswith("#")}
    assert outside == {target for target in targets if not target.startswith("#")}
    with zipfile.ZipFile(io.BytesIO(products["docx"])) as parts:
        relationships = parts.read("word/_rels/document.xml.rels").decode()
    assert all(f'Target="{target}"' in relationships for target in outside)


def test_headings_stand_in_the_outline(pack: tuple[Page, dict[str, bytes]]) -> None:
    """The PDF's bookmarks are the document's headings, at their levels."""
    page, products = pack
    expected = [(int(node.tag[1]) - 1, squeeze("".join(node.itertext()))) for node in page.tree.iter() if node.tag in {"h1", "h2", "h3"}]
    found = [
        ((len(line) - len(line.lstrip())) // 2, squeeze(line.rsplit(" … ", 1)[0])) for line in projections.pdf_outline(products["pdf"])
    ]
    assert found == expected
