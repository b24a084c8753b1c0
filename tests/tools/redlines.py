"""Pairs of documents that are compared: whole ones, and one for each kind of change."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.render.render import render
from tests.tools import docx_xml
from tests.tools.desks import loaded
from tests.tools.docx_xml import CONTENTS, REFERENCES


@lru_cache(maxsize=1)
def example() -> Page:
    """The page of the worked example."""
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder) / "desk")
        return render(assemble(loaded(DeskFolder(Path(folder) / "desk")), "sound-ferries"), Templates())


def section(content: str, identity: str = "pier") -> str:
    """A section with some content."""
    return f'<section class="part part-development" id="{identity}"><h1>The pier</h1>{content}</section>'


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


def pairs_in_one() -> tuple[Page, Page]:
    """Every pair as a section of one document, as it was and as it is."""
    old, new = (docx_xml.page(*(section(pair[which], f"s{place}") for place, pair in enumerate(PAIRS.values()))) for which in (0, 1))
    return _without_double_ids(old), _without_double_ids(new)


def _without_double_ids(page: Page) -> Page:
    return Page.parse(page.html.replace('id="x"', ""))
