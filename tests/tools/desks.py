"""The desks that tests build: the worked example and generated ones, as they are and set otherwise, with their products."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path

from briefgen.assemble.assemble import assemble
from briefgen.content.content import Content
from briefgen.content.model.pack import ProductName
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.document.page import Page
from briefgen.editions.as_of import content_as_of
from briefgen.pipeline.load import load
from briefgen.pipeline.worker import timed_export
from briefgen.render.render import render
from tests.bench import corpus
from tests.tools.made_once import made_once

PACK = "content/packs/sound-ferries.yaml"
DEVELOPMENT = "content/developments/winter-sailings.yaml"
ALL_PARTS = "summary, contents, sources, chronology, developments, open-issues, officials, glossary, references"


def edit(desk: DeskFolder, file: str, old: str, new: str) -> None:
    """Replaces words in a file of a desk, wherever they stand in it. They must be there."""
    path = desk.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def loaded(desk: DeskFolder) -> Content:
    """The records of a desk without errors."""
    content, problems = load(desk)
    assert content is not None, problems
    assert [problem for problem in problems if problem.severity == "error"] == []
    return content


def _contents(root: Path) -> None:
    lay_out(root)
    edit(DeskFolder(root), PACK, "display:", f"sections: [{ALL_PARTS}]\n\ndisplay:")


def _footnotes(root: Path) -> None:
    lay_out(root)
    edit(DeskFolder(root), PACK, "display:", "display:\n  notes: footnotes")


def _japanese(root: Path) -> None:
    lay_out(root)
    edit(DeskFolder(root), "content/issues/second-ship.yaml", "What the second ship costs.", "What the ship 日本丸 costs.")


DESKS: dict[str, Callable[[Path], object]] = {
    "example": lay_out,
    "brief": lay_out,
    "annex": lay_out,
    "contents": _contents,
    "footnotes": _footnotes,
    "japanese": _japanese,
    "generated": lambda root: corpus.write(root, 12, issues=7),
}
"""Name → what lays the desk out.

brief, annex: those of the example, which else is its pack. contents: every section that a pack may have.
footnotes: with notes at the foot of Word's pages. japanese: with a name in Japanese.
generated: some thirty pages, with many tables.
"""


KINDS: dict[str, ProductName] = {"brief": "brief", "annex": "annex"}
"""Name → the product that the desk stands for; all others stand for their pack."""


class BuiltDesk:
    """A product of a desk's first pack, today or as of a day, and its files. They are made when first asked for, once for all of a run."""

    def __init__(self, desk: DeskFolder, kept: Path, as_of: date | None = None, kind: ProductName = "pack") -> None:
        self.desk, self._kept, self._as_of, self.kind = desk, kept, as_of, kind

    @cached_property
    def content(self) -> Content:
        """The records of the desk as of the day."""
        content = loaded(self.desk)
        return content_as_of(content, self._as_of) if self._as_of else content

    @cached_property
    def page(self) -> Page:
        """The document, as PDF and Word are given it."""
        return render(assemble(self.content, self.pack), self.desk.templates, self.kind)

    @cached_property
    def screen(self) -> Page:
        """The document, as a browser is given it: the pack with its annex."""
        return render(assemble(self.content, self.pack), self.desk.templates, self.kind, on_screen=True)

    @property
    def pack(self) -> str:
        """The id of the pack."""
        return next(iter(self.content.packs))

    def product(self, format: str) -> bytes:
        """The file in a format: "pdf", "docx" or "html"."""
        return made_once(self._kept.with_name(f"{self._kept.name}.{format}"), lambda path: self._make(format, path)).read_bytes()

    def _make(self, format: str, path: Path) -> None:
        product, _ = timed_export(format, self.screen if format == "html" else self.page, self.desk.templates)
        assert [problem for problem in product.problems if problem.severity == "error"] == []
        path.write_bytes(product.data)


def laid_out(name: str, root: Path, kept: Path, as_of: date | None = None) -> BuiltDesk:
    """One of DESKS, laid out in a folder of its own. kept: the folder that its products share with the other processes."""
    DESKS[name](root)
    return BuiltDesk(DeskFolder(root), kept / (f"{name}-{as_of}" if as_of else name), as_of, KINDS.get(name, "pack"))
