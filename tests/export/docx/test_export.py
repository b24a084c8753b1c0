"""Word: each element of the vocabulary becomes what it should, the same every time, and the gate finds what Word would refuse."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.desk.templates import BUILT_IN, Templates
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.document.vocabulary import SVG
from briefgen.export.docx.drawing import pictures
from briefgen.export.docx.export import export
from briefgen.export.docx.gate import story
from briefgen.export.docx.layout.measure import Box, Ruler
from briefgen.export.docx.layout.pages import set_on_pages, with_footnotes
from briefgen.export.docx.oxml import UnknownElement
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.docx.write.bookmarks import bookmark_names
from briefgen.fonts import metrics
from tests.tools import docx_faces, docx_xml
from tests.tools.desks import BuiltDesk
from tests.tools.docx_xml import (
    CONTENTS,
    DEVELOPMENT,
    DOCUMENT,
    DRAWING,
    FOOTNOTED,
    FOOTNOTES,
    HEADINGS,
    ISSUES,
    REFERENCES,
    SOURCES,
    SUMMARY,
    W,
    lines,
    made,
    part,
)

STYLES, NUMBERING, RELATIONSHIPS = "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
CAPTION = "Caption| «table_moves»CaptionNumber(Table\u00a0){SEQ Table \\* ARABIC: CaptionNumber(1)}. How the issue moved"
BASE = {name: ET.parse(BUILT_IN / "word" / f"{name}.xml").getroot() for name in ("document", "styles")}
PAPER, MARGINS = (next(BASE["document"].iter(W + name)) for name in ("pgSz", "pgMar"))
TEXT_WIDTH = int(PAPER.get(f"{W}w", "")) - int(MARGINS.get(f"{W}left", "")) - int(MARGINS.get(f"{W}right", ""))
TEXT_SIZE = int(next(BASE["styles"].iter(f"{W}sz")).get(f"{W}val", "")) / 2
INDENT = 2722
"""Text begins so far from the left, in twentieths of a point (48 mm)."""
FRAME = 6 + 5 + 2 * 1.25
"""Points that the box of the bottom line takes above and below: its spaces and its rules."""


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The Word document of the whole sample."""
    return made()


@pytest.fixture(scope="module")
def text(sample: bytes) -> list[str]:
    """Its body as readable lines."""
    return lines(sample)


@pytest.fixture(scope="module")
def footnoted() -> bytes:
    """The Word document of the whole sample, with footnotes."""
    return made(head=FOOTNOTED)


def test_the_title_block_has_its_styles(text: list[str]) -> None:
    """Marking, title, subtitle and the facts of the pack stand first, each in its style."""
    assert [line.split("|")[0] for line in text[:4]] == ["Marking", "Title", "Subtitle", "TitleBlock"]
    assert "Strong(Edition) Version(0.3) (draft)" in text[3]


def test_headings_have_their_levels(sample: bytes) -> None:
    """Every heading of the document is one in Word, at the same level, in the same order."""
    found = [
        (HEADINGS[style.get(f"{W}val", "")], "".join(words.text or "" for words in paragraph.iter(f"{W}t")))
        for paragraph in docx_xml.tree(sample).iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") in HEADINGS
    ]
    expected = [(int(node.tag[1]), node.text) for node in docx_xml.page().tree.iter() if node.tag in {"h1", "h2", "h3"}]
    assert found == expected


def test_no_section_begins_a_page(sample: bytes) -> None:
    """Text flows: no style of a heading breaks the page."""
    breaks = {style: _property(sample, style, "pageBreakBefore") for style in ("Heading1", "Heading1Opening", "TOCHeading", "Heading2")}
    assert breaks == dict.fromkeys(breaks, "")


def _property(data: bytes, style: str, name: str) -> str | None:
    """The value of a paragraph property in a style: None where it is set without one, "" where it is not set."""
    found = docx_xml.tree(data, STYLES).find(f".//{W}style[@{W}styleId='{style}']/{W}pPr/{W}{name}")
    return "" if found is None else found.get(f"{W}val")


@pytest.mark.parametrize("style", ["Heading1", "Heading2", "Heading3", "Caption", "Figure", "TableHeading"])
def test_what_leads_on_is_kept_with_the_next(sample: bytes, style: str) -> None:
    """No heading, caption, picture or header row is left alone at the foot of a page."""
    assert _property(sample, style, "keepNext") is None


def test_runs_carry_character_styles(text: list[str]) -> None:
    """Emphasis, strong, both at once, and the spans of the vocabulary have styles of their own."""
    assert (
        "Lead| The islands keep two crossings a day, but Emphasis(only) until the pier is Strong(closed )IntenseEmphasis(for repair)."
        in text
    )
    assert any("Says(Reported by islanders.)" in line for line in text)
    assert "Dateline| Status(Deferred) since 2030 Tag(money)" in text


def test_white_space_is_folded(text: list[str]) -> None:
    """Line ends and indents of the template show nowhere; a line break in a line does."""
    shown = [line.partition("| ")[2] for line in text]
    assert len(shown) > 40
    assert not [words for words in shown if words != words.strip() or "  " in words or "\n" in words]
    assert "BodyText| Call it ja-JP(日本), fr(la jetée), or an extra~ordinarily long pier.↵It is closed." in text


def test_languages_are_told_to_word(sample: bytes) -> None:
    """A Japanese run is set with the East Asian face; the document's own language is set once and for all."""
    run = next(run for run in docx_xml.tree(sample).iter(f"{W}r") if run.findtext(f"{W}t") == "日本")
    assert run.find(f"{W}rPr/{W}rFonts").attrib == {f"{W}hint": "eastAsia"}  # type: ignore[union-attr]
    language = docx_xml.tree(sample, STYLES).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert (language.get(f"{W}val"), language.get(f"{W}eastAsia")) == ("en-GB", "ja-JP")


def test_the_documents_language_is_words_default() -> None:
    """A document in American English says so once, in the styles."""
    page = docx_xml.page(SOURCES.replace("#pier", "#sources"), head=docx_xml.HEAD.replace("en-GB", "en-US"))
    language = docx_xml.tree(export(page, Templates()).data, STYLES).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "en-US"


