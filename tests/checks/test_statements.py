"""Notes to oneself are found as whole words."""

from __future__ import annotations

import pytest

from briefgen.checks.statements import LEFTOVER


@pytest.mark.parametrize("text", ["TODO", "the pier TODO.", "(TBD)", "a-TBC", "FIXME: ask", "XXX", "how many???"])
def test_a_note_to_oneself_is_found(text: str) -> None:
    assert LEFTOVER.search(text)


@pytest.mark.parametrize("text", ["", "TODOs", "aTODO", "_FIXME", "todo", "XXXI", "MXXX", "TB D", "how many??"])
def test_what_is_within_a_word_is_none(text: str) -> None:
    assert not LEFTOVER.search(text)
