"""What the preview shows of a desk: its products block by block, its problems, and where each thing is written. Plain values in and out.

Runs in the process that holds the desk (desk_process.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen.content.content import Content
from briefgen.content.written_at import Written, nearest, written, written_below
from briefgen.desk.files import sha256_of
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.diagnostics.reports import record
from briefgen.evidence.confirming.sentences import sentences_in
from briefgen.evidence.verify import Verified
from briefgen.pipeline.held.open_desk import OpenDesk
from briefgen.preview.blocks import blocks_of
from briefgen.preview.printed_words import place_of_words


class Shown:
    """A desk as the preview shows it. root: its folder."""

    def __init__(self, root: Path) -> None:
        self._desk = OpenDesk(DeskFolder(root))
        self._good: Content | None = None
        self._verified: Verified | None = None
        self._shown: tuple[str, str, str] = ("", "", "")

    def look(self, pack: str, product: str, known: Mapping[str, str]) -> dict[str, Any]:
        """The state of the desk, with the product that was asked for, or the first of the first pack where there is none such.

        Its document is None where nothing can be shown, and where a desk is broken and its last good page is known.
        """
        state = self.state()
        chosen = self._chosen(pack, product)
        same = chosen == (pack, product)
        document = self.document(*chosen, known if same else {}) if chosen and (state["whole"] or not (same and known)) else None
        return {**state, "pack": chosen[0] if chosen else "", "product": chosen[1] if chosen else "", "document": document}

    def _chosen(self, pack: str, product: str) -> tuple[str, str] | None:
        packs = self._good.packs if self._good else {}
        if not packs:
            return None
        chosen = pack if pack in packs else next(iter(packs))
        products = packs[chosen].record.products
        return chosen, product if product in products else "pack" if "pack" in products else products[0]

    def state(self) -> dict[str, Any]:
        """The desk now: a number that changes with it, whether it can be shown, its problems as `check --json` has them, its packs."""
        looked = self._desk.look()
        self._good = looked.content or self._good
        packs = self._good.packs if self._good else {}
        return {
            "number": looked.number,
            "whole": looked.content is not None,
            "problems": [self._placed(problem) for problem in looked.problems],
            "packs": [{"id": name, "title": entry.record.title, "products": entry.record.products} for name, entry in packs.items()],
        }

    def document(self, pack: str, product: str, known: Mapping[str, str]) -> dict[str, Any]:
        """A product block by block, each below its key: the digest of each in their order, and the text of those that are not known.

        known: key → digest of the blocks that the page shows. The last good records are shown where those of now are broken; what stops
        the templates is told as problems, and no blocks are given.
        """
        if self._good is None or pack not in self._good.packs:
            return {"problems": [], "blocks": None}
        try:
            self._verified = self._verified or self._desk.verified(self._good)
            page = self._desk.page(self._good, pack, product, placed=True, verified=self._verified)  # type: ignore[arg-type]
        except ContentError as error:
            return {"problems": [self._placed(problem) for problem in error.problems], "blocks": None}
        self._shown = pack, product, page.html
        blocks = blocks_of(page.html)
        digests = {key: sha256_of(html.encode())[:16] for key, html in blocks.items()}
        changed = {key: html for key, html in blocks.items() if known.get(key) != digests[key]}
        body, title = page.tree.find("body"), page.tree.findtext("head/title", "")
        classes = body.get("class", "") if body is not None else ""
        style = "\n".join(style.text or "" for style in page.tree.iter("style"))
        sheet = sha256_of(style.encode())[:16]
        head = {"title": title, "language": page.tree.get("lang", "en"), "classes": classes, "sheet": sheet}
        return {
            "problems": [],
            "blocks": digests,
            "changed": changed,
            "head": head,
            "style": None if known.get("") == sheet else style,
        }

    def evidence_problems(self) -> dict[str, Any]:
        """What `briefgen verify` tells beside what `check` does, and whether the products tell of it too, so that they are to be asked for
        again: they are shown at once with what was known of the sources before."""
        looked = self._desk.look()
        if looked.content is None:
            return {"problems": [], "printed": False}
        before, self._verified = self._verified, self._desk.verified(looked.content)
        printed = before is not None and _told(before) != _told(self._verified)
        return {"problems": [self._placed(problem) for problem in self._verified.problems], "printed": printed}

    def where(self, at: str, anchors: list[str]) -> dict[str, Any] | None:
        """File, line and column of what is written at a place; of the first anchor that is a record's, where no place is given."""
        found = self._found(at, anchors)
        return {**self._line(found.location, found.at), "sentence": self._sentence(found)} if found else None

    def printed(self, pack: str, product: str, before: str, after: str) -> dict[str, Any] | None:
        """The same of the words that a set page has around a point."""
        if self._shown[:2] != (pack, product):
            self.document(pack, product, {})
        at = place_of_words(self._shown[2], before, after) if self._shown[:2] == (pack, product) else ""
        return self.where(at, []) if at else None

    def _sentence(self, found: Written) -> str:
        """The place by which the sentence that is written there can be confirmed; "" where it is none."""
        sentences = sentences_in(self._good, found.entry) if self._good else ()
        return next((one.place for one in sentences if one.path == found.path), "")

    def line(self, file: str, line: int, column: int) -> dict[str, Any] | None:
        """The same of a place that a problem names; None for a file that is not in the desk."""
        root = self._desk.folder.root.resolve()
        inside = (root / file).resolve().is_relative_to(root) and (root / file).is_file()
        return self._line(Location(file, line, column), "") if inside else None

    def _line(self, place: Location, at: str) -> dict[str, Any]:
        file = str(self._desk.folder.root / place.file)
        return {"file": file, "shown": place.file, "line": max(1, place.line), "column": max(1, place.column), "at": at, "sentence": ""}

    def nearest(self, file: str, line: int) -> list[str]:
        """The places of what is written nearest to a line of a file, the narrowest first. file: its path, or its name in the desk."""
        found = nearest(self._good, self._name(file), line) if self._good else None
        if found is None:
            return []
        steps = found.at.split("/")
        return ["/".join(steps[:length]) for length in range(len(steps), 1, -1)]

    def _found(self, at: str, anchors: list[str]) -> Written | None:
        if self._good is None:
            return None
        named = written(self._good, at) if at else None
        return named or next((found for anchor in anchors if (found := written_below(self._good, anchor))), None)

    def _placed(self, problem: Diagnostic) -> dict[str, Any]:
        """A problem as `check --json` has it, with the places on the page that it belongs to."""
        return {**record(problem), "excerpt": problem.excerpt, "at": self.nearest(problem.place.file, problem.place.line)[:1]}

    def _name(self, file: str) -> str:
        path = Path(file)
        return self._desk.folder.show(path) if path.is_absolute() else file


def _told(verified: Verified) -> object:
    """What products tell of it."""
    return verified.unfounded, verified.looked, verified.coverage
