"""export: the document becomes the bytes of a format. One module a format, each with `export(page, templates) -> Product`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

SHOWN = 3
"""Faults of a product that are told."""
SHOWN_WORDS = 60
"""Characters of a row that are told."""


@dataclass(frozen=True)
class Product:
    """A finished file: its bytes, its number of pages (0: it has none), and what was noticed on the way."""

    data: bytes
    pages: int = 0
    problems: tuple[Diagnostic, ...] = field(default=())


def long_row(words: str) -> Diagnostic:
    """What an editor is told of a table's row with these words, which is longer than a page."""
    shown = " ".join(words.split())
    shown = shown if len(shown) <= SHOWN_WORDS else f"{shown[:SHOWN_WORDS]}…"
    hint = "Shorten it, or say part of it elsewhere: readers lose the line in a row that goes on over the page."
    return Diagnostic("row-too-long", f"A row of a table is longer than a page: “{shown}”.", Location("templates"), hint, subject=words)


def unfit(kind: str, faults: Sequence[str], templates: Templates, likely: str) -> Exception:
    """What a product with faults is refused with: a problem of the desk's own templates where it has any, else a fault of ours.

    kind: "PDF" or "Word document". likely: the template that is blamed where the desk has its own.
    """
    own = templates.own_names()
    if not own:
        return ValueError(f"the {kind} has faults: " + "; ".join(faults))
    blamed = likely if likely in own else own[0]
    more = f"; and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    message = f"With the desk's own templates the {kind} does not hold what the page says: {'; '.join(faults[:SHOWN])}{more}."
    hint = f"Templates may set, not hide or replace. Is the fault gone without the desk's own {', '.join(own)}?"
    return ContentError([Diagnostic("template-error", message, Location(f"templates/{blamed}"), hint)])
