"""Who finds each fault that was seeded into a good file: a table for PDF and one for Word, kept in docs/."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from briefgen.export.docx.gate import gate
from tests.conftest import ROOT
from tests.judge import paper, word
from tests.judge.__main__ import Judge
from tests.judge.install import Missing
from tests.judge.products import Product
from tests.tools import docx_faults, pdf_faults
from tests.tools.docx_xml import made, replaced
from tests.whole.test_judges import heard

pytestmark = pytest.mark.slow

GATE = "briefgen's gate"
Verdicts = Mapping[str, bool]
"""Name of a fault → whether it was found."""


@dataclass(frozen=True)
class Corpus:
    """Faults of one format. names: of all faults; write: makes a file of each; own: what our gate finds; judges: the independent ones."""

    format: str
    module: str
    names: Iterable[str]
    write: Callable[[Path], dict[str, Path]]
    own: Callable[[], Verdicts]
    judges: Mapping[str, Callable[[dict[str, Path]], Verdicts]]

    @property
    def path(self) -> Path:
        return ROOT / f"docs/{self.format.lower()}-faults.md"

    def page(self, verdicts: Mapping[str, Verdicts]) -> str:
        """The text of the table. verdicts: by judge."""
        rows = [["fault", *verdicts], ["---"] * (len(verdicts) + 1)]
        rows += [[name, *("found" if found[name] else "" for found in verdicts.values())] for name in self.names]
        return (
            f"# Faults in {self.format} files, and who finds them\n\n"
            "Each fault was seeded into a good file. Our own gate runs in every build and keeps a file with a fault from being written;\n"
            "the others are independent programs that `./run judge` installs and the tests ask where they are installed.\n"
            f"`{self.module}` says what each fault is.\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
        )


def each(judge: Judge) -> Callable[[dict[str, Path]], Verdicts]:
    """A judge that looks at one file at a time; as many at once as there are processors."""

    def found(files: dict[str, Path]) -> Verdicts:
        products = [Product(name, "pdfa-3a", path, path, path, path) for name, path in files.items()]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(zip(files, map(bool, pool.map(partial(heard, judge), products)), strict=True))

    return found


def by_verapdf(files: dict[str, Path]) -> Verdicts:
    """veraPDF, PDF/A-3a and PDF/UA-1."""
    try:
        found = paper.verapdf(files.values(), paper.FLAVOURS["pdfa-3a"])
    except Missing as missing:
        pytest.skip(f"not installed: {missing}")
    return {name: any(found[str(path)].values()) for name, path in files.items()}


def write_word(folder: Path) -> dict[str, Path]:
    """A Word file with each fault."""
    sample, files = made(), {name: folder / f"{number:02}.docx" for number, name in enumerate(docx_faults.FAULTS)}
    for name, path in files.items():
        fault = docx_faults.FAULTS[name]
        path.write_bytes(replaced(sample, fault.part, fault.old, fault.new))
    return files


def found_in_word() -> Verdicts:
    """What our gate finds in Word files."""
    sample = made()
    faults = docx_faults.FAULTS.items()
    return {name: bool(gate.faults(replaced(sample, fault.part, fault.old, fault.new))) for name, fault in faults}


CORPORA = [
    Corpus(
        "PDF",
        "tests/tools/pdf_faults.py",
        pdf_faults.FAULTS,
        pdf_faults.write,
        lambda: {name: bool(pdf_faults.found(fault.seed)) for name, fault in pdf_faults.FAULTS.items()},
        {"veraPDF": by_verapdf, "outloud": each(paper.outloud), "pdfua": each(paper.pdfua), "qpdf": each(paper.qpdf)},
    ),
    Corpus(
        "Word",
        "tests/tools/docx_faults.py",
        docx_faults.FAULTS,
        write_word,
        found_in_word,
        {"Open XML SDK": each(word.sdk), "openxml-audit": each(word.audit), "docx-integrity": each(word.integrity)},
    ),
]
of_both = pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.format)


@of_both
def test_the_table_says_who_finds_each_fault(corpus: Corpus, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """It is what the judges say today."""
    files = corpus.write(tmp_path)
    page = corpus.page({GATE: corpus.own(), **{name: judge(files) for name, judge in corpus.judges.items()}})
    if request.config.getoption("update_snapshots"):
        corpus.path.write_text(page, encoding="utf-8")
    assert page == corpus.path.read_text(encoding="utf-8")


@of_both
def test_somebody_finds_every_fault(corpus: Corpus) -> None:
    """Whether or not the judges are here: the page has each fault once, as found, and says truly what our own gate finds."""
    rows = [row.strip("| \n").split("|") for row in corpus.path.read_text(encoding="utf-8").splitlines() if row.startswith("| ")][2:]
    found = {row[0].strip(): [cell.strip() == "found" for cell in row[1:]] for row in rows}
    assert list(found) == list(corpus.names)
    assert len(found) == len(rows) >= 25
    assert all(any(row) for row in found.values())
    assert {name: row[0] for name, row in found.items()} == corpus.own()
