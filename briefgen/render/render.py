"""render: the briefing becomes one semantic HTML document in the declared vocabulary."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import briefgen
from briefgen.assemble.briefing import Briefing
from briefgen.desk.files import sha256_of
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.document.page import Page
from briefgen.fonts.desk_faces import DeskFace, cut_for
from briefgen.render.document_checks import dead_links, strays
from briefgen.render.environment import ROOT_TEMPLATE, pack_html
from briefgen.render.language_marks import told_apart

NO_BUILD = '<meta name="briefgen.build" content=""/>'
"""What the template writes where the build id goes."""


def render(briefing: Briefing, templates: Templates, faces: Sequence[DeskFace] = ()) -> Page:
    """The document of a briefing. faces: those that the desk brings, of which the page takes what it shows.

    Raises ContentError for a broken template, a stray element or a dead link.
    """
    html = _stamped(told_apart(pack_html(briefing, templates), faces))
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


def _stamped(html: str) -> str:
    """The document with its build id: a digest of all that it says and of briefgen's version, the same in every build of it."""
    said = re.sub(r'<meta name="dcterms\.created"[^>]*>', "", html)  # SOURCE_DATE_EPOCH may set it
    build = sha256_of(f"{briefgen.__version__}\n{said}".encode())[:16]
    return html.replace(NO_BUILD, NO_BUILD.replace('""', f'"{build}"'), 1)
