"""Two documents compared: what was taken out and put in is marked, in the document and in Word, and nothing else is."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.desk.templates import Templates
from briefgen.document.html_text import html_of
from briefgen.document.page import Page
from briefgen.document.redline.redline import redline
from briefgen.document.redline.sides import side
from briefgen.document.vocabulary import ATTRIBUTES, CHANGE, CHANGES, EVERYWHERE, SVG
from briefgen.export.docx.export import export
from briefgen.export.docx.gate import gate
from briefgen.pipeline.load import load
from briefgen.render.render import render
from tests.tools import docx_xml, libreoffice, projections, word_revisions
from tests.tools.docx_xml import CONTENTS, FOOTNOTED, HEAD, REFERENCES, W
from tests.tools.edited_pages import edited

SLOW = settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(SLOW, max_examples=60)


@lru_cache(maxsize=1)
def example() -> Page:
    """The page of the worked example."""
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder) / "desk")
        content, problems = load(DeskFolder(Path(folder) / "desk"))
        assert content is not None, problems
        return render(assemble(content, next(iter(content.packs))), Templates())


@pytest.fixture(autouse=True)
def edited_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages edited at random keep neither numbers nor languages as render gives them, so that the gate does not read those here."""
    monkeypatch.setattr(gate, "CHECKS", tuple(check for check in gate.CHECKS if check not in gate.OF_ONE_DOCUMENT))


def section(content: str, identity: str = "pier") -> str:
    """A section with some content."""
    return f'<section class="part part-development" id="{identity}"><h1>The pier</h1>{content}</section>'


def compared(old: str, new: str) -> str:
    """What becomes of the content of a section, without white space between blocks."""
    result = redline(docx_xml.page(section(old)), docx_xml.page(section(new)))
    found = result.tree.find(".//section")
    assert found is not None
    text = "".join(ET.tostring(child, encoding="unicode").strip() for child in found[1:])
    return text.replace(">\n<", "><")


def word(page: Page) -> bytes:
    """A page as a Word document."""
    return export(page, Templates()).data


def has_changes(tree: ET.Element) -> bool:
    """Whether something was put in or taken out."""
    return any(part.tag in CHANGES or part.get(CHANGE) for part in tree.iter())


def said(tree: ET.Element) -> list[str]:
    """The words of the blocks of a document, in order."""
    return [block.words for block in projections.blocks(tree, frozenset({"backref"})) if block.tag != "svg"]


