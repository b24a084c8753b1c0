"""The command that says what packs take of a reader's time: budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.options import ArchiveOption, DeskOption, JsonOption, pack_names
from briefgen.cli.reporter import Reporter
from briefgen.language.english import counted

if TYPE_CHECKING:
    from briefgen.products.ledger import Ledger


def register(app: typer.Typer) -> None:
    """Adds the command to the app."""
    app.command()(budget)


def budget(
    packs: Annotated[list[str] | None, typer.Argument(help="Packs. Left out: all.", show_default=False, autocompletion=pack_names)] = None,
    desk: DeskOption = None,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the words of sources, YAML, brief, pack and annex, the minutes to read them, and how often each fact is printed."""
    from briefgen.evidence.readings import archive_folder, open_library
    from briefgen.evidence.verify import verify
    from briefgen.pipeline.make import as_printed, the_packs
    from briefgen.pipeline.order import UnknownPack
    from briefgen.products.ledger import ledger

    reporter = Reporter(as_json)
    folder, content, _ = reporter.load(desk)
    try:
        chosen = the_packs(content, packs or ())
    except UnknownPack as error:
        raise typer.BadParameter(str(error)) from None
    place = archive_folder(content, folder.root, archive)
    library = open_library(content, place, frozenset())[0] if place and place.is_dir() else {}
    content, earlier = as_printed(content, folder.root, content.desk.as_of.last if content.desk.as_of else None)
    verified = verify(content, place)
    found = [ledger(content, pack, folder.templates, library, verified, earlier.get(pack)) for pack in chosen]
    if as_json:
        reporter.data([_data(one) for one in found])
    else:
        reporter.line("\n\n".join("\n".join(_lines(one)) for one in found))


def _data(found: Ledger) -> dict[str, object]:
    columns = {column.name: {"words": column.words, "minutes": column.minutes, "budget": column.budget} for column in found.columns}
    return {"pack": found.pack, "words": columns, "printed": dict(found.printed)}


def _lines(found: Ledger) -> Iterator[str]:
    yield f"{found.pack:<28} {'words':>8} {'minutes':>8} {'budget':>8}"
    for column in found.columns:
        limit = f"{column.budget:,}" if column.budget else ""
        yield f"  {column.name:<26} {column.words:>8,} {column.minutes:>8} {limit:>8}".rstrip()
    times = Counter(found.printed.values())
    shares = ", ".join(f"{counted(times[number], 'fact')} {_times(number)}" for number in sorted(times))
    yield f"  Printed in brief and pack: {shares}."
    for place, number in found.too_often.items():
        yield f"  {place} is printed {_times(number)}; three times are enough."


def _times(number: int) -> str:
    return {0: "not at all", 1: "once", 2: "twice"}.get(number, f"{number} times")
