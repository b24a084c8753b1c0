"""HTML laid out on pages by WeasyPrint, with its faults mended and the rows that are longer than a page allowed to break."""

from __future__ import annotations

import logging
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from briefgen.export.pdf.archive_level import LEVELS
from briefgen.export.pdf.pages import long_rows
from briefgen.export.pdf.pages.joined_letters import joined_letters
from briefgen.export.pdf.pages.line_breaks import mended_lines
from briefgen.export.pdf.setting import ASSET, Setting, fetcher


@dataclass(frozen=True)
class Ready:
    """A setting that WeasyPrint has taken in. fonts: its FontConfiguration; sheet: the style sheet; refused: addresses that this asked for
    in vain; heard: what WeasyPrint said of it."""

    setting: Setting
    fonts: Any
    sheet: Any
    refused: tuple[str, ...]
    heard: tuple[str, ...]


def ready(setting: Setting) -> Ready:
    """A setting taken in, for any number of documents."""
    refused: list[str] = []
    fonts = FontConfiguration()
    with messages() as heard:
        sheet = weasyprint.CSS(string=setting.style, base_url=ASSET, url_fetcher=fetcher(setting, refused), font_config=fonts)
    return Ready(setting, fonts, sheet, tuple(refused), tuple(heard))


@dataclass(frozen=True)
class Laid:
    """A document on pages. document: WeasyPrint's; root: the element that was laid out; long: the words of rows longer than a page;
    refused: addresses that were asked for and not served, those of the style sheet too; heard: what WeasyPrint says, growing."""

    document: Any
    root: ET.Element
    long: list[str]
    refused: list[str]
    heard: list[str]


@contextmanager
def laid_out(html: str, made_ready: Ready) -> Iterator[Laid]:
    """The pages of a document. They are to be painted within."""
    setting = made_ready.setting
    refused = [*made_ready.refused]
    with messages() as heard, mended_lines(), joined_letters(setting.faces):
        heard += made_ready.heard
        parsed = weasyprint.HTML(string=html, base_url=ASSET, url_fetcher=fetcher(setting, refused))
        # Hints: an item of a list may say its number, as references do that share theirs with another product.
        variant = LEVELS[setting.archive].variant
        options = {"stylesheets": [made_ready.sheet], "font_config": made_ready.fonts, "pdf_variant": variant, "presentational_hints": True}
        document = parsed.render(**options)
        long: list[ET.Element] = []
        while more := long_rows.loosened(document.pages):
            long += more
            document = parsed.render(**options)
        yield Laid(document, parsed.etree_element, [long_rows.words(row) for row in long], refused, heard)


@contextmanager
def messages() -> Iterator[list[str]]:
    """Collects what WeasyPrint logs."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    collector = Collector(logging.WARNING)
    old = logger.handlers, logger.propagate, logger.level
    logger.handlers, logger.propagate = [collector], False
    logger.setLevel(logging.WARNING)
    try:
        yield found
    finally:
        logger.handlers, logger.propagate = old[0], old[1]
        logger.setLevel(old[2])
