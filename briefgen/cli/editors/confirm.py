"""The command by which a second person confirms sentences beside their sources: confirm."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.options import ArchiveOption, DeskOption, JsonOption, day_or_today
from briefgen.cli.reporter import Reporter, shown
from briefgen.language.english import counted

if TYPE_CHECKING:
    from datetime import date

    from briefgen.evidence.confirming.beside import Carrying
    from briefgen.evidence.confirming.listing import Row
    from briefgen.pipeline.confirmed import Reading

KEYS = "y yes   n no   l later   b back   q stop"


def register(app: typer.Typer) -> None:
    """Adds the command of this module to the command line."""
    app.command()(confirm)


def confirm(
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLACE", help="Sentences, as --list names them. Left out: one after the other, on a terminal.", show_default=False
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who read them: name or initials.")] = "",
    no: Annotated[str | None, typer.Option("--no", metavar="REMARK", help="They do not stand, and why.", show_default=False)] = None,
    list_them: Annotated[bool, typer.Option("--list", help="List sentences and how they stand, and change nothing.")] = False,
    unconfirmed: Annotated[bool, typer.Option("--unconfirmed", help="Only those not confirmed as the desk demands.")] = False,
    with_warnings: Annotated[bool, typer.Option("--with-warnings", help="Only those that check or verify warn about.")] = False,
    page_one: Annotated[bool, typer.Option("--page-one", help="Only what stands on a first page.")] = False,
    not_by: Annotated[
        str, typer.Option("--not-by", metavar="NAME", help="None that this person wrote last or has said something of.")
    ] = "",
    when: Annotated[str | None, typer.Option("--date", help="Day of the confirmation. Left out: today.", show_default=False)] = None,
    desk: DeskOption = None,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """Confirm sentences that you have read beside their sources, or say why they do not stand.

    Kept in content/confirmations/, bound to the words: a changed sentence, citation or source has to be read again.
    """
    from briefgen.evidence.confirming.listing import Wanted
    from briefgen.pipeline.confirmed import opened

    if not list_them and not by.strip():
        raise typer.BadParameter("say who you are: --by NAME, or only look: --list.", param_hint="--by")
    if not list_them and not places and not sys.stdin.isatty():
        raise typer.BadParameter("name a sentence, as briefgen confirm --list gives it; without one this asks on a terminal.")
    reading = opened(*Reporter().load(desk), archive)
    if list_them:
        _list(reading.wanted(Wanted(unconfirmed, with_warnings, page_one, not_by)), as_json)
    elif places:
        _confirm(reading, places, by, day_or_today(when), no)
    else:
        which = Wanted(True, with_warnings, page_one, by)
        _ask(reading, reading.wanted(which), by, day_or_today(when))


def _list(rows: Sequence[Row], as_json: bool) -> None:
    """A line for each sentence: where it stands, its place, how it stands with persons, and its words."""
    reporter = Reporter()
    if as_json:
        reporter.data([row.as_data() for row in rows])
        return
    for row in rows:
        reporter.line(f"{row.sentence.begins}: {row.sentence.place}  {_standing(row)}  {row.sentence.text}")
    reporter.line(f"{counted(len(rows), 'sentence')}, {sum(row.confirmed for row in rows)} confirmed.")


def _standing(row: Row) -> str:
    """How a sentence stands with who read it: “confirmed by AB”, “refused by CD”, “lapsed”, “-”; with how much the rules ask."""
    yes, no = (", ".join(one.record.by for one in some) for some in (row.standing.yes, row.standing.no))
    words = f"refused by {no}" if no else f"confirmed by {yes}" if yes else "lapsed" if row.standing.lapsed else "-"
    warnings = sum(problem.severity != "note" for problem in row.problems)
    asked = f"; {counted(warnings, 'warning')}" if warnings else ""
    return f"[{words}{asked}]"


def _confirm(reading: Reading, places: Sequence[str], by: str, day: date, remark: str | None) -> None:
    """Keeps what a person says of all the sentences, or of none."""
    from briefgen.pipeline.confirmed import Asked, CannotConfirm, keep, said_of

    try:
        said = [said_of(reading, Asked(place, by, day, remark)) for place in dict.fromkeys(places)]
    except CannotConfirm as error:
        if error.reason in {"unknown", "stranger", "empty"}:
            raise typer.BadParameter(str(error)) from None
        Reporter().complain(f"{error} Nothing was confirmed.")
        raise typer.Exit(1) from None
    files = dict.fromkeys(keep(reading.desk, one) for one in said)
    what = "confirmed" if remark is None else "refused"
    Reporter().line(f"{counted(len(said), 'sentence')} {what}: {', '.join(map(shown, files))}")


def _ask(reading: Reading, rows: Sequence[Row], by: str, day: date) -> None:
    """One sentence after the other beside its source, and a key for each."""
    reporter = Reporter()
    at = said = 0
    while 0 <= at < len(rows):
        reporter.line(_shown(rows[at], reading.beside(rows[at]), at + 1, len(rows)))
        key = _key()
        if key == "q":
            break
        if key == "b":
            at = max(0, at - 1)
            continue
        said += key in {"y", "n"} and _say(reading, rows[at], by, day, _remark() if key == "n" else None)
        at += 1
    reporter.line(f"{counted(said, 'sentence')} of {len(rows)} read and kept.")


def _say(reading: Reading, row: Row, by: str, day: date, remark: str | None) -> bool:
    """Keeps what a person says of a sentence; says why it could not be kept."""
    from briefgen.pipeline.confirmed import Asked, CannotConfirm, keep, said_of

    try:
        keep(reading.desk, said_of(reading, Asked(row.sentence.place, by, day, remark, row.sign)))
    except CannotConfirm as error:
        Reporter().complain(str(error))
        return False
    return True


def _key() -> str:
    """The next key that means something; that to stop where the user presses Ctrl-C or the terminal is closed."""
    key = ""
    while key not in {"y", "n", "l", "b", "q"}:
        try:
            key = typer.getchar().casefold()
        except (KeyboardInterrupt, EOFError):
            return "q"
    return key


def _remark() -> str:
    remark = ""
    while not remark.strip():
        remark = typer.prompt("Why does it not stand?", default="", show_default=False, prompt_suffix=" ")
    return remark


def _shown(row: Row, beside: Sequence[Carrying], number: int, of: int) -> str:
    """A sentence, the paragraphs that carry it with the excerpts marked, and what the rules ask."""
    head = f"\n{number} of {of}   {row.sentence.begins}   {_standing(row)}"
    lines = [head, f"  {_bold(row.sentence.text)}", f"  {' · '.join(row.sentence.about)}"]
    for one in beside:
        lines += [f"  {one.name} ¶{one.para}", f"    {_marked(one) or 'This paragraph cannot be read in the archive.'}"]
    lines += [f"  {problem.severity}: {problem.message} [{problem.code}]" for problem in row.problems]
    return "\n".join([*lines, f"  {KEYS}"])


def _marked(one: Carrying) -> str:
    """A paragraph with its excerpts in bold type, between brackets where there is no such type."""
    pieces, at = [], 0
    for start, end in one.marks:
        pieces += [one.text[at:start], _bold(one.text[max(at, start) : end], "[", "]")]
        at = max(at, end)
    return "".join([*pieces, one.text[at:]])


def _bold(words: str, before: str = "", after: str = "") -> str:
    import os

    plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ
    return f"{before}{words}{after}" if plain else typer.style(words, bold=True)
