"""A document is cut into blocks that are, one after the other, what its body holds."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from briefgen.desk.folder import DeskFolder
from briefgen.document.html_text import html_of
from briefgen.pipeline.held.open_desk import OpenDesk
from briefgen.preview.blocks import blocks_of


def test_each_block_is_a_child_of_the_body(desk: DeskFolder) -> None:
    """Or of its main part, whole and in their order."""
    held = OpenDesk(desk)
    content = held.look().content
    assert content is not None
    page = held.page(content, "sound-ferries", "pack", placed=True)
    blocks = blocks_of(page.html)
    body = page.tree.find("body")
    children = [element for outer in body or () for element in (outer if outer.tag == "main" else [outer])]
    assert len(children) > 5
    assert [html_of(ET.fromstring(block)) for block in blocks.values()] == [html_of(child) for child in children]


def test_a_key_stays_while_others_come_and_go() -> None:
    """It is the element's own; of two that are the same the second has a sign more."""
    before = blocks_of("<html><head/><body><p class='x'>é &lt;</p><main><div id='a'><p>1</p></div><p>2</p><p>3</p></main></body></html>")
    assert before == {
        "p x": "<p class='x'>é &lt;</p>",
        "main div a": "<div id='a'><p>1</p></div>",
        "main p ": "<p>2</p>",
        "main p +": "<p>3</p>",
    }
    after = blocks_of("<html><body><main><hr/><div id='a'><p>1</p></div></main><p>4</p></body></html>")
    assert after == {"main hr ": "<hr/>", "main div a": "<div id='a'><p>1</p></div>", "p ": "<p>4</p>"}
