"""The commands of a desk as a whole: check, list, schema, init, migrate, doctor and styles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.options import DeskOption, JsonOption, ReportFormat, ReportOption, StrictOption
from briefgen.cli.reporter import Reporter, shown, tally
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.language.english import counted

if TYPE_CHECKING:
    from briefgen.content.content import Content


BaseOption = Annotated[
    Path | None,
    typer.Option("--base", metavar="FILE", help="A Word document to look at. Left out: the desk's own styles.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module to the command line."""
    app.command()(check)
    app.command("list")(list_records)
    app.command()(schema)
    app.command()(init)
    app.command()(migrate)
    app.command()(doctor)
    app.command()(styles)


def check(desk: DeskOption = None, strict: StrictOption = False, output_format: ReportOption = ReportFormat.text) -> None:
    """Find every problem of the desk without building anything."""
    from briefgen.desk.folder import find
    from briefgen.desk.kept import Kept
    from briefgen.diagnostics import reports
    from briefgen.pipeline.load import load

    reporter = Reporter(strict=strict)
    folder = find(desk or Path.cwd())
    kept = Kept(folder.root)
    content, problems = load(folder, kept=kept)
    kept.close()
    if output_format is not ReportFormat.text:
        reporter.text(reports.FORMATS[output_format](problems))
    else:
        reporter.problems(problems)
        files = len(folder.files())
        reporter.line(f"{tally(problems) or 'No problems'} in {counted(files, 'file')}.")
        if content is not None:
            reporter.line(_not_looked_at(content, folder.root))
    if content is None or reporter.stops(problems):
        raise typer.Exit(1)


def _not_looked_at(content: Content, root: Path) -> str:
    """What check leaves to verify."""
    from briefgen.evidence.readings import archive_folder

    archive = archive_folder(content, root, None)
    there = "" if archive and archive.is_dir() else ", which are not here"
    return f"Not looked at: whether the sources bear it out. That is for briefgen verify, with the archived texts{there}."


def list_records(desk: DeskOption = None, as_json: JsonOption = False) -> None:
    """Show what the desk holds: packs, developments, open issues, officials, sources, glossary."""
    from briefgen.desk.listing import listing

    reporter = Reporter(as_json)
    _, content, _ = reporter.load(desk)
    rows = listing(content)
    if as_json:
        reporter.data([row._asdict() for row in rows])
        return
    width = max((len(row.id) for row in rows), default=0)
    heading = ""
    for row in rows:
        if row.kind != heading:
            title = "Glossary" if row.kind == "glossary" else f"{row.kind.capitalize()}s"
            reporter.line(f"\n{title}" if heading or row.kind == "glossary" else title)
            heading = row.kind
        reporter.line(f"  {row.id:<{width}}  {row.date:<23}  {row.title}".rstrip())


def schema(
    desk: DeskOption = None,
    check_only: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if the desk's schemas are not current.")] = False,
) -> None:
    """Write the JSON Schemas that give an editor completion and hover text (.vscode/briefgen/)."""
    from briefgen.desk.editor_schemas import FOLDER, schemas, stale
    from briefgen.desk.files import write_one
    from briefgen.desk.folder import find

    folder = find(desk or Path.cwd()).root / FOLDER
    names = stale(folder)
    if check_only:
        print(f"Not current: {', '.join(names)}. Run: briefgen schema" if names else "The schemas are current.")
        raise typer.Exit(bool(names))
    for name in names:
        write_one(folder / name, schemas()[name].encode())
    print(f"{counted(len(names), 'schema file')} written to {FOLDER}." if names else "The schemas are current.")


def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the new desk.")]) -> None:
    """Lay out a new desk with one worked example."""
    from briefgen.desk.files import ScaffoldError
    from briefgen.desk.new_desk import lay_out

    try:
        written = lay_out(folder)
    except ScaffoldError as error:
        raise typer.BadParameter(str(error)) from None
    print(f"{len(written)} files written to {folder}. Next: cd {folder}, then briefgen check, then briefgen build.")


def migrate(
    desk: DeskOption = None,
    force: Annotated[bool, typer.Option("--force", help="Rewrite files also where git does not hold them as they are.")] = False,
) -> None:
    """Rewrite the files of a desk of the old form, in which a fact was typed several times, in the form in which it is written once."""
    from briefgen.desk.folder import find
    from briefgen.pipeline.again.migrated import migrated, write

    reporter = Reporter(nothing="no file was changed.")
    folder = find(desk or Path.cwd())
    try:
        files = migrated(folder, force=force)
    except ContentError as error:
        reporter.fail(error.problems)
    write(folder, files)
    for file in files:
        reporter.line(f"{shown(folder.root / file.name)}  {file.before} → {file.after} lines")
    left = [(file, one) for file in files for one in file.left]
    for file, one in left:
        reporter.line(f"{shown(folder.root / file.name)}:{one.line}: {one.reason}")
    if not files:
        reporter.line("Nothing to do: the desk is in the new form.")
    elif left:
        reporter.line(f"{counted(len(left), 'place')} to decide, each marked “# migrate:” in its file. Then: briefgen check")


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