def test_a_language_on_a_block_reaches_its_runs() -> None:
    """A paragraph in another language says so, and one in the document's own says nothing."""
    found = lines(made(part("a", '<p lang="fr">la jetée <span lang="en-GB">pier</span></p><ul lang="de"><li>Hafen</li></ul>')))
    assert found[-2:] == ["BodyText| fr(la jetée )pier", "ListBullet| de(Hafen)"]


def test_lists_are_real_and_restart(text: list[str]) -> None:
    """Bullets come from their style; every numbered list has a numbering of its own; later paragraphs of an item bear no mark."""
    judgements = [line for line in text if line.startswith("ListNumber")]
    assert [line.split("|")[0] for line in judgements] == ["ListNumber #5.0", "ListNumber #5.0", "ListNumber #6.0", "ListNumber #6.0"]
    assert "ListContinue| It may never be." in text
    assert "ListBullet #1.1| Twice, in fact." in text
    assert any(line.startswith("ListPlain| See") for line in text)


def test_lists_go_as_deep_as_they_are_written() -> None:
    """A level that the list's kind lacks is made from its first: same marks, further in, numbered by its own level."""
    deep = "<ul><li>a<ul><li>b<ul><li>c<ul><li>d</li></ul></li></ul></li></ul></li></ul>".replace("ul>", "ol>")
    data = made(part("a", f"{deep}<table><tbody><tr><td><ul><li>e<ul><li>f</li></ul></li></ul></td></tr></tbody></table>"))
    assert [line for line in lines(data) if line[-3:] in {"| c", "| d", "| e", "| f"}] == [
        "ListNumber #7.2| c",
        "ListNumber #8.3| d",
        "TableBullet| e",
        "TableBullet #3.1| f",
    ]
    levels = {kind.get(f"{W}abstractNumId"): kind.findall(f"{W}lvl") for kind in docx_xml.tree(data, NUMBERING)}
    shared = {"0": 3, "1": 4, "2": 2, "3": 1}
    assert {kind: len(found) for kind, found in levels.items() if found} == {**shared, "4": 3, "5": 3, "6": 3, "7": 4}
    mark, indent = (levels["7"][3].find(path) for path in (f"{W}lvlText", f"{W}pPr/{W}ind"))
    assert mark is not None
    assert indent is not None
    assert (mark.get(f"{W}val"), indent.get(f"{W}left")) == ("%4.", str(3091 + 3 * 369))
    assert levels["2"][1].find(f"{W}pStyle") is None


def test_a_numbered_list_begins_at_one(sample: bytes) -> None:
    """The numbering of each list says where it starts."""
    nums = docx_xml.tree(sample, NUMBERING).findall(f"{W}num")[-2:]
    starts = [num.find(f"{W}lvlOverride/{W}startOverride") for num in nums]
    assert [(num.get(f"{W}numId"), start.get(f"{W}val")) for num, start in zip(nums, starts, strict=True) if start is not None] == [
        ("5", "1"),
        ("6", "1"),
    ]


def test_numbered_lists_share_nothing(sample: bytes) -> None:
    """Each has a kind of its own that no style bears, and all kinds stand before the lists, as Word wants them."""
    numbering = docx_xml.tree(sample, NUMBERING)
    kinds = [num.find(f"{W}abstractNumId").get(f"{W}val") for num in numbering.findall(f"{W}num")[-2:]]  # type: ignore[union-attr]
    assert kinds == ["4", "5"]
    own = [kind for kind in numbering.findall(f"{W}abstractNum") if kind.get(f"{W}abstractNumId") in kinds]
    assert [kind.find(f".//{W}pStyle") for kind in own] == [None, None]
    assert len({kind.find(f"{W}nsid").get(f"{W}val") for kind in own}) == 2  # type: ignore[union-attr]
    tags = [child.tag for child in numbering]
    assert tags == sorted(tags, key=lambda tag: tag == f"{W}num")


def test_our_comment_is_set_apart(text: list[str]) -> None:
    """Paragraphs and lists of a comment have its styles, with or without a class."""
    assert "Comment| Sentences without a number are ours." in text
    assert "CommentBullet| The second." in text


def test_links_lead_inside_and_outside(sample: bytes, text: list[str]) -> None:
    """Links within the pack lead to bookmarks, others to addresses, each address related once."""
    assert any("<pier: MutedHyperlink(The pier closes)>" in line for line in text)
    assert "ListPlain| See <rIdLink1: Hyperlink(the order)> or <rIdLink2: Hyperlink(write to us)>." in text
    addresses = {
        item.get("Id"): item.get("Target") for item in docx_xml.tree(sample, RELATIONSHIPS) if item.get("TargetMode") == "External"
    }
    assert addresses == {
        "rIdLink1": "https://example.org/pier?a=1&b=2",
        "rIdLink2": "mailto:desk@example.org",
        "rIdLink3": "https://example.org/board",
    }


def test_an_address_is_related_once() -> None:
    """Two links to one address share its relationship."""
    link = '<a href="https://example.org/">a</a>'
    found = lines(made(part("a", f"<p>{link} {link}</p>")))
    assert found[-1] == "BodyText| <rIdLink1: Hyperlink(a)> <rIdLink1: Hyperlink(a)>"


def test_ids_become_bookmarks(text: list[str]) -> None:
    """Sections, headings, rows and list items can be linked to, at the first words that follow."""
    assert "CommentHeading| «how_to_read»How to read this pack" in text
    assert "TableRowHeading| «move_1»Strong(2030)↵Muted(Eastness)" in text
    assert any(line.startswith("Heading2| «issue_second_ship»") for line in text)