def assert_sound(page: Page) -> None:
    """Holds a result against what every document must be: ids once, links alive, nothing outside the vocabulary."""
    names = Counter(element.get("id") for element in page.tree.iter() if element.get("id"))
    assert [name for name, times in names.items() if times > 1] == []
    targets = {link.get("href", "") for link in page.tree.iter("a")}
    assert {target for target in targets if target.startswith("#")} <= {f"#{name}" for name in names}
    for element in page.tree.find("body").iter():  # type: ignore[union-attr]
        if not element.tag.startswith(SVG):
            assert element.tag in ATTRIBUTES.keys() | CHANGES | {"sup"}
            assert element.attrib.keys() <= EVERYWHERE | ATTRIBUTES.get(element.tag, set()) | {CHANGE, "data-says"}
    assert html_of(Page.parse(page.html).tree) == page.html


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        ("<p>Two ships sail.</p>", "<p>Two boats sail.</p>", "<p>Two <del>ships</del><ins>boats</ins> sail.</p>"),
        ("<p>It fell 10,000 times.</p>", "<p>It fell 20,000 times.</p>", "<p>It fell <del>10,000</del><ins>20,000</ins> times.</p>"),
        ("<p>日本国憲法第九条</p>", "<p>日本国憲法第十条</p>", "<p>日本国憲法第<del>九</del><ins>十</ins>条</p>"),
        ("<p>Le café e\u0301 la</p>", "<p>Le café e\u0300 la</p>", "<p>Le café <del>e\u0301</del><ins>e\u0300</ins> la</p>"),
        ("<p>Two ships sail.</p>", "<p>Two\n  ships sail. </p>", "<p>Two ships sail.</p>"),
        ("<p>We saw\u00a0ships go home.</p>", "<p>We saw ships go home.</p>", "<p>We saw<del>\u00a0</del><ins> </ins>ships go home.</p>"),
        ("<p>Two ships<br/> sail.</p>", "<p>Two ships <br/>sail.</p>", "<p>Two ships<br />sail.</p>"),
        (
            "<p>All <em>ships </em><strong> sail</strong>.</p>",
            "<p>All <em>ships </em><strong>sail</strong>.</p>",
            "<p>All <em>ships </em><strong>sail</strong>.</p>",
        ),
        (
            '<ul><li>The <abbr title="Line">IL</abbr> sails <time datetime="2031">in 2031</time>.</li></ul>',
            '<ul><li>The <abbr title="Line">IL</abbr> lies <time datetime="2031">in 2031</time>.</li></ul>',
            '<ul><li>The <abbr title="Line">IL</abbr> <del>sails</del><ins>lies</ins> <time datetime="2031">in 2031</time>.</li></ul>',
        ),
        (
            "<table><tbody><tr><td>Ship</td><td>Full.</td></tr></tbody></table>",
            "<table><tbody><tr><td>Ship</td><td><ul><li>Else.</li></ul></td></tr></tbody></table>",
            '<table><tbody><tr><td>Ship</td><td><p data-change="deleted"><del>Full.</del></p>'
            '<ul data-change="inserted"><li><ins>Else.</ins></li></ul></td></tr></tbody></table>',
        ),
        (
            "<table><tbody><tr><td>Ship</td><td></td></tr></tbody></table>",
            "<table><tbody><tr><td>Ship</td><td>Full.</td></tr><tr><td>Boat</td><td></td></tr></tbody></table>",
            "<table><tbody><tr><td>Ship</td><td><ins>Full.</ins></td></tr>"
            '<tr data-change="inserted"><td><ins>Boat</ins></td><td /></tr></tbody></table>',
        ),
        (
            "<table><tbody><tr><td>Ship</td></tr></tbody></table>",
            "<table><tbody><tr><th>Ship</th></tr></tbody></table>",
            '<table><tbody><tr data-change="deleted"><td><del>Ship</del></td></tr>'
            '<tr data-change="inserted"><th><ins>Ship</ins></th></tr></tbody></table>',
        ),
        (
            "<ul><li>Two ships sail.</li></ul>",
            "<ul><li>Two ships lie.</li></ul><ul><li>Fog.</li></ul>",
            '<ul><li>Two ships <del>sail</del><ins>lie</ins>.</li></ul><ul data-change="inserted"><li><ins>Fog.</ins></li></ul>',
        ),
        (
            '<p id="a">Two ships sail</p>',
            '<p>Two ships sail</p><h2 id="a">Fog</h2>',
            '<p id="old-a" data-change="deleted"><del>Two ships sail</del></p>'
            '<p data-change="inserted"><ins>Two ships sail</ins></p><h2 id="a" data-change="inserted"><ins>Fog</ins></h2>',
        ),
        (
            '<p>Two ships sail</p><h2 id="a">Fog</h2>',
            '<p id="a">Two ships sail</p>',
            '<p data-change="deleted"><del>Two ships sail</del></p><h2 id="old-a" data-change="deleted"><del>Fog</del></h2>'
            '<p id="a" data-change="inserted"><ins>Two ships sail</ins></p>',
        ),
        (
            '<p>Our <em id="a">ships</em> sail home.</p>',
            '<p>Our boats sail home.</p><p>So <strong id="a">fog</strong> lay.</p>',
            '<p>Our <del><em id="old-a">ships</em></del><ins>boats</ins> sail home.</p>'
            '<p data-change="inserted"><ins>So <strong id="a">fog</strong> lay.</ins></p>',
        ),
        (
            '<p>We <em id="a">sighted ships today</em> and went.</p>',
            '<p>We <em>sighted</em> ships <em id="a">today</em> and went.</p>',
            '<p>We <em>sighted</em><em id="a"><del> ships </del></em><ins> ships </ins><em>today</em> and went.</p>',
        ),
        (
            '<p><a href="https://example.org/a">Ships sail</a></p>',
            '<p><a href="https://example.org/b">Ships sail</a></p>',
            '<p><del><a href="https://example.org/a">Ships sail</a></del><ins><a href="https://example.org/b">Ships sail</a></ins></p>',
        ),
        (
            '<p><span id="a">Ships</span> sail</p>',
            '<p><span id="b">Ships</span> sail</p>',
            '<p><span id="b">Ships</span> sail</p>',
        ),
        (
            "<p>We sail <em>very slowly</em> on.</p>",
            "<p>We sail <em>very quickly</em> on.</p>",
            "<p>We sail <em>very <del>slowly</del><ins>quickly</ins></em> on.</p>",
        ),
        (
            '<p>See <a href="#pier">the pier</a> now.</p>',
            "<p>See the pier now.</p>",
            '<p>See <del><a href="#pier">the pier</a></del><ins>the pier</ins> now.</p>',
        ),
        (
            "<p>We saw ships in the rain and went home.</p>",
            "<p>We saw boats in a storm and went home.</p>",
            "<p>We saw <del>ships in the rain</del><ins>boats in a storm</ins> and went home.</p>",
        ),
        (
            '<p><a href="#pier">Ships sail</a></p>',
            '<p><a href="#pier">Ships that sailed</a></p>',
            '<p><a href="#pier">Ships <del>sail</del><ins>that sailed</ins></a></p>',
        ),
        (
            "<p>One ship came home.</p><p>It stayed.</p>",
            "<p>It stayed.</p>",
            '<p data-change="deleted"><del>One ship came home.</del></p><p>It stayed.</p>',
        ),
        (
            "<ul><li>One.</li><li>Two.</li></ul>",
            "<ul><li>One.</li><li>Three.</li><li>Two.</li></ul>",
            '<ul><li>One.</li><li data-change="inserted"><ins>Three.</ins></li><li>Two.</li></ul>',
        ),
        (
            "<p>All of this is quite new here.</p>",
            "<p>Nobody knows when ships will come.</p>",
            '<p data-change="deleted"><del>All of this is quite new here.</del></p>'
            '<p data-change="inserted"><ins>Nobody knows when ships will come.</ins></p>',
        ),
        (
            "<ul><li>One ship.</li></ul>",
            "<ul><li><p>One boat.</p></li></ul>",
            "<ul><li><p>One <del>ship</del><ins>boat</ins>.</p></li></ul>",
        ),
    ],
)
def test_what_changed_is_marked(old: str, new: str, result: str) -> None:
    """Words within a line; a sign in scripts without blanks; a block that came or went as a whole; white space is nothing."""
    assert compared(old, new) == result


