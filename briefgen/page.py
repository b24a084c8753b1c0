"""The document between render and export."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Page:
    """The document: its text (HTML that is also well-formed XML) and its element tree."""

    html: str
    tree: ET.Element

    @classmethod
    def parse(cls, html: str) -> Page:
        """The page of a text that `render` made. Raises xml.etree.ElementTree.ParseError for one that is not well-formed."""
        return cls(html, ET.fromstring(html))

    def meta(self, name: str) -> str:
        """The content of a `meta` element, or ""."""
        return next((m.get("content", "") for m in self.tree.iter("meta") if m.get("name") == name), "")
