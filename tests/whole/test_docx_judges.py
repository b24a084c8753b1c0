"""Independent judges find nothing in our Word files, whatever they are made from. Each is skipped where it is not installed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.desk.templates import Templates
from briefgen.document.redline.redline import redline
from briefgen.export.docx.export import export
from tests.export.docx.styles.test_base_document import letterhead
from tests.judge import word
from tests.judge.__main__ import Judge
from tests.judge.products import Product
from tests.tools import docx_xml
from tests.tools.desks import BuiltDesk
from tests.tools.docx_xml import FOOTNOTED, HEAD, W, made
from tests.tools.redlines import before_and_after, pairs_in_one
from tests.whole.test_judges import heard

CONTENT = {"br", "drawing", "fldChar", "softHyphen", "tab"}
CHANGES = {
    "{*}ins/{*}r": CONTENT | {"t", "instrText", "footnoteReference"},
    "{*}del/{*}r": CONTENT | {"delText", "delInstrText", "footnoteReference"},
    "{*}p": {"ins", "del"},
    "{*}hyperlink": {"ins", "del"},
    "{*}rPr": {"ins", "del"},
    "{*}trPr": {"ins", "del"},
    "{*}pPr": {"pPrChange"},
}
"""Every kind of tracked change that we write: where it stands, and what stands there."""


def written(folder: Path, products: Mapping[str, bytes]) -> list[Path]:
    """The files of some products."""
    files = [folder / f"{name}.docx" for name in products]
    for file, data in zip(files, products.values(), strict=True):
        file.write_bytes(data)
    return files


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, example: BuiltDesk, generated: BuiltDesk) -> list[Path]:
    """The sample with endnotes, with footnotes and on a letterhead, the worked example, and a generated pack."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "word").mkdir()
    (folder / "word/base.docx").write_bytes(letterhead())
    on_letterhead = export(docx_xml.page(), Templates(folder)).data
    products = {"endnotes": made(), "footnotes": made(head=FOOTNOTED), "letterhead": on_letterhead}
    return written(folder, products | {desk.pack: desk.product("docx") for desk in (example, generated)})


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Word files with tracked changes: every pair of passages from old to new and back, an endnote that goes, a footnote that comes."""
    there = pairs_in_one()
    pages = {"there": there, "back": there[::-1], "endnotes": before_and_after(HEAD), "footnotes": before_and_after(FOOTNOTED)[::-1]}
    products = {name: export(redline(old, new), Templates()).data for name, (old, new) in pages.items()}
    return written(tmp_path_factory.mktemp("tracked"), products)


@pytest.mark.parametrize("judge", [word.sdk, word.audit, word.integrity], ids=lambda judge: judge.__name__)
def test_no_judge_finds_anything(judge: Judge, good: list[Path]) -> None:
    """Every file of ours is good, without errors and without warnings."""
    found = {file.stem: heard(judge, Product(file.stem, "", file, file, file, file)) for file in good}
    assert found == {file.stem: [] for file in good}


@pytest.mark.parametrize("judge", [word.sdk, word.audit, word.integrity], ids=lambda judge: judge.__name__)
def test_no_judge_finds_anything_in_tracked_changes(judge: Judge, tracked: list[Path]) -> None:
    """Nor in a file with the changes since an edition."""
    found = {file.stem: heard(judge, Product(file.stem, "", file, file, file, file)) for file in tracked}
    assert found == {file.stem: [] for file in tracked}


def test_every_kind_of_tracked_change_is_judged(tracked: list[Path]) -> None:
    """What the judges are given holds every mark that we write."""
    trees = [docx_xml.tree(file.read_bytes()) for file in tracked]
    found = {path: {node.tag.removeprefix(W) for tree in trees for node in tree.iterfind(f".//{path}/*")} for path in CHANGES}
    assert {path: kinds & found[path] for path, kinds in CHANGES.items()} == CHANGES