def test_references_are_a_list_of_text(sample: bytes, text: list[str]) -> None:
    """A number is text that leads to its reference, which bears its number as text; nothing is counted, the ways back are left out."""
    line = next(line for line in text if "The harbour board" in line)
    assert "«ref_1_1»<note_1: EndnoteReference(1)>EndnoteReference(, )«ref_2_1»<note_2: EndnoteReference(2)>" in line
    assert "«ref_1_2»<note_1: EndnoteReference(1)>" in line
    assert text[-4:] == [
        "Heading1| «references»References",
        "EndnoteText| «note_1»1.→<source_gazette: Hyperlink(Gazette)>, para. 1: “a year”.",
        "EndnoteText| «note_2»2.→Board, para. 7, at <rIdLink3: Hyperlink(its page)>.",
        "EndnoteText| «note_3»3.→Board, para. 9.",
    ]
    assert b"NOTEREF" not in docx_xml.parts(sample)[DOCUMENT]
    assert b"endnoteReference" not in docx_xml.parts(sample)[DOCUMENT]


def test_each_mention_has_a_footnote_where_the_pack_says_so(footnoted: bytes) -> None:
    """A footnote of its own at every mention, under the number that the pack gives it, as text; nothing leads to another one's."""
    marks = [
        ("".join(run.itertext()), run.find(f"{W}footnoteReference"))
        for run in docx_xml.tree(footnoted).iter(f"{W}r")
        if run.find(f"{W}footnoteReference") is not None
    ]
    assert [(number, mark.get(f"{W}id"), mark.get(f"{W}customMarkFollows")) for number, mark in marks if mark is not None] == [
        ("1", "1", "1"),
        ("2", "2", "1"),
        ("1", "3", "1"),
        ("3", "4", "1"),
    ]
    first = "FootnoteText| FootnoteReference(1)→<source_gazette: Hyperlink(Gazette)>, para. 1: “a year”."
    assert lines(footnoted, FOOTNOTES)[2:] == [
        first,
        "FootnoteText| FootnoteReference(2)→Board, para. 7, at <rIdLink1: Hyperlink(its page)>.",
        first,
        "FootnoteText| FootnoteReference(3)→Board, para. 9.",
    ]
    assert b"NOTEREF" not in docx_xml.parts(footnoted)[DOCUMENT]


def test_footnotes_leave_no_part_of_references(footnoted: bytes) -> None:
    """The part of the references and its entry in the contents are not written."""
    assert [line for line in lines(footnoted) if "References" in line or "EndnoteText" in line] == []


def test_a_link_to_the_references_is_refused_with_footnotes() -> None:
    """Word would have nowhere to lead it."""
    linked = SUMMARY.replace('href="#pier"', 'href="#references"')
    with pytest.raises(ValueError, match="“references”"):
        made(linked, CONTENTS, DEVELOPMENT, ISSUES, SOURCES, REFERENCES, head=FOOTNOTED)


def test_a_page_keeps_its_references_for_the_other_formats() -> None:
    """Word's choice of footnotes leaves the document itself as it was."""
    page = docx_xml.page(head=FOOTNOTED)
    before = ET.tostring(page.tree)
    export(page, Templates())
    assert ET.tostring(page.tree) == before


def test_a_link_in_a_footnote_is_related_to_the_footnotes(footnoted: bytes) -> None:
    """The footnotes part has the relationship that its link uses."""
    assert [item.get("Target") for item in docx_xml.tree(footnoted, "word/_rels/footnotes.xml.rels")] == ["https://example.org/board"]


def test_the_references_stand_where_the_pack_sets_them() -> None:
    """They are text like any other."""
    found = lines(made(REFERENCES, SUMMARY, DEVELOPMENT, ISSUES, SOURCES))
    assert found.index("Heading1| «references»References") < found.index("Heading1| «pier»The pier closes")


def test_a_mark_that_leads_to_no_note_is_refused() -> None:
    """It would have nothing to show."""
    with pytest.raises(ValueError, match="no note has that id"):
        made(SUMMARY, DEVELOPMENT.replace("#note-2", "#note-9"), ISSUES, SOURCES, REFERENCES)


def test_a_mark_with_another_number_is_refused() -> None:
    """A number shows what it leads to."""
    with pytest.raises(ValueError, match="the mark of note 2 shows “1”"):
        made(SUMMARY, DEVELOPMENT.replace("#note-1", "#note-2"), ISSUES, SOURCES, REFERENCES)


def _cited(body: ET.Element) -> list[tuple[str, tuple[str, ...]]]:
    """Each paragraph with references: its words, and the words of the reference that each number leads to."""
    paragraphs = list(body.iter(f"{W}p"))
    words = {paragraph: "".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in paragraphs}
    entries = {start.get(f"{W}name"): words[paragraph] for paragraph in paragraphs for start in paragraph.iter(f"{W}bookmarkStart")}
    found = []
    for paragraph in paragraphs:
        links = [link for link in paragraph.iter(f"{W}hyperlink") if (link.get(f"{W}anchor") or "").startswith("note_")]
        if links:
            targets = (entries.get(link.get(f"{W}anchor"), "") for link in links)
            shown = ("".join(node.text or "" for node in link.iter(f"{W}t")) for link in links)
            found.append((words[paragraph], tuple(f"{number}: {target}" for number, target in zip(shown, targets, strict=True))))
    return found


def test_no_deletion_changes_what_another_sentence_cites(example: BuiltDesk) -> None:
    """Whatever paragraph goes, each number that stays leads to the reference that it led to, which bears that number; or to none."""
    body = docx_xml.tree(example.product("docx"))
    before = _cited(body)
    assert len(before) > 10
    assert all(
        target.startswith(f"{number}: {number}.") for _, targets in before for target in targets for number in [target.split(":")[0]]
    )
    parents = {child: parent for parent in body.iter() for child in parent}
    for paragraph in list(body.iter(f"{W}p")):
        parent = parents[paragraph]
        place = list(parent).index(paragraph)
        gone = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        parent.remove(paragraph)
        expected = [
            (words, tuple(f"{target.split(':')[0]}: " if target.endswith(f": {gone}") else target for target in targets))
            for words, targets in before
        ]
        if any(words == gone for words, _ in expected):
            expected.remove(next(pair for pair in expected if pair[0] == gone))
        assert sorted(_cited(body)) == sorted(expected)
        parent.insert(place, paragraph)


