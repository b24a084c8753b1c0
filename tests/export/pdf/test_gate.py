"""The gate of PDF: a good file passes, and every seeded fault is found by it or by a judge that is named.

The last faults of the corpus are left to others; docs/pdf-faults.md says who finds what.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Location
from briefgen.document.page import Page
from briefgen.export.pdf import export, gate
from briefgen.fonts.cut_faces import CutFace, cut
from briefgen.fonts.desk_scripts import SCRIPTS
from tests.tools import docx_xml, pdf_faults
from tests.tools.pdf_faults import FAULTS
from tests.tools.scripts_desk import FACES


def test_a_good_pdf_passes() -> None:
    """Nothing is wrong with the PDF that the faults are seeded into."""
    assert pdf_faults.found(lambda _: None) == []


def test_the_corpus_is_large_enough() -> None:
    """At least 25 faults, nearly all of them found before a file is written."""
    judges = Counter(fault.judge for fault in FAULTS.values())
    assert set(judges) == {"gate", "veraPDF", "qpdf"}
    assert judges["gate"] >= 40


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.judge == "gate"])
def test_the_gate_finds_the_fault(name: str) -> None:
    """A seeded fault is found, and said in words that name it."""
    found = pdf_faults.found(FAULTS[name].seed)
    assert any(FAULTS[name].says in said for said in found), found


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.judge != "gate"])
def test_what_is_left_to_other_judges_is_not_found(name: str) -> None:
    """The table is true: what it leaves to another judge the gate does not see."""
    assert pdf_faults.found(FAULTS[name].seed) == []


def test_words_in_another_script_need_their_language() -> None:
    """Japanese that stands there as English is a fault, wherever in a line it stands."""
    for text in ("<p>日本</p>", "<p>Call it <em>it</em> 日本.</p>", '<p lang="fr">日本</p>'):
        page = docx_xml.page(f'<section class="part" id="a"><h1>A</h1>{text}</section>')
        finished, level = pdf_faults.good(page)
        assert any("日本" in said and "stands there as" in said for said in gate.faults(finished, page.tree, level))


def test_words_in_a_face_of_the_desk_need_its_language() -> None:
    """So are words of a script that the desk brings a face for; a font that is neither ours nor the desk's is a fault too."""
    signs = frozenset("محمد")
    face = CutFace(SCRIPTS["Arabic"], "ar", "Test Arabic", cut((FACES / "ArabicVariable.ttf").read_bytes(), signs, "Test Arabic", 400))
    for text, told in (("<p>Call محمد</p>", True), ('<p>Call <span lang="ar" dir="rtl">محمد</span></p>', False)):
        page = replace(docx_xml.page(f'<section class="part" id="a"><h1>A</h1>{text}</section>'), faces=(face,))
        finished, level = pdf_faults.good(page)
        assert any("“محمد” stands there as en-GB" in said for said in gate.faults(finished, page.tree, level, page.faces)) is told
    assert any("the font Test-Arabic" in said for said in gate.faults(finished, page.tree, level))


def test_faults_stop_the_export(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF with a fault is never handed on."""
    monkeypatch.setattr(gate, "faults", lambda *_: ["the title is missing"])
    with pytest.raises(ValueError, match="the title is missing"):
        export.export(docx_xml.page(), Templates())


def test_a_style_sheet_that_hides_words_is_the_desks_own_problem(tmp_path: Path) -> None:
    """With a template of its own the desk is told which, and what is missing; notes beside the templates count for nothing."""
    (tmp_path / "README.md").write_text("What this folder is for.", encoding="utf-8")
    (tmp_path / "print.css").write_bytes(Templates().load("print.css") + b"#pier { display: none }")
    with pytest.raises(ContentError) as caught:
        export.export(docx_xml.page(), Templates(tmp_path))
    [problem] = caught.value.problems
    assert (problem.code, problem.place) == ("template-error", Location("templates/print.css"))
    assert "“The pier closes” is on no page" in problem.message
    assert problem.hint.endswith("the desk's own print.css?")


def test_faults_are_ours_where_the_desk_has_no_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note in the folder is no template."""
    (tmp_path / "README.md").write_text("What this folder is for.", encoding="utf-8")
    monkeypatch.setattr(gate, "faults", lambda *_: ["the title is missing"])
    with pytest.raises(ValueError, match="the title is missing"):
        export.export(docx_xml.page(), Templates(tmp_path))


@pytest.fixture
def modern() -> Page:
    """The sample, to be archived as PDF/A-4f."""
    head = docx_xml.HEAD.replace("</head>", '<meta name="briefgen.archive" content="pdfa-4f"/></head>')
    return docx_xml.page(head=head)


def test_the_newer_archive_level_passes(modern: Page) -> None:
    """PDF/A-4f with PDF/UA-2 has its identifiers and passes the same gate."""
    finished, level = pdf_faults.good(modern)
    metadata = pdf_faults.at(finished, finished.catalog["Metadata"]).stream[0]
    assert b'pdfaid:part="4"' in metadata
    assert b'pdfuaid:part="2"' in metadata
    assert gate.faults(finished, modern.tree, level) == []
