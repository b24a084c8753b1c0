"""The products that are judged: the project's own desk, the worked example and a generated desk, each set in several ways."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from briefgen.assemble.assemble import assemble
from briefgen.content.model.pack import PRODUCTS, Pack
from briefgen.content.standing import file_stem
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.pipeline.build import MADE_AS
from briefgen.pipeline.load import load
from briefgen.render.render import render
from tests.bench import corpus

ROOT = Path(__file__).parent.parent.parent
PAPERS = ("a4", "letter")
DEVELOPMENTS = 12
EVERY_SECTION = ["summary", "contents", *Pack.model_fields["sections"].default[1:]]
SETTINGS: dict[str, dict[str, Any]] = {
    **{paper: {"display": {"paper": paper}} for paper in PAPERS},
    "full": {"display": {"notes": "footnotes", "attachments": True}, "sections": EVERY_SECTION},
    "pdfa-4f": {"display": {"archive": "pdfa-4f", "attachments": True, "chapters": "year"}, "sections": EVERY_SECTION},
    "chapters": {"display": {"chapters": "year"}},
}
"""What a pack says beyond its own words. full: notes at the foot of Word's pages, contents, files inside the PDF; chapters, and pdfa-4f
too: a PDF that is linked from parts."""


@dataclass(frozen=True)
class Product:
    """A brief, a pack or an annex in the formats that it is made in. name: its desk, settings and kind; archive: how the PDF is kept, as
    in a pack's `display`; paper: the document that PDF and Word were made from."""

    name: str
    archive: str
    pdf: Path
    docx: Path | None = None
    html: Path | None = None
    paper: Path | None = None


def copy_project(folder: Path) -> None:
    """The desk of this repository, without its build folder."""
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)


DESKS: dict[str, Callable[[Path], object]] = {
    "project": copy_project,
    "example": lay_out,
    "corpus": lambda folder: corpus.write(folder, DEVELOPMENTS),
}


def make(folder: Path) -> list[Product]:
    """Builds every desk in every setting below `folder`. Raises RuntimeError with its report where a build fails."""
    return [product for desk in DESKS for setting in SETTINGS for product in make_one(folder / f"{desk}-{setting}", desk, setting)]


def make_one(folder: Path, desk: str, setting: str) -> list[Product]:
    """Lays the desk out in `folder`, which must not exist, builds it as a user would, and gives its first pack's products."""
    folder.mkdir(parents=True)
    DESKS[desk](folder)
    pack = settle(folder, setting)
    command = [sys.executable, "-m", "briefgen", "build", "--desk", str(folder), "--format", "all", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    content, problems = load(DeskFolder(folder))
    assert content is not None, problems
    briefing = assemble(content, pack["id"])
    made = []
    for kind in PRODUCTS:
        files = {name: folder / f"build/{file_stem(pack['id'], kind, content.packs[pack['id']].standing)}.{name}" for name in MADE_AS[kind]}
        paper = folder / f"build/{kind}.paper.html"
        paper.write_text(render(briefing, DeskFolder(folder).templates, kind).html, encoding="utf-8")
        made.append(Product(f"{desk} {setting} {kind}", pack["display"].get("archive", "pdfa-3a"), **files, paper=paper))
    return made


def settle(desk: Path, setting: str) -> dict[str, Any]:
    """Sets the first pack of a desk in that way, and gives the pack."""
    path = sorted((desk / "content/packs").glob("*.yaml"))[0]
    pack = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    pack = {**pack, **SETTINGS[setting], "display": {**pack.get("display", {}), **SETTINGS[setting]["display"]}}
    path.write_text(yaml.safe_dump(pack, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")
    return pack
