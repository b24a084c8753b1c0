"""What one product prints of a briefing: its sections in order, and the references that these mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.assemble.briefing import Briefing
from briefgen.assemble.parts.references import Reference
from briefgen.content.model.pack import ProductName

BRIEF = ("summary",)
ANNEX = ("guide", "evidence", "events", "histories", "offices", "source-notes")
KINDS = {"brief": "Brief", "pack": "Briefing pack", "annex": "Annex"}


@dataclass(frozen=True)
class Group:
    """Some of the rows of a section: the first, second … of so many groups, each below a heading of its own."""

    items: tuple[Any, ...]
    number: int
    of: int
    opens_page: bool

    @property
    def opens(self) -> str:
        """The class of a section that begins a page, with a blank before it."""
        return " opens" if self.opens_page else ""

    @property
    def suffix(self) -> str:
        """What makes the section's id another one than the first group's."""
        return f"-{self.number}" if self.number > 1 else ""

    @property
    def label(self) -> str:
        """What follows the heading where there are several groups."""
        return f" ({self.number} of {self.of})" if self.of > 1 else ""


@dataclass(frozen=True)
class View:
    """What a product prints. annex: sections that stand behind folds, on the screen only; kind: what the product is called;
    large: it has chapters, and its sections begin pages."""

    product: ProductName
    kind: str
    sections: tuple[str, ...]
    annex: tuple[str, ...]
    references: tuple[Reference, ...]
    on_screen: bool
    large: bool = False

    def groups(self, items: Sequence[Any], most: int) -> Iterator[Group]:
        """Items in groups that begin a page where the document is large, of so many at most; else all of them in one."""
        most = most if self.large else max(len(items), 1)
        starts = range(0, len(items), most) or range(1)
        for number, start in enumerate(starts, 1):
            yield Group(tuple(items[start : start + most]), number, len(starts), self.large)


def view_of(briefing: Briefing, product: ProductName, *, on_screen: bool = False) -> View:
    """The view of a product. On the screen the pack has its annex with it, where its pack makes one."""
    sections = tuple(name for name in _sections(briefing, product) if not _is_empty(briefing, name))
    behind = ANNEX if on_screen and product == "pack" and "annex" in briefing.front.files else ()
    annex = tuple(name for name in behind if not _is_empty(briefing, name))
    cited = frozenset[int]().union(*(briefing.cited.get(name, ()) for name in (*sections, *annex)))
    references = tuple(reference for reference in briefing.references if reference.note.number in cited)
    large = bool(briefing.chapters) and product != "brief"
    return View(product, KINDS[product], sections, annex, references, on_screen, large)


def _sections(briefing: Briefing, product: ProductName) -> tuple[str, ...]:
    return {"brief": BRIEF, "pack": briefing.sections, "annex": ANNEX}[product]


def _is_empty(briefing: Briefing, section: str) -> bool:
    """Whether a section has nothing to say."""
    said = {
        "developments": briefing.developments,
        "open-issues": briefing.register,
        "chronology": briefing.chronology,
        "officials": briefing.officials,
        "sources": briefing.sources.sources,
        "glossary": briefing.glossary,
        "evidence": briefing.evidence,
        "events": briefing.events,
        "histories": briefing.histories,
        "offices": briefing.offices.rows,
        "source-notes": briefing.source_notes.sources,
    }
    return not said.get(section, True)
