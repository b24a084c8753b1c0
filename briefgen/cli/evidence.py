"""The commands of the evidence: verify, impact, evidence, source add and source show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from briefgen.cli.options import ArchiveOption, DeskOption, JsonOption, ReportFormat, ReportOption, StrictOption
from briefgen.cli.reporter import Reporter, shown, tally
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location, in_order
from briefgen.language.english import counted

if TYPE_CHECKING:
    from briefgen.content.content import Content
    from briefgen.desk.folder import DeskFolder
    from briefgen.editing.confirm_guesses import Guess
    from briefgen.evidence.archived_text import ArchivedText
    from briefgen.evidence.verify import Share, Verified

source = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Make the record of an archived text, or show it with its paragraphs."
)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module to the command line."""
    app.command()(verify)
    app.command()(impact)
    app.command()(evidence)
    app.add_typer(source, name="source")


def verify(
    desk: DeskOption = None,
    archive: ArchiveOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    output_format: ReportOption = ReportFormat.text,
) -> None:
    """Hold every sentence against the archived texts. Nothing is built or changed."""
    from briefgen.diagnostics import reports
    from briefgen.evidence.confirming.demands import of_authors
    from briefgen.evidence.confirming.people import Authors

    reporter = Reporter(as_json, strict=strict)
    folder, content, problems = _load(desk)
    found = _verified(folder, content, archive)
    problems = in_order([*problems, *found.problems, *of_authors(content, found.confirmations, Authors(folder.root))])
    if as_json:
        reporter.data({"coverage": _coverage(found), "problems": [reports.record(problem) for problem in problems]})
    elif output_format is not ReportFormat.text:
        reporter.text(reports.FORMATS[output_format](problems))
    else:
        reporter.problems(problems)
        reporter.line(_coverage_lines(found))
        reporter.line(f"{tally(problems) or 'No problems'}.")
    raise typer.Exit(reporter.stops(problems))


