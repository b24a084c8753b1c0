"""Word's tracked changes: accepted they give the new document, rejected the old one, and nothing else is changed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.document.redline.redline import redline
from briefgen.export.docx.export import export
from briefgen.export.docx.gate import gate
from briefgen.export.docx.styles import embedded_fonts
from tests.conftest import ROOT
from tests.tools import docx_xml, libreoffice, word_revisions
from tests.tools.docx_xml import FOOTNOTED, HEAD, W
from tests.tools.edited_pages import edited
from tests.tools.redlines import ALONE, PAIRS, TABLE, WIDE, before_and_after, example, pairs_in_one, section

pytestmark = pytest.mark.slow
FEW = settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def edited_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages edited at random keep neither numbers nor languages as render gives them, so that the gate does not read those here."""
    monkeypatch.setattr(gate, "CHECKS", tuple(check for check in gate.CHECKS if check not in gate.OF_ONE_DOCUMENT))


def word(page: Page) -> bytes:
    """A page as a Word document."""
    return export(page, Templates()).data


def without_fonts(page: Page) -> bytes:
    """The same without the fonts embedded, which take most of the time of packing and change no word."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded_fonts, "embed", lambda *_: None)
        return word(page)


@lru_cache(maxsize=256)
def text_of(html: str) -> word_revisions.Text:
    """What the Word document of a page says."""
    return word_revisions.text(without_fonts(Page.parse(html)))


def assert_two_in_one(old: Page, new: Page) -> bytes:
    """Holds a Word document with tracked changes against those of both documents; gives it."""
    data = without_fonts(redline(old, new))
    assert gate.faults(data, tracked=True) == []
    blocks = [block.tag for block in docx_xml.tree(data)[0]]
    assert (f"{W}tbl", f"{W}tbl") not in pairwise(blocks)  # Word would take them for one
    assert word_revisions.text(data, "accept") == text_of(new.html)
    assert word_revisions.text(data, "reject") == text_of(old.html)
    return data


@given(chance=st.integers(0, 2**32), times=st.integers(1, 12))
@FEW
def test_word_accepts_the_new_document_and_rejects_to_the_old(chance: int, times: int) -> None:
    """Paragraph by paragraph, cell by cell, with notes, page numbers, header and footer."""
    random = Random(chance)
    old = edited(example(), random, times)
    assert_two_in_one(old, edited(old, random, times))


@pytest.mark.parametrize("name", [*PAIRS, *ALONE])
def test_word_tracks_every_kind_of_change(name: str) -> None:
    """Where Word has no mark of its own to give (the end of a cell or of the text, the gap between tables) both texts still come out."""
    old, new = (docx_xml.page(section(content)) for content in (PAIRS | ALONE)[name])
    assert_two_in_one(old, new)
    assert_two_in_one(new, old)


def test_a_paragraph_that_gives_its_end_keeps_its_style() -> None:
    """Where a cell gains or loses a paragraph, the one that rejecting leaves is set as it was, and the other as it is."""
    old, new = (docx_xml.page(section(content)) for content in PAIRS["a cell gains a paragraph"])
    for pages, styles in (((old, new), ["Note", "TableText"]), ((new, old), ["TableText", "Note"])):
        lines = docx_xml.tree(word(redline(*pages))).iter(f"{W}p")
        last = next(line for line in lines if "Two." in "".join(line.itertext()))
        assert [style.get(f"{W}val") for style in last.iter(f"{W}pStyle")] == styles
        assert last.find(f"{W}pPr/{W}pPrChange//{W}pStyle") is not None


def test_a_table_gives_nothing_its_end() -> None:
    """Words that come after a table leave the table's own properties alone."""
    document = docx_xml.tree(word(redline(docx_xml.page(section(WIDE)), docx_xml.page(section(f"{WIDE}<p>After.</p>")))))
    assert document.find(f".//{W}tblPr/{W}rPr") is None
    assert document.find(f".//{W}pPrChange") is None


@pytest.mark.parametrize("head", [HEAD, FOOTNOTED], ids=["endnotes", "footnotes"])
def test_word_tracks_notes_contents_and_margins(head: str) -> None:
    """Both texts come out with their numbers of notes and pages, their contents, header and footer."""
    old, new = before_and_after(head)
    data = assert_two_in_one(old, new)
    assert_two_in_one(new, old)
    footnotes = [run for change in docx_xml.tree(data).iter(f"{W}del") for run in change.iter(f"{W}footnoteReference")]
    assert bool(footnotes) == (head == FOOTNOTED)