def test_a_sentence_with_hardly_a_word_left_is_shown_whole() -> None:
    """Scattered words that happen to stay help nobody."""
    row = "<table><tbody><tr id='r'><th scope='row'>{}</th><td>{}</td></tr></tbody></table>"
    old, new = row.format("Ships", "He was seen in the yard by all of us."), row.format("Ships", "Nothing else in that large place ran.")
    expected = "<td><del>He was seen in the yard by all of us.</del><ins>Nothing else in that large place ran.</ins></td>"
    assert expected in compared(old, new)


def test_a_reference_stays_while_its_sentence_becomes_another() -> None:
    """A cell whose words all changed keeps the mark of the note that stays."""
    row = "<table><tbody><tr id='r'><td>{}<sup><a class='ref' id='m' href='#note-1'>1</a></sup></td></tr></tbody></table>"
    result = redline(noted(row.format("Fog."), "Gazette."), noted(row.format("Ice."), "Gazette."))
    assert "<td><del>Fog.</del><ins>Ice.</ins><sup><a class" in result.html
    assert '<li id="note-1">Gazette.' in result.html


def test_an_entry_of_the_contents_stays_one_link() -> None:
    """However its words change, it leads where it led."""
    entry = '<nav class="contents"><ol><li><a href="#pier">{}</a><ol><li><a href="#pier">Sub</a></li></ol></li></ol></nav>'
    expected = entry.format("<del>Ships sail</del><ins>Nobody came</ins>").replace("</ol></li>", "</ol></li>")
    assert compared(entry.format("Ships sail"), entry.format("Nobody came")) == expected


