"""A PDF set part by part: what is kept is not set again, what is missing is set by an executor, and the fragments are linked."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace

from briefgen.desk.kept import Kept, key_of
from briefgen.document.page import Page
from briefgen.export.pdf import roles
from briefgen.export.pdf.linked.parts import frame_of
from briefgen.export.pdf.linked.values import Fragment, Furniture, LinkFault, Part, Runs
from briefgen.export.pdf.setting import Setting, Told

_HERE = "briefgen.export.pdf.linked"
SET, MARGINS, LINK = f"{_HERE}.fragment:set_part", f"{_HERE}.furniture:furniture", f"{_HERE}.link:link"
"""What is asked of an executor, by name: this process need not load WeasyPrint."""
SHEETS = 50
"""Pages whose margins are set at a time."""
ROUNDS = 4
"""How often parts that show page numbers are set again until these hold."""


class InParts:
    """A PDF that is being set. machine: a digest of the code, fonts and libraries that set it; noted: is told of each part: True
    for one that was kept, None for one that is to be set, False when that is done."""

    def __init__(
        self,
        page: Page,
        setting: Setting,
        parts: Sequence[Part],
        runs: Runs,
        kept: Kept,
        machine: str,
        noted: Callable[[bool | None], None],
    ) -> None:
        self._page, self._setting, self._parts = page, setting, list(parts)
        self._runs, self._kept, self._machine, self._noted = runs, kept, machine, noted
        keys = [(part, self._key(part)) for part in parts]
        held = {key: Fragment(*found) for _, key in keys if (found := kept.get(key))}
        self._begun = [(key, held.get(key) or runs.submit(SET, part, setting)) for part, key in keys]
        for _, key in keys:
            noted(True if key in held else None)

    def result(self) -> tuple[bytes, int, Told]:
        """The bytes of the file, its pages, and what was noticed. Raises LinkFault where the parts do not make one file."""
        fragments = [self._finished(begun) for begun in self._begun]
        fragments = self._with_page_numbers(fragments)
        total = sum(len(fragment.pages) for fragment in fragments)
        margins = self._margins(total)
        if any(fragment.lacking for fragment in fragments) or not all(one.plain for one in margins):
            raise LinkFault("a font lacks a glyph, or the margins have pictures")
        keys = [self._key(part) for part in self._parts] if self._kept.keeps else ()
        data, faults = self._runs.submit(LINK, _skeleton(self._page), self._setting, fragments, margins, self._kept, keys).result()
        if faults:
            raise LinkFault("; ".join(faults))
        columns = zip(*(fragment.problems for fragment in fragments), strict=True)
        return data, total, Told(*(tuple(dict.fromkeys(line for told in column for line in told)) for column in columns))

    def _key(self, part: Part) -> str:
        return key_of(self._machine, self._setting.key, repr(part))

    def _begin(self, part: Part) -> tuple[str, Fragment | Future[Fragment]]:
        """The part from what is kept, or under way."""
        key = self._key(part)
        found = self._kept.get(key)
        return key, Fragment(*found) if found else self._runs.submit(SET, part, self._setting)

    def _finished(self, begun: tuple[str, Fragment | Future[Fragment]]) -> Fragment:
        key, fragment = begun
        if isinstance(fragment, Fragment):
            return fragment
        made: Fragment = fragment.result()
        self._kept.put(key, tuple(made))
        self._noted(False)
        return made

    def _with_page_numbers(self, fragments: list[Fragment]) -> list[Fragment]:
        """The fragments, those set again that show on which page something stands, until that is where it stands."""
        for _ in range(ROUNDS):
            pages = {name: number for number, name in _places(fragments)}
            if lost := {name for fragment in fragments for name in fragment.asked} - set(pages):
                raise LinkFault(f"no place is named {', '.join(sorted(lost))}")
            again = {}
            for number, fragment in enumerate(fragments):
                told = tuple((name, pages[name]) for name in fragment.asked)
                if told != self._parts[number].pages:
                    self._parts[number] = self._parts[number]._replace(pages=told)
                    again[number] = self._begin(self._parts[number])
            if not again:
                return fragments
            fragments = [self._finished(again[number]) if number in again else fragment for number, fragment in enumerate(fragments)]
        raise LinkFault("the page numbers in the contents do not settle")

    def _margins(self, total: int) -> list[Furniture]:
        frame = "".join(frame_of(self._page))
        begun = []
        for first in range(1, total + 1, SHEETS):
            numbers = range(first, min(first + SHEETS, total + 1))
            key = key_of(self._machine, self._setting.key, frame, f"{numbers} of {total}")
            found = self._kept.get(key)
            begun.append((key, Furniture(*found) if found else self._runs.submit(MARGINS, frame, self._setting, numbers, total)))
        made = []
        for key, one in begun:
            if isinstance(one, Future):
                one = one.result()
                self._kept.put(key, tuple(one))
            made.append(one)
        return made


def _places(fragments: Sequence[Fragment]) -> Iterator[tuple[int, str]]:
    """The places of a file with their pages, counted from 1."""
    before = 0
    for fragment in fragments:
        pages = {b"[\x00%d\x02 " % local: number for number, local in enumerate(fragment.pages, before + 1)}
        for name, point, _ in fragment.places:
            start = point.index(b"[")
            yield pages[point[start : point.index(b" ", start) + 1]], name
        before += len(fragment.pages)


def _skeleton(page: Page) -> Page:
    """The document with no more than the linker asks it for: its head, its places and its headings."""
    head = page.html[: page.html.index("<body")]
    tree = ET.fromstring(f"{head}<body/></html>")
    body, whole = tree.find("body"), page.tree.find("body")
    assert body is not None
    drawn = {inner for drawing in page.tree.iter(roles.FIGURE) for inner in drawing.iter()}
    for element in whole.iter() if whole is not None else ():
        if element not in drawn and (element.get("id") or element.tag in roles.HEADINGS):
            told = ET.SubElement(body, element.tag, {"id": element.get("id", "")} if element.get("id") else {})
            told.text = roles.words_of(element) if element.tag in roles.HEADINGS else ""
    return replace(page, html=head, tree=tree)
