"""What a PDF must have beside its words: tags, languages, properties, only our fonts, only our assets."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.document.page import Page
from briefgen.export.pdf import export
from briefgen.pipeline.load import load
from briefgen.render.render import render
from tests.tools import projections
from tests.tools.desks import BuiltDesk


@pytest.fixture
def made(built_desk: Callable[..., BuiltDesk]) -> bytes:
    """The PDF of the worked example with a name in Japanese in it."""
    return built_desk("japanese").product("pdf")


@pytest.fixture
def page(built_desk: Callable[..., BuiltDesk]) -> Page:
    """The document that it is made of."""
    return built_desk("japanese").page


def test_properties_come_from_the_pack(made: bytes) -> None:
    """Title, author, language and date are those of the pack, not of the machine."""
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("The Sound ferries", "The Sound ferries desk")
    assert str(reader.metadata.get("/CreationDate")).startswith("D:20190705")
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_tags_tell_structure_and_language(made: bytes) -> None:
    """Headings, tables, lists and the figure are tagged; the figure has its text alternative."""
    tags = projections.pdf_tags(made)
    kinds = {line.strip().split(" ")[0] for line in tags}
    assert {"Document", "H1", "H2", "Table", "TR", "TH", "TD", "L", "LI", "Link", "Figure"} <= kinds
    assert any(line.strip().startswith("Figure alt=Timeline of") for line in tags)


def test_header_and_footer_stand_on_every_page(made: bytes) -> None:
    """Draft, as-of date, marking and page number are on each page; on the first the title block says them."""
    pages = projections.pdf_pages(made, margins=True)
    for number, text in enumerate(pages, 1):
        plain = " ".join(text.split())
        assert "DRAFT ·" in plain
        assert "As of 5 July 2019" in plain
        assert ("DRAFT · As of" in plain) == (number > 1)
        assert "TLP:CLEAR" in text
        assert f"Page {number} of {len(pages)}" in text


def test_only_our_fonts_are_used(made: bytes) -> None:
    """Every font in the file is one that travels with the project."""
    reader = pypdf.PdfReader(io.BytesIO(made))
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for sheet in reader.pages
        for font in sheet["/Resources"].get("/Font", {}).values()
    }
    assert names
    assert all(name.startswith(("Source-S", "Noto-Sans-JP")) for name in names), names
    assert any(name.startswith("Noto-Sans-JP") for name in names)


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "file:///etc/hostname", "asset:../../pyproject.toml", "//example.org/a.png"]
)
def test_foreign_assets_are_refused(page: Page, tmp_path: Path, address: str) -> None:
    """A style sheet gets nothing but the project's own templates, wherever the address leads."""
    (tmp_path / "print.css").write_text(f"body {{ background: url('{address}') }}", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        export.export(page, Templates(tmp_path))
    assert [problem.code for problem in caught.value.problems] == ["asset-refused"]


def test_own_assets_are_served(page: Page, tmp_path: Path) -> None:
    """A picture in the desk's templates may be used."""
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>', encoding="utf-8"
    )
    (tmp_path / "print.css").write_text("body { background: url('asset:logo.svg') }", encoding="utf-8")
    assert export.export(page, Templates(tmp_path)).problems == ()


def test_letter_is_letter(desk: DeskFolder) -> None:
    """A pack on US Letter has pages of 8.5 by 11 inches."""
    path = desk.root / "content/packs/sound-ferries.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("paper: a4", "paper: letter"), encoding="utf-8")
    content, _ = load(desk)
    assert content is not None
    data = export.export(render(assemble(content, "sound-ferries"), desk.templates), desk.templates).data
    box = pypdf.PdfReader(io.BytesIO(data)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (612, 792)


@pytest.mark.parametrize(
    ("choice", "archived", "accessible"),
    [("", ("3", "A"), "1"), ("archive: pdfa-3a", ("3", "A"), "1"), ("archive: pdfa-4f", ("4", "F"), "2")],
)
def test_a_pack_chooses_its_archive_level(desk: DeskFolder, choice: str, archived: tuple[str, str], accessible: str) -> None:
    """PDF/A-3a with PDF/UA-1, unless the pack asks for PDF/A-4f with PDF/UA-2; both stand in the metadata."""
    path = desk.root / "content/packs/sound-ferries.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("paper: a4", f"paper: a4\n  {choice}"), encoding="utf-8")
    content, problems = load(desk)
    assert content is not None, problems
    data = export.export(render(assemble(content, "sound-ferries"), desk.templates), desk.templates).data
    metadata = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/Metadata"].get_data().decode()
    assert metadata.count("<rdf:RDF") == 1
    assert (f'pdfaid:part="{archived[0]}"' in metadata, f'pdfaid:conformance="{archived[1]}"' in metadata) == (True, True)
    assert f'pdfuaid:part="{accessible}"' in metadata


def test_a_prepared_export_imports_nothing_of_ours_any_more(example: BuiltDesk, tmp_path: Path) -> None:
    """What the process beside the build loads before there is a page is all that it needs of briefgen and of WeasyPrint."""
    (tmp_path / "page.html").write_text(example.page.html, encoding="utf-8")
    script = (
        "import sys\nfrom pathlib import Path\nfrom briefgen.desk.templates import Templates\nfrom briefgen.document.page import Page\n"
        "from briefgen.export.pdf import export\nimport briefgen.pipeline.processes.ready\nbefore = set(sys.modules)\n"
        "export.export(Page.parse(Path(sys.argv[1]).read_text(encoding='utf-8')), Templates())\n"
        "print([name for name in set(sys.modules) - before if name.split('.')[0] in {'briefgen', 'weasyprint', 'fontTools'}])"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "page.html")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