def test_a_part_that_moved_has_its_old_page_in_the_old_contents() -> None:
    """The contents say where each part stood and stands."""
    parts = [section(f"<p>Words of {name}.</p>" * 45, name) for name in ("a", "b", "c")]
    entries = "".join(f'<li><a href="#{name}">The pier</a></li>' for name in ("a", "b", "c"))
    contents = (
        f'<section class="part part-contents" id="contents"><h1>Contents</h1><nav class="contents"><ol>{entries}</ol></nav></section>'
    )
    data = assert_two_in_one(docx_xml.page(contents, *parts), docx_xml.page(contents, *reversed(parts)))
    assert [line.split("\t")[1] for line in word_revisions.text(data, "reject").body if "\t" in line] == ["1", "2", "3"]
    assert [line.split("\t")[1] for line in word_revisions.text(data, "accept").body if "\t" in line] == ["3", "2", "1"]


def test_changes_bear_who_prepared_the_new_document_and_its_date() -> None:
    """Never the clock; every change has a number of its own."""
    data = word(redline(*pairs_in_one()))
    changes = [node for node in docx_xml.tree(data).iter() if node.tag in {f"{W}ins", f"{W}del", f"{W}pPrChange"}]
    assert len({node.tag for node in changes}) == 3
    assert {node.get(f"{W}author") for node in changes} == {"Harbour desk"}
    assert {node.get(f"{W}date") for node in changes} == {"2031-05-04T00:00:00Z"}
    assert len({node.get(f"{W}id") for node in changes}) == len(changes)


def test_the_same_documents_give_the_same_bytes() -> None:
    """Another process, time zone and hash seed make no difference."""
    script = "import hashlib; from tests.export.docx.write.test_revisions import sample; print(hashlib.sha256(sample()).hexdigest())"
    environment = {**os.environ, "TZ": "Pacific/Chatham", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(sample()).hexdigest()


def sample() -> bytes:
    """A Word document with changes of many kinds, and the page it was made from."""
    result = redline(*pairs_in_one())
    return result.html.encode() + word(result)


BROKEN = {
    "takes out words that are not marked so": ("<w:delText>ships</w:delText>", "<w:t>ships</w:t>"),
    "words marked as taken out stand outside a change": ('<w:t xml:space="preserve">Two </w:t>', "<w:delText>Two</w:delText>"),
    "the end of a cell is put in or taken out": (r'<w:pStyle w:val="TableText"/>', r'\g<0><w:rPr><w:ins w:id="998"/></w:rPr>'),
    "the change 999 stands 2 times": (r'<w:(ins|del) w:id="\d+"', r'<w:\1 w:id="999"'),
    "the change 997 stands": (r'<w:pStyle w:val="Table\w*"/>', r'\g<0><w:pPrChange w:id="997"><w:pPr/></w:pPrChange>'),
}


@pytest.mark.parametrize("report", BROKEN)
def test_the_gate_finds_broken_changes(report: str) -> None:
    """Words on the wrong side of a change, an end of a cell that Word could not take away, a number that stands twice."""
    old, new = (section(f"<p>Two {what} sail.</p>" + TABLE.format("x")) for what in ("ships", "boats"))
    content = docx_xml.parts(word(redline(docx_xml.page(old), docx_xml.page(new))))
    broken, times = re.subn(*BROKEN[report], content[docx_xml.DOCUMENT].decode())
    assert times
    content[docx_xml.DOCUMENT] = broken.encode()
    assert any(report in fault for fault in gate.faults(docx_xml.packed(content), tracked=True))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_accepts_and_rejects_the_same(tmp_path: Path) -> None:
    """Another program that knows tracked changes comes to the same two texts as it reads in the two documents."""
    old = edited(example(), Random(11), 10)
    new = edited(old, Random(12), 10)
    both = word(redline(old, new))
    settled = (both, "accept"), (word(new), "accept"), (both, "reject"), (word(old), "accept")
    accepted, wanted, rejected, before = libreoffice.Office(tmp_path).lines(*settled)
    assert len(wanted) > 20
    assert accepted == wanted != before
    assert rejected == before