def test_tables_repeat_their_header_and_keep_rows_whole(text: list[str]) -> None:
    """The header row is one, no row splits, and a table without header row has none."""
    assert [line for line in text if line.startswith("[row")] == ["[row cantSplit tblHeader]", *["[row cantSplit]"] * 5]
    assert text[text.index("[row cantSplit tblHeader]") - 1] == CAPTION
    assert "TableHeading| What was reported" in text
    assert "TableBullet| No date." in text


def test_columns_fill_the_width_of_the_text(sample: bytes) -> None:
    """Widths are fixed, follow the classes, and add up."""
    tables = list(docx_xml.tree(sample).iter(f"{W}tbl"))
    widths = [[int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")] for table in tables]
    assert widths == [[1701, 1701, TEXT_WIDTH - 3402], [2268, TEXT_WIDTH - 2268], [2268, TEXT_WIDTH - 2268]]
    assert all(table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed" for table in tables)  # type: ignore[union-attr]


def test_tables_are_described(sample: bytes) -> None:
    """A table's name is its caption, or else the heading above it."""
    names = [name.get(f"{W}val") for name in docx_xml.tree(sample).iter(f"{W}tblCaption")]
    assert names == ["Table 1. How the issue moved", "Gazette", "Gazette"]


def test_tables_in_a_row_stay_apart(text: list[str]) -> None:
    """Word would take two tables without a paragraph between them for one."""
    assert text.count("TableGap| ") == 1


def test_the_figure_is_a_crisp_picture(sample: bytes) -> None:
    """The drawing has its own size, a unit a point, 144 dots an inch, and carries its title as alternate text."""
    properties = next(docx_xml.tree(sample).iter(f"{story.DRAWING}docPr"))
    extent = next(docx_xml.tree(sample).iter(f"{story.DRAWING}extent"))
    assert properties.get("descr") == "Timeline of two events from 2029 to 2031"
    assert (extent.get("cx"), extent.get("cy")) == (str(480 * 20 * 635), str(96 * 20 * 635))
    picture = docx_xml.parts(sample)["word/media/image1.png"]
    assert int.from_bytes(picture[16:20], "big") == pytest.approx(480 * 2, abs=2)


def test_a_figure_is_a_drawing_with_a_picture_in_its_place(sample: bytes) -> None:
    """Word is led to the drawing itself; programs that know no drawings have the picture. The letters of both are outlines."""
    drawn = next(docx_xml.tree(sample).iter(f"{{{pictures.SVG_PICTURE}}}svgBlip")).get(f"{docx_xml.R}embed")
    targets = {item.get("Id"): item.get("Target") for item in docx_xml.tree(sample, RELATIONSHIPS)}
    svg = ET.fromstring(docx_xml.parts(sample)[f"word/{targets[drawn]}"])
    assert svg.tag == pictures.DRAWING
    assert list(svg.iter(f"{SVG}text")) == []
    letters = sum(len("".join(text.itertext()).replace(" ", "")) for text in ET.fromstring(DRAWING).iter(f"{SVG}text"))
    assert len(list(svg.iter(f"{SVG}path"))) - DRAWING.count("<path") == letters > 30


def test_the_words_of_a_drawing_are_set() -> None:
    """The picture's text is drawn with our fonts: without it the picture is another."""
    plain = DRAWING.replace("Timetable published", "").replace("Second ship expected", "")
    found = [docx_xml.parts(made(part("a", f"<figure>{svg}</figure>")))["word/media/image1.png"] for svg in (DRAWING, plain)]
    assert len(found[0]) > len(found[1]) + 500


def test_a_drawing_without_words_for_it_is_refused() -> None:
    """A picture must have an alternate text."""
    with pytest.raises(UnknownElement, match="has no title"):
        made(part("a", f"<figure>{DRAWING.replace('Timeline of two events from 2029 to 2031', '')}</figure>"))


def test_the_contents_are_a_live_field_with_its_result(text: list[str]) -> None:
    """One field, entries that link, page numbers that are there before any update."""
    entries = [line for line in text if line.startswith(("TOC1", "TOC2"))]
    assert entries == [
        'TOC1| {TOC \\o "1-2" \\h \\z \\f C \\l "1-2": <summary: Bottom line→{PAGEREF summary \\h: 1}>',
        "TOC1| <pier: The pier closes→{PAGEREF pier \\h: 1}>",
        "TOC1| <open_issues: Open issues→{PAGEREF open_issues \\h: 2}>",
        'TOC2| <issue_second_ship: The “second ship” \\ "Sula"→{PAGEREF issue_second_ship \\h: 2}>',
        "TOC1| <references: References→{PAGEREF references \\h: 2}>}",
    ]


def test_an_update_of_the_contents_finds_the_same_entries(text: list[str]) -> None:
    """Word lists its first and second headings by themselves; other headings that are listed carry an entry, and all else is not listed."""
    entries = [line for line in text if "{TC " in line]
    assert entries == [
        'Heading1Opening| «summary»{TC "Bottom line" \\f C \\l 1: }Bottom line',
    ]


def test_word_lists_what_the_contents_list(built_desk: Callable[..., BuiltDesk]) -> None:
    """By Word's rules an update finds the entries that stand there; so a second heading that somebody adds is listed with them."""
    text = lines(built_desk("contents").product("docx"))
    titles = [line.split(": ", 1)[1] if "{TOC" not in line else line.split("<", 1)[1].split(": ", 1)[1] for line in text if line[:4] in TOC]
    by_style = [line for line in text if line.startswith(("Heading1| ", "Heading2| ")) or "{TC " in line]
    assert len(titles) == len(by_style) > 5
    for title, heading in zip(titles, by_style, strict=True):
        assert heading.endswith(title.split("→")[0])


TOC = ("TOC1", "TOC2")


def test_a_heading_of_a_box_stays_in_it(text: list[str]) -> None:
    """It bears the rules of what stands below it, with the same edges, so that programs draw one box."""
    assert "CommentHeading| «pier_why»Why it matters: our comment" in text
    styles = ET.parse(BUILT_IN / "word/styles.xml").getroot()
    for box in (("Comment", "CommentHeading"), ("Lead", "Heading1Opening")):
        for name in ("pBdr", "ind"):
            found = [styles.find(f"{W}style[@{W}styleId='{style}']/{W}pPr/{W}{name}") for style in box]
            one, other = (ET.canonicalize(ET.tostring(element), strip_text=True) for element in found if element is not None)
            assert one == other


def test_nothing_asks_the_reader_on_opening(sample: bytes) -> None:
    """No field is marked as stale, and none is updated on opening."""
    assert b"updateFields" not in docx_xml.parts(sample)["word/settings.xml"]
    assert b"w:dirty" not in docx_xml.parts(sample)[DOCUMENT]


def test_a_header_stands_on_every_page_but_the_first_and_a_footer_on_each(sample: bytes) -> None:
    """Running title and as-of date above, marking and page below; the number of pages is filled in; a draft says so."""
    assert lines(sample, "word/header.xml") == ["Header| Ferries of the Sound→DRAFT · As of 4 May 2031"]
    for footer in ("word/footer.xml", "word/footerFirst.xml"):
        assert lines(sample, footer) == ["Footer| Strong(TLP:GREEN)→Page {PAGE: 1} of {NUMPAGES: 2}"]
    section = docx_xml.tree(sample).find(f".//{W}sectPr")
    assert section is not None
    assert section.find(f"{W}titlePg") is not None
    assert [item.get(f"{W}type") for item in section.findall(f"{W}headerReference")] == ["default"]
    assert [item.get(f"{W}type") for item in section.findall(f"{W}footerReference")] == ["default", "first"]


def test_a_final_pack_is_no_draft() -> None:
    """DRAFT stands in the header of drafts only."""
    head = docx_xml.HEAD.replace('content="draft"', 'content="final"')
    data = export(docx_xml.page(SOURCES.replace("#pier", "#sources"), head=head), Templates()).data
    assert lines(data, "word/header.xml") == ["Header| Ferries of the Sound→As of 4 May 2031"]


def test_properties_are_the_packs_own(sample: bytes) -> None:
    """Title, author, dates and the rest come from the pack, and nothing from a template or the clock."""
    properties = docx.Document(io.BytesIO(sample)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Ferries of the Sound", "Harbour desk", "Harbour desk")
    assert (properties.comments, properties.keywords) == ("What is known about the ferries.", "ferries, harbour")
    assert properties.created == properties.modified
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2031-05-04 00:00"
    assert (properties.language, properties.version, properties.content_status) == ("en-GB", "0.3", "draft")


def test_our_own_properties_stand_beside_them(sample: bytes) -> None:
    """Edition, as-of date, status, marking and build id can be read by a registry without opening the document."""
    values = {item.get("name"): "".join(item.itertext()) for item in docx_xml.tree(sample, CUSTOM)}
    assert values == {
        "Edition": "0.3",
        "As-of date": "2031-05-04",
        "Status": "draft",
        "Marking": "TLP:GREEN",
        "Build": "0123456789abcdef",
    }


def test_a_pack_without_marking_has_no_such_property() -> None:
    """What the document does not say is no property, rather than an empty one."""
    head = docx_xml.HEAD.replace('content="TLP:GREEN"', 'content=""')
    names = [item.get("name") for item in docx_xml.tree(made(part("a", ""), head=head), CUSTOM)]
    assert names == ["Edition", "As-of date", "Status", "Build"]


def test_tab_stops_stand_at_the_edge_of_the_text(sample: bytes) -> None:
    """Page numbers and the right part of header and footer end where the text ends."""
    stops = [tab.get(f"{W}pos") for tab in docx_xml.tree(sample, STYLES).iter(f"{W}tab") if tab.get(f"{W}val") == "right"]
    assert stops == [str(TEXT_WIDTH)] * 3


def test_letter_has_the_same_width_of_text() -> None:
    """On Letter the margins differ, so that tab stops and columns stay true."""
    section = docx.Document(io.BytesIO(made(SOURCES.replace("#pier", "#sources"), paper="letter"))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width.inches, section.page_height.inches) == (8.5, 11)
    assert section.page_width.twips - section.left_margin.twips - section.right_margin.twips == TEXT_WIDTH  # type: ignore[union-attr]


def test_captions_count_by_fields(text: list[str]) -> None:
    """A caption's number is a SEQ field and a reference to it a REF field that links; both carry their results."""
    assert CAPTION in text
    label = "CaptionNumber(Figure\u00a0){SEQ Figure \\* ARABIC: CaptionNumber(1)}"
    assert f"Caption| {label}. Events at their place in time, as of 4 May 2031." in text
    assert "Lead| Who pays for a second ship? See <table_moves: {REF table_moves \\h: Hyperlink(Table\u00a01)}>." in text


def test_a_field_is_set_as_its_result_is(sample: bytes) -> None:
    """A program that updates a caption's number sets it as the field's marks are."""
    caption = next(item for item in docx_xml.tree(sample).iter(f"{W}p") if item.findtext(f".//{W}t") == "Table\u00a0")
    marks = [run.find(f"{W}rPr/{W}rStyle") for run in caption.iter(f"{W}r") if run.find(f"{W}t") is None]
    assert [mark.get(f"{W}val") for mark in marks if mark is not None] == ["CaptionNumber"] * 4


@pytest.mark.parametrize("label", ["Table 1", "Table", "Table\u00a0one", "Table\u00a0<em>1</em>"])
def test_a_label_without_a_number_is_refused(label: str) -> None:
    """A caption's label is a word and a number."""
    with pytest.raises(UnknownElement, match="is no label"):
        made(part("a", f'<p><span class="number">{label}</span></p>'))


def test_there_is_no_direct_formatting(sample: bytes) -> None:
    """Paragraphs say their style and numbering, runs their style and language, and nothing else; in a cell, what keeps rows together."""
    allowed = {"pPr": {"pStyle", "numPr"}, "rPr": {"rStyle", "lang", "rFonts"}}
    for name in (DOCUMENT, FOOTNOTES, "word/header.xml", "word/footer.xml"):
        tree = docx_xml.tree(sample, name)
        in_cells = {element for cell in tree.iter(f"{W}tc") for element in cell.iter(f"{W}pPr")}
        for element in tree.iter():
            known = allowed.get(element.tag.removeprefix(W))
            kept = {"keepNext"} if element in in_cells else set()
            assert known is None or {child.tag.removeprefix(W) for child in element} <= known | kept
    assert b"txbxContent" not in docx_xml.parts(sample)[DOCUMENT]


def test_there_are_no_empty_paragraphs_for_spacing(sample: bytes) -> None:
    """Outside cells and between tables every paragraph holds something."""
    body = docx_xml.tree(sample)[0]
    empty = [paragraph for paragraph in body.findall(f"{W}p") if paragraph.find(f".//{W}r") is None]
    assert [paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for paragraph in empty] == ["TableGap"]  # type: ignore[union-attr]


def test_our_fonts_travel_inside(sample: bytes) -> None:
    """Every face that the sample uses is embedded under its own name, with the letters used in it and those of Latin-1."""
    faces = docx_faces.embedded(sample)
    assert sorted(faces) == [*SANS, *(f"Source Serif 4 {face}" for face in ("bold", "bold italic", "italic", "regular"))]
    for face in faces.values():
        assert set(map(ord, "Añß÷ \u00a0–“”€")) <= face.letters
    assert ord("Ж") not in faces["Source Sans 3 regular"].letters
    assert {name: face.family for name, face in faces.items()} == {name: name.rpartition(" 3 ")[0] + " 3" for name in SANS} | {
        name: "Source Serif 4" for name in faces if "Serif" in name
    }


SANS = ("Source Sans 3 bold", "Source Sans 3 regular")


def test_a_face_has_the_letters_that_are_set_in_it() -> None:
    """A letter beyond Latin-1 is in the face that sets it, and in no other; a face that sets nothing stays away."""
    faces = docx_faces.embedded(made(part("a", "<p>Жar</p>")))
    assert {name for name, face in faces.items() if ord("Ж") in face.letters} == {"Source Serif 4 regular"}
    assert "Source Serif 4 italic" not in faces
    assert "Source Serif 4 italic" in docx_faces.embedded(made(part("a", "<p><em>so</em></p>")))


def test_a_brief_is_small(example: BuiltDesk) -> None:
    """A document of some ten pages fits into a mail that also fits other things."""
    assert len(example.product("docx")) < 120 * 1024


def test_word_saves_only_the_letters_in_use(sample: bytes) -> None:
    """What Word writes stays as small as what it was given."""
    settings = [setting.tag.removeprefix(W) for setting in docx_xml.tree(sample, "word/settings.xml")]
    assert settings[settings.index("embedTrueTypeFonts") + 1] == "saveSubsetFonts"


def test_the_same_page_gives_the_same_bytes(sample: bytes) -> None:
    """Another process, time zone and hash seed make no difference."""
    script = "import hashlib; from tests.tools.docx_xml import made; print(hashlib.sha256(made()).hexdigest())"
    environment = {
        **os.environ,
        "TZ": "Pacific/Chatham",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(Path(__file__).parent.parent.parent.parent),
    }
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(sample).hexdigest()


def test_nothing_of_the_clock_is_in_the_package(sample: bytes) -> None:
    """Every entry bears the pack's own date, and the parts stand in order."""
    with zipfile.ZipFile(io.BytesIO(sample)) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(2031, 5, 4, 0, 0, 0)}
    names = [entry.filename for entry in entries]
    assert names == ["[Content_Types].xml", "_rels/.rels", *sorted(names[2:])]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<blockquote/>", "<blockquote>"),
        ("<p>a <kbd>key</kbd></p>", "<kbd>"),
        ('<p class="poem">a</p>', '<p class="poem">'),
        ('<p><span class="loud">a</span></p>', '<span class="loud">'),
        ('<p><a class="button" href="#a">a</a></p>', '<a class="button">'),
        ("<ul><p>a</p></ul>", "<p>"),
        ("<table><tfoot/></table>", "<tfoot>"),
        ("<table><tbody><tr><td>a</td></tr><tr/></tbody></table>", "has 0 cells where its table has 1"),
        ("<table/>", "has no rows"),
        ("<figure><p>a</p></figure>", "<p>"),
        ("<aside><ol><li>a</li></ol></aside>", "<ol>"),
        ('<ul class="odd"><li>a</li></ul>', '<ul class="odd">'),
        ("<nav><p>a</p></nav>", "<p>"),
        ("stray words", "holds “stray words” between blocks"),
    ],
)
def test_what_word_cannot_show_is_refused(content: str, message: str) -> None:
    """Nothing is dropped silently: the element is named."""
    with pytest.raises(UnknownElement) as caught:
        made(part("a", content))
    assert message in str(caught.value)


def test_a_link_to_nowhere_is_refused() -> None:
    """A target that is not in the document is named."""
    with pytest.raises(ValueError, match="“nowhere”"):
        made(part("a", '<p><a href="#nowhere">a</a></p>'))


def test_a_desk_restyles_word(tmp_path: Path) -> None:
    """The desk's own styles file is used in place of ours."""
    (tmp_path / "word").mkdir()
    own = (BUILT_IN / "word/styles.xml").read_text(encoding="utf-8").replace("1F4E79", "204020")
    (tmp_path / "word/styles.xml").write_text(own, encoding="utf-8")
    data = export(docx_xml.page(), Templates(tmp_path)).data
    assert b"204020" in docx_xml.parts(data)[STYLES]


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "line"),
    [
        ('type="paragraph" w:customStyle="1" w:styleId="Lead"', 'type="character" w:styleId="Lead"', "style-wrong", "“Lead”", 0),
        ("<w:docDefaults>", "<w:docDefaults", "template-error", "not well-formed", 4),
    ],
)
def test_a_styles_file_that_will_not_do_is_a_diagnostic(tmp_path: Path, old: str, new: str, code: str, message: str, line: int) -> None:
    """A style of the wrong type or broken XML is told to the designer, with the file."""
    (tmp_path / "word").mkdir()
    own = (BUILT_IN / "word/styles.xml").read_text(encoding="utf-8").replace(old, new)
    (tmp_path / "word/styles.xml").write_text(own, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        export(docx_xml.page(), Templates(tmp_path))
    problem = caught.value.problems[0]
    assert problem.code == code
    assert message in problem.message
    assert (problem.place.file, problem.place.line) == ("templates/word/styles.xml", line)


@given(st.lists(st.text(min_size=1, max_size=90), unique=True, max_size=30))
def test_bookmark_names_are_accepted_by_word_and_unique(ids: list[str]) -> None:
    """Whatever the ids: a letter first, letters, digits and underscores, at most 40, none twice even where case is ignored."""
    names = bookmark_names(ids)
    assert list(names) == ids
    assert len({name.lower() for name in names.values()}) == len(ids)
    assert all(name.isascii() and name[0].isalpha() and name.replace("_", "a").isalnum() and len(name) <= 40 for name in names.values())


def test_bookmark_names_stay_readable() -> None:
    """An id that Word accepts but for its hyphens keeps its words; one whose name is taken gets digits."""
    names = bookmark_names(["issue-a", "issue_a", "1st"])
    assert (names["issue-a"], names["1st"]) == ("issue_a", "b_1st")
    assert names["issue_a"].startswith("issue_a_")


def test_pages_break_where_a_heading_would_be_left_alone() -> None:
    """A heading that fits, but without two lines of what follows, goes to the next page with it."""
    boxes = [Box(7, 10, names=("text",)), Box(1, 10, keep_next=True, names=("heading",)), Box(5, 10, names=("more",))]
    assert set_on_pages(boxes, 100).of == {"text": 1, "heading": 1, "more": 1}
    assert set_on_pages([Box(8, 10), *boxes[1:]], 100).of == {"heading": 2, "more": 2}


def test_pages_break_before_a_top_section() -> None:
    """A first heading begins a page, unless it is the first thing of all."""
    section = Box(1, 10, page_break=True, keep_next=True)
    assert set_on_pages([section, Box(1, 10), section, Box(1, 10)], 100).total == 2


def test_what_is_kept_together_ends_at_a_page_break() -> None:
    """A figure with its caption stays on its page although the next section, which begins a new one, is longer."""
    boxes = [Box(7, 10), Box(2, 10, keep_next=True, names=("figure",)), Box(1, 10, keep_next=True), Box(3, 10, page_break=True)]
    assert set_on_pages(boxes, 100).of == {"figure": 1}


def test_a_long_paragraph_runs_on() -> None:
    """Twenty-five lines of ten points fill three pages of a hundred points, and what follows stands on the third."""
    assert set_on_pages([Box(25, 10), Box(1, 10, names=("next",))], 100).of == {"next": 3}


def test_no_line_stands_alone_at_the_top_of_a_page() -> None:
    """Of eleven lines ten would fit; two go on, so that nine more lines no longer fit below them."""
    assert set_on_pages([Box(11, 10), Box(9, 10, together=True, names=("next",))], 100).of == {"next": 3}


def test_a_row_moves_as_a_whole_below_a_repeated_header() -> None:
    """Nine rows of ten points and a header fill a page; the tenth stands on the next, where the header takes room again."""
    rows = [Box(1, 10, together=True, repeat=10, names=(f"row{number}",)) for number in range(19)]
    found = set_on_pages([Box(1, 10, together=True, keep_next=True), *rows], 100).of
    assert [found["row8"], found["row9"], found["row17"], found["row18"]] == [1, 2, 2, 3]


def test_a_row_higher_than_a_page_ends_somewhere() -> None:
    """It takes the pages it needs, and what follows stands after it."""
    assert set_on_pages([Box(1, 10), Box(1, 250, together=True), Box(1, 10, names=("next",))], 100).of == {"next": 4}


def test_only_a_row_that_is_longer_than_a_page_may_split() -> None:
    """It begins below its heading and runs on, what follows is numbered after it, and it is told; rows that fit stay whole."""
    rows = "".join(
        f"<tr><th scope='row'>R{place}</th><td>{'<br/>'.join(['Line'] * lines)}</td></tr>" for place, lines in enumerate((20, 150, 3))
    )
    table = f"<table><caption>Table 1. Events</caption><thead><tr><th>Date</th><th>Event</th></tr></thead><tbody>{rows}</tbody></table>"
    product = export(docx_xml.page(part("a", f"<h2>Crossings</h2>{table}"), part("b", "<p>Last.</p>")), Templates())
    found = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in docx_xml.tree(product.data).iter(f"{W}tr")]
    assert found == [True, True, False, True]
    assert product.pages == 4
    assert [(problem.code, problem.subject.split()[0]) for problem in product.problems] == [("row-too-long", "R1")]


