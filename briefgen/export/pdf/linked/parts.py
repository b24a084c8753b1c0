"""A document cut where it begins a page: parts that are documents of their own, with what each must know of the others."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from briefgen.document.page import Page
from briefgen.document.vocabulary import OPENS
from briefgen.export.pdf import roles, spelling
from briefgen.export.pdf.linked.values import Part
from briefgen.export.pdf.setting import Setting

OPENING = re.compile(rf'^<section class="[^"]*\b{OPENS}\b[^"]*"', re.MULTILINE)
BEYOND_A_PART = re.compile(
    r"target-text|element\(|footnote|recto|verso"
    r"|break-\w+\s*:\s*(?:left|right)|@page[^{]*:(?:left|right|blank|nth)"
    r"|counter-(?:increment|reset|set)\s*:(?!\s*list-item)|string-set(?![^;}]*running-title)"
)
"""What a style sheet asks for that depends on the pages before: with any of it a document is set whole."""
_HREF, _ID = re.compile(r' href="#([^"]+)"'), re.compile(r' id="([^"]+)"')


def frame_of(page: Page) -> tuple[str, str]:
    """What stands before and after the sections of each part: a document with the language and the classes of this one."""
    body = page.tree.find("body")
    classes = body.get("class", "") if body is not None else ""
    head = f'<!DOCTYPE html>\n<html lang="{page.tree.get("lang", "")}">\n<head><meta charset="utf-8"/></head>\n'
    return f'{head}<body class="{classes}">\n<main>', "</main>\n</body>\n</html>"


def parts_of(page: Page, setting: Setting) -> list[Part]:
    """The parts of a document, in order; one alone where it is to be set whole."""
    cuts = _cuts(page) if can_be_cut(setting) else []
    if not cuts:
        return [Part(page.html, True, "", ())]
    head, foot = frame_of(page)
    begin, end = page.html.index("<body"), page.html.rindex("</main>")
    first, *others = (page.html[start:stop] for start, stop in zip([begin, *cuts], [*cuts, end], strict=True))
    uncertain = spelling.uncertain("".join(page.tree.itertext()), page.faces)
    names = _Names(page.tree)
    htmls = [head[: head.index("<body")] + first + foot, *(f"{head}\n{piece}{foot}" for piece in others)]
    return [Part(html, not number, uncertain.pattern if uncertain else "", tuple(names.of(html))) for number, html in enumerate(htmls)]


def _cuts(page: Page) -> list[int]:
    """Where in the text of a document its second part begins, and each after it; none where not only sections of `main` begin pages."""
    main = page.tree.find("body/main")
    sections = list(main) if main is not None else []
    opened = [section for section in sections if OPENS in section.get("class", "").split()]
    places = [found.start() for found in OPENING.finditer(page.html)]
    if not places or len(places) != len(opened):
        return []
    return places[1:] if sections[0] is opened[0] else places


def can_be_cut(setting: Setting) -> bool:
    """Whether a part looks the same wherever it stands: not where pages are told apart by their side, nor where letters are put together
    to glyphs of the file."""
    return not BEYOND_A_PART.search(setting.style) and not any(face.script.kind == "complex" for face in setting.faces)


class _Names:
    """What places are called, each asked for once."""

    def __init__(self, tree: ET.Element) -> None:
        self._elements: Mapping[str, ET.Element] = {element.get("id", ""): element for element in tree.iter() if element.get("id")}
        self._names: dict[str, str] = {}

    def of(self, html: str) -> Iterator[tuple[str, str]]:
        """The places elsewhere that a part leads to, and what they are called."""
        for place in sorted(set(_HREF.findall(html)) - set(_ID.findall(html))):
            if place not in self._names:
                self._names[place] = roles.name_of(self._elements[place])
            yield place, self._names[place]
