"""Editors count UTF-16 code units, diagnostics characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.lsp.positions import column_of, position, span, units


@pytest.mark.parametrize(("text", "taken"), [("", 0), ("abc", 3), ("日米", 2), ("𝔸b", 3), ("a😀", 3)])
def test_units(text: str, taken: int) -> None:
    """A sign beyond the basic plane takes two."""
    assert units(text) == taken


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.data())
def test_there_and_back(text: str, data: st.DataObject) -> None:
    """The column of a position is the one it was made of."""
    index = data.draw(st.integers(0, len(text)))
    assert column_of(text, position([text], 1, index + 1).character) == index


def test_a_place_without_a_column_is_the_whole_line() -> None:
    """Where a problem stands in a line as a whole; beyond the end of the text it is at its end."""
    found = span(["a: 😀"], 1, 0, 1)
    assert (found.start.character, found.end.character) == (0, 5)
    assert span(["a"], 9, 1, 5).start.line == 8