def test_no_row_of_a_table_is_left_over() -> None:
    """The first row of several is kept with the second and the last but one with the last; a table of one row has nothing to keep."""
    rows = "".join(f"<tr><th scope='row'>R{place}</th><td><p>A</p><p>B</p></td></tr>" for place in range(4))
    table = f"<table><thead><tr><th>Date</th><th>Event</th></tr></thead><tbody>{rows}</tbody></table>"
    alone = "<table><tbody><tr><td>Alone</td></tr></tbody></table>"
    found = [
        {paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in row.iter(f"{W}p")}
        for row in docx_xml.tree(made(part("a", f"{table}<p>So.</p>{alone}"))).iter(f"{W}tr")
    ]
    assert found == [{False}, {True}, {False}, {True}, {False}, {False}]  # a header row is kept by its style


def boxes(data: bytes, style: str) -> list[Box]:
    """How high the paragraphs of a style in the body come out."""
    paragraphs = parse_xml(docx_xml.parts(data)[DOCUMENT])[0].iterchildren(f"{W}p")
    return list(ruler(data).boxes([element for element in paragraphs if element[0][0].get(f"{W}val") == style], TEXT_WIDTH / 20))


def ruler(data: bytes) -> Ruler:
    """What measures that document."""
    styles, numbering = (parse_xml(docx_xml.parts(data)[name]) for name in (STYLES, NUMBERING))
    return Ruler(Styles(styles), numbering)


