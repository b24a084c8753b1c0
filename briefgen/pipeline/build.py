"""build: content and a pack become the products of the formats asked for, stage after stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.assemble.assemble import assemble
from briefgen.content.content import Content
from briefgen.content.entry import Entry, PackEntry
from briefgen.content.record import Record
from briefgen.content.standing import Draft, DraftAfter, Released, Rendering
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic
from briefgen.document.page import Page
from briefgen.export.product import Product
from briefgen.language.inline_markup import plain
from briefgen.machine.source_date import source_day
from briefgen.pipeline.worker import PdfWorker
from briefgen.products.carried.attachments import attachments
from briefgen.render.render import render

if TYPE_CHECKING:
    from briefgen.editions.store import ReleasedEdition
    from briefgen.evidence.verify import Verified

FORMATS = ("pdf", "docx", "html")


@dataclass(frozen=True)
class Built:
    """A product with its pack, format and the seconds it took. stem: its file name without the format."""

    pack: str
    stem: str
    format: str
    product: Product
    seconds: float

    @property
    def name(self) -> str:
        """File name in the output folder."""
        return f"{self.stem}.{self.format}"


def stem_of(pack: PackEntry) -> str:
    """The file name of a pack's products without the format; it says if they are a draft or show the record as of a day."""
    match pack.standing:
        case Rendering(day):
            return f"{pack.id}-as-of-{day}"
        case Draft() | DraftAfter():
            return f"{pack.id}-DRAFT"
        case Released():
            return pack.id


def build(
    content: Content,
    packs: Sequence[str],
    formats: Iterable[str],
    templates: Templates,
    worker: PdfWorker | None = None,
    step: Callable[[str], None] = lambda _: None,
    verified: Verified | None = None,
    earlier: Mapping[str, ReleasedEdition] | None = None,
) -> list[Built]:
    """The products of some packs. `step` is told what begins; `verified` goes into evidence annexes; `earlier` has the editions before.

    Raises ContentError for what stops a pack.
    """
    wanted = [name for name in FORMATS if name in set(formats)]
    built: list[Built] = []
    for pack in packs:
        step(f"{pack}: assemble and render")
        try:
            before = (earlier or {}).get(pack)
            page = render(assemble(content, pack, verified, before, source_day()), templates, content.faces)
            if content.packs[pack].record.display.attachments and "pdf" in wanted:
                page = replace(page, attachments=attachments(content, pack, templates, before))
            made = _export(pack, stem_of(content.packs[pack]), page, templates, wanted, worker or PdfWorker(()), step)
            built += [replace(item, product=_told_at_their_lines(item.product, content)) for item in made]
        except ContentError as error:
            raise ContentError(_at_their_lines(error.problems, content)) from None
    return built


def _export(
    pack: str, stem: str, page: Page, templates: Templates, wanted: Sequence[str], worker: PdfWorker, step: Callable[[str], None]
) -> list[Built]:
    begun = []
    for name in wanted:
        step(f"{stem}.{name}: export")
        begun.append((name, worker.submit(name, page, templates)))
    return [Built(pack, stem, name, *worker.result(future, page, templates)) for name, future in begun]


def _told_at_their_lines(product: Product, content: Content) -> Product:
    return replace(product, problems=tuple(_at_their_lines(product.problems, content)))


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
