"""HTML: the document itself, one self-contained file."""

from __future__ import annotations

from briefgen.export import Product
from briefgen.page import Page
from briefgen.templates import Templates


def export(page: Page, templates: Templates) -> Product:
    """The page as UTF-8 bytes. Its screen style sheet is already inside."""
    return Product(page.html.encode())
