"""`briefgen build`: from the desk's folder to the products in the output folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.options import DeskOption, StrictOption, pack_names
from briefgen.cli.terminal import fail, report_built, report_up_to_date, stops
from briefgen.desk.settings import plain_settings
from briefgen.diagnostics.diagnostic import Diagnostic, in_order
from briefgen.pipeline.verified import verified_by_archive
from briefgen.products.report import _entries, _evidence

if TYPE_CHECKING:
    from briefgen.content.content import Content
    from briefgen.desk.folder import DeskFolder
    from briefgen.editions.store import ReleasedEdition
    from briefgen.evidence.verify import Verified


class BuildFormat(StrEnum):
    """What `build --format` takes."""

    pdf = "pdf"
    pdf_only = "pdf-only"
    docx = "docx"
    html = "html"
    all = "all"


MAKES = {"pdf": {"pdf", "docx"}, "pdf-only": {"pdf"}, "docx": {"docx"}, "html": {"html"}, "all": {"pdf", "docx", "html"}}


@dataclass(frozen=True)
class Order:
    """What a build was asked for. formats: in the order in which they are made; as_of: None for the packs' own dates."""

    desk: DeskFolder
    packs: Sequence[str]
    formats: Sequence[str]
    target: Path
    strict: bool
    as_json: bool
    quiet: bool
    as_of: date | None


def register(app: typer.Typer) -> None:
    """Adds the command to the app."""
    app.command()(build)


def build(
    packs: Annotated[
        list[str] | None, typer.Argument(help="Packs to build. Left out: all.", show_default=False, autocompletion=pack_names)
    ] = None,
    formats: Annotated[
        list[BuildFormat] | None,
        typer.Option(
            "--format",
            help="pdf: the pack to send, as PDF with its Word twin; pdf-only; docx; html; all. May be given more than once. Left out: pdf.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder for the products. Left out: the desk's own, build/.", show_default=False)
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Build what was known by the end of this day, month or year: 2010-03-01.", show_default=False),
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option("--edition", help="Build a released edition again from git, and say if it is the same.", show_default=False),
    ] = None,
    tracked: Annotated[
        str | None,
        typer.Option("--tracked", help="Only Word, with all changes since this edition as tracked changes.", show_default=False),
    ] = None,
    desk: DeskOption = None,
    strict: StrictOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON on standard output.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print problems only.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing changed.")] = False,
) -> None:
    """Build packs: PDF and Word, or the formats you name.

    Nothing is written while a problem stands: the last good pack stays as it was.
    """
    from briefgen.desk.folder import find
    from briefgen.products import output_folder

    folder = find(desk or Path.cwd())
    wanted = sorted(set().union(*(MAKES[name] for name in formats or [BuildFormat.pdf])), key=["pdf", "docx", "html"].index)
    settings = plain_settings(folder) or {}
    order = Order(
        folder, packs or [], wanted, output or folder.root / settings.get("output", "build"), strict, as_json, quiet, last_day(as_of)
    )
    if edition or tracked:
        if as_of or (edition and tracked):
            raise typer.BadParameter("--edition, --tracked and --as-of go one at a time.")
        _again(order, edition or tracked or "", tracked is not None)
        return
    made_from = output_folder.fingerprint(folder, folder.root / settings["archive"] if "archive" in settings else None)
    recorded = output_folder.read_manifest(order.target)
    if not force and not order.as_of and not (strict and recorded.get("warnings")):
        names = output_folder.up_to_date(order.target, made_from, order.packs, wanted)
        if names:
            report_up_to_date(order.target, names, recorded, as_json, quiet)
            return
    _build(order, made_from)


def _again(order: Order, version: str, tracked: bool) -> None:
    """Builds an edition again, or a Word file with the changes since it tracked, for each pack asked for that has the edition."""
    from briefgen.editions import store
    from briefgen.products import output_folder

    names = order.packs or _with_edition(order.desk, version)
    if not names or any(version not in store.versions(order.desk.root, pack) for pack in names):
        raise typer.BadParameter(f"there is no edition {version} of {', '.join(names) or 'any pack'}.")
    for pack in names:
        released = store.read_released(order.desk.root, pack, version)
        made = _with_changes(order, released) if tracked else _rebuilt(order, released)
        output_folder.write(order.target, {name: data for name, data, _ in made}, output_folder.read_manifest(order.target))
        for name, _, words in made:
            print(f"{os.path.relpath(order.target / name)}  {words}")


