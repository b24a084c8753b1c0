"""Entries: where a problem is told."""

from __future__ import annotations

import pytest

from briefgen.content.content import LOOKED_THROUGH, Entry
from briefgen.content.model.desk import Term
from briefgen.content.read import read


@pytest.mark.parametrize(("below", "line"), [(0, 1), (3, 4), (LOOKED_THROUGH - 1, LOOKED_THROUGH), (LOOKED_THROUGH, 1), (5000, 1)])
def test_words_are_looked_for_near_their_text_only(below: int, line: int) -> None:
    """So many lines below a text its words are found, and no search runs to the end of a long file: the text itself is told then."""
    data = "meaning: >-\n" + "  a\n" * (below - 1) + "  needle\n" if below else "meaning: needle\n"
    entry = Entry("term", Term(id="a", abbreviation="A", expansion="A"), read("content/glossary.yaml", data.encode()))
    problem = entry.problem("missing-glyph", "M.", ("meaning",), words="needle")
    assert problem.place.line == line
    assert (problem.excerpt[problem.place.column - 1 :] == "needle") == (below < LOOKED_THROUGH)
