"""The command that makes packs: build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.making import Asked, BuildFormat, BuildProduct, make
from briefgen.cli.options import DeskOption, JsonOption, StrictOption, last_day, pack_names
from briefgen.cli.reporter import Reporter, shown
from briefgen.desk.kept import NOTHING
from briefgen.diagnostics.diagnostic import ContentError, in_order
from briefgen.pipeline.order import CannotBeMade, Order


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
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Use nothing that earlier builds kept, and keep nothing.")] = False,
    on: Annotated[
        str, typer.Option("--on", metavar="ADDRESS", help="Set the parts of large PDFs on a Dask cluster: tcp://scheduler:8786.")
    ] = "",
) -> None:
    """Build briefs, packs and their annexes: PDF and Word, or the formats you name.

    Nothing is written while a problem stands: the last good pack stays as it was.
    """
    if (edition or tracked) and (as_of or (edition and tracked)):
        raise typer.BadParameter("--edition, --tracked and --as-of go one at a time.")
    asked = Asked(desk, packs or (), products or (), formats or (), output, last_day(as_of), strict, as_json, quiet, force, no_cache, on)
    try:
        _again(asked, edition or tracked or "", tracked is not None) if edition or tracked else make(asked)
    except CannotBeMade as error:
        raise typer.BadParameter(str(error)) from None


def _again(asked: Asked, version: str, tracked: bool) -> None:
    """Builds an edition again, or a Word file with the changes since it tracked, for each pack asked for that has the edition."""
    reporter, order = asked.reporter(), asked.order()
    try:
        with asked.kept(order) as kept:
            _rebuild(reporter, order._replace(kept=kept), version, tracked)
    except ContentError as error:
        reporter.fail(in_order(error.problems))


def _rebuild(reporter: Reporter, order: Order, version: str, tracked: bool) -> None:
    from briefgen.content.model.pack import PRODUCTS
    from briefgen.editions import store
    from briefgen.pipeline.again.rebuild import rebuilt, with_changes
    from briefgen.products import output_folder

    names: Sequence[str] = order.packs or sorted(path.parent.name for path in order.desk.editions().values() if path.stem == version)
    if not names or any(version not in store.versions(order.desk.root, pack) for pack in names):
        raise typer.BadParameter(f"there is no edition {version} of {', '.join(names) or 'any pack'}.")
    files = []
    for pack in names:
        released = store.read_released(order.desk.root, pack, version)
        files += (
            with_changes(order.desk, released, reporter.stops, order.products or PRODUCTS, kept=order.kept or NOTHING)
            if tracked
            else rebuilt(order.desk, released, order.formats, order.products or PRODUCTS)
        )
    if not files:
        formats = ["docx"] if tracked else order.formats
        raise typer.BadParameter(f"no pack makes {' or '.join(order.products) or 'a product'} as {' or '.join(formats)}.")
    output_folder.write(order.target, {file.name: file.data for file in files}, output_folder.read_manifest(order.target))
    for file in files:
        reporter.line(f"{shown(order.target / file.name)}  {file.words}")
