"""new: a record to be filled in, asked for on a terminal or given by options."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.options import DeskOption
from briefgen.cli.reporter import Reporter, shown

if TYPE_CHECKING:
    from briefgen.content.reading.read import Data
    from briefgen.editing.new.record import Asked

REFERS = {"source": "source", "party": "party"}
"""Field → the kind of the records that it names."""


class Kind(StrEnum):
    """What can be begun."""

    development = "development"
    issue = "issue"
    source = "source"
    official = "official"
    pack = "pack"
    term = "term"


def register(app: typer.Typer) -> None:
    """Adds the command of this module to the command line."""
    app.command("new")(new)


def new(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="development, issue, source, official, pack or term (of the glossary).")],
    name: Annotated[str | None, typer.Argument(metavar="[ID]", help="Its id. Left out: from its first field.", show_default=False)] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="A field, as often as needed; archive.file=… within one.", show_default=False),
    ] = None,
    desk: DeskOption = None,
) -> None:
    """Begin a record: its fields in order with what they mean, and what is known filled in.

    On a terminal it asks for what it needs. Nothing is overwritten.
    """
    from briefgen.desk.folder import find
    from briefgen.editing.new.place import add, known, place_of
    from briefgen.editing.new.record import ASKED, Refused, asked, form, left_open

    folder = find(desk or Path.cwd())
    ids = known(folder).ids
    values = dict(_given(kind, one, ids) for one in given or ())
    for field in asked(kind) if sys.stdin.isatty() else ():
        if field.name not in values and (answer := _ask(kind, field, ids)) is not None:
            values[field.name] = answer
    chosen = _chosen(kind, name, str(values.get(ASKED[kind][0], "")), ids[kind])
    path, listed = place_of(folder, kind, chosen)
    text = form(kind, chosen, values)
    try:
        add(folder, path, text, listed=listed)
    except Refused as error:
        raise typer.BadParameter(str(error)) from None
    _tell(path, chosen, listed=listed, still=list(left_open(_data(text))))


def _given(kind: str, option: str, ids: dict[str, list[str]]) -> tuple[str, Data]:
    """A field and its value out of `--set`."""
    field, sign, value = option.partition("=")
    if not sign:
        raise typer.BadParameter(f"“{option}” has no =. Write --set title=“A title”.", param_hint="--set")
    if field.strip() == "id":
        raise typer.BadParameter("the id stands behind the kind: briefgen new KIND ID.", param_hint="--set")
    try:
        return field.strip(), _checked(kind, field.strip(), value, ids)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--set") from None


def _checked(kind: str, field: str, value: str, ids: dict[str, list[str]]) -> Data:
    from briefgen.diagnostics.diagnostic import did_you_mean
    from briefgen.editing.new.record import Refused, checked

    data = checked(kind, field, value)
    refers = REFERS.get(field)
    if refers and data not in ids[refers]:
        hint = did_you_mean(str(data), ids[refers]) or f"This desk has: {', '.join(ids[refers]) or 'none'}."
        raise Refused(f"there is no {refers} “{data}”. {hint}")
    return data


def _ask(kind: str, field: Asked, ids: dict[str, list[str]]) -> Data:
    """An answer typed on the terminal that the field can have; None where the editor leaves it for later."""
    choice = field.allowed or tuple(ids[REFERS[field.name]] if field.name in REFERS else ())
    reporter = Reporter()
    reporter.line(f"{field.meaning} One of: {', '.join(choice)}." if choice else field.meaning)
    while True:
        answer: str = typer.prompt(field.name, default="", show_default=False)
        if not answer.strip():
            return None
        try:
            return _checked(kind, field.name, answer.strip(), ids)
        except ValueError as error:
            reporter.complain(str(error))


def _chosen(kind: str, name: str | None, first: str, taken: list[str]) -> str:
    """The id of the record: given, or proposed, or made of its first field."""
    from briefgen.content.record import ID_PATTERN
    from briefgen.editing.new.record import ASKED
    from briefgen.language.words import slug

    proposed = slug(first)
    if name is None and sys.stdin.isatty():
        name = typer.prompt("id", default=proposed or None)
    name = name or proposed
    if not name:
        raise typer.BadParameter(f"give an id: briefgen new {kind} ID, or --set {ASKED[kind][0]}=… to make one of.")
    if not re.fullmatch(ID_PATTERN, name) or len(name) > 80:
        raise typer.BadParameter(
            f"“{name}” is no id: small letters and digits, with hyphens between them, for example {slug(name) or kind}."
        )
    if name in taken:
        raise typer.BadParameter(f"the id “{name}” is taken by another {kind}, and nothing is overwritten.")
    return name


def _data(text: str) -> Data:
    from briefgen.content.reading.read import read

    return read("the record", text.encode()).data


def _tell(path: Path, name: str, *, listed: bool, still: list[str]) -> None:
    where = f"{shown(path)}: “{name}” added." if listed else f"{shown(path)} written."
    rest = f" To be filled in: {', '.join(still)}. Then: briefgen check" if still else ""
    Reporter().line(f"{where}{rest}")
