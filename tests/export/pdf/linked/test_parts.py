"""Where a document is cut, and when it is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.export.pdf.linked.parts import can_be_cut, parts_of
from briefgen.export.pdf.setting import setting_of
from tests.bench import corpus
from tests.tools import linked

HEAD = '<html lang="en"><head><title>x</title></head><body class="a4 pack">\n<header class="banner"><p>Banner</p></header>\n'
HTML = HEAD + "<main>\n{}</main>\n</body></html>"


def sections(*classes: str) -> Page:
    """A document with sections of these classes, each of which links to the next."""
    lines = [
        f'<section class="{kind}" id="s{n}">\n<h1>Part {n}</h1><p><a href="#s{(n + 1) % len(classes)}">on</a></p>\n</section>\n'
        for n, kind in enumerate(classes)
    ]
    return Page.parse(HTML.format("".join(lines)))


def test_a_part_begins_where_a_section_begins_a_page() -> None:
    """With what stands before the first in the first, and what follows without a page of its own beside it."""
    page = sections("part", "part opens", "part", "part opens")
    parts = parts_of(page, setting_of(page, Templates()))
    assert [[f"Part {n}" in part.html for n in range(4)] for part in parts] == [
        [True, False, False, False],
        [False, True, True, False],
        [False] * 3 + [True],
    ]
    assert ["Banner" in part.html for part in parts] == [True, False, False]
    assert [part.first for part in parts] == [True, False, False]
    assert all('<html lang="en">' in part.html and '<body class="a4 pack">' in part.html for part in parts)


def test_a_part_knows_what_it_leads_to_elsewhere() -> None:
    """By the heading there, which a listener is told."""
    page = sections("part", "part opens", "part")
    first, second = parts_of(page, setting_of(page, Templates()))
    assert first.names == (("s1", "Part 1"),)
    assert second.names == (("s0", "Part 0"),)


@pytest.mark.parametrize("classes", [("part",), ("part", "part"), ("part opens",)])
def test_without_two_parts_there_is_one(classes: tuple[str, ...]) -> None:
    """The document as it is."""
    page = sections(*classes)
    assert [part.html for part in parts_of(page, setting_of(page, Templates()))] == [page.html]


def test_a_page_that_begins_within_a_section_is_no_cut() -> None:
    """Only sections of the document itself are parts."""
    page = Page.parse(
        HTML.format('<section class="part">\n<section class="record opens">\n<p>x</p></section></section>\n<section class="part opens"/>\n')
    )
    assert len(parts_of(page, setting_of(page, Templates()))) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "@page :left { margin-left: 3cm }", "@page:nth(2n) { margin: 0 }", "h1 { counter-increment: chapter }",
        "h1 { string-set: chapter content() }", "a::after { content: target-text(attr(href)) }", "section { break-before: right }",
        "aside { float: footnote }", "h1 { break-before: recto }",
    ],
)  # fmt: skip
def test_a_style_that_looks_across_pages_is_set_whole(rule: str, tmp_path: Path) -> None:
    """What a part alone cannot know."""
    page = sections("part", "part opens")
    assert can_be_cut(setting_of(page, Templates()))
    (tmp_path / "print.css").write_text(f"{Templates().text('print.css')}\n{rule}\n", encoding="utf-8")
    assert not can_be_cut(setting_of(page, Templates(tmp_path)))
    assert len(parts_of(page, setting_of(page, Templates(tmp_path)))) == 1


def test_parts_hold_the_whole_document(tmp_path: Path) -> None:
    """Every section once, in order."""
    page = linked.page_of(linked.in_chapters(DeskFolder(corpus.write(tmp_path, 5))))
    parts = parts_of(replace(page), setting_of(page, Templates()))
    told = "".join(part.html[part.html.index("<main>") + 6 : part.html.rindex("</main>")].strip("\n") + "\n" for part in parts)
    assert told.replace("\n", "") == page.html[page.html.index("<main>") + 6 : page.html.rindex("</main>")].replace("\n", "")
