"""Blocks in Word: the bottom line stands in a box of its own, and what only a screen has is refused."""

from __future__ import annotations

import pytest

from briefgen.export.docx.oxml import UnknownElement
from tests.tools.docx_xml import W, lines, made, part, tree

BOX = '<aside class="bottom-line" role="note"><h1>Bottom line</h1><p class="lead">One.</p><p class="lead">Two.</p></aside>'
COMMENT = '<aside class="comment" role="note" aria-label="Our comment"><p class="comment">Three.</p><p>Four.</p></aside>'
STYLES = "word/styles.xml"


def summary(content: str) -> bytes:
    """A document whose first section has that content."""
    return made(f'<section class="part part-summary" id="summary">{content}</section>', part("b", "<p>Last.</p>"))


def test_the_bottom_line_has_styles_of_its_own() -> None:
    """Its heading and paragraphs are not set as a comment, which follows it; only the first heading of the document opens it."""
    found = [line for line in lines(summary(BOX + COMMENT)) if not line.startswith(("Marking", "Title", "Subtitle"))]
    assert found[0].startswith("Heading1Opening| ")
    assert found[0].endswith("Bottom line")
    assert found[1:] == ["Lead| One.", "Lead| Two.", "Comment| Three.", "Comment| Four.", "Heading1| «b»Head", "BodyText| Last."]


def test_words_in_the_box_are_not_set_as_a_comment() -> None:
    """Paragraphs and lists of a desk's own template in it are text."""
    more = BOX.replace("</aside>", "<p>Five.</p><ul><li>Six.</li></ul></aside>")
    assert {"BodyText| Five.", "ListBullet| Six."} < set(lines(summary(more)))


def test_the_box_is_drawn_round_heading_and_paragraphs_and_stands_whole() -> None:
    """Rules on its four sides in both styles, as wide; each paragraph is kept with the next, so that no page cuts it."""
    styles = {style.get(f"{W}styleId"): style for style in tree(summary(BOX), STYLES).iter(f"{W}style")}
    for name in ("Heading1Opening", "Lead"):
        rules = styles[name].find(f"{W}pPr/{W}pBdr")
        assert rules is not None
        assert [rule.tag.removeprefix(W) for rule in rules] == ["top", "left", "bottom", "right"]
    assert styles["Heading1Opening"].find(f"{W}basedOn").get(f"{W}val") == "Heading1"  # type: ignore[union-attr]
    assert all(styles[name].find(f"{W}pPr/{W}keepNext") is not None for name in ("Heading1", "Lead"))


@pytest.mark.parametrize("content", ["<details><summary>A</summary><p>So.</p></details>", "<details><p>So.</p></details>"])
def test_what_folds_on_a_screen_is_refused(content: str) -> None:
    """Paper has no folds; nothing in one is dropped silently."""
    with pytest.raises(UnknownElement, match="<details>"):
        made(part("a", content))


def test_a_box_of_another_kind_is_a_comment() -> None:
    """Only the class of the bottom line alone takes its styles."""
    assert "Comment| Three." in lines(made(part("a", COMMENT.replace(' class="comment" role', " role"))))