def test_an_entry_that_leads_elsewhere_is_another() -> None:
    """Even with the same words: each leads to its own part, on its own page."""
    entry = '<nav class="contents"><ol><li><a href="#{0}">The pier</a></li></ol></nav><p id="{0}">{0}</p>'
    result = compared(entry.format("a"), entry.format("b"))
    assert re.findall(r'<li data-change="(\w+)"><a href="#(\w)">', result) == [("deleted", "a"), ("inserted", "b")]


@pytest.mark.parametrize("tag", ["aside", "header", "main", "nav", "ol", "ul"])
def test_what_there_are_few_of_stays_whatever_it_says(tag: str) -> None:
    """The head of the document and our comment are the same ones, with other words in them."""
    assert compared(f"<{tag}><p>Ships</p></{tag}>", f"<{tag}><p>Fog lay</p></{tag}>") == (
        f'<{tag}><p data-change="deleted"><del>Ships</del></p><p data-change="inserted"><ins>Fog lay</ins></p></{tag}>'
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p class='lead'>Two ships sail.</p>", "<p>Two ships sail.</p>"),
        ("<table><thead><tr><th>Ship</th></tr></thead></table>", "<table><tbody><tr><th>Ship</th></tr></tbody></table>"),
        ("<table><tbody><tr><th>Ship</th></tr></tbody></table>", "<table><tbody><tr><th>Ship</th><th>Two</th></tr></tbody></table>"),
    ],
)
def test_another_kind_of_block_goes_and_comes(old: str, new: str) -> None:
    """A paragraph of another class, a table that gains a head or a column: Word has no mark for that."""
    result = redline(docx_xml.page(section(old)), docx_xml.page(section(new)))
    assert [block.get(CHANGE) for block in result.tree.findall(".//main/section/*")[1:]] == ["deleted", "inserted"]


def test_a_passage_that_moved_goes_and_comes() -> None:
    """Where a row moves it is marked as gone and come; its id stands at its new place, and another one at the old."""
    rows = [f'<tr id="r{number}"><td>Row {number}</td></tr>' for number in range(3)]
    before, after, later = (
        f"<table><tbody>{''.join(order)}</tbody></table>" for order in (rows, [rows[2], *rows[:2]], [*rows[1:], rows[0]])
    )
    assert compared(before, after) == (
        '<table><tbody><tr id="r2" data-change="inserted"><td><ins>Row 2</ins></td></tr><tr id="r0"><td>Row 0</td></tr>'
        '<tr id="r1"><td>Row 1</td></tr><tr id="old-r2" data-change="deleted"><td><del>Row 2</del></td></tr></tbody></table>'
    )
    assert re.findall(r'tr id="(.*?)"', compared(before, later)) == ["old-r0", "r1", "r2", "r0"]


def test_an_id_brings_rows_together_whose_words_differ() -> None:
    """Blocks are paired by their ids before anything else."""
    rows = ('<tr id="a"><td>Ships sail</td></tr><tr id="b"><td>Boats lie</td></tr>', '<tr id="b"><td>Ships sail</td></tr>')
    before, after = (f"<table><tbody>{row}</tbody></table>" for row in rows)
    assert '<tr id="b"><td><del>Boats lie</del><ins>Ships sail</ins></td></tr>' in compared(before, after)


def test_an_id_keeps_rows_apart_whose_words_are_alike() -> None:
    """Another name is another thing."""
    row = '<table><tbody><tr id="{}"><td>Ships sail to the islands {}</td></tr></tbody></table>'
    result = compared(row.format("a", "today"), row.format("b", "tonight"))
    assert '<tr id="a" data-change="deleted">' in result
    assert '<tr id="b" data-change="inserted">' in result


def test_a_figure_that_changed_goes_and_comes() -> None:
    """A drawing cannot be compared word by word."""
    drawing = docx_xml.DRAWING.replace("\n", "").replace("Timetable", "<tspan>Time</tspan>table")
    old = f"<figure>{drawing}<figcaption>Ships.</figcaption></figure>"
    result = redline(docx_xml.page(section(old)), docx_xml.page(section(old.replace('cx="100"', 'cx="101"'))))
    figures = [(figure.get(CHANGE), html_of(figure).count('cx="101"')) for figure in result.tree.iter("figure")]
    assert figures == [("deleted", 0), ("inserted", 1)]
    same = redline(docx_xml.page(section(old)), docx_xml.page(section(old)))
    assert html_of(ET.fromstring(drawing)).splitlines()[1] in same.html
    assert not has_changes(same.tree)


