"""Exports in a process beside this one. It loads WeasyPrint while the content is still being read, and sets pages while Word is written.

Only on Linux, where a process can be forked cheaply; elsewhere, and whenever that process fails, pages are set in place.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from concurrent.futures import Future
from importlib import import_module
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from briefgen.desk.templates import Templates
    from briefgen.document.page import Attachment, Page
    from briefgen.export.product import Product
    from briefgen.fonts.cut_faces import CutFace

Timed = tuple["Product", float]
"""A product and the seconds it took."""
EXPORTERS = {"pdf": "briefgen.export.pdf.export", "docx": "briefgen.export.docx.export", "html": "briefgen.export.html"}
"""Format → its module, imported where it is used."""


class PdfWorker:
    """Exports pages, PDF in a process of its own. Open it before the work that it is to overlap with."""

    def __init__(self, formats: Iterable[str]) -> None:
        self._pool: ProcessPoolExecutor | None = None
        if "pdf" in formats and sys.platform == "linux":
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            self._pool = ProcessPoolExecutor(1, get_context("fork"), _begin)
            self._pool.submit(_ready)  # the pool starts its process with the first task

    def __enter__(self) -> PdfWorker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process beside this one and waits until it is gone."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None

    def submit(self, name: str, page: Page, templates: Templates) -> Future[Timed]:
        """An export; its result is the product and the seconds it took, or what the export raised."""
        if name == "pdf" and self._pool is not None:
            from concurrent.futures.process import BrokenProcessPool

            try:
                return self._pool.submit(_pdf, page.html, page.attachments, page.faces, templates)
            except BrokenProcessPool:
                self.close()
        return _in_place(name, page, templates)

    def result(self, future: Future[Timed], page: Page, templates: Templates) -> Timed:
        """What was submitted; a PDF is set in place where the process beside this one died of it. Raises what the export raised."""
        try:
            return future.result()
        except RuntimeError as error:
            from concurrent.futures.process import BrokenProcessPool

            if not isinstance(error, BrokenProcessPool):
                raise
            self.close()
            return timed_export("pdf", page, templates)


def _in_place(name: str, page: Page, templates: Templates) -> Future[Timed]:
    done: Future[Timed] = Future()
    done.set_result(timed_export(name, page, templates))
    return done


def timed_export(name: str, page: Page, templates: Templates) -> Timed:
    """A product and the seconds it took."""
    started = perf_counter()
    product: Product = import_module(EXPORTERS[name]).export(page, templates)
    return product, perf_counter() - started


def _begin() -> None:
    gc.disable()
    import_module(EXPORTERS["pdf"]).prepare()


def _ready() -> None:
    """Asks for nothing but a process."""


def _pdf(html: str, attachments: tuple[Attachment, ...], faces: tuple[CutFace, ...], templates: Templates) -> Timed:
    from briefgen.document.page import Page

    return timed_export("pdf", Page.parse(html, attachments, faces), templates)
