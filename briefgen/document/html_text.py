"""From an element tree back to text: HTML that is also well-formed XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from markupsafe import escape

from briefgen.document.vocabulary import SVG

VOID = frozenset({"br", "meta"})


def html_of(tree: ET.Element) -> str:
    """The text of a document. Parsed again it is the same tree."""
    return "".join(["<!DOCTYPE html>\n", *_pieces(tree), "\n"])


def add_text(element: ET.Element, text: str | None) -> None:
    """Adds text after all that an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + (text or "")
    else:
        element.text = (element.text or "") + (text or "")


def _pieces(element: ET.Element) -> Iterator[str]:
    name = element.tag.removeprefix(SVG)
    space = ' xmlns="http://www.w3.org/2000/svg"' if name == "svg" else ""
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in element.items())
    if name in VOID:
        yield f"<{name}{attributes}/>"
        return
    yield f"<{name}{space}{attributes}>"
    # Browsers read a style sheet as it stands, and templates write it so.
    yield element.text or "" if name == "style" else str(escape(element.text or ""))
    for child in element:
        yield from _pieces(child)
        yield str(escape(child.tail or ""))
    yield f"</{name}>"