def test_a_link_to_what_is_no_more_becomes_plain() -> None:
    """The title of a part keeps no id once another stands for it, so what led there leads nowhere."""
    old = docx_xml.page(section('<h2 id="a">Ships and boats</h2><p>On <a href="#a">ships and boats</a> we sail.</p>'))
    new = docx_xml.page(section("<h2>Ships and boats</h2><p>On ships and boats we sail.</p>"))
    result = redline(old, new)
    assert_sound(result)
    assert "<del><span>ships and boats</span></del>" in result.html


NOTED = (
    "<p>Ships sail.<sup><a class='ref' id='m1' href='#note-1'>1</a></sup></p>"
    "<p>Boats lie.<sup><a class='ref' id='m2' href='#note-2'>2</a></sup></p>"
    "<p>Ferries run.<sup><a class='ref' id='m3' href='#note-2'>2</a></sup></p>"
)


def noted(body: str, *notes: str) -> Page:
    """A page with notes."""
    items = "".join(f'<li id="note-{number}">{note} <a class="backref" href="#m9">↑</a></li>' for number, note in enumerate(notes, 1))
    items = items.replace("#m9", "#references")
    return docx_xml.page(section(body), f'<section class="part part-references" id="references"><ol class="notes">{items}</ol></section>')


def test_a_note_that_went_stays_as_a_deleted_one() -> None:
    """Its mark leads to it, the others count as in the new document, and a later mark shows both numbers."""
    new = NOTED.replace("<p>Ships sail.<sup><a class='ref' id='m1' href='#note-1'>1</a></sup></p>", "").replace("2", "1")
    result = redline(noted(NOTED, "Gazette.", "Journal."), noted(new, "Journal."))
    assert_sound(result)
    notes = [(note.get("id"), note.get(CHANGE)) for note in result.tree.findall(".//ol[@class='notes']/li")]
    assert notes == [("old-note-1", "deleted"), ("note-1", None)]
    marks = [(mark.get("href"), mark.text) for mark in result.tree.iter("a") if mark.get("class") == "ref"]
    assert marks == [("#old-note-1", "1"), ("#note-1", "1"), ("#note-1", "2"), ("#note-1", "1")]


def test_a_note_is_kept_with_its_first_mark() -> None:
    """What changed in it is marked, as in any line, and the ways back from it are the new document's."""
    result = redline(noted(NOTED, "Gazette, page 1.", "Journal."), noted(NOTED, "Gazette, page 2.", "Journal."))
    assert '<li id="note-1">Gazette, page <del>1</del><ins>2</ins>. <a' in result.html


def test_notes_that_change_places_go_and_come() -> None:
    """Notes with the same words are the same, however like another is at their place; of two with the same words each is its own."""
    old = noted(NOTED, "Gazette, page 1.", "Gazette, page 2.")
    result = redline(old, noted(NOTED, "Gazette, page 2.", "Gazette, page 1."))
    notes = [note.get(CHANGE) for note in result.tree.findall(".//ol[@class='notes']/li")]
    assert sorted(map(str, notes)) == ["deleted", "deleted", "inserted", "inserted"]
    assert not has_changes(redline(*[noted(NOTED, "Gazette.", "Gazette.")] * 2).tree)


def test_a_cell_with_nothing_but_a_mark() -> None:
    """The mark stays with its note, whatever its number becomes; with its row it comes as a whole, since in Word it is no text."""
    row = "<table><tbody><tr><td>Ship</td><td><sup><a class='ref' id='m{0}' href='#note-{0}'>[{0}]</a></sup></td></tr></tbody></table>"
    before = "<p>Fog lay.<sup><a class='ref' id='m1' href='#note-1'>1</a></sup></p>"
    result = redline(noted(row.format(1), "Gazette."), noted(before + row.format(2), "Journal, page 9.", "Gazette."))
    assert '<td><sup><a class="ref" id="m2" href="#note-2">[2]</a></sup></td>' in result.html
    assert '<li id="note-2">Gazette.' in result.html
    assert '<td><sup><ins><a class="ref" id="m1" ' in redline(noted(""), noted(row.format(1), "Gazette.")).html


