"""Mends one fault of WeasyPrint 70 in breaking lines.

A text that ends in a space and fits its line without that space, but not with it, was cut after its first word. The fault sits in
`split_first_line`, which is private; a test says when a new WeasyPrint no longer has the fault, and then this module can go.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def mended_lines() -> Iterator[None]:
    """Within it, WeasyPrint keeps a text that fits its line on that line."""
    from weasyprint.layout import inline

    broken = inline.split_first_line

    def split(text: str, style: Any, context: Any, max_width: float | None, *more: Any, **options: Any) -> Any:
        found = broken(text, style, context, max_width, *more, **options)
        if not _cut_after_a_word(text, found) or style["white_space"] != "normal":
            return found
        alone = broken(text.rstrip(" "), style, context, None, *more, **options)
        return broken(text, style, context, None, *more, **options) if alone[3] <= max_width else found

    inline.split_first_line = split
    try:
        yield
    finally:
        inline.split_first_line = broken


def _cut_after_a_word(text: str, found: Any) -> bool:
    """Whether the line holds only the first word of a text that ends in a space. found: layout, length, where to resume, width, …"""
    length, resume = found[1:3]
    return resume is not None and text.endswith(" ") and " " not in text.encode()[:length].decode().strip(" ")
