"""Options that several commands share, each declared once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefgen.diagnostics.diagnostic import ContentError


class ReportFormat(StrEnum):
    """What `--output-format` of a report of problems takes."""

    text = "text"
    short = "short"
    json = "json"
    github = "github"
    sarif = "sarif"


DeskOption = Annotated[Path | None, typer.Option("--desk", help="Folder of the desk. Left out: the desk you stand in.", show_default=False)]
StrictOption = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]
ArchiveOption = Annotated[
    Path | None, typer.Option("--archive", help="Folder with the archived texts. Left out: the desk's own setting.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="As JSON on standard output.")]
ReportOption = Annotated[
    ReportFormat, typer.Option("--output-format", help="text for people; short for editors; json, github or sarif for machines.")
]


def pack_names(incomplete: str) -> list[str]:
    """The packs whose name a shell may complete: read off the files, so that a broken desk completes too."""
    from briefgen.desk.folder import find

    try:
        folder = find(Path.cwd()).content / "packs"
    except ContentError:
        return []
    return sorted(path.stem for path in folder.glob("*.yaml") if path.stem.startswith(incomplete))


def day_or_today(text: str | None) -> date:
    """The day given as `--date`; else that of SOURCE_DATE_EPOCH, else today. Raises BadParameter for what is no day."""
    from briefgen.machine.source_date import source_day

    if text is None:
        return source_day() or datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is no day; write one such as 2024-07-29.", param_hint="--date") from None


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
