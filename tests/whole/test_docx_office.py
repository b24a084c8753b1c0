"""LibreOffice opens the Word file: the same words and things, and pages near the ones that our contents name."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from briefgen.export.docx.drawing.pictures import SVG_PICTURE
from tests.tools import docx_xml, projections
from tests.tools.desks import BuiltDesk
from tests.tools.docx_xml import DOCUMENT, HEADINGS, R, W
from tests.tools.made_once import common_folder, made_once
from tests.tools.projections import squeeze

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, DRAW, OFFICE_TAG = (ODF % name for name in ("text", "table", "drawing", "office"))
XLINK = "{http://www.w3.org/1999/xlink}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELATIONSHIPS = "word/_rels/document.xml.rels"
ALIKE = 25
"""Greys of 255 that a spot of a drawing may differ from its picture."""
DISTANCE = 1
"""So many pages may lie between a page number in our contents and LibreOffice's page: it breaks lines in its own way."""


@dataclass(frozen=True)
class Opened:
    """A Word file of ours, and what LibreOffice makes of it: a flat ODF document and a PDF."""

    docx: bytes
    odf: ET.Element
    pdf: bytes


@pytest.fixture(scope="module", params=["example", "generated"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, built_desk: Callable[..., BuiltDesk]) -> Opened:
    """The worked example and a generated pack."""
    return opened_by_office(built_desk(request.param), request.param, tmp_path_factory)


def opened_by_office(desk: BuiltDesk, name: str, factory: pytest.TempPathFactory) -> Opened:
    """A desk's first pack, opened once for all the processes of a run."""

    def convert(folder: Path) -> None:
        folder.mkdir()
        (folder / "pack.docx").write_bytes(desk.product("docx"))
        for kind in ("fodt", "pdf"):
            _convert(folder, kind)

    folder = made_once(common_folder(factory) / f"office-{name}", convert)
    return Opened(desk.product("docx"), ET.parse(folder / "pack.fodt").getroot(), (folder / "pack.pdf").read_bytes())


def _convert(folder: Path, kind: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / "pack.docx")]
    subprocess.run(command, check=True, capture_output=True)


def _ours(opened: Opened) -> str:
    """The words of our body."""
    return _words(docx_xml.tree(opened.docx))


def _words(element: ET.Element) -> str:
    """The words of an element."""
    return squeeze("".join(node.text or "" for node in element.iter(f"{W}t")))


def _theirs(element: ET.Element) -> Iterator[str]:
    """The words of an ODF element without its notes and without what only describes a picture."""
    if element.tag in {f"{TEXT}note-body", f"{DRAW}frame", f"{OFFICE_TAG}forms", f"{TEXT}index-title", f"{TEXT}table-of-content-source"}:
        return
    yield element.text or ""
    for child in element:
        yield from _theirs(child)
        yield child.tail or ""


def test_the_same_words(opened: Opened) -> None:
    """Every word of the body, in order, and none more."""
    body = opened.odf.find(f".//{OFFICE_TAG}text")
    assert body is not None
    assert squeeze("".join(_theirs(body))) == _ours(opened)


def test_the_same_things(opened: Opened) -> None:
    """As many tables, headings of each level and pictures."""
    odf, body = opened.odf, docx_xml.tree(opened.docx)
    levels = Counter(int(node.get(f"{TEXT}outline-level", "0")) for node in odf.iter(f"{TEXT}h"))
    styles = (node.get(f"{W}val", "") for node in body.iter(f"{W}pStyle"))
    assert levels == Counter(HEADINGS[style] for style in styles if style in HEADINGS)
    assert len(list(odf.iter(f"{TABLE}table"))) == len(list(body.iter(f"{W}tbl"))) > 5
    pictures = len([name for name in docx_xml.parts(opened.docx) if re.fullmatch(r"word/media/.*\.png", name)])
    assert len(list(odf.iter(f"{DRAW}image"))) == pictures > 0


def test_drawing_and_picture_are_painted_alike(opened: Opened, tmp_path: Path) -> None:
    """With the drawings in the place of the pictures, as newer programs show them, pages look the same but for edges."""
    targets = {item.get("Id"): item.get("Target", "") for item in docx_xml.tree(opened.docx, RELATIONSHIPS)}
    data = opened.docx
    for blip in docx_xml.tree(data).iter(f"{A}blip"):
        drawn = next(blip.iter(f"{{{SVG_PICTURE}}}svgBlip")).get(f"{R}embed")
        data = docx_xml.replaced(data, RELATIONSHIPS, f'"{targets[blip.get(f"{R}embed")]}"', f'"{targets[drawn]}"')
    (tmp_path / "pack.docx").write_bytes(data)
    _convert(tmp_path, "pdf")
    pairs = zip(_painted(opened.pdf), _painted((tmp_path / "pack.pdf").read_bytes()), strict=True)
    far = {number: distance for number, pair in enumerate(pairs, 1) if (distance := _distance(*pair)) > 0}
    assert far, "no page has a drawing"
    assert max(far.values()) < ALIKE


def _painted(pdf: bytes) -> list[Image.Image]:
    """The pages of a PDF, grey."""
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.render(scale=1).to_pil().convert("L") for page in document]


