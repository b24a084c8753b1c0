"""Exports in processes beside this one. One loads WeasyPrint while the content is still being read, and sets pages while Word is written;
a large document is set in parts by as many as the machine bears.

Only where a process can be forked; elsewhere, and whenever such a process fails, pages are set in place.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import replace
from importlib import import_module
from threading import Thread
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from briefgen.desk.kept import NOTHING, Kept, key_of
from briefgen.export.pdf.linked.values import Part, Runs
from briefgen.export.pdf.setting import Setting, Told
from briefgen.pipeline.machine_key import machine_key
from briefgen.pipeline.processes.pool import Here, Processes, done

if TYPE_CHECKING:
    from briefgen.desk.templates import Templates
    from briefgen.document.page import Attachment, Page
    from briefgen.export.product import Product
    from briefgen.fonts.cut_faces import CutFace
    from briefgen.pipeline.processes.cluster import Cluster

Timed = tuple["Product", float]
"""A product and the seconds it took."""
EXPORTERS = {"pdf": "briefgen.export.pdf.export", "docx": "briefgen.export.docx.export", "html": "briefgen.export.html"}
"""Format → its module, imported where it is used."""
WHOLE = "briefgen.pipeline.worker:set_html"


class Begun(Protocol):
    """An export that is under way."""

    def result(self) -> Timed:
        """The product and the seconds it took. Raises what the export raises."""
        ...


class PdfWorker:
    """Exports pages, PDF in processes beside this one. Open it before the work that it is to overlap with.

    kept: what earlier builds set; whole: whether a large document too is set in one piece; noted: is told of each part of a large one:
    True for one that was kept, None for one that is to be set, False when that is done; on: the address of a cluster's scheduler, "" for
    processes of this machine; tell: takes what is said of its workers.
    """

    def __init__(
        self, formats: Iterable[str], kept: Kept | None = None, *, whole: bool = False, on: str = "", tell: Callable[[str], None] = print
    ) -> None:
        self.noted: Callable[[bool | None], None] = lambda _: None
        self._kept, self._whole = kept or NOTHING, whole
        self._runs: Cluster | Processes | None = None
        if "pdf" in formats and on:
            from briefgen.pipeline.processes.cluster import Cluster

            self._runs = Cluster(on, machine_key(), tell)
        elif "pdf" in formats and sys.platform == "linux":
            self._runs = Processes()

    def __enter__(self) -> PdfWorker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close(at_once=error is not None)

    def close(self, *, at_once: bool = False) -> None:
        """Ends the processes beside this one and waits until they are gone. at_once: without waiting for what they are at."""
        if self._runs:
            self._runs.close(at_once=at_once)
        self._runs = None

    def submit(self, name: str, page: Page, templates: Templates) -> Begun:
        """Begins an export."""
        if name != "pdf":
            return _Done(timed_export(name, page, templates, self._kept))
        return _Retried(self, page, templates)

    def begin(self, page: Page, templates: Templates) -> Begun:
        """Begins a PDF with the processes that there are."""
        from briefgen.export.pdf.linked.parts import parts_of
        from briefgen.export.pdf.setting import setting_of

        parts = () if self._whole else parts_of(page, setting_of(page, templates))
        return _Pdf(page, templates, self._runs or Here(), self._kept, parts, self.noted)


class _Done:
    """An export that was done at once, in this process."""

    def __init__(self, made: Timed) -> None:
        self._made = made

    def result(self) -> Timed:
        """The product and the seconds it took."""
        return self._made


class _Retried:
    """A PDF that is begun again in this process where those beside it die. It is finished in a thread of its own, as soon as it can be."""

    def __init__(self, worker: PdfWorker, page: Page, templates: Templates) -> None:
        self._worker, self._page, self._templates = worker, page, templates
        try:
            self._begun = worker.begin(page, templates)
        except BrokenExecutor:
            worker.close()
            self._begun = worker.begin(page, templates)
        self._made: Future[Timed] = Future()
        Thread(target=self._finish, daemon=True).start()

    def _finish(self) -> None:
        try:
            self._made.set_result(self._begun.result())
        except BaseException as error:
            self._made.set_exception(error)

    def result(self) -> Timed:
        """The product and the seconds it took. Raises what the export raises."""
        try:
            return self._made.result()
        except BrokenExecutor:
            self._worker.close()
            return self._worker.begin(self._page, self._templates).result()


def timed_export(name: str, page: Page, templates: Templates, kept: Kept = NOTHING) -> Timed:
    """A product and the seconds it took. kept: what earlier exports made, which Word uses."""
    started = perf_counter()
    more = {"kept": kept} if name == "docx" else {}
    product: Product = import_module(EXPORTERS[name]).export(page, templates, **more)
    return product, perf_counter() - started


class _Pdf:
    """A PDF that is being set, in parts or whole."""

    def __init__(
        self, page: Page, templates: Templates, runs: Runs, kept: Kept, parts: Sequence[Part], noted: Callable[[bool | None], None]
    ) -> None:
        from briefgen.export.pdf.linked.in_parts import InParts
        from briefgen.export.pdf.setting import setting_of

        self._page, self._templates, self._runs, self._kept = page, templates, runs, kept
        self._started = perf_counter()
        self._setting = setting_of(page, templates)
        self._parts = InParts(page, self._setting, parts, runs, kept, machine_key(), noted) if len(parts) > 1 else None
        self._begun = None if self._parts else self._begin_whole()

    def result(self) -> Timed:
        """The product and the seconds it took. Raises what the export raises."""
        from briefgen.export.pdf.export import finished, not_linked
        from briefgen.export.pdf.linked.values import LinkFault

        faults = []
        try:
            data, pages, told = self._parts.result() if self._parts else self._whole()
        except LinkFault as fault:
            faults.append(not_linked(str(fault)))
            data, pages, told = self._whole()
        product = finished(data, pages, told, self._templates)
        return replace(product, problems=(*product.problems, *faults)), perf_counter() - self._started

    def _begin_whole(self) -> tuple[str, Future[Any]]:
        """The key of the document in one piece, and its bytes, pages and what was noticed: from what is kept, or under way."""
        page, key = self._page, ""
        if self._kept.keeps:
            files = (part for file in page.attachments for part in (file.name, file.data, file.mime, file.relationship, file.description))
            key = key_of(machine_key(), self._setting.key, page.html, *files)
        if key and (found := self._kept.get(key)):
            data, pages, told = found
            return "", done((data, pages, Told(*told)))
        return key, self._runs.submit(WHOLE, page.html, page.attachments, page.faces, self._setting)

    def _whole(self) -> tuple[bytes, int, Told]:
        key, begun = self._begun or self._begin_whole()
        data, pages, told = begun.result()
        if key:
            self._kept.put(key, (data, pages, tuple(told)))
        return data, pages, told


def set_html(html: str, attachments: tuple[Attachment, ...], faces: tuple[CutFace, ...], setting: Setting) -> tuple[bytes, int, Told]:
    """The document of a text in one piece: a text goes to another process faster than its tree."""
    from briefgen.document.page import Page
    from briefgen.export.pdf.export import set_whole

    return set_whole(Page.parse(html, attachments, faces), setting)
