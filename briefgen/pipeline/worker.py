"""A second process that sets PDF pages. It loads WeasyPrint while the content is still being read, and sets while Word is written.

Only on Linux, where a process can be forked cheaply; elsewhere, and whenever the press fails, pages are set in place.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from time import perf_counter
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from briefgen.desk.templates import Templates
    from briefgen.document.page import Attachment, Page
    from briefgen.export.product import Product

Finish = Callable[[], "tuple[Product, float]"]
"""Waits for a product: the product and the seconds it took. Raises what the export raised."""
EXPORTERS = {"pdf": "briefgen.export.pdf.export", "docx": "briefgen.export.docx.export", "html": "briefgen.export.html"}
"""Format → its module, imported where it is used."""


class PdfWorker:
    """Exports pages, PDF in a process of its own. Start it before the work that it is to overlap with."""

    def __init__(self, formats: Iterable[str]) -> None:
        self._pipe: Connection | None = None
        self._worker = 0
        if "pdf" in formats and sys.platform == "linux":
            self._pipe, theirs = Pipe()
            self._worker = os.fork()
            if self._worker == 0:
                self._pipe.close()
                _work(theirs)
            theirs.close()

    def close(self) -> None:
        """Ends the process beside this one and waits until it is gone."""
        if self._pipe:
            self._pipe.close()
        if self._worker:
            os.waitpid(self._worker, 0)
        self._pipe, self._worker = None, 0

    def begin(self, name: str, page: Page, templates: Templates) -> Finish:
        """Begins an export; the call that comes back waits for it."""
        if name != "pdf" or self._pipe is None:
            done = timed_export(name, page, templates)
            return lambda: done
        self._pipe.send((page.html, page.attachments, templates))
        return lambda: self._collect(page, templates)

    def _collect(self, page: Page, templates: Templates) -> tuple[Product, float]:
        try:
            outcome = self._pipe.recv() if self._pipe else None
        except (EOFError, OSError):
            self._pipe, outcome = None, None
        if isinstance(outcome, Exception):
            raise outcome
        return outcome or timed_export("pdf", page, templates)


def timed_export(name: str, page: Page, templates: Templates) -> tuple[Product, float]:
    """A product and the seconds it took."""
    started = perf_counter()
    product: Product = import_module(EXPORTERS[name]).export(page, templates)
    return product, perf_counter() - started


def _work(pipe: Connection) -> NoReturn:
    """The press itself: sets one page after the other until the pipe is closed."""
    gc.disable()
    try:
        import_module(EXPORTERS["pdf"]).load_engine()
        while True:
            pipe.send(_outcome(*pipe.recv()))
    except (EOFError, OSError):
        os._exit(0)
    finally:
        os._exit(1)


def _outcome(html: str, attachments: tuple[Attachment, ...], templates: Templates) -> tuple[Product, float] | Exception:
    from briefgen.document.page import Page

    try:
        return timed_export("pdf", Page.parse(html, attachments), templates)
    except Exception as error:  # every error belongs to the process that asked
        return error
