"""A build from order to files: what is up to date stays, all else is made anew, and nothing is written while a problem stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, in_order
from briefgen.products import output_folder

if TYPE_CHECKING:
    from briefgen.content.content import Content
    from briefgen.desk.folder import DeskFolder
    from briefgen.evidence.verify import Verified
    from briefgen.pipeline.build import Built

Stops = Callable[[Sequence[Diagnostic]], bool]


class Steps(Protocol):
    """Is told what begins."""

    def step(self, words: str) -> None: ...


@dataclass(frozen=True)
class Order:
    """What a build was asked for. packs: none for all; formats: in the order of making; as_of: None for the packs' own dates."""

    desk: DeskFolder
    packs: tuple[str, ...]
    formats: tuple[str, ...]
    target: Path
    archive: Path | None
    as_of: date | None

    def made_from(self) -> str:
        """The fingerprint of all that the products are made from."""
        return output_folder.fingerprint(self.desk, self.archive)


@dataclass(frozen=True)
class Made:
    """What a build made or found up to date. rows: of each product its name, pages, bytes, and for new ones pack, format and seconds."""

    target: Path
    rows: Sequence[dict[str, Any]]
    problems: Sequence[Diagnostic] = ()
    up_to_date: bool = False


class UnknownPack(LookupError):
    """A pack that the desk does not have; the message names those that it has."""


def current(order: Order, strict: bool) -> Made | None:
    """The products, if every one is there, unaltered and made from this very input; else None. strict: and without a warning."""
    recorded = output_folder.read_manifest(order.target)
    if order.as_of or (strict and recorded.get("warnings")):
        return None
    names = output_folder.up_to_date(order.target, order.made_from(), order.packs, order.formats)
    entries = {name: recorded["products"][name] for name in names}
    rows = [{"name": name, "pages": entry["pages"], "bytes": entry["bytes"]} for name, entry in entries.items()]
    return Made(order.target, rows, up_to_date=True) if names else None


def fresh(order: Order, stops: Stops, progress: Callable[[int], AbstractContextManager[Steps]]) -> Made:
    """The products made anew and written. Raises ContentError for problems that stop it, and UnknownPack."""
    from briefgen.pipeline.worker import PdfWorker

    made_from = order.made_from()
    with PdfWorker(order.formats) as worker:
        from briefgen.editions.as_of import content_as_of
        from briefgen.pipeline.build import build
        from briefgen.pipeline.load import load
        from briefgen.pipeline.retold import with_drafts_marked
        from briefgen.pipeline.verified import verified_by_archive

        content, problems = load(order.desk)
        if content is None or stops(problems):
            raise ContentError(problems)
        chosen = the_packs(content, order.packs)
        if content.desk.as_of and not order.as_of:
            order = replace(order, as_of=content.desk.as_of.last)
        content, earlier = (content_as_of(content, order.as_of), None) if order.as_of else with_drafts_marked(content, order.desk.root)
        verified = verified_by_archive(content, order.desk.root)
        with progress(len(chosen) * (len(order.formats) + 1)) as steps:
            built = build(content, chosen, order.formats, order.desk.templates, worker, steps.step, verified, earlier)
    problems = in_order([*problems, *(problem for item in built for problem in item.product.problems)])
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
        "pages": item.product.pages,
        "bytes": len(item.product.data),
        "seconds": round(item.seconds, 3),
    }


def _write(
    order: Order, made_from: str, content: Content, built: Sequence[Built], problems: Sequence[Diagnostic], verified: Verified
) -> None:
    from briefgen.pipeline.build import stem_of
    from briefgen.products.provenance import made_with
    from briefgen.products.report import entries, evidence

    recorded = output_folder.read_manifest(order.target)
    now = recorded if recorded.get("made_from") == made_from else {}
    of_packs = {
        "packs": {name: stem_of(entry) for name, entry in content.packs.items()},
        "warnings": len(problems),
        "evidence": evidence(verified),
    }
    if order.as_of:  # a rendering leaves what is said of the packs themselves as it was
        of_packs = {key: now[key] for key in of_packs if key in now}
    made = {**(recorded if order.as_of else now).get("products", {}), **entries(built, made_from, content)}
    manifest = {**made_with(order.desk, content.faces), "made_from": made_from, **of_packs, "products": made}
    output_folder.write(order.target, {item.name: item.product.data for item in built}, manifest)
