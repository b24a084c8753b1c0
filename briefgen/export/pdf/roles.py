"""What each element of the vocabulary is in a PDF's structure tree, and what a listener is told of it. Nothing of WeasyPrint here."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from urllib.parse import urlsplit

from briefgen.document.vocabulary import SVG

HEADINGS = ("h1", "h2", "h3")
FIGURE = f"{SVG}svg"
TYPES: dict[str, tuple[str, ...]] = {
    "body": ("Document",),
    "header": ("Div",),
    "nav": ("Div",),
    "section": ("Sect",),
    "aside": ("Aside",),
    "p": ("P",),
    "h1": ("H1",),
    "h2": ("H2",),
    "h3": ("H3",),
    "ul": ("L",),
    "ol": ("L",),
    "li": ("LI", "LBody"),
    "table": ("Table",),
    "caption": ("Caption",),
    "thead": ("THead",),
    "tbody": ("TBody",),
    "tr": ("TR",),
    "th": ("TH",),
    "td": ("TD",),
    "figure": ("Sect",),
    "figcaption": ("Caption",),
    FIGURE: ("Figure",),
    "a": ("Link",),
    "abbr": ("Span",),
    "em": ("Em",),
    "strong": ("Strong",),
}
"""Element → its structure types, outermost first. What is not named here leaves its words to the element around it."""
CONTENTS: dict[str, tuple[str, ...]] = {"ol": ("TOC",), "li": ("TOCI",), "a": ("Reference", "Link")}
"""The same inside `nav`."""
OLD_NAMES = {"Title": "P", "Em": "Span", "Strong": "Span", "Aside": "Sect"}
"""Type that PDF 2.0 brought → what it passes for in PDF 1.7, and for readers that know no other."""
OLD_TYPES = ("TOC", "TOCI", "Reference")
"""Types that PDF 2.0 has no more, and still reads as those of PDF 1.7."""
UNMARKED = {"plain", "backlinks"}
"""Classes of a list whose items have no mark before them."""


def types(root: ET.Element) -> dict[ET.Element, tuple[str, ...]]:
    """Element → its structure types, outermost first; none where its words belong to the element around it."""
    found = {element: _types(element) for element in root.iter()}
    for nav in root.iter("nav"):
        found.update({element: CONTENTS[element.tag] for element in nav.iter() if element.tag in CONTENTS})
    for table in root.iter("table"):
        found.update(dict.fromkeys(_crowding_heads(table), ("TD",)))
    for drawing in root.iter(FIGURE):
        found.update(dict.fromkeys((element for element in drawing.iter() if element is not drawing), ()))
    return found


def _types(element: ET.Element) -> tuple[str, ...]:
    if element.get("class") == "title":
        return ("Title",)
    return TYPES.get(element.tag) or (("Span",) if "lang" in element.attrib and element.tag != "html" else ())


def _crowding_heads(table: ET.Element) -> list[ET.Element]:
    """The heads of the rows in a table of one or two rows that has more heads than data: checkers take it for one torn apart."""
    heads = list(table.iter("th"))
    rows = [head for head in heads if head.get("scope") == "row"]
    return rows if len(heads) > len(list(table.iter("td"))) else []


def attributes(element: ET.Element, kind: str) -> dict[str, str]:
    """The attributes of an element's structure type, with `O`, their owner; empty where it has none."""
    if kind == "TH":
        return {"O": "/Table", "Scope": "/Row" if element.get("scope") == "row" else "/Column"}
    if kind == "L":
        return {"O": "/List", "ListNumbering": "/Decimal" if element.tag == "ol" else "/None" if _is_unmarked(element) else "/Disc"}
    return {}


def _is_unmarked(items: ET.Element) -> bool:
    return not UNMARKED.isdisjoint(items.get("class", "").split())


def said_instead(element: ET.Element) -> dict[str, str]:
    """What is read out with or in place of an element's words: its language, its expansion, its text alternative; and the words themselves
    where they run from right to left, as a page shows their end first."""
    words = {"Lang": element.get("lang", "") if element.tag != "html" else ""}
    if element.tag == "abbr":
        words["E"] = element.get("title", "")
    elif element.get("dir") == "rtl":
        words["ActualText"] = words_of(element)
    elif element.tag == FIGURE:
        words["Alt"] = element.findtext(f"{SVG}title", "")
    return {key: text for key, text in words.items() if text}


def link_words(link: ET.Element, ids: Mapping[str, ET.Element], names: Mapping[str, str]) -> str:
    """Where a link leads, in words. ids: the places of its part of the file; names: what those of other parts are called."""
    href, words = link.get("href", ""), words_of(link)
    if label := link.get("aria-label"):
        return label
    if link.get("class") == "ref":
        return f"Reference {words}"
    if href.startswith("#"):
        return (name_of(ids[href[1:]]) if href[1:] in ids else names[href[1:]]) or words
    if href.startswith("mailto:"):
        return f"Mail to {href.removeprefix('mailto:')}"
    return f"Web page of {urlsplit(href).netloc}" if words == href else f"{words}, on the web"


def words_of(element: ET.Element) -> str:
    """The words of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def name_of(target: ET.Element) -> str:
    """What a place in the document is called: its heading, or the head of its row."""
    if target.tag in HEADINGS:
        return words_of(target)
    heads = (element for element in target.iter() if element.tag in (*HEADINGS, "th"))
    return next((words_of(head) for head in heads), "")
