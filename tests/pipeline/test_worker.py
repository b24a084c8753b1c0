"""PDFs set in a process beside the main one: the same bytes, the same problems, and nothing lost when it dies."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import Kept
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.document.page import Page
from briefgen.export.pdf import export
from briefgen.pipeline.load import load
from briefgen.pipeline.processes import pool as processes
from briefgen.pipeline.worker import PdfWorker
from briefgen.render.render import render


@pytest.fixture
def page(desk: DeskFolder) -> Page:
    """The document of the worked example."""
    content, problems = load(desk)
    assert content is not None, problems
    return render(assemble(content, "sound-ferries"), desk.templates)


def test_press_makes_the_same_bytes(page: Page) -> None:
    """Set beside the main process or in it, the pages are the same."""
    worker = PdfWorker(["pdf"])
    product, seconds = worker.submit("pdf", page, Templates()).result()
    worker.close()
    assert product.data == export.export(page, Templates()).data
    assert seconds > 0


def test_press_hands_problems_on(page: Page, tmp_path: Path) -> None:
    """What stops the press stops the build, with the same diagnostics."""
    (tmp_path / "print.css").write_text("body { background: url('https://example.org/a.png') }", encoding="utf-8")
    with PdfWorker(["pdf"]) as worker:
        future = worker.submit("pdf", page, Templates(tmp_path))
        with pytest.raises(ContentError) as caught:
            future.result()
    assert [problem.code for problem in caught.value.problems] == ["asset-refused"]


def die(*_: object) -> None:
    """Ends the process that is asked to set a page."""
    os._exit(9)


def test_press_that_dies_is_done_without(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """A press that ended early loses nothing: the pages are set in place."""
    monkeypatch.setattr(processes, "call", die)
    with PdfWorker(["pdf"]) as worker:
        product, _ = worker.submit("pdf", page, Templates()).result()
        again, _ = worker.submit("pdf", page, Templates()).result()
    assert product.data == again.data
    assert product.data.startswith(b"%PDF-")


def test_a_problem_survives_the_way_between_processes() -> None:
    """The error that carries problems can be sent from the press."""
    problem = Diagnostic("leftover", "x", Location("a.yaml", 1, 2))
    assert pickle.loads(pickle.dumps(ContentError([problem]))).problems == (problem,)


def test_word_is_made_with_what_is_kept(page: Page, tmp_path: Path) -> None:
    """What the first export leaves in the desk's folder changes nothing in the second, and nothing is added to it."""
    with PdfWorker(["docx"], Kept(tmp_path)) as worker:
        first, _ = worker.submit("docx", page, Templates()).result()
        held = Kept(tmp_path).holding()
        again, _ = worker.submit("docx", page, Templates()).result()
    assert again == first == PdfWorker(["docx"]).submit("docx", page, Templates()).result()[0]
    assert Kept(tmp_path).holding() == held
    assert held.entries > 1
