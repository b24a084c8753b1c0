"""The products that are judged: the project's own desk, the worked example and a generated desk, each on A4 and on Letter."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from briefgen.scaffold import lay_out
from tests.bench import corpus

ROOT = Path(__file__).parent.parent.parent
PAPERS = ("a4", "letter")
DEVELOPMENTS = 12


@dataclass(frozen=True)
class Product:
    """One pack in every format. name: its desk and paper."""

    name: str
    pdf: Path
    docx: Path
    html: Path


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
    """Builds every desk on every paper below `folder`. Raises RuntimeError with its report where a build fails."""
    return [make_one(folder / f"{desk}-{paper}", desk, paper) for desk in DESKS for paper in PAPERS]


def make_one(folder: Path, desk: str, paper: str) -> Product:
    """Lays the desk out in `folder`, which must not exist, builds it as a user would, and gives its first pack's products."""
    folder.mkdir(parents=True)
    DESKS[desk](folder)
    pack = set_paper(folder, paper)
    command = [sys.executable, "-m", "briefgen", "build", "--desk", str(folder), "--format", "all", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    pdf, docx, html = (folder / f"build/{pack}-DRAFT.{format}" for format in ("pdf", "docx", "html"))
    return Product(f"{desk} {paper}", pdf, docx, html)


def set_paper(desk: Path, paper: str) -> str:
    """Makes the first pack of a desk ask for that paper, and gives the pack's name."""
    path = sorted((desk / "content/packs").glob("*.yaml"))[0]
    pack = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    pack["display"] = {**pack.get("display", {}), "paper": paper}
    path.write_text(yaml.safe_dump(pack, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")
    return str(pack["id"])
