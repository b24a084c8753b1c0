"""Words whose glyphs would be read back as others: a PDF knows a glyph by the signs that it first stood for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from briefgen.fonts.cut_faces import CutFace
from briefgen.language.scripts import JOINERS

TWINS = ("-‐‑", "µμ", "\u03a9\u2126", "‘ʻ", "’ʼ", "Δ∆", "⁄∕", "φϕ", "⁼˭", "–‒", "・‧", "｀‵", "〜～")
"""Signs that have one glyph in a face of ours."""
_JOINERS = re.compile(f"[{JOINERS}]")
SOFT_HYPHEN, HYPHEN = "\u00ad", "\u2010"
_HYPHENATION = re.compile(f"{SOFT_HYPHEN}(?:{HYPHEN}$)?")


def uncertain(document: str, faces: Sequence[CutFace] = ()) -> re.Pattern[str] | None:
    """What is to be spelt out beside its glyphs in a document of these words; None where every glyph stands for one sign.

    Where marks are set on letters, a letter's glyph may have stood for both: then that is everything. faces: those of the desk; what joins
    in one is spelt elsewhere, cluster by cluster (`joined_letters`).
    """
    joining = "".join(face.script.signs for face in faces if face.script.kind == "complex")
    document = re.sub(f"[{joining}]", "", document) if joining else document
    if any(unicodedata.combining(sign) for sign in set(document)):
        return re.compile(r"\S")
    painted = document.replace(SOFT_HYPHEN, HYPHEN)
    signs = "".join(re.escape(twins) for twins in TWINS if sum(sign in painted for sign in twins) > 1)
    signs += JOINERS if _JOINERS.search(document) else ""
    return re.compile(f"[{signs}]") if signs else None


def spelt(line: str) -> str:
    """The words of a line as it is painted, without what may end it or does."""
    return _HYPHENATION.sub("", line)