def test_notes_come_and_go_with_their_list() -> None:
    """Each of them once, where a document gains its first note or loses its last."""
    without, with_notes = docx_xml.page(section("<p>Calm lay.</p>")), noted(NOTED, "Gazette.", "Journal.")
    for pages, change in (((without, with_notes), "inserted"), ((with_notes, without), "deleted")):
        result = redline(*pages)
        assert_sound(result)
        assert [note.get(CHANGE) for note in result.tree.findall(".//ol[@class='notes']/li")] == [change] * 2


def test_a_mark_that_leaves_its_emphasis_goes_and_comes() -> None:
    """It is set in another way, so that its note is another one too."""
    mark = "<sup><a class='ref' id='m1' href='#note-1'>1</a></sup>"
    result = redline(noted(f"<p>Two <em>ships{mark}</em></p>", "Gazette."), noted(f"<p>Two <em>ships</em>{mark}</p>", "Gazette."))
    assert_sound(result)
    notes = [note.get(CHANGE) for note in result.tree.findall(".//ol[@class='notes']/li")]
    assert notes == ["deleted", "inserted"]


def test_later_marks_of_a_note_that_did_not_stay_go_and_come() -> None:
    """Where another sentence comes to mark a note first, its marks lead to the old note before and to the new one now."""
    mark = "<sup><a class='ref' id='{}' href='#note-1'>1</a></sup>"
    old = f"<p>Ships sail.{mark.format('a')}</p><p>Ferries run.{mark.format('b')}</p>"
    result = redline(noted(old, "Gazette."), noted(f"<p>Fog lay.{mark.format('c')}</p>" + old, "Gazette."))
    assert_sound(result)
    marks = [link.get("href") for link in result.tree.iter("a") if link.get("class") == "ref"]
    assert marks == ["#note-1", "#old-note-1", "#note-1", "#old-note-1", "#note-1"]
    notes = [(note.get("id"), note.get(CHANGE)) for note in result.tree.findall(".//ol[@class='notes']/li")]
    assert notes == [("note-1", "inserted"), ("old-note-1", "deleted")]


@given(chance=st.integers(0, 2**32), times=st.integers(1, 12))
@MANY
def test_both_documents_are_in_the_result(chance: int, times: int) -> None:
    """Without what was put in it says what the old one said, and without what was taken out what the new one says."""
    random = Random(chance)
    old = edited(example(), random, times)
    new = edited(old, random, times)
    result = redline(old, new)
    assert_sound(result)
    for which, page in (("old", old), ("new", new)):
        one = side(result.tree, which)  # type: ignore[arg-type]
        assert said(one) == said(page.tree)
        assert not has_changes(one)


def assert_two_in_one(old: Page, new: Page) -> bytes:
    """Holds a Word document with tracked changes against those of both documents; gives it."""
    data = word(redline(old, new))
    assert gate.faults(data, tracked=True) == []
    blocks = [block.tag for block in docx_xml.tree(data)[0]]
    assert (f"{W}tbl", f"{W}tbl") not in pairwise(blocks)  # Word would take them for one
    assert word_revisions.text(data, "accept") == word_revisions.text(word(new))
    assert word_revisions.text(data, "reject") == word_revisions.text(word(old))
    return data


@given(chance=st.integers(0, 2**32), times=st.integers(1, 12))
@SLOW
def test_word_accepts_the_new_document_and_rejects_to_the_old(chance: int, times: int) -> None:
    """Paragraph by paragraph, cell by cell, with notes, page numbers, header and footer."""
    random = Random(chance)
    old = edited(example(), random, times)
    assert_two_in_one(old, edited(old, random, times))


