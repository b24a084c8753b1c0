"""One linear story: content and a pack become the products of the formats asked for."""

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
            page = render(assemble(content, pack, verified, before), templates)
            if content.packs[pack].record.display.attachments and "pdf" in wanted:
                page = replace(page, attachments=attachments(content, pack, templates, before))
            built += _export(pack, stem_of(content.packs[pack]), page, templates, wanted, worker or PdfWorker(()), step)
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


def _at_their_lines(problems: Iterable[Diagnostic], content: Content) -> list[Diagnostic]:
    """Dead links moved from the template to the YAML text that holds them, where one does."""
    return [_at_its_line(problem, content.entries) if problem.code == "dead-link" else problem for problem in problems]


def _at_its_line(problem: Diagnostic, entries: Iterable[Entry[Record]]) -> Diagnostic:
    for entry in entries:
        for _, value, _ in entry.items:
            if isinstance(value, str) and f"]({problem.subject})" in value:
                return entry.problem(problem.code, problem.message, (), problem.hint, words=f"({problem.subject})")
    return problem
