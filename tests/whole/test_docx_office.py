"""LibreOffice opens the Word file: the same words and things, and pages near the ones that our contents name."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
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
from tests.tools.libreoffice import Office
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
LETTERS = "".join(map(chr, range(0xC0, 0x100)))
"""All letters of Latin-1 beyond ASCII."""
DISTANCE = 1
"""So many pages may lie between a page number in our contents and LibreOffice's page: it breaks lines in its own way."""


Altered = Mapping[str, tuple[str, Callable[[bytes], bytes]]]
"""Name → the kind of file that LibreOffice makes of a pack, altered, and what alters it."""


@dataclass(frozen=True)
class Opened:
    """A Word file of ours, and what LibreOffice makes of it: a flat ODF document and a PDF. folder: with the same of the file altered."""

    docx: bytes
    folder: Path

    def odf(self, name: str = "pack") -> ET.Element:
        """The ODF document of the file or of one of ALTERED."""
        return ET.parse(self.folder / f"{name}.fodt").getroot()

    def pdf(self, name: str = "pack") -> bytes:
        """The PDF of the same."""
        return (self.folder / f"{name}.pdf").read_bytes()


@pytest.fixture(scope="module", params=["contents", "generated"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, built_desk: Callable[..., BuiltDesk]) -> Opened:
    """The worked example and a generated pack, as they are and altered."""
    return opened_by_office(built_desk(request.param), request.param, tmp_path_factory, ALTERED)


def opened_by_office(desk: BuiltDesk, name: str, factory: pytest.TempPathFactory, altered: Altered) -> Opened:
    """A desk's first pack, as it is and altered, opened once for all the processes of a run, each kind of file in one start."""
    data = desk.product("docx")

    def convert(folder: Path) -> None:
        folder.mkdir()
        wanted = {"pack": data} | {name: alter(data) for name, (_, alter) in altered.items()}
        for name, document in wanted.items():
            (folder / f"{name}.docx").write_bytes(document)
        for kind in ("fodt", "pdf"):
            names = ["pack", *(name for name, (made, _) in altered.items() if made == kind)]
            _convert(kind, folder, *(folder / f"{name}.docx" for name in names))

    return Opened(data, made_once(common_folder(factory) / f"office-{name}", convert))


def _convert(kind: str, folder: Path, *files: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


def _drawn(data: bytes) -> bytes:
    """With the drawings in the place of the pictures, as newer programs show them."""
    targets = {item.get("Id"): item.get("Target", "") for item in docx_xml.tree(data, RELATIONSHIPS)}
    for blip in docx_xml.tree(data).iter(f"{A}blip"):
        drawn = next(blip.iter(f"{{{SVG_PICTURE}}}svgBlip")).get(f"{R}embed")
        data = docx_xml.replaced(data, RELATIONSHIPS, f'"{targets[blip.get(f"{R}embed")]}"', f'"{targets[drawn]}"')
    return data


def _typed(data: bytes) -> bytes:
    """With LETTERS in the place of the first long words."""
    first = next(node.text or "" for node in docx_xml.tree(data).iter(f"{W}t") if len(node.text or "") > 20)
    return docx_xml.replaced(data, DOCUMENT, f">{first}<", f">{LETTERS}<")


def _cut(data: bytes) -> bytes:
    """Without the first paragraph that mentions a reference."""
    tree = docx_xml.tree(data)
    lines = tree[0].iterfind(f"{W}p")
    first = next(line for line in lines if any((link.get(f"{W}anchor") or "").startswith("note_") for link in line.iter(f"{W}hyperlink")))
    tree[0].remove(first)
    return docx_xml.packed({**docx_xml.parts(data), DOCUMENT: ET.tostring(tree)})


ALTERED: Altered = {"drawn": ("pdf", _drawn), "typed": ("pdf", _typed), "cut": ("fodt", _cut)}
"""What each of these does to a pack is seen in one kind of file."""


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
    body = opened.odf().find(f".//{OFFICE_TAG}text")
    assert body is not None
    assert squeeze("".join(_theirs(body))) == _ours(opened)


def test_the_same_things(opened: Opened) -> None:
    """As many tables, headings of each level and pictures."""
    odf, body = opened.odf(), docx_xml.tree(opened.docx)
    levels = Counter(int(node.get(f"{TEXT}outline-level", "0")) for node in odf.iter(f"{TEXT}h"))
    styles = (node.get(f"{W}val", "") for node in body.iter(f"{W}pStyle"))
    assert levels == Counter(HEADINGS[style] for style in styles if style in HEADINGS)
    assert len(list(odf.iter(f"{TABLE}table"))) == len(list(body.iter(f"{W}tbl"))) > 3
    pictures = len([name for name in docx_xml.parts(opened.docx) if re.fullmatch(r"word/media/.*\.png", name)])
    assert len(list(odf.iter(f"{DRAW}image"))) == pictures > 0


def test_drawing_and_picture_are_painted_alike(opened: Opened) -> None:
    """With the drawings in the place of the pictures, as newer programs show them, pages look the same but for edges."""
    pairs = zip(_painted(opened.pdf()), _painted(opened.pdf("drawn")), strict=True)
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


def test_latin_letters_can_be_typed(opened: Opened) -> None:
    """Words in any letters of Latin-1 are set in the faces that travel with the document, and in no other."""
    pdf = pypdf.PdfReader(io.BytesIO(opened.pdf("typed")))
    assert LETTERS in squeeze("".join(page.extract_text() for page in pdf.pages))
    fonts = {font["/BaseFont"] for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    ours = [font for font in fonts if "+Source" in font]
    assert sorted(fonts - {*ours}) == sorted(font for font in fonts if "+Noto" in font or "CJK" in font)
    assert len(ours) >= 3


def test_a_deletion_leaves_other_references_as_they_were(opened: Opened) -> None:
    """Without the first paragraph that mentions a reference, LibreOffice leads every number to the reference that bears it."""
    before, after = _led(opened.odf()), _led(opened.odf("cut"))
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
    outline = [line.strip().rsplit(" … ", 1) for line in projections.pdf_outline(opened.pdf())]
    theirs = {squeeze(title): int(page) for title, page in reversed(outline)}
    distances = {title: theirs[title] - page for title, page in contents.items()}
    total = int(docx_xml.lines(opened.docx, "word/footer.xml")[0].rsplit(": ", 1)[1].rstrip("}"))
    distances["pages in all"] = len(projections.pdf_pages(opened.pdf())) - total
    print(f"farthest from LibreOffice: {max(distances.values(), key=abs)} of {total} pages; {Counter(distances.values())}")
    assert len(contents) > 5 or b"TOC " not in docx_xml.parts(opened.docx)[DOCUMENT]
    assert {title: far for title, far in distances.items() if abs(far) > DISTANCE} == {}


def test_no_page_ends_with_what_belongs_to_the_next(opened: Opened) -> None:
    """Neither a heading nor a date line or a lead stands at the foot of a page without what follows it."""
    kept = dict.fromkeys(before[-20:] + words for before, style, words in _runs(opened.docx) if style in {*HEADINGS, "Dateline", "Lead"})
    assert len(kept) > 10
    assert [words for page in projections.pdf_pages(opened.pdf()) for words in kept if squeeze(page).endswith(words)] == []


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


ADDED = "A passage that a user adds"


def test_a_heading_that_a_user_adds_is_listed_when_the_contents_are_updated(built_desk: Callable[..., BuiltDesk], tmp_path: Path) -> None:
    """And all entries that stood there before are there again, in their order. LibreOffice lists the opening one twice: by the level of
    its style, which Word does not ask, and by its own entry."""
    data = built_desk("contents").product("docx")
    heading = f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>{ADDED}</w:t></w:r></w:p>'
    before = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    document = docx_xml.parts(data)[DOCUMENT].decode()
    place = document.rindex(before)
    old, new = document[place - 200 : place], document[place - 200 : place] + heading
    edited = docx_xml.replaced(data, DOCUMENT, old, new)
    [lines] = Office(tmp_path).lines((edited, "update"))
    titles = [title for title, _ in _contents(data)]
    listed = [re.sub(r"\d+$", "", squeeze(line)) for line in lines if re.search(r"\d$", line)]
    assert list(dict.fromkeys(line for line in listed if line in {*titles, squeeze(ADDED)})) == [*titles[:-1], squeeze(ADDED), titles[-1]]