TABLE = "<table><tbody><tr><th scope='row'>Ship</th><td>{}</td></tr></tbody></table>"
WIDE = "<table><tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>"
NUMBERED = WIDE.replace("<tbody>", '<caption><span class="number" id="t-{1}">Table\u00a0{0}</span>. {1}</caption><tbody>')
REFERENCE = '<p>See <a class="number" href="#t-Ships">Table\u00a0{}</a> on ships.</p>'
PARTS = '<h2 id="x">Quay</h2><p>So.</p><h2 id="y">Fog</h2><p>Yes.</p>'
ENTRIES = '<nav class="contents"><ol><li><a href="#pier">Pier</a>{}</li></ol></nav>'
BELOW = '<ol><li><a href="#x">Quay</a></li><li><a href="#y">Fog</a></li></ol>'
PAIRS = {
    "a cell gains a paragraph": (TABLE.format("<p>One.</p>"), TABLE.format("<p>One.</p><p class='sentence-note'>Two.</p>")),
    "a cell loses its last paragraph": (TABLE.format("<p>One.</p><p class='sentence-note'>Two.</p>"), TABLE.format("<p>One.</p>")),
    "a cell becomes another": (TABLE.format("<p>One.</p>"), TABLE.format("<ul><li>Quite.</li><li>Else.</li></ul>")),
    "an empty cell is filled": (TABLE.format(""), TABLE.format("Full.")),
    "a table comes after a table": (TABLE.format("x"), TABLE.format("x") + WIDE),
    "a table goes between tables": (WIDE + TABLE.format("x") + WIDE, WIDE + WIDE),
    "a table becomes another": (TABLE.format("x"), WIDE),
    "words come between tables": (WIDE + TABLE.format("x"), WIDE + "<p>Between.</p>" + TABLE.format("x")),
    "a caption goes": (WIDE + TABLE.replace("<tbody>", "<caption>Ships</caption><tbody>"), WIDE + TABLE),
    "a caption comes": (TABLE, TABLE.replace("<tbody>", "<caption><span class='number'>Table\u00a01</span>. Ships</caption><tbody>")),
    "an item comes": ("<ul><li>One.</li></ul><p>So.</p>", "<ul><li>One.</li><li>Two.</li></ul><p>So.</p>"),
    "words go before a table": ("<p>Before.</p>" + WIDE, WIDE),
    "the end goes": ("<p>One.</p><p>Two.</p>", "<p>One.</p>"),
    "the end comes": ("<p>One.</p>", "<p>One.</p><ul><li>Two.</li></ul>"),
    "the end becomes another": ("<p>One.</p>", "<ul><li>Quite.</li><li>Else.</li></ul>"),
    "a list within a list": ("<ul><li>One.</li></ul>", "<ul><li>One.<ul><li>Two.</li></ul></li><li>Three.</li></ul>"),
    "blanks beside elements": ("<p>Of <em>all </em>ships two sail.</p>", "<p>Of ships <strong>two</strong> sail.</p>"),
    "a line ends": ("<p>Two ships <br/> sail.</p>", "<p>Two ships sail.</p>"),
    "soft hyphens and links": (
        '<p>An extra\u00adordinary <a href="https://example().org/a">ship</a> sails.</p>',
        '<p>An extraordinary <a href="https://example().org/b">ship</a> sails.</p>',
    ),
    "a heading changes": ('<h2 id="x">Ships sail</h2><p>So.</p>', '<h2 id="x">Ships lie</h2><p>So.</p>'),
    "words come after a table": (WIDE, WIDE + "<p>After.</p>"),
    "an item comes and the end goes": ("<ul><li>One.</li></ul><p>Gone quite away.</p>", "<ul><li>One.</li><li>Two.</li></ul>"),
    "a picture changes": (f"<figure>{docx_xml.DRAWING}</figure>", f"<figure>{docx_xml.DRAWING.replace('2029', '2028')}</figure>"),
}
ALONE = {
    "a number moves": (
        REFERENCE.format(1) + NUMBERED.format(1, "Ships"),
        NUMBERED.format(1, "Boats") + REFERENCE.format(2) + NUMBERED.format(2, "Ships"),
    ),
    "an entry of the contents gains others": (ENTRIES.format("") + PARTS, ENTRIES.format(BELOW) + PARTS),
    "contents come": ("<p>So it is.</p>" + PARTS, "<p>So it is.</p>" + ENTRIES.format(BELOW) + PARTS),
    "contents come at the end": (PARTS, PARTS + ENTRIES.format(BELOW)),
}
"""Pairs that share their ids, so that each needs a document of its own."""


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


