"""The command line: the only place that prints, writes and picks exit codes.

0: good. 1: problems in the content, the templates or the place to write to. 2: wrong usage. 3: briefgen's own fault.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

import briefgen
from briefgen import cli_evidence, cli_word
from briefgen.diagnostics import ContentError, in_order
from briefgen.terminal import fail, own_fault, print_problems, report_built, report_up_to_date, stops

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Make briefing packs from the YAML files of a desk. Start with `briefgen check`, then `briefgen build`.",
    epilog="Exit codes: 0 good; 1 something in the content or templates must be mended; 2 the command was mistyped; "
    "3 a fault of briefgen itself.",
)


class BuildFormat(StrEnum):
    """What `build --format` takes."""

    pdf = "pdf"
    pdf_only = "pdf-only"
    docx = "docx"
    html = "html"
    all = "all"


class ReportFormat(StrEnum):
    """What `check --output-format` takes."""

    text = "text"
    short = "short"
    json = "json"
    github = "github"
    sarif = "sarif"


MAKES = {"pdf": {"pdf", "docx"}, "pdf-only": {"pdf"}, "docx": {"docx"}, "html": {"html"}, "all": {"pdf", "docx", "html"}}

DeskOption = Annotated[Path | None, typer.Option("--desk", help="Folder of the desk. Left out: the desk you stand in.", show_default=False)]
StrictOption = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]


def _pack_names(incomplete: str) -> list[str]:
    """The packs whose name a shell may complete: read off the files, so that a broken desk completes too."""
    from briefgen.desk import find

    try:
        folder = find(Path.cwd()).content / "packs"
    except ContentError:
        return []
    return sorted(path.stem for path in folder.glob("*.yaml") if path.stem.startswith(incomplete))


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {briefgen.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    pass


@app.command()
def build(
    packs: Annotated[
        list[str] | None, typer.Argument(help="Packs to build. Left out: all.", show_default=False, autocompletion=_pack_names)
    ] = None,
    formats: Annotated[
        list[BuildFormat] | None,
        typer.Option(
            "--format",
            help="pdf: the pack to send, as PDF with its Word twin; pdf-only; docx; html; all. May be given more than once. Left out: pdf.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder for the products. Left out: the desk's own, build/.", show_default=False)
    ] = None,
    desk: DeskOption = None,
    strict: StrictOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON on standard output.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print problems only.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing changed.")] = False,
) -> None:
    """Build packs: PDF and Word, or the formats you name.

    Nothing is written while a problem stands: the last good pack stays as it was.
    """
    from briefgen import products
    from briefgen.desk import find

    folder = find(desk or Path.cwd())
    wanted = sorted(set().union(*(MAKES[name] for name in formats or [BuildFormat.pdf])), key=["pdf", "docx", "html"].index)
    settings = _settings(folder)
    target = output or folder.root / settings.get("output", "build")
    made_from = products.fingerprint(folder, folder.root / settings["archive"] if "archive" in settings else None)
    known = products.read_manifest(target)
    if not force and not (strict and known.get("warnings")):
        names = products.up_to_date(target, made_from, packs or [], wanted)
        if names:
            report_up_to_date(target, names, known, as_json, quiet)
            return
    _build(folder, packs or [], wanted, target, made_from, strict, as_json, quiet)


def _settings(folder: Any) -> dict[str, str]:
    """The plain settings of content/desk.yaml, read without validating the desk, so that an up-to-date build answers at once."""
    from briefgen.read import read

    try:
        data = read("content/desk.yaml", (folder.content / "desk.yaml").read_bytes()).data
    except (OSError, ContentError):
        return {}
    return {key: value for key, value in data.items() if isinstance(value, str)} if isinstance(data, dict) else {}


def _build(
    folder: Any, packs: list[str], wanted: list[str], target: Path, made_from: str, strict: bool, as_json: bool, quiet: bool
) -> None:
    from briefgen import products
    from briefgen.press import Press

    press = Press(wanted)

    from briefgen import build as story
    from briefgen.load import load
    from briefgen.progress import Progress

    content, problems = load(folder)
    if content is None or stops(problems, strict):
        fail(problems, as_json, quiet, strict)
    all_packs = [entry.record.id for entry in content.of("pack")]
    for name in packs:
        if name not in all_packs:
            raise typer.BadParameter(f"there is no pack “{name}”. Packs of this desk: {', '.join(all_packs) or 'none'}.")
    chosen = packs or all_packs
    verified = _verified(content, folder.root)
    with Progress(len(chosen) * (len(wanted) + 1), visible=not (quiet or as_json)) as progress:
        built = story.build(content, chosen, wanted, folder.templates, press, progress.step, verified)
    press.close()
    problems = in_order([*problems, *(problem for item in built for problem in item.product.problems)])
    if stops(problems, strict):
        fail(problems, as_json, quiet, strict)
    known = products.read_manifest(target)
    kept = known.get("products", {}) if known.get("made_from") == made_from else {}
    manifest = {
        "briefgen": briefgen.__version__,
        "made_from": made_from,
        "packs": all_packs,
        "warnings": len(problems),
        "evidence": _evidence(verified),
        "products": {**kept, **_entries(built, made_from)},
    }
    products.write(target, {item.name: item.product.data for item in built}, manifest)
    report_built(target, built, problems, as_json, quiet)


def _verified(content: Any, root: Path) -> Any:
    """What the archived texts say of the content, if they are there."""
    from briefgen.library import archive_folder
    from briefgen.verify import verify

    return verify(content, archive_folder(content, root, None))


def _evidence(verified: Any) -> dict[str, Any]:
    """How much of each pack the archived texts bear out; `looked` is false where there is no archive."""
    shares = {pack: {"verified": share.verified, "total": share.total} for pack, share in verified.coverage.packs.items()}
    return {"looked": verified.looked, "packs": shares}


def _entries(built: Sequence[Any], made_from: str) -> dict[str, Any]:
    from hashlib import sha256

    return {
        item.name: {
            "made_from": made_from,
            "sha256": sha256(item.product.data).hexdigest(),
            "bytes": len(item.product.data),
            "pages": item.product.pages,
        }
        for item in built
    }


@app.command()
def check(
    desk: DeskOption = None,
    strict: StrictOption = False,
    output_format: Annotated[
        ReportFormat, typer.Option("--output-format", help="text for people; short for editors; json, github or sarif for machines.")
    ] = ReportFormat.text,
) -> None:
    """Find every problem of the desk without building anything."""
    from briefgen import reports
    from briefgen.desk import find
    from briefgen.load import load

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
    from briefgen.library import archive_folder

    archive = archive_folder(content, root, None)
    there = "" if archive and archive.is_dir() else ", which are not here"
    return f"Not looked at: whether the sources bear it out. That is for briefgen verify, with the archived texts{there}."


@app.command("list")
def list_records(desk: DeskOption = None, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Show what the desk holds: packs, developments, open issues, officials, sources, glossary."""
    from briefgen.desk import find
    from briefgen.listing import listing
    from briefgen.load import load

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
    from briefgen.desk import find
    from briefgen.schema import FOLDER, schemas

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
    from briefgen.scaffold import ScaffoldError, lay_out

    try:
        written = lay_out(folder)
    except ScaffoldError as error:
        raise typer.BadParameter(str(error)) from None
    print(f"{len(written)} files written to {folder}. Next: cd {folder}, then briefgen check, then briefgen build.")


@app.command()
def doctor(desk: DeskOption = None) -> None:
    """Say what is present, what is missing, and the command that mends it."""
    from briefgen.desk import find
    from briefgen.doctor import examine

    try:
        root: Path | None = find(desk or Path.cwd()).root
    except ContentError:
        root = None
    findings = examine(root)
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        print(f"{finding.name:<{width}}  {finding.state:<8}  {finding.detail}".rstrip())
        if finding.mend:
            print(f"{'':<{width}}  mend with: {finding.mend}")
    raise typer.Exit(any(finding.state != "present" for finding in findings))


@app.command()
def manual(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the pages.")] = Path("docs"),
    check_only: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if the pages are not current.")] = False,
) -> None:
    """Write the reference pages made from the code: the model and the diagnostics."""
    from briefgen.manual import pages

    stale = {
        name: text for name, text in pages().items() if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    }
    if check_only:
        print(f"Not current: {', '.join(stale)}." if stale else "The pages are current.")
        raise typer.Exit(bool(stale))
    for name, text in stale.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(stale)} page{'s' if len(stale) != 1 else ''} written to {folder}.")


cli_evidence.register(app)
cli_word.register(app)


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
