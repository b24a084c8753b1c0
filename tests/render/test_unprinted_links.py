"""Links to what a product does not print are plain words, or lead to the annex where that is in the same document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefgen.assemble.assemble import assemble
from briefgen.render.render import render
from briefgen.render.unprinted_links import ANNEX, ids_in, with_links_that_lead
from tests.tools.desks import BuiltDesk

KNOWN = {"issue-x", "official-y"}


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p>See <a href="#issue-x">the <em>issue</em></a>.</p>', "<p>See the <em>issue</em>.</p>"),
        ('<p id="issue-x">So</p><a href="#issue-x">it</a>', '<p id="issue-x">So</p><a href="#issue-x">it</a>'),
        ('<p id="annex-issue-x">So</p><a href="#issue-x">it</a>', '<p id="annex-issue-x">So</p><a href="#annex-issue-x">it</a>'),
        (
            '<p id="issue-x">So</p><p id="annex-issue-x">So</p><a href="#issue-x">it</a>',
            '<p id="issue-x">So</p><p id="annex-issue-x">So</p><a href="#issue-x">it</a>',
        ),
        ('<a href="#issue-x">the\nissue</a>; <a href="#official-y">her</a>', "the\nissue; her"),
        (
            '<p id="annex-official-y">So</p><a href="#issue-x">it</a>; <a href="#official-y">her</a>',
            '<p id="annex-official-y">So</p>it; <a href="#annex-official-y">her</a>',
        ),
        ('<p>“#issue-x”</p><a href="#issue-x">it</a>', "<p>“#issue-x”</p>it"),
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


@pytest.mark.parametrize(("name", "led"), [("brief", 0), ("example", 10), ("annex", 10)])
def test_no_link_of_a_product_leads_to_another(built_desk: Callable[..., BuiltDesk], name: str, led: int) -> None:
    """What the brief says of an event stays, as plain words; in the annex links lead to what the annex says of a record."""
    html = built_desk(name).page.html
    targets = [link.removeprefix("#") for link in re.findall(r'<a href="(#[^"]+)"', html)]
    assert (len(targets) >= led, set(targets) - ids_in(html)) == (True, set())
    assert {target.startswith(ANNEX) for target in targets} == {"brief": set(), "example": {False}, "annex": {True}}[name]
    assert "Ministers to decide on the cost" in html


def test_on_the_screen_links_lead_to_the_pack_and_where_that_says_nothing_to_its_annex(example: BuiltDesk) -> None:
    """Both stand in the same document. An event of which the pack has no table is told in its annex only."""
    briefing = assemble(example.content, example.pack)
    short = replace(briefing, sections=tuple(name for name in briefing.sections if name != "chronology"))
    for shown, to_annex in ((briefing, False), (short, True)):
        html = render(shown, example.desk.templates, on_screen=True).html
        here, targets = ids_in(html), set(re.findall(r'<a href="#([^"]+)"', html))
        led = {target for target in targets if target.startswith(ANNEX)}
        assert targets <= here
        assert ({target for target in led if target.removeprefix(ANNEX) in here}, bool(led)) == (set(), to_annex)
