"""Two documents compared: what was taken out and put in is marked, and nothing else is."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document.html_text import html_of
from briefgen.document.page import Page
from briefgen.document.redline.redline import redline
from briefgen.document.redline.sides import side
from briefgen.document.vocabulary import ATTRIBUTES, CHANGE, CHANGES, EVERYWHERE, SVG, WAS
from tests.tools import docx_xml, projections
from tests.tools.edited_pages import edited
from tests.tools.redlines import example, section

MANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def compared(old: str, new: str) -> str:
    """What becomes of the content of a section, without white space between blocks."""
    result = redline(docx_xml.page(section(old)), docx_xml.page(section(new)))
    found = result.tree.find(".//section")
    assert found is not None
    text = "".join(ET.tostring(child, encoding="unicode").strip() for child in found[1:])
    return text.replace(">\n<", "><")


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
            assert element.attrib.keys() <= EVERYWHERE | ATTRIBUTES.get(element.tag, set()) | {CHANGE, WAS, "data-says"}
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


@pytest.mark.slow
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
