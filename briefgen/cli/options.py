"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from briefgen.diagnostics.diagnostic import ContentError


class ReportFormat(StrEnum):
    """What `check --output-format` takes."""

    text = "text"
    short = "short"
    json = "json"
    github = "github"
    sarif = "sarif"


DeskOption = Annotated[Path | None, typer.Option("--desk", help="Folder of the desk. Left out: the desk you stand in.", show_default=False)]
StrictOption = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]


def pack_names(incomplete: str) -> list[str]:
    """The packs whose name a shell may complete: read off the files, so that a broken desk completes too."""
    from briefgen.desk.folder import find

    try:
        folder = find(Path.cwd()).content / "packs"
    except ContentError:
        return []
    return sorted(path.stem for path in folder.glob("*.yaml") if path.stem.startswith(incomplete))


Format = Literal["text", "short", "json", "github", "sarif"]
ArchiveOption = Annotated[
    Path | None, typer.Option("--archive", help="Folder with the archived texts. Left out: the desk's own setting.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="As JSON on standard output.")]
