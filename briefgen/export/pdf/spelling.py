"""Words whose glyphs would be read back as others: a PDF knows a glyph by the signs that it first stood for."""

from __future__ import annotations

import re
import unicodedata

TWINS = ("-‐‑", "µμ", "\u03a9\u2126", "‘ʻ", "’ʼ", "Δ∆", "⁄∕", "φϕ", "⁼˭", "–‒", "・‧", "｀‵", "〜～")
"""Signs that have one glyph in a face of ours."""
UNSEEN = "\u034f\u061c\u200c-\u200f\u2061-\u2064\ufe00-\ufe0f"
"""Signs without a glyph that are more than a place to end a line: joiners, directions, variants."""
_UNSEEN = re.compile(f"[{UNSEEN}]")


def uncertain(document: str) -> re.Pattern[str] | None:
    """What is to be spelt out beside its glyphs in a document of these words; None where every glyph stands for one sign.

    Where marks are set on letters, a letter's glyph may have stood for both: then that is everything.
    """
    if any(unicodedata.combining(sign) for sign in set(document)):
        return re.compile(r"\S")
    signs = "".join(re.escape(twins) for twins in TWINS if sum(sign in document for sign in twins) > 1)
    signs += UNSEEN if _UNSEEN.search(document) else ""
    return re.compile(f"[{signs}]") if signs else None
