"""What stands at a cursor is known of half-typed YAML too."""

from __future__ import annotations

import pytest

from briefgen.lsp.at_cursor import at_cursor

TEXT = """id: winter
title: A title
source: courier
paragraphs:
  - says: media
    facts:
      - id: one
        text: >-
          Words.
        cite:
          - ¶1 “x”
        event: {label: y}
        moves:
          se
      - {}
bottom
"""
LINES = TEXT.replace("{}", "").split("\n")


@pytest.mark.parametrize(
    ("line", "column", "keys", "is_key"),
    [
        (1, 9, ("title",), False),
        (15, 6, (), True),
        (4, 11, ("paragraphs", "says"), False),
        (6, 12, ("paragraphs", "facts", "id"), False),
        (10, 14, ("paragraphs", "facts", "cite"), False),
        (13, 12, ("paragraphs", "facts", "moves"), True),
        (14, 8, ("paragraphs", "facts"), True),
    ],
)
def test_fields_around_a_cursor(line: int, column: int, keys: tuple[str, ...], is_key: bool) -> None:
    """Outermost first, and whether a field's name is being typed."""
    found = at_cursor("content/developments/winter.yaml", LINES, line, column)
    assert found is not None
    assert (found.kind, found.keys, found.is_key) == ("development", keys, is_key)


def test_a_file_of_no_record_has_nothing() -> None:
    """Nor has a line that is not there."""
    assert at_cursor("content/elsewhere.yaml", LINES, 0, 0) is None
    assert at_cursor("content/desk.yaml", LINES, 99, 0) is None
