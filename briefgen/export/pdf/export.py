"""PDF by WeasyPrint: archived and accessible, with bookmarks, only our fonts, only our assets."""

from __future__ import annotations

import re
import warnings
from typing import Any

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.document.page import Page
from briefgen.export.pdf.setting import STYLE_SHEET, Setting, Told, refusal, setting_of
from briefgen.export.product import Product, long_row, unfit
from briefgen.machine.pdf_engine import load_engine


def export(page: Page, templates: Templates) -> Product:
    """The page as PDF, archived as the pack asks (`display.archive`), set in one piece.

    Raises ContentError where the style sheet asks for a file outside the templates, what `unfit` gives for a result with faults, and
    EngineChanged for a WeasyPrint that the structure tree was not written for.
    """
    data, pages, told = set_whole(page, setting_of(page, templates))
    return finished(data, pages, told, templates)


def set_whole(page: Page, setting: Setting) -> tuple[bytes, int, Told]:
    """The bytes of a PDF that is set in one piece, its pages, and what was noticed. Raises EngineChanged."""
    load_engine()
    from briefgen.export.pdf import archive_level, gate, structure_tree
    from briefgen.export.pdf.attached_files import carried
    from briefgen.export.pdf.pages import page_faults
    from briefgen.export.pdf.pages.layout import laid_out, ready

    def finish(_: Any, pdf: Any) -> None:
        archive_level.finish(pdf, level, places, page)
        faults.extend(gate.faults(pdf, page.tree, level, page.faces))

    faults: list[str] = []
    level = archive_level.LEVELS[setting.archive]
    with laid_out(page.html, ready(setting)) as laid:
        around = structure_tree.Surroundings.of(laid.root, page.faces)
        with structure_tree.our_tree(laid.root, level.modern, around) as places, warnings.catch_warnings():
            # WeasyPrint leaves the file of its colour profile for Python to close.
            warnings.simplefilter("ignore", ResourceWarning)
            files = carried(page)
            faults.extend(page_faults.faults(laid.document.pages, laid.root))
            data: bytes = laid.document.write_pdf(pdf_variant=level.variant, pdf_tags=True, finisher=finish, attachments=files)
        pages = len(laid.document.pages)
    return data, pages, Told(tuple(laid.refused), tuple(faults), tuple(dict.fromkeys(laid.heard)), tuple(laid.long))


def finished(data: bytes, pages: int, told: Told, templates: Templates) -> Product:
    """The product of a PDF's bytes. Raises ContentError for what was refused, and what `unfit` gives for faults."""
    if told.refused:
        raise ContentError([refusal(url) for url in dict.fromkeys(told.refused)])
    if told.faults:
        raise unfit("PDF", told.faults, templates, STYLE_SHEET)
    return Product(data, pages, tuple([_diagnostic(message) for message in told.messages] + [long_row(words) for words in told.long]))


def not_linked(why: str) -> Diagnostic:
    """What an editor is told where the parts of a document did not make one file."""
    message = f"The parts of the PDF could not be linked ({why}), so it was set in one piece, which takes longer."
    return Diagnostic("set-whole", message, Location(f"templates/{STYLE_SHEET}"), "Nothing is wrong with the pack. Please report it.")


def _diagnostic(message: str) -> Diagnostic:
    place = re.search(r" at (\d+):(\d+)", message)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return Diagnostic("layout-message", message, Location(f"templates/{STYLE_SHEET}", line, column))