def before_and_after(head: str) -> tuple[Page, Page]:
    """A part goes, another one's title changes and a note changes, with all that the margins of the pages say; a dateline comes."""
    gone = section("<p>Gone.<sup><a class='ref' id='ref-9' href='#note-1'>1</a></sup></p>", "gone")
    parts = [part.replace("The pier closes", "The pier shuts").replace("para. 7", "para. 8") for part in docx_xml.SECTIONS]
    contents = parts[1].replace('<li><a href="#summary">', '<li><a href="#gone">The pier</a></li><li><a href="#summary">')
    later = [part.replace("#note-3", "#note-4").replace(">3<", ">4<") for part in parts]
    later = [part.replace("#note-2", "#note-3").replace(">2<", ">3<").replace("#note-1", "#note-2").replace(">1<", ">2<") for part in later]
    references = REFERENCES
    for number in (3, 2, 1):
        references = references.replace(f'id="note-{number}"', f'id="note-{number + 1}"')
    references = references.replace('<ol class="notes">', '<ol class="notes"><li id="note-1">Tide table.</li>')
    assert contents != CONTENTS
    before = head.replace("4 May 2031", "1 May 2031").replace('content="draft"', 'content="final"').replace("GREEN", "AMBER")
    before = before.replace('running-title" content="Ferries', 'running-title" content="Boats')
    banner = docx_xml.BANNER[: docx_xml.BANNER.index('<p class="dateline">')] + "</header>"
    return docx_xml.page(gone, later[0], contents, *later[2:5], references, head=before, banner=banner), docx_xml.page(head=head)


@pytest.mark.parametrize("head", [HEAD, FOOTNOTED], ids=["endnotes", "footnotes"])
def test_word_tracks_notes_contents_and_margins(head: str) -> None:
    """Both texts come out with their numbers of notes and pages, their contents, header and footer."""
    old, new = before_and_after(head)
    data = assert_two_in_one(old, new)
    assert_two_in_one(new, old)
    deleted = [run for change in docx_xml.tree(data).iter(f"{W}del") for run in change.iter()]
    assert [run.tag for run in deleted if run.tag.endswith("noteReference")] == [
        f"{W}{'foot' if head == FOOTNOTED else 'end'}noteReference"
    ]


def test_a_part_that_moved_has_its_old_page_in_the_old_contents() -> None:
    """The contents say where each part stood and stands."""
    parts = [section(f"<p>Words of {name}.</p>", name) for name in ("a", "b", "c")]
    entries = "".join(f'<li><a href="#{name}">The pier</a></li>' for name in ("a", "b", "c"))
    contents = (
        f'<section class="part part-contents" id="contents"><h1>Contents</h1><nav class="contents"><ol>{entries}</ol></nav></section>'
    )
    data = assert_two_in_one(docx_xml.page(contents, *parts), docx_xml.page(contents, *reversed(parts)))
    assert [line.split("\t")[1] for line in word_revisions.text(data, "reject").body if "\t" in line] == ["3", "4", "5"]
    assert [line.split("\t")[1] for line in word_revisions.text(data, "accept").body if "\t" in line] == ["5", "4", "3"]


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
    script = "import hashlib; from tests.document.redline.test_redline import sample; print(hashlib.sha256(sample()).hexdigest())"
    environment = {
        **os.environ,
        "TZ": "Pacific/Chatham",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(Path(__file__).parent.parent.parent.parent),
    }
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(sample()).hexdigest()


def sample() -> bytes:
    """A Word document with changes of many kinds, and the page it was made from."""
    result = redline(*pairs_in_one())
    return result.html.encode() + word(result)


def pairs_in_one() -> tuple[Page, Page]:
    """Every pair as a section of one document, as it was and as it is."""
    old, new = (docx_xml.page(*(section(pair[which], f"s{place}") for place, pair in enumerate(PAIRS.values()))) for which in (0, 1))
    return _without_double_ids(old), _without_double_ids(new)


def _without_double_ids(page: Page) -> Page:
    return Page.parse(page.html.replace('id="x"', ""))


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
    office = libreoffice.Office(tmp_path)
    data = word(redline(old, new))
    assert office.lines(data, "accept") == office.lines(word(new), "accept")
    assert office.lines(data, "reject") == office.lines(word(old), "accept")
