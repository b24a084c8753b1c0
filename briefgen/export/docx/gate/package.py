"""A finished Word file, taken apart: its parts, and those among them that are XML, parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from docx.oxml.parser import parse_xml

from briefgen.export.docx.oxml import W

CORE = "application/vnd.openxmlformats-package.core-properties+xml"
CONTENT_TYPES = "[Content_Types].xml"
NOTHING: tuple[Any, ...] = ()


@dataclass
class Package:
    """The parts of a file, and those among them that are XML, parsed."""

    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def stories(self) -> dict[str, Any]:
        """The parts with text: body, notes, header, footer."""
        roots = {f"{W}{name}" for name in ("document", "endnotes", "footnotes", "hdr", "ftr", "comments")}
        return {name: tree for name, tree in self.trees.items() if tree.tag in roots}

    def all(self, tag: str) -> list[Any]:
        """Every element with that tag in the parts with text."""
        return [element for tree in self.stories.values() for element in tree.iter(tag)]

    def of_kind(self, tag: str) -> Iterator[Any]:
        """The children of the part whose root has that tag."""
        yield from (child for tree in self.trees.values() if tree.tag == tag for child in tree)

    def parse(self) -> Iterator[str]:
        """Parses the parts that are XML; gives what is wrong with those that are not well-formed."""
        for name, data in self.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = parse_xml(data)
                except SyntaxError as error:
                    yield f"{name}: not well-formed: {error.msg}"

    def typed(self, kind: str) -> list[str]:
        """The names of the parts with that content type of their own."""
        types = self.trees.get(CONTENT_TYPES, NOTHING)
        return [item.get("PartName", "").lstrip("/") for item in types if item.get("ContentType") == kind]
