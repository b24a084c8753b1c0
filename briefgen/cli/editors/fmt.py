"""fmt: content files in canonical order and layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.options import DeskOption
from briefgen.cli.reporter import Reporter, shown
from briefgen.language.english import counted

if TYPE_CHECKING:
    from briefgen.desk.folder import DeskFolder
    from briefgen.editing.layout.desk_files import Laid


def register(app: typer.Typer) -> None:
    """Adds the command of this module to the command line."""
    app.command("fmt")(fmt)


def fmt(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILES]", help="Content files or folders of them. Left out: all.", show_default=False)
    ] = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Write nothing; list what would change, and exit 1 if anything would.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; print what would change.")] = False,
    desk: DeskOption = None,
) -> None:
    """Put content files in canonical order and layout: fields as the records have them, comments, quotes and line ends kept."""
    from briefgen.desk.folder import find
    from briefgen.editing.layout.desk_files import laid_out_anew, write

    reporter = Reporter()
    folder = find(desk or Path.cwd())
    wanted = _names(folder, files) if files else None
    laid, problems = laid_out_anew(folder, wanted)
    reporter.problems(problems)
    if diff:
        for one in laid:
            reporter.text(_difference(one))
    elif not check_only:
        write(folder, laid)
    if not diff:
        for one in laid:
            reporter.line(f"{shown(folder.root / one.name)}{'' if check_only else '  written'}")
    total = len(folder.files() if wanted is None else wanted)
    reporter.line(
        _summary(len(laid), total - len(laid) - len({problem.place.file for problem in problems}), written=not (check_only or diff))
    )
    if problems or (check_only and laid):
        raise typer.Exit(1)


def _names(folder: DeskFolder, files: list[Path]) -> set[str]:
    """The content files that paths name, a folder all below it."""
    known = folder.files()
    found: set[str] = set()
    for path in files:
        name = folder.show(path.resolve())
        names = {one for one in known if one == name or one.startswith(f"{name}/")}
        if not names:
            raise typer.BadParameter(f"{path} is no content file of the desk {folder.root}.")
        found |= names
    return found


def _summary(changed: int, unchanged: int, *, written: bool) -> str:
    what = "formatted" if written else "would change"
    return (
        f"{counted(changed, 'file')} {what}, {unchanged} unchanged."
        if changed
        else f"Nothing to do: {counted(unchanged, 'file')} unchanged."
    )


def _difference(file: Laid) -> str:
    from difflib import unified_diff

    lines = unified_diff(_lines(file.old), _lines(file.new), file.name, f"{file.name} (formatted)")
    return "".join(f"{line.rstrip(chr(10))}\n" for line in lines)


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").splitlines(keepends=True)
