"""Numbers of figures and tables: given once, in the document, so that every format prints the same ones."""

from __future__ import annotations

import re
from collections import Counter

from markupsafe import Markup, escape

from briefgen.language.scripts import NBSP

_WAITING = re.compile(r'(<a class="number" href="#([^"]+)">)(</a>)')


class Numbers:
    """The numbers of one document, in the order in which its templates ask for them."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._labels: dict[str, str] = {}

    def number(self, word: str, identity: str = "") -> Markup:
        """The label of a caption, such as “Table 3”; the id is what `reference` asks for."""
        self._counts[word] += 1
        label = escape(f"{word}{NBSP}{self._counts[word]}")
        if not identity:
            return Markup('<span class="number">{}</span>').format(label)
        self._labels[str(escape(identity))] = str(label)
        return Markup('<span class="number" id="{}">{}</span>').format(identity, label)

    def reference(self, identity: str) -> Markup:
        """A link to a numbered caption, wherever in the document that stands; `filled` sets its words."""
        return Markup('<a class="number" href="#{}"></a>').format(identity)

    def filled(self, html: str) -> str:
        """The document with the words of its references. One that leads nowhere stays empty: it is a dead link."""
        return _WAITING.sub(lambda found: f"{found[1]}{self._labels.get(found[2], '')}{found[3]}", html)
