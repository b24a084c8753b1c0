"""What comparing documents rests on: pairs of two sequences, and a tree as text."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from briefgen.document.html_text import html_of
from briefgen.document.redline.alignment import Pair, aligned


def paired(old: list[str], new: list[str], scores: dict[str, float]) -> list[Pair[str]]:
    """The pairs of two sequences whose items are as alike as `scores` says, and else not at all."""
    return [*aligned(old, new, lambda item: item, lambda before, after: scores.get(before + after, 0.0))]


def test_the_pairs_that_are_most_alike_are_taken() -> None:
    """Not the first that would do."""
    assert paired(["a", "b"], ["c"], {"ac": 0.5, "bc": 0.9}) == [("a", None), ("b", "c")]
    assert paired(["a"], ["b", "c"], {"ab": 0.9, "ac": 0.5}) == [("a", "b"), (None, "c")]


@pytest.mark.parametrize(("place", "found"), [(75, True), (76, False)])
def test_what_is_alike_is_looked_for_near_its_place(place: int, found: bool) -> None:
    """The second of two is looked for about the middle of a hundred."""
    new = [f"{number}" for number in range(100)]
    assert (("b", f"{place}") in paired(["a", "b"], new, {f"b{place}": 1.0})) is found


def test_what_stands_often_is_paired_all_the_same() -> None:
    """However many items are the same, each is one."""
    assert paired(["a"] * 300, ["b", *["a"] * 300], {}) == [(None, "b"), *[("a", "a")] * 300]


def test_html_of_a_tree() -> None:
    """What has no end tag, a style sheet as it stands, the name of what a drawing is; parsed again it is the same tree."""
    text = (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta name="author" content="A &amp; B"/><style>p > a { color: #123456 }</style></head>'
        '<body><p lang="fr">Un<br/>deux &lt; trois</p><svg xmlns="http://www.w3.org/2000/svg"><title>Sea</title></svg></body></html>\n'
    )
    assert html_of(ET.fromstring(text)) == text
