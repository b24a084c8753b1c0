"""The commands for finished products, extract and verify-build, and for what builds keep: cache."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.options import DeskOption, JsonOption
from briefgen.cli.reporter import Reporter
from briefgen.desk.settings import plain_settings

if TYPE_CHECKING:
    from briefgen.pipeline.again.reproduce import Verdict


def register(app: typer.Typer) -> None:
    """Adds the commands of this module to the command line."""
    app.command("extract")(take_out)
    app.command("verify-build")(verify_build)
    app.command("cache")(cache)


def take_out(
    pdf: Annotated[Path, typer.Argument(metavar="PACK.pdf", help="The PDF.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for its files, new or empty.")],
) -> None:
    """Take out the files that a PDF carries: a desk that builds the same pack, the manifest and the chronology as a table."""
    from briefgen.desk.templates import Templates
    from briefgen.products.carried import extract
    from briefgen.products.provenance import template_digests, tool

    files = extract.extract(pdf, folder)
    Reporter().line(f"{len(files)} files written to {folder}. To make the pack again: cd {folder}, then briefgen build.")
    if extract.needs_archive(files):
        Reporter().line("Its annex says what was found in the archived texts: first name their folder as archive: in content/desk.yaml.")
    if fonts := extract.needed_fonts(files):
        Reporter().line(f"It was set in fonts of its desk, which a PDF does not carry: first put them in their places: {', '.join(fonts)}.")
    for words in extract.otherwise(files, {**tool(), "templates": template_digests(Templates())}):
        print(f"{words} A pack made again here may differ.", file=sys.stderr)


def verify_build(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDF, Word or HTML files of packs.")],
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which edition a file is, whether it was altered, and whether this checkout makes it again with the same bytes."""
    from briefgen.desk.folder import find
    from briefgen.pipeline.again.reproduce import verdict

    folder = find(desk or Path.cwd())
    output = folder.root / (plain_settings(folder) or {}).get("output", "build")
    verdicts = [verdict(folder, output, file) for file in files]
    if as_json:
        Reporter().data([_data(found) for found in verdicts])
    else:
        Reporter().line("\n".join(str(found) for found in verdicts))
    raise typer.Exit(not all(found.good for found in verdicts))


def cache(
    desk: DeskOption = None,
    empty: Annotated[bool, typer.Option("--empty", help="Take it all away: the next build makes everything anew.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what earlier builds of the desk kept, in .briefgen/, so that later ones need not make it again."""
    from briefgen.desk.folder import find
    from briefgen.desk.kept import FOLDER, LIMIT, Kept

    kept = Kept(find(desk or Path.cwd()).root)
    held = kept.empty() if empty else kept.holding()
    if as_json:
        Reporter().data({"entries": held.entries, "bytes": held.size, "limit": LIMIT, "emptied": empty})
        return
    done = "taken away" if empty else f"of at most {LIMIT / 1e6:.0f} MB; what was not used for longest goes first"
    Reporter().line(f"{FOLDER}/: {held.entries} entries, {held.size / 1e6:.1f} MB, {done}")


def _data(found: Verdict) -> dict[str, Any]:
    data = {**asdict(found), "good": found.good}
    if found.identity:
        data["identity"]["as_of"] = str(found.identity.as_of)
    return data
