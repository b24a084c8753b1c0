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
from briefgen.machine.pdf_engine import load_engine
from briefgen.pipeline.held.open_desk import OpenDesk
from briefgen.pipeline.worker import PdfWorker

SCALE = 1.6
"""Pixels for each point: a page of A4 is 952 wide."""
COMPARED = 0.5
"""The same for the picture by which two pages are told apart: it is never shown, and costs a twentieth."""
AROUND = 60
"""Signs of a page's text on either side of a point."""


class Pages:
    """The pages of a desk. root: its folder."""

    def __init__(self, root: Path) -> None:
        load_engine()  # processes are forked from this one: nothing is left behind by one that is killed
        self._desk = OpenDesk(DeskFolder(root))
        self._kept = Kept(root)
        self._worker = PdfWorker(("pdf",), self._kept)
        self._good: Content | None = None
        self._set: dict[tuple[str, str], SetPages] = {}

    def pages(self, pack: str, product: str) -> dict[str, Any]:
        """The pages of a product as it is printed: of each its number, the digest of what it shows, size in pixels, and words.

        The last whole records are set where those of now are broken; what stops the setting is told as problems, and no pages are given.
        """
        looked = self._desk.look()
        self._good = looked.content or self._good
        if self._good is None or pack not in self._good.packs:
            return {"problems": [], "pages": None}
        try:
            page = self._desk.page(self._good, pack, product, on_screen=False)  # type: ignore[arg-type]
            made, _ = self._worker.submit("pdf", page, self._desk.folder.templates).result()
        except ContentError as error:
            return {"problems": [{**record(problem), "at": []} for problem in error.problems], "pages": None}
        before = self._set.get((pack, product))
        if before is None or before.data != made.data:
            self._set[pack, product] = SetPages(made.data, before)
            self._kept.close()
        return {"problems": [], "pages": self._set[pack, product].pages}

    def picture(self, digest: str) -> bytes | None:
        """A page's picture (PNG); None for one that no product shows any longer."""
        found = next((one for one in self._set.values() if digest in one), None)
        return found.picture(digest) if found else None

    def words(self, digest: str, x: float, y: float) -> tuple[str, str] | None:
        """The words of a page before and after a point; None where there are none. x, y: parts of width and height, from left and top."""
        found = next((one for one in self._set.values() if digest in one), None)
        return found.words(digest, x, y) if found else None


class SetPages:
    """A PDF. data: its bytes; before: what it was before, of which pages that are the same are taken over."""

    def __init__(self, data: bytes, before: SetPages | None) -> None:
        import pypdfium2

        self.data = data
        self.pages: list[dict[str, Any]]
        self._drawn: dict[str, bytes]
        self._document = pypdfium2.PdfDocument(data)
        known = {page["digest"]: page["words"] for page in before.pages} if before else {}
        self.pages = [_page(page, number, known) for number, page in enumerate(self._document, 1)]
        self._numbers = {page["digest"]: index for index, page in enumerate(self.pages)}
        self._drawn = {digest: picture for digest, picture in before._drawn.items() if digest in self} if before else {}

    def __contains__(self, digest: str) -> bool:
        return digest in self._numbers

    def picture(self, digest: str) -> bytes:
        """A page's picture, drawn when it is first asked for: of a large pack few pages are ever looked at."""
        if digest not in self._drawn:
            stream = io.BytesIO()
            page = self._document[self._numbers[digest]]
            page.render(scale=SCALE).to_pil().convert("RGB").save(stream, "PNG", compress_level=1)
            self._drawn[digest] = stream.getvalue()
        return self._drawn[digest]

    def words(self, digest: str, x: float, y: float) -> tuple[str, str] | None:
        """The words of a page before and after a point."""
        page = self._document[self._numbers[digest]]
        width, height = page.get_size()
        text = page.get_textpage()
        at = text.get_index(x * width, (1 - y) * height, 12, 6)
        if at is None:
            return None
        first = max(0, at - AROUND)
        return text.get_text_range(first, at - first), text.get_text_range(at, min(AROUND, text.count_chars() - at))


def _page(page: Any, number: int, known: dict[str, str]) -> dict[str, Any]:
    """What is told of a page. known: the words of pages by their digests."""
    width, height = page.get_size()
    digest = sha256_of(bytes(page.render(scale=COMPARED).buffer) + f"{width} {height}".encode())[:24]
    words = known.get(digest) or " ".join(page.get_textpage().get_text_range().split())
    return {"number": number, "digest": digest, "width": round(width * SCALE), "height": round(height * SCALE), "words": words}
