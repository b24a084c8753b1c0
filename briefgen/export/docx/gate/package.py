"""A finished Word file, taken apart: its parts, and those among them that are XML, parsed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from docx.oxml.parser import parse_xml

from briefgen.export.docx.gate.story import Reading, read
from briefgen.export.docx.oxml import W

CORE = "application/vnd.openxmlformats-package.core-properties+xml"
CONTENT_TYPES = "[Content_Types].xml"
NOTHING: tuple[Any, ...] = ()
GAP = "Table Gap"
"""The style of a paragraph that keeps tables apart."""


@dataclass
class Package:
    """The parts of a file, those among them that are XML, parsed, and those with text, read."""

    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)
    stories: dict[str, Reading] = field(default_factory=dict)

    def read(self, known: Mapping[str, Reading]) -> None:
        """Reads the parts with text: body, notes, header, footer. known: those that were read as they were written."""
        roots = {f"{W}{name}" for name in ("document", "endnotes", "footnotes", "hdr", "ftr", "comments")}
        named = ((style, style.find(f"{W}name")) for style in self.of_kind(f"{W}styles"))
        gaps = {style.get(f"{W}styleId") for style, name in named if name is not None and name.get(f"{W}val") == GAP}
        self.stories = {name: read(tree, gaps) for name, tree in self.trees.items() if tree.tag in roots} | dict(known)

    def of_kind(self, tag: str) -> Iterator[Any]:
        """The children of the part whose root has that tag."""
        yield from (child for tree in self.trees.values() if tree.tag == tag for child in tree)

    def parse(self, known: Collection[str]) -> Iterator[str]:
        """Parses the parts that are XML; gives what is wrong with those that are not well-formed. known: those that need no tree."""
        for name, data in self.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    if name in known:
                        expat.ParserCreate().Parse(data, True)
                    else:
                        self.trees[name] = parse_xml(data)
                except SyntaxError as error:
                    yield f"{name}: not well-formed: {error.msg}"
                except expat.ExpatError as error:
                    yield f"{name}: not well-formed: {error}"

    def typed(self, kind: str) -> list[str]:
        """The names of the parts with that content type of their own."""
        types = self.trees.get(CONTENT_TYPES, NOTHING)
        return [item.get("PartName", "").lstrip("/") for item in types if item.get("ContentType") == kind]
