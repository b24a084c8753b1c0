"""render: the briefing becomes one semantic HTML document in the declared vocabulary."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

import briefgen
from briefgen.assemble.briefing import Briefing
from briefgen.content.model.pack import ProductName
from briefgen.desk.files import sha256_of
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.document.page import Page
from briefgen.fonts.desk_faces import DeskFace, cut_for
from briefgen.render.document_checks import dead_links, strays
from briefgen.render.environment import ROOT_TEMPLATE, pack_html
from briefgen.render.language_marks import told_apart
from briefgen.render.unprinted_links import ANNEX, with_links_that_lead
from briefgen.render.view import view_of

NO_BUILD = '<meta name="briefgen.build" content=""/>'
"""What the template writes where the build id goes."""


def render(
    briefing: Briefing, templates: Templates, product: ProductName = "pack", *, on_screen: bool = False, faces: Sequence[DeskFace] = ()
) -> Page:
    """The document of one product. on_screen: as a browser shows it, the pack with its annex. faces: those that the desk brings, of
    which the page takes what it shows.

    Raises ContentError for a broken template, a stray element or a dead link.
    """
    html = pack_html(briefing, view_of(briefing, product, on_screen=on_screen), templates)
    html = _stamped(told_apart(with_links_that_lead(html, _every_id(briefing)), faces))
    try:
        page = Page.parse(html, faces=cut_for(html, faces))
    except ET.ParseError as error:
        line, _ = error.position
        excerpt = html.splitlines()[line - 1].strip()[:100] if line <= html.count("\n") + 1 else ""
        raise ContentError(
            [
                Diagnostic(
                    "template-error",
                    f"The templates' result is not well-formed ({error.msg.split(':')[0]}) near: {excerpt}",
                    Location(f"templates/{ROOT_TEMPLATE}"),
                    "Close every element, and write <br/> rather than <br>.",
                )
            ]
        ) from None
    problems = [*strays(page.tree, templates), *dead_links(page.tree)]
    if problems:
        raise ContentError(problems)
    return page


def _every_id(briefing: Briefing) -> frozenset[str]:
    """The ids that the records of a briefing have where they are printed, in whichever product."""
    events = (event for year in briefing.chronology for event in year)
    records: tuple[Any, ...] = (*briefing.developments, *briefing.register, *events, *briefing.officials, *briefing.glossary)
    offices = (row.anchor.removeprefix(ANNEX) for row in briefing.offices.unnamed)
    return frozenset((*(record.anchor for record in (*records, *briefing.sources.sources)), *offices))


def _stamped(html: str) -> str:
    """The document with its build id: a digest of all that it says and of briefgen's version, the same in every build of it."""
    said = re.sub(r'<meta name="dcterms\.created"[^>]*>', "", html)  # SOURCE_DATE_EPOCH may set it
    build = sha256_of(f"{briefgen.__version__}\n{said}".encode())[:16]
    return html.replace(NO_BUILD, NO_BUILD.replace('""', f'"{build}"'), 1)
