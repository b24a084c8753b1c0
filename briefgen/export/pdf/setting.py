"""What pages are set with: the style sheet, the files that it may ask for, the desk's faces, the archive level. A plain value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from briefgen.desk.kept import key_of
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.document.page import Page
from briefgen.export.face_styles import face_styles
from briefgen.fonts.cut_faces import CutFace

STYLE_SHEET, CHANGES = "print.css", "print-changes.css"
"""The second is for documents that are compared with an older one."""
CHANGED = re.compile(r" data-(?:since|change|was)=|<(?:ins|del)\b")
ASSET, FACE = "asset:", "face:"
SERIF, JAPANESE = "Source Serif 4", "Noto Sans JP"
"""Families of what a desk's face lacks, as punctuation."""
ARCHIVES = ("pdfa-3a", "pdfa-4f")
NO_ASSETS = (".j2", ".md", ".xml", ".rels", ".docx", ".dotx")
"""Ends of the names of templates that a style sheet has no use for."""


@dataclass(frozen=True)
class Setting:
    """What pages are set with. style: the style sheet, with what it says in the margins; assets: name and bytes of the files that it
    may name;
    archive: the level of archiving, as packs name it."""

    style: str
    assets: tuple[tuple[str, bytes], ...]
    faces: tuple[CutFace, ...]
    archive: str

    @cached_property
    def key(self) -> str:
        """A digest of all of it."""
        assets = (part for asset in self.assets for part in asset)
        faces: list[str | bytes] = []
        for face in self.faces:
            faces += [repr(face.script), face.language, face.family, *face.files.values()]
        return key_of(self.style, self.archive, *assets, *faces)


class Told(NamedTuple):
    """What was noticed while pages were set. refused: addresses; faults: in words; messages: WeasyPrint's; long: the words of rows that
    are longer than a page."""

    refused: tuple[str, ...]
    faults: tuple[str, ...]
    messages: tuple[str, ...]
    long: tuple[str, ...]


def setting_of(page: Page, templates: Templates) -> Setting:
    """What a page is set with."""
    archive = page.meta("briefgen.archive")
    style = _style(page, templates)
    named = [name for name in templates.files() if f"{ASSET}{name}" in style or (templates.is_own(name) and not name.endswith(NO_ASSETS))]
    return Setting(
        style, tuple((name, templates.load(name)) for name in named), page.faces, archive if archive in ARCHIVES else ARCHIVES[0]
    )


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
    changes = templates.text(CHANGES) if CHANGED.search(page.html) else ""
    return templates.text(STYLE_SHEET) + changes + f"\nhtml {{ string-set: {settings}; }}\n" + faces


def _address(face: CutFace, weight: int) -> str:
    return f"{FACE}{face.script.name}/{weight}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def fetcher(setting: Setting, refused: list[str]) -> Any:
    """Serves `asset:name` from the templates and `face:name` from the desk's faces, and refuses everything else, which it notes."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    faces: Sequence[CutFace] = setting.faces
    assets = dict(setting.assets)
    brought = {_address(face, weight): data for face in faces for weight, data in face.files.items()}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in brought:
                return URLFetcherResponse(url, brought[url])
            name = urlsplit(url).path if url.startswith(ASSET) else ""
            if name not in assets:
                refused.append(url)
                raise ValueError(f"refused: {url}")
            return URLFetcherResponse(url, assets[name])

    return Fetcher()


def refusal(url: str) -> Diagnostic:
    """What is said of a file that was asked for and refused."""
    return Diagnostic(
        "asset-refused",
        f"A template or style sheet asks for “{url[:120]}”, which is not one of the project's own assets.",
        Location(f"templates/{STYLE_SHEET}"),
        "Put the file into templates/ and name it as asset:NAME.",
    )
