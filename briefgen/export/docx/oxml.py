"""Word's elements, made one by one and never from strings."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from docx.oxml.ns import nsmap
from docx.oxml.parser import OxmlElement, oxml_parser

W = f"{{{nsmap['w']}}}"
R = f"{{{nsmap['r']}}}"
NAMES = {"w": nsmap["w"]}
ONCE = {"id", "anchor"}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class UnknownElement(ValueError):
    """Something of the document has no counterpart in Word. Nothing is dropped silently."""

    def __init__(self, element: ET.Element, why: str = "has no counterpart in Word here") -> None:
        names = f' class="{element.get("class")}"' if element.get("class") else ""
        super().__init__(f"<{element.tag}{names}> {why}")


def w(name: str, /, *children: Any, **attributes: str) -> Any:
    """The element w:`name` with attributes of the same namespace and with children."""
    # Most of what bears a name or a number stands once; of the rest, a copy is several times quicker than another element.
    element = _made(name, attributes) if ONCE & attributes.keys() else _model(name, tuple(attributes.items())).__copy__()
    if children:
        element.extend(children)
    return element


def _made(name: str, attributes: Mapping[str, str]) -> Any:
    return oxml_parser.makeelement(W + name, {W + key: value for key, value in attributes.items()}, NAMES)


@lru_cache(maxsize=2000)
def _model(name: str, attributes: tuple[tuple[str, str], ...]) -> Any:
    """An element to copy."""
    return _made(name, dict(attributes))


def other(name: str, /, *children: Any, **attributes: str) -> Any:
    """An element of another namespace ("wp:inline"), with attributes without one."""
    element: Any = OxmlElement(name, attributes)
    element.extend(children)
    return element


def words(text: str, name: str = "t") -> Any:
    """A w:t (or w:instrText) that keeps the spaces at its ends."""
    element = w(name)
    element.text = text
    if text != text.strip():
        element.set(SPACE, "preserve")
    return element


def twips(text: str | None) -> int:
    """A measure as Word writes it, in whole units; 0 where there is none. A foreign file may have a fraction."""
    found = re.match(r"-?\d+", text or "")
    return int(found[0]) if found else 0


def classes(element: ET.Element) -> frozenset[str]:
    """The classes of an element of the document."""
    return frozenset(element.get("class", "").split())
