"""build: content and a pack become the products of the formats asked for, stage after stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.assemble.assemble import assemble
from briefgen.assemble.briefing import Briefing
from briefgen.content.content import Content
from briefgen.content.entry import Entry, PackEntry
from briefgen.content.model.pack import PRODUCTS, ProductName
from briefgen.content.record import Record
from briefgen.content.standing import file_stem
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic
from briefgen.document.page import Attachment, Page
from briefgen.export.product import Product
from briefgen.fonts.desk_faces import DeskFace
from briefgen.language.inline_markup import plain
from briefgen.machine.source_date import source_day
from briefgen.pipeline.worker import PdfWorker, Timed
from briefgen.products.budget import Size, measured, over_budget
from briefgen.products.carried.attachments import attachments
from briefgen.render.render import render

if TYPE_CHECKING:
    from briefgen.content.model.desk import Confirmation
    from briefgen.editions.store import ReleasedEdition
    from briefgen.evidence.verify import Verified


@dataclass(frozen=True)
class Built:
    """A file with its pack, what it is of it, its format and the seconds it took. stem: its name without the format."""

    pack: str
    kind: ProductName
    stem: str
    format: str
    product: Product
    size: Size
    seconds: float

    @property
    def name(self) -> str:
        """File name in the output folder."""
        return f"{self.stem}.{self.format}"


MADE_AS: Mapping[ProductName, tuple[str, ...]] = {"brief": ("pdf", "docx"), "pack": ("pdf", "docx", "html"), "annex": ("pdf",)}
"""Product → the formats that it is made in. The page for the screen has the annex of the pack with it."""


def files_of(products: Iterable[ProductName], formats: Iterable[str]) -> list[tuple[ProductName, str]]:
    """The files that a pack is made into, each a product and a format, where so many products and formats are wanted."""
    kinds, wanted = set(products), set(formats)
    return [(product, name) for product in PRODUCTS if product in kinds for name in MADE_AS[product] if name in wanted]


def build(
    content: Content,
    packs: Sequence[str],
    formats: Collection[str],
    templates: Templates,
    worker: PdfWorker | None = None,
    step: Callable[[str], None] = lambda _: None,
    verified: Verified | None = None,
    earlier: Mapping[str, ReleasedEdition] | None = None,
    products: Collection[ProductName] = PRODUCTS,
) -> list[Built]:
    """The files of some packs: of the products that each makes, those wanted. `step` is told what begins; `verified` goes into annexes;
    `earlier` has the editions before.

    Raises ContentError for what stops a pack.
    """
    built: list[Built] = []
    for pack in packs:
        entry = content.packs[pack]
        step(f"{pack}: assemble")
        try:
            before = (earlier or {}).get(pack)
            briefing = assemble(content, pack, verified, before, source_day())
            files = files_of(set(products) & set(entry.record.products), formats)
            carries = entry.record.display.attachments and "pdf" in formats
            carried = attachments(content, pack, templates, before, _confirmed(verified)) if carries else ()
            pages = _pages(briefing, files, templates, content.faces, carried)
            made = _export(entry, pages, templates, worker or PdfWorker(()), step)
            built += [_told_at_its_lines(item, content) for item in _within_budget(made, entry)]
        except ContentError as error:
            raise ContentError(_at_their_lines(error.problems, content)) from None
    return built


def _confirmed(verified: Verified | None) -> Iterator[Confirmation]:
    """The confirmations that hold."""
    for standing in verified.confirmations.by_place.values() if verified else ():
        yield from (said.record for said in standing.yes if standing.confirmed())


def _pages(
    briefing: Briefing,
    files: Iterable[tuple[ProductName, str]],
    templates: Templates,
    faces: Sequence[DeskFace],
    carried: tuple[Attachment, ...],
) -> Iterator[tuple[ProductName, str, Page]]:
    """The page of each file: one for the screen, and one that PDF and Word share, with the files that the PDF carries."""
    on_paper: dict[str, Page] = {}
    for product, name in files:
        if name == "html":
            yield product, name, render(briefing, templates, product, on_screen=True, faces=faces)
            continue
        if product not in on_paper:
            on_paper[product] = replace(render(briefing, templates, product, faces=faces), attachments=carried)
        yield product, name, on_paper[product]


def _export(
    pack: PackEntry,
    pages: Iterable[tuple[ProductName, str, Page]],
    templates: Templates,
    worker: PdfWorker,
    step: Callable[[str], None],
) -> list[Built]:
    begun = []
    for product, name, page in pages:
        stem = file_stem(pack.id, product, pack.standing)
        step(f"{stem}.{name}")
        begun.append((product, stem, name, page, worker.submit(name, page, templates)))
    sizes = {page: measured(page, 0) for page in dict.fromkeys(page for _, _, _, page, _ in begun)}  # while others set the pages
    return [_built(pack, product, stem, name, sizes[page], future.result()) for product, stem, name, page, future in begun]


def _built(pack: PackEntry, product: ProductName, stem: str, name: str, size: Size, made: Timed) -> Built:
    file, seconds = made
    return Built(pack.id, product, stem, name, file, replace(size, pages=file.pages), seconds)


def _within_budget(made: Sequence[Built], pack: PackEntry) -> list[Built]:
    """The files; the PDF of a product that takes more than its budget has a note that says so."""
    notes = {item.kind: over_budget(pack, item.kind, item.size) for item in made if item.format == "pdf"}
    return [
        replace(item, product=replace(item.product, problems=(*item.product.problems, *notes[item.kind]))) if item.format == "pdf" else item
        for item in made
    ]


def _told_at_its_lines(item: Built, content: Content) -> Built:
    return replace(item, product=replace(item.product, problems=tuple(_at_their_lines(item.product.problems, content))))


def _at_their_lines(problems: Iterable[Diagnostic], content: Content) -> list[Diagnostic]:
    """Dead links and long rows moved from the template to the YAML text that holds them, where one does."""
    places = {"dead-link": _at_its_link, "row-too-long": _at_its_longest_text}
    return [places[problem.code](problem, content.entries) if problem.code in places else problem for problem in problems]


def _at_its_longest_text(problem: Diagnostic, entries: Iterable[Entry[Record]]) -> Diagnostic:
    row = "".join(problem.subject.split())
    texts = ((entry, path, value) for entry in entries for path, value, _ in entry.items if isinstance(value, str))
    shown = [found for found in texts if "".join(plain(found[2]).split()) in row]
    entry, path, _ = max(shown, key=lambda found: len(found[2]), default=(None, (), ""))
    return entry.problem(problem.code, "With this text a row of a table is longer than a page.", path, problem.hint) if entry else problem


def _at_its_link(problem: Diagnostic, entries: Iterable[Entry[Record]]) -> Diagnostic:
    for entry in entries:
        for _, value, _ in entry.items:
            if isinstance(value, str) and f"]({problem.subject})" in value:
                return entry.problem(problem.code, problem.message, (), problem.hint, words=f"({problem.subject})")
    return problem
