"""The document between render and export."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from briefgen.fonts.cut_faces import CutFace


@dataclass(frozen=True)
class Attachment:
    """A file that a document carries. mime: its media type; relationship: to the document, by PDF's names (Source, Data, Supplement)."""

    name: str
    data: bytes
    mime: str
    relationship: str
    description: str


@dataclass(frozen=True, eq=False)
class Page:
    """The document: its text (HTML that is also well-formed XML), its element tree, the files that a PDF of it carries, and the faces
    that it needs beside ours."""

    html: str
    tree: ET.Element
    attachments: tuple[Attachment, ...] = ()
    faces: tuple[CutFace, ...] = ()

    @classmethod
    def parse(cls, html: str, attachments: tuple[Attachment, ...] = (), faces: tuple[CutFace, ...] = ()) -> Page:
        """The page of a text that `render` made. Raises xml.etree.ElementTree.ParseError for one that is not well-formed."""
        return cls(html, ET.fromstring(html), attachments, faces)

    def meta(self, name: str) -> str:
        """The content of a `meta` element, or ""."""
        return next((m.get("content", "") for m in self.tree.iter("meta") if m.get("name") == name), "")
