"""What a product takes, in pages, words and references, and what its pack lets it take."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.content.entry import PackEntry
from briefgen.content.model.pack import Budget, ProductName
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.document.counted_words import Counted
from briefgen.document.page import Page
from briefgen.document.vocabulary import NOTES
from briefgen.language.english import series

DEFAULTS: Mapping[ProductName, Budget] = {
    "brief": Budget(pages=2, words=700, references=12),
    "pack": Budget(pages=10, share=75),
    "annex": Budget(),
}
"""The most that a product may take where its pack does not say otherwise."""
UNITS = {"pages": "pages", "words": "words", "references": "references", "share": "per cent of the words in one part"}
LEAST_SHARED = 3
"""So many parts a product must have for the share of one to say anything."""
CUTS, SHOWN = 3, 5
"""Cuts that are named; words that a cut is known by."""
_MARK = re.compile(r"\u2060.*?(?=\s|$)")
_PASSAGES = frozenset({"p", "li", "tr"})


@dataclass(frozen=True)
class Passage:
    """A paragraph, item or row of a product, known by its first words, and how many it has."""

    words: int
    begins: str


@dataclass(frozen=True)
class Size:
    """What a product takes. pages: of its PDF, 0 where there is none; parts: heading → words; longest: passages, longest first."""

    pages: int
    words: int
    references: int
    parts: Mapping[str, int]
    longest: Sequence[Passage]

    @property
    def share(self) -> int:
        """The words of the longest part in per cent of all; 0 where there are too few parts to compare."""
        return round(100 * max(self.parts.values()) / self.words) if len(self.parts) >= LEAST_SHARED and self.words else 0


def measured(page: Page, pages: int) -> Size:
    """The size of a product by its document and the pages that it was set on."""
    body = page.tree.find("body")
    if body is None:
        return Size(pages, 0, 0, {}, ())
    counted = Counted(body)
    parts: dict[str, int] = {}
    for section in (section for section in body.iter("section") if "part" in section.get("class", "").split()):
        name = _heading(section, counted)
        parts[name] = parts.get(name, 0) + counted.words(section)
    passages = sorted(((counted.words(element), element) for element in _passages(body)), key=lambda passage: -passage[0])
    longest = tuple(Passage(words, _first_words(counted.text(element))) for words, element in passages[:CUTS])
    return Size(pages, counted.words(body), len(body.findall(f".//{NOTES}/li")), parts, longest)


def _heading(section: ET.Element, counted: Counted) -> str:
    found = next((heading for heading in section.iter() if heading.tag in {"h1", "h2"}), None)
    return " ".join(counted.text(found).split()) if found is not None else "Head"


def _passages(element: ET.Element) -> Iterator[ET.Element]:
    """The outermost paragraphs, items and rows; references cannot be cut by themselves."""
    for child in element:
        if child.get("class") == "notes":
            continue
        if child.tag in _PASSAGES:
            yield child
        else:
            yield from _passages(child)


def _first_words(text: str) -> str:
    """The words that a passage is known by, reference marks left out."""
    return " ".join(_MARK.sub("", text).split()[:SHOWN])


def budget_of(pack: PackEntry, product: ProductName) -> Budget:
    """The budget of a product: the pack's own, and by default what that leaves out."""
    own: Budget = getattr(pack.record.budgets, product)
    return DEFAULTS[product].model_copy(update=own.model_dump(exclude_none=True))


def over_budget(pack: PackEntry, product: ProductName, size: Size) -> tuple[Diagnostic, ...]:
    """A note on a product that takes more than its budget: by how much, which parts take what, and the cuts that save most."""
    limits = budget_of(pack, product)
    over = [(name, getattr(size, name), limit) for name in UNITS if (limit := getattr(limits, name)) and getattr(size, name) > limit]
    if not over:
        return ()
    beyond = series([f"{taken:,} {UNITS[name]}, {taken - limit:,} more than its budget of {limit:,}" for name, taken, limit in over])
    most = sorted(size.parts.items(), key=lambda part: -part[1])
    parts = ", ".join(f"“{name}” {words:,}" for name, words in most[:SHOWN])
    cuts = series([f"“{passage.begins} …” ({passage.words:,} words)" for passage in size.longest])
    written = pack.record.budgets.model_fields_set
    path = ("budgets", product) if product in written else ("id",)
    hint = f"The cuts that save most: {cuts}. Or give it more room in budgets:."
    return (pack.problem("over-budget", f"The {product} takes {beyond}. Words by part: {parts}.", path, hint),)