def _rebuilt(order: Order, released: ReleasedEdition) -> list[tuple[str, bytes, str]]:
    """The files of an edition, each with whether its bytes are those that were released."""
    from hashlib import sha256

    from briefgen.pipeline.rebuild import edition_again

    made = []
    for item in edition_again(order.desk, released, order.formats):
        same = released.products.get(item.name) == sha256(item.product.data).hexdigest()
        verdict = "the same bytes as released" if same else f"not the bytes released (then briefgen {released.briefgen})"
        made.append((f"{item.pack}-{released.told.version}.{item.format}", item.product.data, verdict))
    return made


def _with_changes(order: Order, released: ReleasedEdition) -> list[tuple[str, bytes, str]]:
    """The pack as it is now in Word, with what changed since an edition as tracked changes."""
    from briefgen.editions import standing
    from briefgen.pipeline.build import stem_of
    from briefgen.pipeline.load import load
    from briefgen.pipeline.rebuild import tracked_changes

    content, problems = load(order.desk)
    if content is None or stops(problems, order.strict):
        fail(problems, order.as_json, order.quiet, order.strict)
    now, earlier = standing.with_drafts_marked(content, order.desk.root)
    product = tracked_changes(order.desk, released, now, earlier, verified_by_archive(now, order.desk.root))
    pack, version = released.told.pack, released.told.version
    words = f"{product.pages} pages, changes since edition {version} tracked"
    return [(f"{stem_of(now.records('pack')[pack])}-changes-since-{version}.docx", product.data, words)]


def _with_edition(desk: DeskFolder, version: str) -> list[str]:
    return sorted(path.parent.name for path in desk.editions().values() if path.stem == version)


def last_day(text: str | None, option: str = "--as-of") -> date | None:
    """The last day that a date on the command line may mean; None for None. Raises BadParameter for what is no date with an end."""
    from briefgen.language.date_parser import parse
    from briefgen.language.edtf import DateError

    if text is None:
        return None
    try:
        when = parse(text)
    except DateError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None
    if when.last is None:
        raise typer.BadParameter(f"{text} has no end. Write a day, month or year, for example 2010-03-01.", param_hint=option)
    return when.last


def _build(order: Order, made_from: str) -> None:
    from briefgen.pipeline.worker import PdfWorker

    press = PdfWorker(order.formats)

    from briefgen.cli.progress import Progress
    from briefgen.editions import standing
    from briefgen.editions.as_of import content_as_of
    from briefgen.pipeline import build as story
    from briefgen.pipeline.load import load

    content, problems = load(order.desk)
    if content is None or stops(problems, order.strict):
        fail(problems, order.as_json, order.quiet, order.strict)
    chosen = the_packs(content, order.packs)
    if content.desk.as_of and not order.as_of:
        order = replace(order, as_of=content.desk.as_of.last)
    content, earlier = (content_as_of(content, order.as_of), None) if order.as_of else standing.with_drafts_marked(content, order.desk.root)
    verified = verified_by_archive(content, order.desk.root)
    with Progress(len(chosen) * (len(order.formats) + 1), visible=not (order.quiet or order.as_json)) as progress:
        built = story.build(content, chosen, order.formats, order.desk.templates, press, progress.step, verified, earlier)
    press.close()
    problems = in_order([*problems, *(problem for item in built for problem in item.product.problems)])
    if stops(problems, order.strict):
        fail(problems, order.as_json, order.quiet, order.strict)
    _write(order, made_from, content, built, problems, verified)
    report_built(order.target, built, problems, order.as_json, order.quiet)


def the_packs(content: Content, wanted: Sequence[str]) -> list[str]:
    """The packs asked for, or all. Raises BadParameter for one that the desk does not have."""
    every = [entry.record.id for entry in content.of("pack")]
    for name in wanted:
        if name not in every:
            raise typer.BadParameter(f"there is no pack “{name}”. Packs of this desk: {', '.join(every) or 'none'}.")
    return list(wanted or every)


def _write(
    order: Order, made_from: str, content: Content, built: Sequence[Any], problems: Sequence[Diagnostic], verified: Verified
) -> None:
    from briefgen.pipeline.build import stem_of
    from briefgen.products import output_folder
    from briefgen.products.provenance import made_with

    recorded = output_folder.read_manifest(order.target)
    current = recorded if recorded.get("made_from") == made_from else {}
    of_packs = {
        "packs": {entry.record.id: stem_of(entry.record) for entry in content.of("pack")},
        "warnings": len(problems),
        "evidence": _evidence(verified),
    }
    if order.as_of:  # a rendering leaves what is said of the packs themselves as it was
        of_packs = {key: current[key] for key in of_packs if key in current}
    made = {**(recorded if order.as_of else current).get("products", {}), **_entries(built, made_from, content)}
    manifest = {**made_with(order.desk), "made_from": made_from, **of_packs, "products": made}
    output_folder.write(order.target, {item.name: item.product.data for item in built}, manifest)