def impact(
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="Id of the source.")],
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what leans on a source, alone or together with others."""
    from briefgen.evidence.impact import as_text, leanings_on

    _, content, _ = _load(desk)
    _known(content, "source", name)
    leanings = leanings_on(content, name)
    if as_json:
        Reporter().data([leaning.as_data() for leaning in leanings])
    else:
        Reporter().line(as_text(leanings, name).rstrip())


def evidence(
    pack: Annotated[str | None, typer.Argument(help="A pack. Left out: the whole desk.", show_default=False)] = None,
    desk: DeskOption = None,
    archive: ArchiveOption = None,
    output: Annotated[Path | None, typer.Option("--output", help="File to write. Left out: in the desk's folder of products.")] = None,
) -> None:
    """Write the evidence table: statement, who says so, where that stands, and whether it was found there."""
    from briefgen.desk.files import write_one
    from briefgen.evidence.table import evidence_table

    folder, content, _ = _load(desk)
    if pack:
        _known(content, "pack", pack)
    chosen = content.chosen(pack) if pack else None
    found = _verified(folder, content, archive)
    path = output or folder.root / content.desk.output / (f"{pack}-evidence.html" if pack else "evidence.html")
    write_one(path, evidence_table(content, found, folder.templates, chosen))
    Reporter().line(f"{shown(path)}  {found.coverage.packs[pack] if pack else found.coverage.desk} facts with citations that were found")


@source.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The text, in the archive folder.")],
    name: Annotated[str | None, typer.Option("--id", help="Id of the source. Left out: the file's name.", show_default=False)] = None,
    desk: DeskOption = None,
    archive: ArchiveOption = None,
) -> None:
    """Propose a record for an archived text, with every guess marked as unconfirmed."""
    from briefgen.content.record import ID_PATTERN
    from briefgen.desk.files import write_one
    from briefgen.editing.propose_source import propose

    folder, content, _ = _load(desk)
    text, in_archive = _archived(file, _folder(folder, content, archive))
    proposal = propose(in_archive, text, name)
    known = next((name for name, entry in content.sources.items() if entry.record.archive.sha256 == text.sha256), None)
    if known:
        raise typer.BadParameter(f"this text is already recorded as “{known}”.")
    if not re.fullmatch(ID_PATTERN, proposal.id) or proposal.id in content.sources:
        raise typer.BadParameter(f"the id “{proposal.id}” is taken or not an id; choose one with --id, for example kyodo-secretariat.")
    path = folder.content / "sources" / f"{proposal.id}.yaml"
    write_one(path, proposal.as_yaml().encode(), over=False)
    paragraphs = counted(len(text.paragraphs(proposal.body)), "paragraph")
    Reporter().line(
        f"{shown(path)} written: {paragraphs}. Each field under unconfirmed: is a guess; compare it with the text, then take it out."
    )


@source.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of the source.")],
    para: Annotated[int | None, typer.Option("--para", min=1, help="Only this paragraph.", show_default=False)] = None,
    desk: DeskOption = None,
    archive: ArchiveOption = None,
) -> None:
    """Print an archived text with the numbers of its paragraphs."""
    from briefgen.editing.propose_source import numbered
    from briefgen.evidence.archived_text import ArchiveError, open_text

    folder, content, _ = _load(desk)
    _known(content, "source", name)
    record = content.sources[name].record
    place = _folder(folder, content, archive)
    if place is None:
        raise typer.BadParameter("the desk names no archive; give its folder with --archive DIR.")
    try:
        paragraphs = open_text(place, record.archive.file).paragraphs(record.archive.body)
    except ArchiveError as error:
        _refuse(error.code, error.message, str(place / record.archive.file), error.hint)
    if para and para > len(paragraphs):
        raise typer.BadParameter(f"“{name}” has {len(paragraphs)} paragraphs.", param_hint="--para")
    Reporter().line(numbered(paragraphs, para).rstrip())


@source.command("confirm")
def confirm(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of the source.")],
    yes: Annotated[list[str] | None, typer.Option("--yes", help="A field that is right as it stands.", show_default=False)] = None,
    right: Annotated[list[str] | None, typer.Option("--set", help="FIELD=VALUE: a field with its right value.", show_default=False)] = None,
    desk: DeskOption = None,
    archive: ArchiveOption = None,
) -> None:
    """Confirm what `source add` guessed: each guess beside its line of the text, by yes, no or the right value."""
    from briefgen.desk.files import write_one
    from briefgen.editing.confirm_guesses import confirmed, guesses
    from briefgen.evidence.archived_text import ArchiveError, open_text

    folder, content, _ = _load(desk)
    _known(content, "source", name)
    entry = content.sources[name]
    place = _folder(folder, content, archive)
    try:
        lines = open_text(place, entry.record.archive.file).lines if place else ()
    except ArchiveError as error:
        _refuse(error.code, error.message, str((place or folder.root) / entry.record.archive.file), error.hint)
    found = guesses(entry.record, lines)
    values = dict(_pair(text) for text in right or ())
    fields = list(yes or ())
    if not fields and not values:
        for guess in found:
            answer = _asked(guess)
            if answer is True:
                fields.append(guess.name)
            elif isinstance(answer, str):
                values[guess.name] = answer
    path = folder.root / entry.document.name
    try:
        text = confirmed(entry.document.name, path.read_text(encoding="utf-8"), fields, values)
    except KeyError as error:
        names = ", ".join(guess.name for guess in found) or "none"
        raise typer.BadParameter(f"{error.args[0]} is no guess of “{name}”. Its guesses: {names}.") from None
    write_one(path, text.encode())
    left = len(found) - len(fields) - len(values)
    Reporter().line(f"{shown(path)} written: {counted(len(fields) + len(values), 'field')} confirmed, {left} left.")


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or not value.strip():
        raise typer.BadParameter(f"“{text}” is not FIELD=VALUE.", param_hint="--set")
    return field, value.strip()


def _asked(guess: Guess) -> bool | str:
    """True for yes, False for no, or the right value."""
    Reporter().line(f"\n{guess.name}: {guess.value}")
    Reporter().line(f"  line {guess.line}: {guess.words}" if guess.line else "  no line of the text says so")
    answer: str = typer.prompt("  right? y, n, or the right value", default="n")
    return {"y": True, "yes": True, "n": False, "no": False}.get(answer.strip().casefold(), answer.strip())


def _load(desk: Path | None) -> tuple[DeskFolder, Content, list[Diagnostic]]:
    return Reporter().load(desk)


def _verified(folder: DeskFolder, content: Content, archive: Path | None) -> Verified:
    from briefgen.evidence import verify

    return verify.verify(content, _folder(folder, content, archive))


def _folder(folder: DeskFolder, content: Content, archive: Path | None) -> Path | None:
    from briefgen.evidence.readings import archive_folder

    return archive_folder(content, folder.root, archive)


def _known(content: Content, kind: str, name: str) -> None:
    known = content.ids(kind)
    if name not in known:
        raise typer.BadParameter(f"there is no {kind} “{name}”. This desk has: {', '.join(known) or 'none'}.")


def _archived(file: Path, folder: Path | None) -> tuple[ArchivedText, str]:
    """The text of a file, and its name in the archive folder."""
    from briefgen.evidence.archived_text import ArchiveError, open_file

    path = file if file.exists() or folder is None else folder / file
    if folder is not None and path.exists() and not path.resolve().is_relative_to(folder.resolve()):
        raise typer.BadParameter(f"{file} is not in the archive folder {folder}; put it there first.")
    try:
        text = open_file(path)
    except ArchiveError as error:
        _refuse(error.code, error.message, str(path), error.hint)
    return text, path.resolve().relative_to(folder.resolve()).as_posix() if folder else path.name


def _refuse(code: str, message: str, place: str, hint: str) -> NoReturn:
    raise ContentError([Diagnostic(code, message, Location(place), hint)]) from None


def _coverage(found: Verified) -> dict[str, object]:
    shares = found.coverage
    tables = {"developments": shares.developments, "packs": shares.packs, "ours": shares.ours}
    data = {kind: {name: _share(share) for name, share in table.items()} for kind, table in tables.items()}
    return {"looked": found.looked, "desk": _share(shares.desk), **data}


def _share(share: Share) -> dict[str, float]:
    figures = {"verified": share.verified, "total": share.total, "held": share.held, "confirmed": share.confirmed}
    return {**figures, "percent": round(share.percent, 2)}


def _coverage_lines(found: Verified) -> str:
    shares = found.coverage
    rows = [*(("development", *row) for row in shares.developments.items()), *(("pack", *row) for row in shares.packs.items())]
    rows.append(("desk", "", shares.desk))
    rows += [("first page", *row) for row in shares.ours.items()]
    width, digits = max(len(name) for _, name, _ in rows), max(len(str(share.total)) for _, _, share in rows)
    lines = [
        f"  {kind:<11}  {name:<{width}}  {share.held:>{digits}} of {share.total:>{digits}} held by rule  "
        f"{share.confirmed:>{digits}} confirmed by a person"
        for kind, name, share in rows
    ]
    return "\n".join(["Facts, and sentences of the first page that name facts:", *lines])
