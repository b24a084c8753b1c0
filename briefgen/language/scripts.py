"""Which signs are of which script, and spaces that hold words together."""

from __future__ import annotations

import re
from collections.abc import Iterator

NBSP = "\u00a0"
SIGNS = "\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
JOINERS = "\u034f\u061c\u200c-\u200f\u2061-\u2064\ufe00-\ufe0f"
"""What says how the sign before it is to be set; it has no glyph."""
LINE_ENDS = "\u00ad\u200b\u2060"
"""Where a line may end, or may not."""
JAPANESE = re.compile(f"[{SIGNS}](?:[{LINE_ENDS}]*[{SIGNS}{JOINERS}])*")
EAST_ASIAN = ("ja", "zh", "ko")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """A plain text in pieces, each with its language where that is Japanese, else ""."""
    end = 0
    for found in JAPANESE.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found.group(), "ja"
        end = found.end()
    if end < len(text):
        yield text[end:], ""
