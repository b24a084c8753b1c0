"""Pages as they are laid out: long words stay on them, and a style sheet of the desk's own can neither hide words nor add any."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.export.pdf import export as pdf
from tests.tools import docx_xml
from tests.tools.docx_xml import part

LONG = "x" * 300
BLOCKS = {
    "paragraph": f"<p>Before {LONG} after</p>",
    "heading": f"<h2>Before {LONG} after</h2><p>So.</p>",
    "item": f"<ul><li>Before {LONG} after</li></ul>",
    "link": f'<p><a href="https://example.org/{LONG}">Before {LONG} after</a></p>',
    "status": f'<p class="dateline"><span class="status">{LONG}</span></p>',
    "comment": f'<aside class="comment"><h2>Why</h2><p class="comment">{LONG}</p></aside>',
    "cell": f"<table><tbody><tr><th scope='row'>{LONG}</th><td>{LONG}</td></tr></tbody></table>",
    "caption": f"<table><caption>Table 1. {LONG}</caption><tbody><tr><td>So</td></tr></tbody></table>",
}


def styled(folder: Path, more: str) -> Templates:
    """The built-in templates with rules behind those of the style sheet."""
    (folder / "print.css").write_bytes(Templates().load("print.css") + more.encode())
    return Templates(folder)


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_long_words_are_broken_at_the_edge(block: str) -> None:
    """Wherever they stand, no sign of them leaves the page, or the export would be refused."""
    assert pdf.export(docx_xml.page(part("a", block)), Templates()).pages


@pytest.mark.parametrize("title", [LONG, "Ferries " * 60])
def test_long_titles_stay_in_the_margin(title: str) -> None:
    """The running title is broken too."""
    head = docx_xml.HEAD.replace('title" content="Ferries of the Sound"', f'title" content="{title}"')
    assert pdf.export(docx_xml.page(part("a", "<p>So.</p>"), head=head), Templates()).pages


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("p { white-space: nowrap }", " runs off the page"),
        ("p { position: relative; left: -60mm }", "runs off the page"),
        ("h1 { position: relative; top: -240mm }", "page 1: “Head” runs off the page"),
        ("p { font-size: 0 }", "“So it was. So it was. So it was. So it w” is on no page"),
        ("p { display: none }", "“TLP:GREEN” is on no page"),
        ("p { font-size: 0.1px }", "“So it was. So it was. So it was. So it w” is too small to be read"),
        ("p::after { content: ' Secret words.' }", "“Secret words.” is written by the style sheet"),
        ("p::before { content: 'No. 7: ' }", "“No. 7:” is written by the style sheet"),
    ],
)
def test_a_style_sheet_neither_hides_nor_adds_words(rules: str, words: str, tmp_path: Path) -> None:
    """What the reader of the PDF would not see, or would see alone, stops the export and is named with its page."""
    page = docx_xml.page(part("a", f"<p>{'So it was. ' * 30}</p>"))
    with pytest.raises(ContentError) as caught:
        pdf.export(page, styled(tmp_path, rules))
    [problem] = caught.value.problems
    assert problem.code == "template-error"
    assert words in problem.message


@pytest.mark.parametrize("rules", ["p::after { content: '' }", "ul { list-style-type: square }", "p { font-size: 5.5pt }"])
def test_a_style_sheet_may_set_as_it_likes(rules: str, tmp_path: Path) -> None:
    """Signs of lists, boxes without words and small print are the designer's."""
    assert pdf.export(docx_xml.page(part("a", "<p>So.</p><ul><li>It was.</li></ul>")), styled(tmp_path, rules)).pages
