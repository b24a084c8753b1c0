"""Independent judges find nothing in the worked example, and find what was broken on purpose. Each is skipped where it is not installed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from tests.judge import paper, screen, word
from tests.judge.__main__ import FAST, Judge, Verdict, ask, notes, table
from tests.judge.products import Product, make_one

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Product:
    """The pack of the worked example in every format, on A4."""
    return make_one(tmp_path_factory.mktemp("judged") / "desk", "example", "a4")[1]


def heard(judge: Judge, product: Product) -> Sequence[str]:
    """What the judge found; the test is skipped where it is not installed."""
    verdict = ask(judge, product)
    if verdict.missing:
        pytest.skip(f"not installed: {verdict.missing}")
    return verdict.found


@pytest.mark.parametrize("name", FAST)
def test_fast_judges_find_nothing(name: str, example: Product) -> None:
    """Every fast judge passes the worked example."""
    assert not heard(FAST[name], example)


@pytest.mark.parametrize("judge", [paper.outloud, paper.pdfua, paper.qpdf, paper.archive, paper.universal])
def test_judges_of_a_pdf_see_a_broken_one(judge: Judge, example: Product, tmp_path: Path) -> None:
    """A PDF without its structure tree and with a damaged page passes no judge."""
    broken = tmp_path / "broken.pdf"
    writer = pypdf.PdfWriter(clone_from=example.pdf)
    for name in ("/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata"):
        del writer.root_object[name]
    with io.BytesIO() as file:
        writer.write(file)
        broken.write_bytes(re.sub(rb"/FlateDecode", b"/FlateDecade", file.getvalue(), count=1))
    assert heard(judge, replace(example, pdf=broken))


@pytest.mark.parametrize("judge", [word.sdk, word.audit, word.integrity, word.libreoffice])
def test_judges_of_word_see_a_broken_file(judge: Judge, example: Product, tmp_path: Path) -> None:
    """A Word file with a misplaced element, a relationship to nothing and a lost paragraph passes no judge."""
    broken = tmp_path / "broken.docx"
    faults = {b"<w:body>": b"<w:body><w:tr/>", b"<w:t>": b"<w:t>x", b'r:embed="': b'r:embed="x'}
    with zipfile.ZipFile(example.docx) as parts, zipfile.ZipFile(broken, "w") as out:
        for name in parts.namelist():
            data = parts.read(name)
            for old, new in faults.items() if name == "word/document.xml" else ():
                data = data.replace(old, new, 1)
            out.writestr(name, data)
    assert heard(judge, replace(example, docx=broken))


@pytest.mark.parametrize(
    ("judge", "fault"),
    [
        (screen.axe, '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="/>'),
        (screen.phone, '<p style="width: 500px">wide</p>'),
        (screen.offline, '<p style="background: url(https://example.org/a.png)">far</p>'),
    ],
)
def test_judges_of_html_see_a_fault(judge: Judge, fault: str, example: Product, tmp_path: Path) -> None:
    """A picture without words, a block wider than a phone and a picture from elsewhere are each found."""
    broken = tmp_path / "broken.html"
    broken.write_text(example.html.read_text(encoding="utf-8").replace("</header>", f"</header>{fault}", 1), encoding="utf-8")
    assert heard(judge, replace(example, html=broken))


def test_table_has_a_cell_for_every_verdict() -> None:
    """A cell says ok, how much was found, or that the judge is not installed, and the notes say what installs it."""
    verdicts = {"desk a4": {"one": Verdict(), "two": Verdict(["a", "b", "c"]), "three": Verdict(missing="apt-get install three")}}
    assert table(verdicts, ["one", "two", "three"]).splitlines()[1].split() == ["desk", "a4", "ok", "3", "not", "installed"]
    assert notes(verdicts, 2) == [
        "three not installed: apt-get install three",
        "desk a4, two: a",
        "desk a4, two: b",
        "desk a4, two: … and 1 more",
    ]