def _distance(one: Image.Image, other: Image.Image) -> int:
    """How far two pictures are apart where they are farthest, edges blurred: 0 alike, 255 black for white."""
    blurred = (picture.filter(ImageFilter.GaussianBlur(3)) for picture in (one, other))
    return int(ImageChops.difference(*blurred).getextrema()[1])


def test_latin_letters_can_be_typed(opened: Opened, tmp_path: Path) -> None:
    """Words in any letters of Latin-1 are set in the faces that travel with the document, and in no other."""
    letters = "".join(map(chr, range(0xC0, 0x100)))
    first = next(node.text or "" for node in docx_xml.tree(opened.docx).iter(f"{W}t") if len(node.text or "") > 20)
    typed = docx_xml.replaced(opened.docx, DOCUMENT, f">{first}<", f">{letters}<")
    (tmp_path / "pack.docx").write_bytes(typed)
    _convert(tmp_path, "pdf")
    pdf = pypdf.PdfReader(tmp_path / "pack.pdf")
    assert letters in squeeze("".join(page.extract_text() for page in pdf.pages))
    fonts = {font["/BaseFont"] for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    ours = [font for font in fonts if "+Source" in font]
    assert sorted(fonts - {*ours}) == sorted(font for font in fonts if "+Noto" in font or "CJK" in font)
    assert len(ours) >= 3


def test_a_deletion_leaves_other_references_as_they_were(opened: Opened, tmp_path: Path) -> None:
    """Without the first paragraph that mentions a reference, LibreOffice leads every number to the reference that bears it."""
    before = _led(opened.odf)
    content = docx_xml.parts(opened.docx)
    tree = docx_xml.tree(opened.docx)
    lines = tree[0].iterfind(f"{W}p")
    first = next(line for line in lines if any((link.get(f"{W}anchor") or "").startswith("note_") for link in line.iter(f"{W}hyperlink")))
    tree[0].remove(first)
    content[DOCUMENT] = ET.tostring(tree)
    (tmp_path / "pack.docx").write_bytes(docx_xml.packed(content))
    _convert(tmp_path, "fodt")
    after = _led(ET.parse(tmp_path / "pack.fodt").getroot())
    assert before.total() > after.total() > 5
    assert not after - before
    assert all(words.startswith(f"{number}.") for number, words in before)


def _led(odf: ET.Element) -> Counter[tuple[str, str]]:
    """Each number of a reference that is a link, with the beginning of the paragraph that the link leads to; how often."""
    starts = {
        mark.get(f"{TEXT}name"): squeeze("".join(line.itertext()))[:60]
        for line in odf.iter(f"{TEXT}p")
        for mark in (*line.iter(f"{TEXT}bookmark-start"), *line.iter(f"{TEXT}bookmark"))
    }
    links = (link for link in odf.iter(f"{TEXT}a") if link.get(f"{XLINK}href", "").startswith("#note_"))
    return Counter((squeeze("".join(link.itertext())), starts.get(link.get(f"{XLINK}href", "")[1:], "")) for link in links)


def test_the_contents_name_pages_that_are_near(opened: Opened) -> None:
    """LibreOffice sets every heading of the contents on the page that we name, or one away at most, and as many pages in all."""
    contents = dict(_contents(opened.docx))
    outline = [line.strip().rsplit(" … ", 1) for line in projections.pdf_outline(opened.pdf)]
    theirs = {squeeze(title): int(page) for title, page in reversed(outline)}
    distances = {title: theirs[title] - page for title, page in contents.items()}
    total = int(docx_xml.lines(opened.docx, "word/footer.xml")[0].rsplit(": ", 1)[1].rstrip("}"))
    distances["pages in all"] = len(projections.pdf_pages(opened.pdf)) - total
    print(f"farthest from LibreOffice: {max(distances.values(), key=abs)} of {total} pages; {Counter(distances.values())}")
    assert len(contents) > 5
    assert {title: far for title, far in distances.items() if abs(far) > DISTANCE} == {}


def test_no_page_ends_with_what_belongs_to_the_next(opened: Opened) -> None:
    """Neither a heading nor a date line or a lead stands at the foot of a page without what follows it."""
    kept = dict.fromkeys(before[-20:] + words for before, style, words in _runs(opened.docx) if style in {*HEADINGS, "Dateline", "Lead"})
    assert len(kept) > 20
    assert [words for page in projections.pdf_pages(opened.pdf) for words in kept if squeeze(page).endswith(words)] == []


def _runs(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Each paragraph of the body: the words of the one before, its style, its words."""
    before = ""
    for paragraph in docx_xml.tree(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        words = _words(paragraph)
        yield before, style.get(f"{W}val", "") if style is not None else "", words
        before = words or before


def _contents(data: bytes) -> Iterator[tuple[str, int]]:
    """The entries of our contents, each with the page it names."""
    for paragraph in docx_xml.tree(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val", "").startswith("TOC") and paragraph.find(f"{W}hyperlink") is not None:
            *title, page = [node.text or "" for node in paragraph.iter(f"{W}t")]
            yield squeeze("".join(title)), int(page)
