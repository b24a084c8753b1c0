"""Links to what a product does not print are plain words, or lead to the annex where that is in the same document."""

from __future__ import annotations

import pytest

from briefgen.render.unprinted_links import ids_in, with_links_that_lead

KNOWN = {"issue-x", "official-y"}


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p>See <a href="#issue-x">the <em>issue</em></a>.</p>', "<p>See the <em>issue</em>.</p>"),
        ('<p id="issue-x">So</p><a href="#issue-x">it</a>', '<p id="issue-x">So</p><a href="#issue-x">it</a>'),
        ('<p id="annex-issue-x">So</p><a href="#issue-x">it</a>', '<p id="annex-issue-x">So</p><a href="#annex-issue-x">it</a>'),
        ('<a href="#nowhere">it</a>', '<a href="#nowhere">it</a>'),
        ('<a href="https://example.org/#issue-x">it</a>', '<a href="https://example.org/#issue-x">it</a>'),
        ('<a class="ref" href="#note-9">9</a>', '<a class="ref" href="#note-9">9</a>'),
    ],
)
def test_a_link_leads_somewhere_or_is_words(html: str, shown: str) -> None:
    """What is printed nowhere at all stays a link, and is told as dead; addresses and marks are left alone."""
    assert with_links_that_lead(html, KNOWN) == shown


def test_a_way_back_is_there_where_its_mark_is() -> None:
    """A reference that is marked in another product only has no arrow for that."""
    back = '<a class="backref" role="doc-backlink" href="#mark-1-{}" aria-label="Back">↑</a> '
    html = f'<a class="ref" id="mark-1-2">1</a><li id="note-1">A. {back.format(1)}{back.format(2)}</li>'
    assert with_links_that_lead(html, ()) == f'<a class="ref" id="mark-1-2">1</a><li id="note-1">A. {back.format(2)}</li>'


def test_ids_are_those_of_elements() -> None:
    """Words that look like one are none."""
    assert ids_in('<p id="a">id="b"</p><span class="x" id="c"></span>') == {"a", "c"}
