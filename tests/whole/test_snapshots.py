"""The rendered output of the worked example as accepted: HTML, PDF (outline, tags, text, pages as pictures) and the parts of the Word file.

A missing snapshot fails, an unused one fails; `./run snapshots` shows the difference, `./run snapshots --accept` takes it.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from tests.tools import projections
from tests.tools.desks import BuiltDesk
from tests.tools.snapshot_files import HtmlFile, TextFile

WORD_PARTS = ("word/document.xml", "word/endnotes.xml", "word/numbering.xml", "word/settings.xml", "docProps/core.xml", "docProps/app.xml")
DPI = 45
TOLERANCE = 1.0
"""Mean difference of grey values (0–255) over a page below which two pictures count as the same: another rasteriser's edges, no shift."""


class PagePicture(SingleFileSnapshotExtension):
    """A page as a picture, compared with a tolerance."""

    file_extension = "png"

    def matches(self, *, serialized_data: Any, snapshot_data: Any) -> bool:
        return picture_difference(serialized_data, snapshot_data) <= TOLERANCE


def picture_difference(one: bytes, two: bytes) -> float:
    """The mean difference of grey values of two pictures; 255 where their sizes differ."""
    first, second = (Image.open(io.BytesIO(data)).convert("L") for data in (one, two))
    return ImageStat.Stat(ImageChops.difference(first, second)).mean[0] if first.size == second.size else 255.0


def test_html_of_the_example(example: BuiltDesk, snapshot: SnapshotAssertion) -> None:
    """The HTML file, whole."""
    assert example.product("html").decode() == snapshot(extension_class=HtmlFile)


def test_pdf_of_the_example(example: BuiltDesk, snapshot: SnapshotAssertion) -> None:
    """Outline, tag tree and text by page."""
    assert _pdf(example.product("pdf")) == snapshot(extension_class=TextFile)


def _pdf(data: bytes) -> str:
    parts = ["# outline", *projections.pdf_outline(data), "", "# tags", *projections.pdf_tags(data)]
    for number, text in enumerate(projections.pdf_pages(data, margins=True), 1):
        parts += ["", f"# page {number}", *(line.rstrip() for line in text.splitlines())]
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("part", WORD_PARTS, ids=lambda part: part.rsplit("/", 1)[1])
def test_word_parts_of_the_example(part: str, example: BuiltDesk, snapshot: SnapshotAssertion) -> None:
    """The parts of the Word file as readable XML."""
    with zipfile.ZipFile(io.BytesIO(example.product("docx"))) as parts:
        tree = ET.fromstring(parts.read(part))
    ET.indent(tree)
    assert ET.tostring(tree, encoding="unicode") + "\n" == snapshot(extension_class=TextFile)


def test_pages_of_the_example_as_pictures(example: BuiltDesk, snapshot: SnapshotAssertion) -> None:
    """Every page of the PDF as a picture."""
    pictures = _pictures(example.product("pdf"))
    assert pictures
    for picture in pictures:
        assert picture == snapshot(extension_class=PagePicture)


def test_a_shifted_page_is_seen(example: BuiltDesk) -> None:
    """The tolerance lets no shift of a line through."""
    page = Image.open(io.BytesIO(_pictures(example.product("pdf"))[0]))
    shifted = ImageChops.offset(page, 0, 2)
    file = io.BytesIO()
    shifted.save(file, "png")
    assert picture_difference(_pictures(example.product("pdf"))[0], file.getvalue()) > TOLERANCE


def _pictures(data: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    pictures = []
    for page in document:
        file = io.BytesIO()
        page.render(scale=DPI / 72, grayscale=True).to_pil().save(file, "png", optimize=True)
        pictures.append(file.getvalue())
    return pictures