def test_neighbours_in_one_frame_share_it(sample: bytes) -> None:
    """Paragraphs of a comment stand in one box, so that its rules count once; entries of the contents each have a rule."""
    assert [box.frame for box in boxes(sample, "Lead")] == [FRAME, 0.0]
    assert [box.frame for box in boxes(sample, "TOC1")] == [3.5] * 4


def test_lines_are_as_high_as_their_style_and_font_want(sample: bytes) -> None:
    """An exact line is as it says, another at least as high as its font; a picture is as high as it is."""
    found = {style: boxes(sample, style)[0].line for style in ("Heading2", "Subtitle", "Figure")}
    assert found == pytest.approx({"Heading2": 14.5, "Subtitle": 13 * 1.424, "Figure": 96}, abs=0.05)


def test_text_wraps_at_the_width_that_is_there() -> None:
    """Words that just fill a line of the body take two lines in a list, and a line break takes another."""
    text = "m" * int((TEXT_WIDTH - INDENT) / 20 / metrics.width("m", "SourceSerif4-Regular", TEXT_SIZE) - 1) + " ."
    data = made(part("a", f"<p>{text}</p><ul><li>{text}</li></ul><p>{text}<br/>{text}</p>"))
    assert [box.lines for box in boxes(data, "BodyText")] == [1, 2]
    assert [box.lines for box in boxes(data, "ListBullet")] == [2]


