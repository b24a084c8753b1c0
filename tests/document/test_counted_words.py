"""Words are counted as a reader does: what stands on the page, once, drawings left out."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from briefgen.document.counted_words import INLINE, Counted, text_of
from tests.tools.docx_xml import DRAWING


def words_in(html: str) -> int:
    element = ET.fromstring(html)
    return Counted(element).words(element)


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>The pier closes.</p>", 3),
        ("<p/>", 0),
        ("<p>  The\n pier\u00a0closes </p>", 3),
        ("<p>second-ship costs 1,5 million – or € 2</p>", 6),
        ("<p>Daily · winter / crossings … – ↑</p>", 3),
        ("<p>日本 Ελλάδα мост</p>", 3),
        ("<p>extra\u00adordinarily</p>", 1),
        ("<ul><li>one</li><li>two</li></ul>", 2),
        ("<table><tr><th>Date</th><td>Event</td></tr></table>", 2),
        ("<p>one<br/>two</p>", 2),
        ("<div>before<p>within</p>after</div>", 3),
        ("<p>per<em>haps</em> a <a href='#b'>l<strong>in</strong>k</a></p>", 3),
        ("<p>So it was.<sup><span><a href='#n'>12</a></span></sup></p>", 4),
    ],
)
def test_a_word_holds_a_letter_or_a_digit_between_blanks(html: str, count: int) -> None:
    """Signs alone are none; words run through what stands in a line and end at the edge of a block, a cell or a mark."""
    assert words_in(html) == count


@pytest.mark.parametrize("tag", sorted(INLINE))
def test_a_word_runs_through_what_stands_in_a_line(tag: str) -> None:
    """Emphasis within a word makes no second one."""
    assert words_in(f"<p>winter<{tag}>sail</{tag}>ings</p>") == 1


@pytest.mark.parametrize("hidden", [DRAWING, "<style>p { color: red }</style>", "<head><title>A title</title></head>"])
def test_what_is_no_text_of_the_page_is_left_out(hidden: str) -> None:
    """Drawings, style sheets and heads count nothing; what follows them does."""
    assert words_in(f"<body>{hidden}two words</body>") == 2


def test_attributes_are_no_words() -> None:
    """Nor are comments."""
    assert words_in('<p title="a b c"><!-- d e --><abbr title="Harbour Board">HB</abbr></p>') == 1


def test_the_text_of_an_element_has_all_its_words_in_order() -> None:
    """Blanks as they come, and one at each edge of what breaks a line."""
    assert text_of(ET.fromstring("<td><p>A <em>b</em>c</p><p>d</p></td>")) == "  A bc  d  "
    assert " ".join(text_of(ET.fromstring(f"<figure>{DRAWING}<figcaption>Figure 1.</figcaption></figure>")).split()) == "Figure 1."
