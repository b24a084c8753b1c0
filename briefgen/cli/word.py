"""The command for designers of Word packs: styles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.options import DeskOption, StrictOption
from briefgen.cli.reporter import Reporter
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

BaseOption = Annotated[
    Path | None,
    typer.Option("--base", metavar="FILE", help="A Word document to look at. Left out: the desk's own styles.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Adds the command of this module to the command line."""
    app.command()(styles)


def styles(base: BaseOption = None, desk: DeskOption = None, strict: StrictOption = False) -> None:
    """Say which Word styles are missing, of the wrong type, or set otherwise than a pack needs (docs/word-styles.md)."""
    problems = _problems(base, desk)
    reporter = Reporter(strict=strict)
    reporter.problems(problems)
    if not problems:
        reporter.line("The Word styles hold all that a pack is made of.")
    raise typer.Exit(reporter.stops(problems))


def _problems(base: Path | None, desk: Path | None) -> list[Diagnostic]:
    from briefgen.desk.files import read_plain
    from briefgen.desk.folder import find
    from briefgen.desk.templates import Templates
    from briefgen.export.docx.styles.base_document import open_base, open_foreign

    try:
        if base:
            return list(open_foreign(Templates(), read_plain(base), str(base)).problems)
        return list(open_base(find(desk or Path.cwd()).templates).problems)
    except ContentError as error:
        return list(error.problems)
    except OSError as error:
        return [Diagnostic("base-unreadable", f"{base} cannot be read: {error.strerror}.", Location(str(base)))]
