"""Links to what a product does not print: to the annex where that stands in the same document, else plain words."""

from __future__ import annotations

import re
from collections.abc import Collection

ANNEX = "annex-"
"""Begins the id of what the annex says of a record; the rest is the id of its place in the pack."""
_LINK = re.compile(r'<a href="#([^"]+)">(.*?)</a>', re.DOTALL)
_BACK = re.compile(r'<a class="backref"[^>]*\shref="#([^"]+)"[^>]*>.*?</a> ?', re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')


def ids_in(html: str) -> frozenset[str]:
    """The ids of a document."""
    return frozenset(_ID.findall(html))


def with_links_that_lead(html: str, known: Collection[str]) -> str:
    """The document without links to ids that it does not have. known: those of all products; a link to another stays, and is dead.

    A reference that leads back to a mark that stands in another product does not. Other links that carry a class are the document's own
    and are left alone: they lead somewhere or are dead.
    """
    here = ids_in(html)

    def leading(link: re.Match[str]) -> str:
        target, words = link[1], link[2]
        if target in here or target not in known:
            return link[0]
        return f'<a href="#{ANNEX}{target}">{words}</a>' if f"{ANNEX}{target}" in here else words

    return _LINK.sub(leading, _BACK.sub(lambda link: link[0] if link[1] in here else "", html))