def test_a_header_row_takes_room_on_each_page_of_its_table(sample: bytes) -> None:
    """Rows know how high the header rows above them are."""
    table = next(element for element in parse_xml(docx_xml.parts(sample)[DOCUMENT])[0] if element.tag == f"{W}tbl")
    head, *rows = ruler(sample).boxes([table], TEXT_WIDTH / 20)
    assert (head.repeat, head.keep_next) == (0.0, True)
    assert [row.repeat for row in rows] == [head.height, head.height]


def test_the_notes_take_pages_too() -> None:
    """Two hundred notes of thirteen points each fill the rest of the first page and four more."""
    marks = "".join(f'<a class="ref" href="#note-{number}">{number}</a> ' for number in range(1, 201))
    notes = "".join(f'<li id="note-{number}">A paper.</li>' for number in range(1, 201))
    page = docx_xml.page(part("a", f"<p><sup>{marks}</sup></p>"), part("r", f'<ol class="notes">{notes}</ol>', "references"))
    assert export(page, Templates()).pages == 1 + 4


def test_footnotes_take_room_at_the_foot_of_their_page() -> None:
    """Forty-five lines fit on two pages; with a note each at its foot they do not."""
    marked = "".join(f'<p>Ships.<sup><a class="ref" href="#note-{n}">{n}</a></sup></p>' for n in range(1, 46))
    notes = "".join(f'<li id="note-{n}">A paper.</li>' for n in range(1, 46))
    references = part("r", f'<ol class="notes">{notes}</ol>', "references")
    bare = docx_xml.page(part("a", "<p>Ships.</p>" * 45), part("b", "<p>Last.</p>"))
    noted = docx_xml.page(part("a", marked), part("b", "<p>Last.</p>"), references, head=FOOTNOTED)
    assert (export(bare, Templates()).pages, export(noted, Templates()).pages) == (2, 3)


