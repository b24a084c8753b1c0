"""What templates may not make: strays from the vocabulary, ids that stand twice, links that lead nowhere."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.document.vocabulary import ATTRIBUTES, CLASSES, EVERYWHERE, SVG
from briefgen.render.environment import ROOT_TEMPLATE

_DRAWING = f"{SVG}svg"


def strays(tree: ET.Element, templates: Templates) -> Iterator[Diagnostic]:
    """Elements, classes and attributes outside the vocabulary, at the template line that writes them."""
    found: dict[str, str] = {}
    uses = {(element.tag, *element.keys(), element.get("class")): element for element in _outside_svg(tree)}
    for element in uses.values():
        tag = element.tag
        if tag not in ATTRIBUTES:
            found.setdefault(f"<{tag}", f"<{tag}> is not in the vocabulary")
            continue
        for name in element.attrib.keys() - EVERYWHERE - ATTRIBUTES[tag]:
            found.setdefault(f"{name}=", f"<{tag}> may not carry the attribute “{name}”")
        for name in set(element.get("class", "").split()) - CLASSES.get(tag, frozenset()):
            found.setdefault(name, f"<{tag}> may not carry the class “{name}”")
    for needle, message in sorted(found.items()):
        yield Diagnostic(
            "template-vocabulary",
            f"{message}, so Word could not show it.",
            _where(needle, templates),
            "Use an element, class or attribute of the vocabulary.",
        )


def _outside_svg(element: ET.Element) -> Iterator[ET.Element]:
    """The elements of the document; a figure's drawing counts as one and is left out."""
    left = [element]
    while left:
        yield (here := left.pop())
        left += [child for child in reversed(here) if child.tag != _DRAWING]


def _where(needle: str, templates: Templates) -> Location:
    for name in templates.files():
        if name.endswith(".j2"):
            for number, line in enumerate(templates.text(name).splitlines(), 1):
                column = line.find(needle)
                if column >= 0:
                    return Location(f"templates/{name}", number, column + 1)
    return Location(f"templates/{ROOT_TEMPLATE}")


def dead_links(tree: ET.Element) -> Iterator[Diagnostic]:
    """Links that lead nowhere or to what a pack may not link to, and ids that stand more than once."""
    ids = Counter(name for element in tree.iter() if (name := element.get("id")))
    place = Location(f"templates/{ROOT_TEMPLATE}")
    for name, times in ids.items():
        if times > 1:
            yield Diagnostic(
                "template-vocabulary", f"The id “{name}” stands {times} times in the document.", place, "Every id stands once."
            )
    targets = {element.get("href", "") for element in tree.iter("a")}
    for target in sorted(targets):
        if target.startswith("#") and target[1:] not in ids:
            yield Diagnostic(
                "dead-link",
                f"A link leads to “{target}”, and nothing in the pack has that name.",
                place,
                "Correct the link, or add the section that holds its target.",
                subject=target,
            )
        elif not re.match(r"#|https?://|mailto:", target):
            yield Diagnostic(
                "template-vocabulary", f"A link leads to “{target}”; only https, http, mailto and places in the pack are allowed.", place
            )
