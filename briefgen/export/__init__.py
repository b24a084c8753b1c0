"""export: the document becomes the bytes of a format. One module a format, each with `export(page, templates) -> Product`."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.diagnostics import Diagnostic


@dataclass(frozen=True)
class Product:
    """A finished file: its bytes, its number of pages (0: it has none), and what was noticed on the way."""

    data: bytes
    pages: int = 0
    problems: tuple[Diagnostic, ...] = field(default=())