def test_a_footnote_takes_room_where_it_is_first_marked() -> None:
    """Its height is shared out over the lines of its paragraph; a row bears it whole; boxes without a mark stay as they are."""
    rooms = {"_Note1": 20.0, "_Note2": 10.0}
    assert with_footnotes(Box(3, 10, names=("a", "_Note1", "_Note2")), rooms).height == pytest.approx(60)
    assert with_footnotes(Box(1, 40, together=True, names=("_Note2",)), rooms).height == 50
    assert with_footnotes(Box(3, 10, names=("_Note3",)), rooms) == Box(3, 10, names=("_Note3",))


def test_spacing_is_the_larger_of_two() -> None:
    """Space after and space before do not add up: 40 + 20 + 40 fill the page, and one point more does not fit."""
    assert set_on_pages([Box(4, 10, after=20), Box(4, 10, before=15)], 100).total == 1
    assert set_on_pages([Box(4, 10, after=20), Box(4, 10, before=21, together=True)], 100).total == 2


def test_longer_text_moves_what_follows(sample: bytes) -> None:
    """The estimate follows the words: sixty more paragraphs of five lines push the next section on by five to seven pages."""
    paragraph = f"<p>{'The harbour board closes the pier. ' * 12}</p>"
    longer = SUMMARY.replace("</section>", paragraph * 60 + "</section>")
    found = lines(made(longer, CONTENTS, DEVELOPMENT, ISSUES, SOURCES, REFERENCES))
    entry = next(line for line in found if line.startswith("TOC1| <pier"))
    assert 8 <= int(entry.split("\\h: ")[1].split("}")[0]) <= 10


def test_a_document_with_faults_is_not_given(tmp_path: Path) -> None:
    """Parts of the desk's own that do not fit lead to a problem at the desk's file and never to a product."""
    (tmp_path / "word").mkdir()
    own = (BUILT_IN / "word/settings.xml").read_text(encoding="utf-8").replace("<w:zoom", "<w:updateFields/><w:zoom")
    (tmp_path / "word/settings.xml").write_text(own, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        export(docx_xml.page(), Templates(tmp_path))
    [problem] = caught.value.problems
    assert problem.place.file == "templates/word/settings.xml"
    assert "fields are updated on opening" in problem.message


def test_the_number_of_pages_is_given(sample: bytes) -> None:
    """The product says how many pages it has, as its footer does."""
    assert export(docx_xml.page(), Templates()).pages == 2


def test_every_element_of_the_vocabulary_is_in_the_sample() -> None:
    """The sample leaves no element out, so that none is untested."""
    from briefgen.document.vocabulary import ATTRIBUTES

    used = {element.tag for element in docx_xml.page().tree.iter()}
    assert ATTRIBUTES.keys() - used == {"style", "details", "summary"}  # these stand on the screen only
    assert ET.fromstring(DRAWING).tag in used
