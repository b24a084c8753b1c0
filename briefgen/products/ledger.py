"""What a pack and its sources take of a reader's time: words of each, and how often each fact is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.assemble import assemble
from briefgen.content.content import Content
from briefgen.content.model.pack import PRODUCTS, ProductName
from briefgen.content.selection import facts_of
from briefgen.desk.templates import Templates
from briefgen.document.counted_words import text_of
from briefgen.evidence.readings import Reading
from briefgen.language import inline_markup
from briefgen.products.budget import budget_of, measured
from briefgen.render.render import render

if TYPE_CHECKING:
    from briefgen.editions.store import ReleasedEdition
    from briefgen.evidence.verify import Verified

WORDS_A_MINUTE = 238
"""How fast adults read English prose that is not fiction, silently (Brysbaert, Journal of Memory and Language 109, 2019)."""
OFTEN = 3
"""A fact is printed at most so often in brief and pack together."""


@dataclass(frozen=True)
class Column:
    """What something takes. budget: the words that it may have, None where it has no limit."""

    name: str
    words: int
    budget: int | None = None

    @property
    def minutes(self) -> int:
        """To read it, rounded, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))


@dataclass(frozen=True)
class Ledger:
    """pack: its id. columns: sources where they are at hand, the desk's YAML, each product. printed: fact → how often brief and pack
    print its sentence, by the place where it is written."""

    pack: str
    columns: tuple[Column, ...]
    printed: Mapping[str, int]

    @property
    def too_often(self) -> dict[str, int]:
        """The facts that are printed more often than they should be."""
        return {place: times for place, times in self.printed.items() if times > OFTEN}


def ledger(
    content: Content,
    pack_id: str,
    templates: Templates,
    library: Mapping[str, Reading],
    verified: Verified | None = None,
    earlier: ReleasedEdition | None = None,
) -> Ledger:
    """The ledger of a pack. library: the archived texts that can be read, by source. verified, earlier: as assemble takes them.

    Raises what render raises.
    """
    chosen = content.chosen(pack_id)
    entry, briefing = content.packs[pack_id], assemble(content, pack_id, verified, earlier)
    pages = {product: render(briefing, templates, product) for product in PRODUCTS if product in entry.record.products}
    columns = [Column(product, measured(page, 0).words, budget_of(entry, product).words) for product, page in pages.items()]
    texts = [reading for source in chosen.sources if (reading := library.get(source.id))]
    articles = Column("sources", sum(len(paragraph.text.split()) for reading in texts for paragraph in reading.paragraphs))
    files = {record.document.name: record.document for record in content.entries}
    yaml = Column("YAML", sum(len(line.split()) for document in files.values() for line in document.lines))
    for_readers: tuple[ProductName, ...] = ("brief", "pack")
    said = [_plain(text_of(pages[product].tree)) for product in for_readers if product in pages]
    facts = [told for development in chosen.developments for told in facts_of(development)]
    printed = {told.place: sum(text.count(_plain(inline_markup.plain(told.fact.text))) for text in said) for told in facts}
    return Ledger(pack_id, (*([articles] if len(texts) == len(chosen.sources) else []), yaml, *columns), printed)


def _plain(text: str) -> str:
    """Words with one blank between them, whatever blanks and joiners the page has."""
    return " ".join(text.replace("\u2060", " ").split())
