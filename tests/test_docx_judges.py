"""Independent judges find nothing in our Word files, whatever they are made from. Each is skipped where it is not installed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.build import build
from briefgen.desk import DeskFolder
from briefgen.export.docx import export
from briefgen.load import load
from briefgen.scaffold import lay_out
from briefgen.templates import Templates
from tests import docx_xml
from tests.docx_xml import FOOTNOTED, made
from tests.judge import word
from tests.judge.__main__ import Judge
from tests.judge.products import Product
from tests.test_docx_base import letterhead
from tests.test_judges import heard


def written(folder: Path, products: Mapping[str, bytes]) -> list[Path]:
    """The files of some products."""
    files = [folder / f"{name}.docx" for name in products]
    for file, data in zip(files, products.values(), strict=True):
        file.write_bytes(data)
    return files


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, real_desk: DeskFolder) -> list[Path]:
    """The sample with endnotes, with footnotes and on a letterhead, the worked example, and the project's own pack."""
    folder = tmp_path_factory.mktemp("good")
    lay_out(tmp_path_factory.mktemp("example") / "desk")
    (folder / "word").mkdir()
    (folder / "word/base.docx").write_bytes(letterhead())
    on_letterhead = export(docx_xml.page(), Templates(folder)).data
    products = {"endnotes": made(), "footnotes": made(head=FOOTNOTED), "letterhead": on_letterhead}
    for desk in (DeskFolder(tmp_path_factory.getbasetemp() / "example0/desk"), real_desk):
        content, problems = load(desk)
        assert content is not None, problems
        built = build(content, [entry.record.id for entry in content.of("pack")], ["docx"], desk.templates)
        products |= {item.pack: item.product.data for item in built}
    return written(folder, products)


@pytest.mark.parametrize("judge", [word.sdk, word.audit, word.integrity], ids=lambda judge: judge.__name__)
def test_no_judge_finds_anything(judge: Judge, good: list[Path]) -> None:
    """Every file of ours is good, without errors and without warnings."""
    found = {file.stem: heard(judge, Product(file.stem, "", file, file, file)) for file in good}
    assert found == {file.stem: [] for file in good}
