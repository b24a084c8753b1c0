"""The commands of editions: release and diff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefgen.cli.options import DeskOption, day_or_today, pack_names
from briefgen.cli.reporter import Reporter, shown
from briefgen.diagnostics.diagnostic import ContentError

if TYPE_CHECKING:
    from briefgen.content.content import Content
    from briefgen.desk.folder import DeskFolder
    from briefgen.editions.telling import Telling

RELEASING = Reporter(nothing="nothing was released. A release needs a desk that checks and verifies clean.")
PackArgument = Annotated[str, typer.Argument(metavar="PACK", help="The pack.", autocompletion=pack_names)]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module to the command line."""
    app.command()(release)
    app.command()(diff)


def release(
    pack: PackArgument,
    note: Annotated[str, typer.Option("--note", help="What changed, in a sentence for the reader.")],
    correction: Annotated[
        bool, typer.Option("--correction", help="Only mistakes are put right: 1.0 becomes 1.1 and not 2.0, and the as-of date stays.")
    ] = False,
    when: Annotated[str | None, typer.Option("--date", help="Day of the release. Left out: today.", show_default=False)] = None,
    desk: DeskOption = None,
) -> None:
    """Freeze what a pack says as its next edition: number, date, note and every sentence, in content/editions/."""
    from briefgen.pipeline.released import release_pack

    folder, content, problems = RELEASING.load(desk)
    _the_packs(content, [pack])
    try:
        made = release_pack(folder, content, problems, pack, note, day_or_today(when), correction=correction)
    except ContentError as error:
        RELEASING.fail(error.problems)
    RELEASING.problems(made.notes)
    RELEASING.line(f"Edition {made.plan.revision.number} of {pack} is released: {shown(made.file)}")
    RELEASING.line("Commit it with the pack's file, then build: from that commit anyone can make the same files again.")


def diff(
    old: Annotated[
        str | None,
        typer.Argument(help="An edition (1.0), a day (2010-03-01) or a git revision. Left out: the last edition.", show_default=False),
    ] = None,
    new: Annotated[str | None, typer.Argument(help="The same. Left out: the desk as it is now.", show_default=False)] = None,
    pack: Annotated[
        str | None, typer.Option("--pack", help="The pack. Left out: the only one.", show_default=False, autocompletion=pack_names)
    ] = None,
    output_format: Annotated[Literal["text", "json", "html"], typer.Option("--output-format", help="How to say it.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", help="File to write. Left out: the screen.", show_default=False)] = None,
    desk: DeskOption = None,
) -> None:
    """Say what differs between two editions, days, git revisions or the desk as it is now."""
    from briefgen.desk.files import write_one
    from briefgen.editions.compare import compare
    from briefgen.editions.differences import FORMATS

    reporter = Reporter()
    folder, content, _ = reporter.load(desk)
    names = _the_packs(content, [pack] if pack else [])
    if len(names) != 1:
        raise typer.BadParameter(f"this desk has {len(names)} packs; name one of: {', '.join(names)}.", param_hint="--pack")
    text = FORMATS[output_format](compare(_told(folder, content, names[0], old, first=True), _told(folder, content, names[0], new)), folder)
    if output:
        write_one(output, text.encode())
        reporter.line(f"{output} written.")
    else:
        reporter.text(text)


def _the_packs(content: Content, wanted: list[str]) -> list[str]:
    from briefgen.pipeline.make import the_packs
    from briefgen.pipeline.order import UnknownPack

    try:
        return the_packs(content, wanted)
    except UnknownPack as error:
        raise typer.BadParameter(str(error)) from None


def _told(folder: DeskFolder, content: Content, pack: str, name: str | None, first: bool = False) -> Telling:
    """What the pack tells in an edition, on a day, at a git revision, or now. Raises ContentError, and BadParameter for no edition."""
    from dataclasses import replace

    from briefgen.editions import store
    from briefgen.editions.as_of import content_as_of
    from briefgen.editions.telling import telling_of
    from briefgen.language.date_parser import parse
    from briefgen.language.edtf import DateError
    from briefgen.pipeline.again.retold import read_released

    versions = store.versions(folder.root, pack)
    if name is None and not first:
        return replace(telling_of(content, pack), version="")
    if name is None and not versions:
        raise typer.BadParameter("this pack has no edition yet; name a day or a git revision.", param_hint="OLD")
    if name is None or store.VERSION.fullmatch(name):
        if name and name not in versions:
            raise typer.BadParameter(f"there is no edition {name} of {pack}. Editions: {', '.join(versions) or 'none'}.")
        return read_released(folder.root, pack, name or versions[-1]).told
    try:
        when = parse(name)
    except DateError:
        return _at_revision(folder, pack, name)
    if when.last is None:
        raise typer.BadParameter(f"{name} has no end. Write a day, month or year, for example 2010-03-01.")
    return telling_of(content_as_of(content, when.last), pack)


def _at_revision(folder: DeskFolder, pack: str, revision: str) -> Telling:
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from briefgen.desk.folder import DeskFolder
    from briefgen.desk.git import desk_at
    from briefgen.editions.telling import telling_of
    from briefgen.pipeline.load import load

    with TemporaryDirectory() as place:
        desk_at(folder.root, revision, Path(place))
        content, problems = load(DeskFolder(Path(place)), earlier=True)
        if content is None:
            Reporter(nothing=f"the desk at {revision} cannot be read by this version of briefgen.").fail(problems)
        _the_packs(content, [pack])
        return replace(telling_of(content, pack), version=revision)
