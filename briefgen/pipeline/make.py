"""A build from order to files: what is up to date stays, all else is made anew, and nothing is written while a problem stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from briefgen.content.model.pack import PRODUCTS
from briefgen.content.standing import file_stem
from briefgen.desk.kept import NOTHING
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, in_order
from briefgen.pipeline.order import FORMATS, Made, NothingWanted, Order, UnknownPack
from briefgen.products import output_folder

if TYPE_CHECKING:
    from briefgen.content.content import Content
    from briefgen.editions.store import ReleasedEdition
    from briefgen.evidence.verify import Verified
    from briefgen.pipeline.build import Built
    from briefgen.pipeline.worker import PdfWorker

Stops = Callable[[Sequence[Diagnostic]], bool]


class Steps(Protocol):
    """Is told what begins, and of each part of a large document whether it was kept, and when one that was not is done."""

    def step(self, words: str) -> None: ...

    def part(self, kept: bool | None) -> None: ...


def as_printed(content: Content, root: Path, as_of: date | None) -> tuple[Content, dict[str, ReleasedEdition]]:
    """The content that products print, as of a day or with its drafts marked, and the edition before, by pack."""
    from briefgen.editions.as_of import content_as_of
    from briefgen.pipeline.again.retold import with_drafts_marked

    return (content_as_of(content, as_of), {}) if as_of else with_drafts_marked(content, root)


def fresh(
    order: Order, made_from: str, stops: Stops, progress: Callable[[int], AbstractContextManager[Steps]], worker: PdfWorker | None = None
) -> Made:
    """The products made anew and written. Raises ContentError for problems that stop it, UnknownPack and NothingWanted.

    made_from: the order's own, asked for before. worker: one that is kept for the next build; left out: one for this build.
    """
    from briefgen.pipeline.worker import PdfWorker

    begun = nullcontext(worker) if worker else PdfWorker(order.formats, order.kept, whole=order.whole, on=order.on, tell=order.tell)
    with begun as worker:
        from briefgen.pipeline.build import build, files_of
        from briefgen.pipeline.confirmed import still_wanted
        from briefgen.pipeline.load import load
        from briefgen.pipeline.verified import verified_by_archive

        content, problems = load(order.desk, kept=order.kept or NOTHING)
        if content is None or stops(problems):
            raise ContentError(problems)
        chosen = the_packs(content, order.packs)
        if content.desk.as_of and not order.as_of:
            order = order._replace(as_of=content.desk.as_of.last)
        content, earlier = as_printed(content, order.desk.root, order.as_of)
        verified = verified_by_archive(content, order.desk.root)
        wanted = order.products or PRODUCTS
        files = [files_of(set(wanted) & set(content.packs[name].record.products), order.formats) for name in chosen]
        if not any(files):
            raise NothingWanted(f"no pack makes {' or '.join(wanted)} as {' or '.join(order.formats)}.")
        with progress(sum(map(len, files)) + len(chosen)) as steps:
            worker.noted = steps.part
            built = build(content, chosen, order.formats, order.desk.templates, worker, steps.step, verified, earlier, wanted)
        wanted_of = (
            [problem for name in chosen for problem in still_wanted(content, name, verified, earlier.get(name))] if not order.as_of else []
        )
    problems = in_order([*problems, *wanted_of, *(problem for item in built for problem in item.product.problems)])
    if stops(problems):
        raise ContentError(problems)
    _write(order, made_from, content, built, problems, verified)
    return Made(order.target, [_row(item) for item in built], problems)


def the_packs(content: Content, wanted: Sequence[str]) -> list[str]:
    """The packs asked for, or all. Raises UnknownPack for one that the desk does not have."""
    every = list(content.packs)
    for name in wanted:
        if name not in every:
            raise UnknownPack(f"there is no pack “{name}”. Packs of this desk: {', '.join(every) or 'none'}.")
    return list(wanted or every)


def _row(item: Built) -> dict[str, Any]:
    return {
        "name": item.name,
        "format": item.format,
        "pack": item.pack,
        "product": item.kind,
        "pages": item.product.pages,
        "words": item.size.words,
        "bytes": len(item.product.data),
        "seconds": round(item.seconds, 3),
    }


def _write(
    order: Order, made_from: str, content: Content, built: Sequence[Built], problems: Sequence[Diagnostic], verified: Verified
) -> None:
    from briefgen.pipeline.build import files_of
    from briefgen.products.provenance import made_with
    from briefgen.products.report import entries, evidence

    recorded = output_folder.read_manifest(order.target)
    now = recorded if recorded.get("made_from") == made_from else {}
    of_packs = {
        "packs": {
            name: [
                {"product": product, "format": made, "name": f"{file_stem(name, product, entry.standing)}.{made}"}
                for product, made in files_of(entry.record.products, FORMATS)
            ]
            for name, entry in content.packs.items()
        },
        "warnings": len(problems),
        "evidence": evidence(verified),
    }
    if order.as_of:  # a rendering leaves what is said of the packs themselves as it was
        of_packs = {key: now[key] for key in of_packs if key in now}
    made = {**(recorded if order.as_of else now).get("products", {}), **entries(built, made_from, content)}
    manifest = {**made_with(order.desk, content.faces), "made_from": made_from, **of_packs, "products": made}
    output_folder.write(order.target, {item.name: item.product.data for item in built}, manifest)
