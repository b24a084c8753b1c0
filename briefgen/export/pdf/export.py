"""PDF by WeasyPrint: archived and accessible, with bookmarks, only our fonts, only our assets."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.document.page import Page
from briefgen.export.face_styles import face_styles
from briefgen.export.pdf.joined_letters import joined_letters
from briefgen.export.pdf.line_breaks import mended_lines
from briefgen.export.product import Product, long_row, unfit
from briefgen.fonts.cut_faces import CutFace
from briefgen.machine.pdf_engine import load_engine

STYLE_SHEET = "print.css"
PARTS = ("archive_level", "attached_files", "gate", "long_rows", "page_faults", "structure_tree")
"""The modules beside this one that need the engine."""
ASSET, FACE = "asset:", "face:"
SERIF, JAPANESE = "Source Serif 4", "Noto Sans JP"
"""Families of what a desk's face lacks, as punctuation."""


def export(page: Page, templates: Templates) -> Product:
    """The page as PDF, archived as the pack asks (`display.archive`).

    Raises ContentError where the style sheet asks for a file outside the templates, what `unfit` gives for a result with faults, and
    EngineChanged for a WeasyPrint that the structure tree was not written for.
    """
    weasyprint = load_engine()
    from weasyprint.text.fonts import FontConfiguration

    from briefgen.export.pdf import archive_level, gate, long_rows, page_faults, structure_tree
    from briefgen.export.pdf.attached_files import carried

    def finish(_: Any, pdf: Any) -> None:
        archive_level.finish(pdf, level, places, page)
        faults.extend(gate.faults(pdf, page.tree, level, page.faces))

    faults: list[str] = []
    level = archive_level.LEVELS.get(page.meta("briefgen.archive"), archive_level.LEVELS["pdfa-3a"])
    refused: list[str] = []
    long: list[Any] = []
    fetch = _fetcher(page.faces, templates, refused)
    fonts = FontConfiguration()
    with _messages() as messages, mended_lines(), joined_letters(page.faces):
        sheet = weasyprint.CSS(string=_style(page, templates), base_url=ASSET, url_fetcher=fetch, font_config=fonts)
        html = weasyprint.HTML(string=page.html, base_url=ASSET, url_fetcher=fetch)
        # Hints: an item of a list may say its number, as references do that share theirs with another product.
        setting = {"stylesheets": [sheet], "font_config": fonts, "pdf_variant": level.variant, "presentational_hints": True}
        document = html.render(**setting)
        while more := long_rows.loosened(document.pages):
            long += more
            document = html.render(**setting)
        with structure_tree.our_tree(html.etree_element, level.modern, page.faces) as places, warnings.catch_warnings():
            # WeasyPrint leaves the file of its colour profile for Python to close.
            warnings.simplefilter("ignore", ResourceWarning)
            files = carried(page)
            faults.extend(page_faults.faults(document.pages, html.etree_element))
            data: bytes = document.write_pdf(pdf_variant=level.variant, pdf_tags=True, finisher=finish, attachments=files)
        pages = len(document.pages)
    if refused:
        raise ContentError([_refusal(url) for url in dict.fromkeys(refused)])
    if faults:
        raise unfit("PDF", faults, templates, STYLE_SHEET)
    told = [_diagnostic(message) for message in dict.fromkeys(messages)] + [long_row(long_rows.words(row)) for row in long]
    return Product(data, pages, tuple(told))


def prepare() -> None:
    """Loads all that an export needs, before there is a page."""
    load_engine()
    for name in PARTS:
        import_module(f"briefgen.export.pdf.{name}")


def _style(page: Page, templates: Templates) -> str:
    """print.css with the strings of the page's margins, and the desk's faces."""
    strings = {
        "running-title": page.meta("briefgen.running-title"),
        "as-of": page.meta("briefgen.as-of"),
        "marking": page.meta("briefgen.marking"),
    }
    strings["draft"] = "DRAFT · " if page.meta("briefgen.status") == "draft" else ""
    settings = " ".join(f"{name} {_quoted(value)}," for name, value in strings.items()).rstrip(",")
    faces = face_styles(page.faces, _address, (SERIF, JAPANESE))
    return templates.text(STYLE_SHEET) + f"\nhtml {{ string-set: {settings}; }}\n" + faces


def _address(face: CutFace, weight: int) -> str:
    return f"{FACE}{face.script.name}/{weight}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _fetcher(faces: Sequence[CutFace], templates: Templates, refused: list[str]) -> Any:
    """Serves `asset:name` from the templates and `face:name` from the desk's faces, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    brought = {_address(face, weight): data for face in faces for weight, data in face.files.items()}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in brought:
                return URLFetcherResponse(url, brought[url])
            path = templates.find(urlsplit(url).path) if url.startswith(ASSET) else None
            if path is None:
                refused.append(url)
                raise ValueError(f"refused: {url}")
            return URLFetcherResponse(url, templates.load(urlsplit(url).path))

    return Fetcher()


def _refusal(url: str) -> Diagnostic:
    return Diagnostic(
        "asset-refused",
        f"A template or style sheet asks for “{url[:120]}”, which is not one of the project's own assets.",
        Location(f"templates/{STYLE_SHEET}"),
        "Put the file into templates/ and name it as asset:NAME.",
    )


def _diagnostic(message: str) -> Diagnostic:
    place = re.search(r" at (\d+):(\d+)", message)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return Diagnostic("layout-message", message, Location(f"templates/{STYLE_SHEET}", line, column))


@contextmanager
def _messages() -> Iterator[list[str]]:
    """Collects what WeasyPrint logs."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    collector = Collector(logging.WARNING)
    old = logger.handlers, logger.propagate, logger.level
    logger.handlers, logger.propagate = [collector], False
    logger.setLevel(logging.WARNING)
    try:
        yield messages
    finally:
        logger.handlers, logger.propagate = old[0], old[1]
        logger.setLevel(old[2])
