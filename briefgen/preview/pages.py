"""The set pages of a desk's products as pictures, each known by the digest of what it shows; runs in a process of its own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from briefgen.content.content import Content
from briefgen.desk.files import sha256_of
from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import Kept
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.diagnostics.reports import record
from briefgen.pipeline.held.open_desk import OpenDesk
from briefgen.pipeline.worker import PdfWorker

SCALE = 1.6
"""Pixels for each point: a page of A4 is 952 wide."""


class Pages:
    """The pages of a desk. root: its folder."""

    def __init__(self, root: Path) -> None:
        self._desk = OpenDesk(DeskFolder(root))
        self._kept = Kept(root)
        self._good: Content | None = None
        self._files: dict[tuple[str, str], tuple[str, list[dict[str, Any]]]] = {}
        self._pictures: dict[str, bytes] = {}

    def pages(self, pack: str, product: str) -> dict[str, Any]:
        """The pages of a product as it is printed: of each its number, the digest of its picture, size in pixels, and words.

        The last whole records are set where those of now are broken; what stops the setting is told as problems, and no pages are given.
        """
        looked = self._desk.look()
        self._good = looked.content or self._good
        if self._good is None or pack not in self._good.packs:
            return {"problems": [], "pages": None}
        try:
            page = self._desk.page(self._good, pack, product, on_screen=False)  # type: ignore[arg-type]
            templates = self._desk.folder.templates
            made, _ = PdfWorker((), self._kept).begin(page, templates).result()
        except ContentError as error:
            return {"problems": [{**record(problem), "at": []} for problem in error.problems], "pages": None}
        digest = sha256_of(made.data)
        if self._files.get((pack, product), ("", []))[0] != digest:
            self._files[pack, product] = digest, self._drawn(made.data)
            self._forget()
        return {"problems": [], "pages": self._files[pack, product][1]}

    def picture(self, digest: str) -> bytes | None:
        """A page's picture (PNG); None for one that no product shows any longer."""
        return self._pictures.get(digest)

    def _drawn(self, data: bytes) -> list[dict[str, Any]]:
        import pypdfium2

        pages = []
        document = pypdfium2.PdfDocument(data)
        try:
            for number, page in enumerate(document, 1):
                image = page.render(scale=SCALE).to_pil().convert("RGB")
                digest = sha256_of(image.tobytes())[:24]
                if digest not in self._pictures:
                    stream = io.BytesIO()
                    image.save(stream, "PNG", compress_level=1)
                    self._pictures[digest] = stream.getvalue()
                words = " ".join(page.get_textpage().get_text_range().split())
                pages.append({"number": number, "digest": digest, "width": image.width, "height": image.height, "words": words})
        finally:
            document.close()
        return pages

    def _forget(self) -> None:
        """Lets go of the pictures that no product shows any longer."""
        shown = {page["digest"] for _, pages in self._files.values() for page in pages}
        self._pictures = {digest: picture for digest, picture in self._pictures.items() if digest in shown}
