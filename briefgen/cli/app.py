"""The command line: the only place that prints, writes and picks exit codes.

0: good. 1: problems in the content, the templates or the place to write to. 2: wrong usage. 3: briefgen's own fault.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import briefgen
from briefgen.cli import build as cli_build
from briefgen.cli.options import DeskOption, ReportFormat, StrictOption
from briefgen.cli.terminal import fail, own_fault, print_problems, stops
from briefgen.diagnostics.diagnostic import ContentError, in_order

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Make briefing packs from the YAML files of a desk. Start with `briefgen check`, then `briefgen build`.",
    epilog="Exit codes: 0 good; 1 something in the content or templates must be mended; 2 the command was mistyped; "
    "3 a fault of briefgen itself.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {briefgen.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    pass


cli_build.register(app)


@app.command()
def check(
    desk: DeskOption = None,
    strict: StrictOption = False,
    output_format: Annotated[
        ReportFormat, typer.Option("--output-format", help="text for people; short for editors; json, github or sarif for machines.")
    ] = ReportFormat.text,
) -> None:
    """Find every problem of the desk without building anything."""
    from briefgen.desk.folder import find
    from briefgen.diagnostics import reports
    from briefgen.pipeline.load import load

    folder = find(desk or Path.cwd())
    content, problems = load(folder)
    if output_format is not ReportFormat.text:
        sys.stdout.write(reports.FORMATS[output_format](problems))
    else:
        print_problems(problems)
        files = len(folder.files())
        print(f"{reports.tally(problems) or 'No problems'} in {files} file{'s' if files != 1 else ''}.")
        if content is not None:
            print(_not_looked_at(content, folder.root))
    if content is None or stops(problems, strict):
        raise typer.Exit(1)


def _not_looked_at(content: Any, root: Path) -> str:
    """What check leaves to verify."""
    from briefgen.evidence.readings import archive_folder

    archive = archive_folder(content, root, None)
    there = "" if archive and archive.is_dir() else ", which are not here"
    return f"Not looked at: whether the sources bear it out. That is for briefgen verify, with the archived texts{there}."


@app.command("list")
def list_records(desk: DeskOption = None, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Show what the desk holds: packs, developments, open issues, officials, sources, glossary."""
    from briefgen.desk.folder import find
    from briefgen.desk.listing import listing
    from briefgen.pipeline.load import load

    content, problems = load(find(desk or Path.cwd()))
    if content is None:
        fail(problems, as_json, False, False)
    rows = listing(content)
    if as_json:
        print(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=2))
        return
    width = max((len(row.id) for row in rows), default=0)
    heading = ""
    for row in rows:
        if row.kind != heading:
            print(f"{chr(10) if heading else ''}{row.kind.capitalize()}s" if row.kind != "glossary" else "\nGlossary")
            heading = row.kind
        print(f"  {row.id:<{width}}  {row.date:<23}  {row.title}".rstrip())


@app.command()
def schema(
    desk: DeskOption = None,
    check_only: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if the desk's schemas are not current.")] = False,
) -> None:
    """Write the JSON Schemas that give an editor completion and hover text (.vscode/briefgen/)."""
    from briefgen.desk.editor_schemas import FOLDER, schemas
    from briefgen.desk.folder import find

    folder = find(desk or Path.cwd()).root / FOLDER
    stale = [
        name for name, text in schemas().items() if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    if check_only:
        print(f"Not current: {', '.join(stale)}. Run: briefgen schema" if stale else "The schemas are current.")
        raise typer.Exit(bool(stale))
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / name).write_text(schemas()[name], encoding="utf-8")
    print(f"{len(stale)} schema file{'s' if len(stale) != 1 else ''} written to {FOLDER}." if stale else "The schemas are current.")


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the new desk.")]) -> None:
    """Lay out a new desk with one worked example."""
    from briefgen.desk.files import ScaffoldError
    from briefgen.desk.new_desk import lay_out

    try:
        written = lay_out(folder)
    except ScaffoldError as error:
        raise typer.BadParameter(str(error)) from None
    print(f"{len(written)} files written to {folder}. Next: cd {folder}, then briefgen check, then briefgen build.")


@app.command()
def doctor(desk: DeskOption = None) -> None:
    """Say what is present, what is missing, and the command that mends it."""
    from briefgen.desk.folder import find
    from briefgen.desk.settings import plain_settings
    from briefgen.machine.doctor import examine

    try:
        folder = find(desk or Path.cwd())
    except ContentError:
        findings = examine(None, None)
    else:
        findings = examine(folder.root, plain_settings(folder))
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        print(f"{finding.name:<{width}}  {finding.state:<8}  {finding.detail}".rstrip())
        if finding.mend:
            print(f"{'':<{width}}  mend with: {finding.mend}")
    raise typer.Exit(any(finding.state != "present" for finding in findings))


def main() -> None:
    """Runs the command line and ends the process with its exit code. No traceback reaches a user."""
    gc.disable()  # next to nothing that a command makes is a cycle, and the collector costs a build about 15 %
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except ContentError as error:
        print_problems(in_order(error.problems))
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception:
        sys.exit(own_fault())
