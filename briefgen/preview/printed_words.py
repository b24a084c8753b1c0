"""Which sentence of a document stands at a point of its set page, by the words around that point."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

REACHES = (40, 24, 12)
"""Letters on each side that are looked for, the most first: fewer where the next sentence or column begins sooner."""
FEWEST = 4
"""Letters that say anything."""


def place_of_words(html: str, before: str, after: str) -> str:
    """The place (`data-at`) of the narrowest element that has these words; "" where none has.

    html: the document with its places; before, after: words of the set page on either side of the point. Letters and digits alone are
    compared: hyphens and ends of lines are the page's own.
    """
    texts = [(_letters("".join(one.itertext())), at) for one in ET.fromstring(html).iter() if (at := one.get("data-at"))]
    for words in _windows(before, after):
        found = [(len(text), at) for text, at in texts if words in text]
        if found:
            return min(found)[1]
    return ""


def _windows(before: str, after: str) -> Iterator[str]:
    line = before.splitlines()[-1:] + after.splitlines()[:1]
    left, right = _letters(before), _letters(after)
    windows = [left[-reach:] + right[:reach] for reach in REACHES]
    windows += [_letters("".join(line))]
    windows += [side for reach in REACHES for side in (right[:reach], left[-reach:])]
    yield from (words for words in windows if len(words) >= FEWEST)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
