"""PDFs set both ways: part by part and linked, and in one piece; with what readers find in each."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2

from briefgen.assemble.assemble import assemble
from briefgen.content.model.pack import ProductName
from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import Kept
from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.export.pdf.linked.in_parts import InParts
from briefgen.export.pdf.linked.parts import parts_of
from briefgen.export.pdf.setting import Told, setting_of
from briefgen.pipeline.processes.pool import Here
from briefgen.render.render import render
from tests.tools.desks import loaded


def in_chapters(desk: DeskFolder, chapters: str = "year", more: str = "") -> DeskFolder:
    """The desk, its first pack divided into chapters. more: further lines of `display`."""
    path = min((desk.root / "content/packs").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    lines = f"display:\n  chapters: {chapters}\n{more}"
    path.write_text(text.replace("display:\n", lines) if "display:\n" in text else f"{text}\n{lines}", encoding="utf-8")
    return desk


def page_of(desk: DeskFolder, product: ProductName = "pack") -> Page:
    """The document of a product of the desk's first pack."""
    content = loaded(desk)
    return render(assemble(content, next(iter(content.packs))), desk.templates, product)


def linked(page: Page, templates: Templates, kept: Kept | None = None, runs: Any = None) -> tuple[bytes, int, Told]:
    """The PDF of a page, set part by part in this process."""
    setting = setting_of(page, templates)
    return InParts(page, setting, parts_of(page, setting), runs or Here(), kept or Kept(None), "here", lambda _: None).result()


def pictures(data: bytes) -> list[bytes]:
    """Each page as a picture of its own, in grey."""
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=1, grayscale=True).to_pil().tobytes() for page in document]


def catalog(data: bytes) -> dict[str, str]:
    """What the catalog says of the file beside its tree, its places and its pages; and its properties."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    left = {"/Pages", "/StructTreeRoot", "/Names", "/Outlines", "/Metadata", "/OutputIntents", "/AF"}
    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    files = {str(file.name): file.content for file in reader.attachment_list}
    return {
        **{key: str(value.get_object()) for key, value in root.items() if key not in left},
        **{key: str(value) for key, value in (reader.metadata or {}).items()},
        "metadata": metadata,
        "roles": str(root["/StructTreeRoot"].get("/RoleMap")),
        "intents": str([intent.get_object()["/S"] for intent in root["/OutputIntents"]]),
        "files": str(files),
    }


def places(data: bytes) -> dict[str, tuple[Any, ...]]:
    """Place → its page, its point, and the type of its structure element where the place leads to one."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference}
    names: Any = reader.trailer["/Root"]["/Names"]["/Dests"]["/Names"]  # type: ignore[index]
    found = {}
    for name, place in zip(names[::2], names[1::2], strict=True):
        place = place.get_object()
        modern = not isinstance(place, list)
        point = place["/D"] if modern else place
        element = place["/SD"][0].get_object() if modern else {"/S": ""}
        found[str(name)] = (numbers[point[0].idnum], [str(one) for one in point[1:]], str(element["/S"]))
    return found


def annotations(data: bytes) -> list[tuple[Any, ...]]:
    """Each link: its page, where it stands, where it leads, what it says, its flags, and the type of the element that owns it."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    tree: Any = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    owners = dict(zip(tree[::2], tree[1::2], strict=True))
    assert list(owners) == sorted(owners)
    found = []
    for number, page in enumerate(reader.pages):
        assert page["/StructParents"] in owners
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            owner = owners[link["/StructParent"]].get_object()
            leads = str(link.get("/Dest") or link["/A"]["/URI"])
            found.append((number, str(link["/Rect"]), leads, str(link["/Contents"]), link["/F"], str(owner["/S"])))
    return found


def copy_of(desk: DeskFolder, root: Path) -> DeskFolder:
    """A copy of a desk, to be changed."""
    shutil.copytree(desk.root / "content", root / "content")
    return DeskFolder(root)
