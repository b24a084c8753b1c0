"""What a build is asked for, and whether it is there already. Nothing that costs is imported to answer that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.desk.folder import DeskFolder
from briefgen.desk.settings import plain_settings
from briefgen.products import output_folder, running_code

if TYPE_CHECKING:
    from datetime import date

    from briefgen.content.model.pack import ProductName
    from briefgen.desk.kept import Kept
    from briefgen.diagnostics.diagnostic import Diagnostic

FORMATS = ("pdf", "docx", "html")
"""In the order of making."""


class Order(NamedTuple):
    """What a build was asked for. packs, products: none for all; formats: in the order of making; as_of: None for the packs' own
    dates; kept: what earlier builds made, None for nothing; whole: whether large documents are set in one piece; on: a cluster's
    scheduler that sets their parts; tell: takes what is said of that."""

    desk: DeskFolder
    packs: tuple[str, ...]
    products: tuple[ProductName, ...]
    formats: tuple[str, ...]
    target: Path
    archive: Path | None
    as_of: date | None
    kept: Kept | None = None
    whole: bool = False
    on: str = ""
    tell: Callable[[str], None] = print

    def made_from(self) -> str:
        """The fingerprint of all that the products are made from."""
        return output_folder.fingerprint(self.desk, self.archive)


class Made(NamedTuple):
    """What a build made or found up to date. rows: of each product its name, pages, bytes, and for new ones pack, format and seconds."""

    target: Path
    rows: Sequence[dict[str, Any]]
    problems: Sequence[Diagnostic] = ()
    up_to_date: bool = False


class CannotBeMade(LookupError):
    """An order that its desk cannot meet; the message says why."""


class UnknownPack(CannotBeMade):
    """A pack that the desk does not have; the message names those that it has."""


class NothingWanted(CannotBeMade):
    """A product that no pack makes, or not in the formats asked for."""


def ordered(
    desk: DeskFolder,
    packs: Iterable[str],
    products: Iterable[ProductName],
    formats: Iterable[str],
    output: Path | None,
    as_of: date | None = None,
) -> Order:
    """An order with what the desk's settings say besides. output: None for the desk's own folder of products."""
    settings = plain_settings(desk, running_code.state(desk.root)) or {}
    target = output or desk.root / settings.get("output", "build")
    archive = desk.root / settings["archive"] if "archive" in settings else None
    wanted = tuple(sorted(set(formats), key=FORMATS.index))
    return Order(desk, tuple(packs), tuple(dict.fromkeys(products)), wanted, target, archive, as_of)


def current(order: Order, strict: bool, made_from: str) -> Made | None:
    """The products, if every one is there, unaltered and made from this very input; else None.

    strict: and without a warning. made_from: the order's own.
    """
    recorded = output_folder.read_manifest(order.target)
    if order.as_of or (strict and recorded.get("warnings")):
        return None
    names = output_folder.up_to_date(order.target, recorded, made_from, order.packs, order.products, order.formats)
    entries = {name: recorded["products"][name] for name in names}
    rows = [{"name": name, **{key: entry[key] for key in ("pages", "words", "bytes")}} for name, entry in entries.items()]
    return Made(order.target, rows, up_to_date=True) if names else None
