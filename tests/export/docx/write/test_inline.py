"""Inline elements in Word: what joins the marks of references is raised as they are, and states are not loud."""

from __future__ import annotations

import pytest

from briefgen.render.line_html import JOINER
from tests.tools.docx_xml import FOOTNOTED, HEAD, W, lines, made, part, tree

NOTES = "".join(f'<li id="note-{number}" value="{number}">A paper.</li>' for number in (1, 2, 3, 7))
REFERENCES = part("r", f'<ol class="notes">{NOTES}</ol>', "references")


def mark(number: int, joined: str = "") -> str:
    """A mark as pages have it: what joins it to the one before, and its number."""
    join = f'<span class="ref">{joined}</span>{JOINER}' if joined else ""
    return f'{JOINER}{join}<a class="ref" role="doc-noteref" id="mark-{number}" href="#note-{number}">{number}</a>'


def cited(head: str) -> str:
    """The line of a sentence that cites a range and one more."""
    marks = mark(1) + mark(3, "–") + mark(7, ",")
    [line] = [line for line in lines(made(part("a", f"<p>So.{marks}</p>"), REFERENCES, head=head)) if "So." in line]
    return line.replace(JOINER, "")


def test_what_joins_references_is_raised_as_they_are() -> None:
    """A dash within a range, a comma between two; the numbers lead to their references."""
    numbers = [f"«mark_{number}»<note_{number}: EndnoteReference({number})>" for number in (1, 3, 7)]
    assert cited(HEAD) == f"BodyText| So.{numbers[0]}EndnoteReference(–){numbers[1]}EndnoteReference(,){numbers[2]}"


def test_what_joins_footnotes_is_raised_as_they_are() -> None:
    """In the style of footnotes; each number stands once."""
    line = cited(FOOTNOTED)
    assert ("FootnoteReference(–)" in line, "FootnoteReference(,)" in line, "Endnote" in line) == (True, True, False)
    assert [line.count(f"note {note}") for note in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_no_line_ends_before_a_reference() -> None:
    """The sign that holds a mark to its sentence is in the text, before each mark and before what joins two."""
    data = made(part("a", f"<p>So.{mark(1)}{mark(3, '–')}</p>"), REFERENCES)
    words = "".join(node.text or "" for node in tree(data).iter(f"{W}t"))
    assert f"So.{JOINER}1{JOINER}–{JOINER}3" in words


def test_references_keep_their_numbers_where_a_product_leaves_some_out() -> None:
    """The list says the number of each, and does not count."""
    found = [line for line in lines(made(part("a", f"<p>So.{mark(7)}</p>"), REFERENCES)) if line.startswith("EndnoteText")]
    assert found == [f"EndnoteText| «note_{number}»{number}.→A paper." for number in (1, 2, 3, 7)]


@pytest.mark.parametrize("style", ["Status", "Muted", "Tag"])
def test_a_state_is_not_bold(style: str) -> None:
    """Bold is for what a reader must find first."""
    found = tree(made(part("a", '<p><span class="status">Deferred</span></p>')), "word/styles.xml").find(
        f".//{W}style[@{W}styleId='{style}']"
    )
    assert found is not None
    assert found.find(f"{W}rPr/{W}b") is None
    assert found.find(f"{W}basedOn") is None or found.find(f"{W}basedOn").get(f"{W}val") == "DefaultParagraphFont"  # type: ignore[union-attr]
