"""The command that makes packs: build."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from briefgen.cli.options import DeskOption, JsonOption, StrictOption, last_day, pack_names
from briefgen.cli.reporter import Reporter, shown
from briefgen.desk.settings import plain_settings
from briefgen.diagnostics.diagnostic import ContentError, in_order

if TYPE_CHECKING:
    from briefgen.content.model.pack import ProductName
    from briefgen.pipeline.make import Order


class BuildFormat(StrEnum):
    """What `build --format` takes."""

    pdf = "pdf"
    pdf_only = "pdf-only"
    docx = "docx"
    html = "html"
    all = "all"


class BuildProduct(StrEnum):
    """What `build --product` takes."""

    brief = "brief"
    pack = "pack"
    annex = "annex"


MAKES = {"pdf": {"pdf", "docx"}, "pdf-only": {"pdf"}, "docx": {"docx"}, "html": {"html"}, "all": {"pdf", "docx", "html"}}


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
            help="pdf: what is sent, as PDF with its Word twin; pdf-only; docx; html; all. May be given more than once. Left out: pdf.",
            show_default=False,
        ),
    ] = None,
    products: Annotated[
        list[BuildProduct] | None,
        typer.Option(
            "--product", help="brief, pack or annex. May be given more than once. Left out: all that a pack makes.", show_default=False
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
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print problems only.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing changed.")] = False,
) -> None:
    """Build briefs, packs and their annexes: PDF and Word, or the formats you name.

    Nothing is written while a problem stands: the last good pack stays as it was.
    """
    if (edition or tracked) and (as_of or (edition and tracked)):
        raise typer.BadParameter("--edition, --tracked and --as-of go one at a time.")
    order = _order(desk, packs, products, formats, output, as_of)
    reporter = Reporter(as_json, quiet, strict, nothing="nothing was built.")
    try:
        _again(reporter, order, edition or tracked or "", tracked is not None) if edition or tracked else _new(reporter, order, force)
    except ContentError as error:
        reporter.fail(in_order(error.problems))
    finally:
        order.kept.close()


def _order(
    desk: Path | None,
    packs: list[str] | None,
    products: list[BuildProduct] | None,
    formats: list[BuildFormat] | None,
    output: Path | None,
    as_of: str | None,
) -> Order:
    from briefgen.desk.folder import find
    from briefgen.desk.kept import Kept
    from briefgen.pipeline.make import Order

    folder = find(desk or Path.cwd())
    wanted = sorted(set().union(*(MAKES[name] for name in formats or [BuildFormat.pdf])), key=["pdf", "docx", "html"].index)
    settings = plain_settings(folder) or {}
    target = output or folder.root / settings.get("output", "build")
    archive = folder.root / settings["archive"] if "archive" in settings else None
    kinds = cast("tuple[ProductName, ...]", tuple(dict.fromkeys(product.value for product in products or ())))
    return Order(folder, tuple(packs or ()), kinds, tuple(wanted), target, archive, last_day(as_of), Kept(folder.root))


def _new(reporter: Reporter, order: Order, force: bool) -> None:
    from briefgen.pipeline.make import NothingWanted, UnknownPack, current, fresh

    made = None if force else current(order, reporter.strict)
    if made is None:
        from briefgen.cli.progress import Progress

        try:
            made = fresh(order, reporter.stops, lambda steps: Progress(steps, visible=not (reporter.quiet or reporter.as_json)))
        except (UnknownPack, NothingWanted) as error:
            raise typer.BadParameter(str(error)) from None
    reporter.made(made)


def _again(reporter: Reporter, order: Order, version: str, tracked: bool) -> None:
    """Builds an edition again, or a Word file with the changes since it tracked, for each pack asked for that has the edition."""
    from briefgen.content.model.pack import PRODUCTS
    from briefgen.editions import store
    from briefgen.pipeline.rebuild import rebuilt, with_changes
    from briefgen.products import output_folder

    names: Sequence[str] = order.packs or sorted(path.parent.name for path in order.desk.editions().values() if path.stem == version)
    if not names or any(version not in store.versions(order.desk.root, pack) for pack in names):
        raise typer.BadParameter(f"there is no edition {version} of {', '.join(names) or 'any pack'}.")
    files = []
    for pack in names:
        released = store.read_released(order.desk.root, pack, version)
        files += (
            with_changes(order.desk, released, reporter.stops, order.products or PRODUCTS, kept=order.kept)
            if tracked
            else rebuilt(order.desk, released, order.formats, order.products or PRODUCTS)
        )
    if not files:
        formats = ["docx"] if tracked else order.formats
        raise typer.BadParameter(f"no pack makes {' or '.join(order.products) or 'a product'} as {' or '.join(formats)}.")
    output_folder.write(order.target, {file.name: file.data for file in files}, output_folder.read_manifest(order.target))
    for file in files:
        reporter.line(f"{shown(order.target / file.name)}  {file.words}")
