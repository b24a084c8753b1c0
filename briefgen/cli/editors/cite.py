"""cite: words of a source as a citation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from briefgen.cli.options import ArchiveOption, DeskOption
from briefgen.cli.reporter import Reporter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.evidence.readings import Reading


def register(app: typer.Typer) -> None:
    """Adds the command of this module to the command line."""
    app.command()(cite)


def cite(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words of a source.", show_default=False)] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="ID", help="Look only in this source.", show_default=False)] = None,
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Take the words from the clipboard, and put the citation there.")] = False,
    desk: DeskOption = None,
    archive: ArchiveOption = None,
) -> None:
    """Find words in the archived texts and print their citation, with the shortest excerpt that stands once in its paragraph."""
    from briefgen.editing.citing.cited import cited

    reporter = Reporter()
    text = " ".join(words) if words else _from_clipboard() if clipboard else ""
    if not text.strip():
        raise typer.BadParameter("say which words: briefgen cite “words of a source”, or --clipboard.")
    library = _library(desk, archive, source)
    found = cited(text, library)
    if not found:
        _refuse(text, library)
    for one in found:
        reporter.line(one.written)
    if clipboard and len(found) == 1:
        _to_clipboard(found[0].written)
    elif clipboard:
        reporter.complain(f"The words stand in {len(found)} places, so nothing was put into the clipboard.")


def _library(desk: Path | None, archive: Path | None, source: str | None) -> Mapping[str, Reading]:
    """The texts to look in."""
    from briefgen.desk.folder import find
    from briefgen.editing.citing.texts import archived

    texts = archived(find(desk or Path.cwd()), archive)
    if source and source not in texts.sources:
        raise typer.BadParameter(f"there is no source “{source}”. This desk has: {', '.join(texts.sources) or 'none'}.")
    library = {name: reading for name, reading in texts.library.items() if source in {None, name}}
    if not library:
        Reporter().problems([problem for problem in texts.problems if problem.severity == "error"])
        where = f"the archive {texts.folder}" if texts.folder else "this desk, which names no archive; give its folder with --archive DIR"
        Reporter().complain(f"There is no text to look in: none in {where}.")
        raise typer.Exit(1)
    return library


def _refuse(text: str, library: Mapping[str, Reading]) -> NoReturn:
    """Says that the words stand nowhere, and what is most like them."""
    from briefgen.editing.citing.cited import closest, outside

    reporter = Reporter()
    for name in outside(text, library):
        reporter.complain(f"In “{name}” the words stand outside the article, or run over the end of a paragraph.")
    reporter.complain(f"The words stand in no paragraph of {', '.join(library)}.")
    if near := closest(text, library):
        reporter.complain(f"Closest passage, in {near.source} ¶{near.para}, with [-your-] and {{+its+}} words: {near.diff}")
    raise typer.Exit(1)


def _from_clipboard() -> str:
    from briefgen.machine.clipboard import NoClipboard, read_clipboard

    try:
        return read_clipboard()
    except NoClipboard as error:
        raise typer.BadParameter(f"{error} Type the words instead.", param_hint="--clipboard") from None


def _to_clipboard(text: str) -> None:
    from briefgen.machine.clipboard import NoClipboard, write_clipboard

    try:
        write_clipboard(text)
    except NoClipboard as error:
        Reporter().complain(str(error))
