"""HTML: the document itself, one self-contained file."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.document.page import Page
from briefgen.export.face_styles import face_styles
from briefgen.export.product import Product

SERIF = ("Source Serif 4", "Noto Sans JP")
"""Families of what a desk's face lacks, as punctuation."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ASKS = re.compile(r"""@import\b[^;]*|\b(?:url|src|image|image-set)\(\s*(?!["']?(?:data:|\#))[^)]*\)?""", re.IGNORECASE)


def export(page: Page, templates: Templates) -> Product:
    """The page as UTF-8 bytes. Its screen style sheet is already inside. Raises ContentError where that asks for another file."""
    refused = [_refusal(asked) for style in page.tree.iter("style") for asked in _asks_for(style.text or "")]
    if refused:
        raise ContentError(refused)
    return Product(_with_faces(page).encode())


def _with_faces(page: Page) -> str:
    """The document with the desk's faces that it needs written into it."""
    styles = face_styles(page.faces, lambda face, weight: f"data:font/ttf;base64,{b64encode(face.files[weight]).decode()}", SERIF)
    return page.html.replace("</head>", f"<style>\n{styles}</style>\n</head>", 1) if styles else page.html


def _asks_for(style: str) -> Iterator[str]:
    """What in a style sheet would make a browser look elsewhere."""
    yield from dict.fromkeys(_ASKS.findall(_COMMENT.sub(" ", style)))


def _refusal(asked: str) -> Diagnostic:
    message = f"The style sheet for the screen asks for another file: “{asked[:120]}”. An HTML pack is one file that asks for nothing."
    return Diagnostic(
        "asset-refused", message, Location("templates/screen.css"), "Leave it out, or write the file itself into it as url(data:…)."
    )
