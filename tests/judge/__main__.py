"""`./run judge`: every judge over every product, and one table.

Exit code 1 where a judge found something or broke down, or where those of pip cannot be installed. Another judge that is not
installed is named, with what installs it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.judge import paper, screen, word
from tests.judge.install import Missing, install
from tests.judge.products import Product, make

Judge = Callable[[Product], list[str]]
FAST: dict[str, Judge] = {
    "pdf/a": paper.archive,
    "pdf/ua": paper.universal,
    "outloud": paper.outloud,
    "pdfua": paper.pdfua,
    "qpdf": paper.qpdf,
    "sdk": word.sdk,
    "audit": word.audit,
    "integrity": word.integrity,
}
SLOW: dict[str, Judge] = {
    "libreoffice": word.libreoffice,
    "axe": screen.axe,
    "phone": screen.phone,
    "offline": screen.offline,
}
"""Those that start LibreOffice or a browser."""
LOOKS_AT = {"sdk": "docx", "audit": "docx", "integrity": "docx", "libreoffice": "docx", "axe": "html", "phone": "html", "offline": "html"}
"""Judge → the file that it looks at, where that is not the PDF."""
SHOWN = 3
"""Lines of findings of one judge over one product, unless all are asked for."""
WIDE = 160
"""Characters of a finding that are printed."""


@dataclass(frozen=True)
class Verdict:
    """What a judge said of a product. missing: what would install the judge, or ""; asked: whether the product is made in its format."""

    found: Sequence[str] = ()
    missing: str = ""
    asked: bool = True

    @property
    def cell(self) -> str:
        if not self.asked:
            return "–"
        return "not installed" if self.missing else str(len(self.found)) if self.found else "ok"


def main(arguments: Sequence[str]) -> int:
    """Installs, builds, judges, prints; the exit code."""
    parser = argparse.ArgumentParser(prog="run judge", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fast", action="store_true", help=f"leave out the slow ones: {', '.join(SLOW)}")
    parser.add_argument("--all", action="store_true", help="print every finding")
    options = parser.parse_args(arguments)
    judges = FAST if options.fast else FAST | SLOW
    whole = install()
    with tempfile.TemporaryDirectory() as folder:
        verdicts = judge_all(make(Path(folder)), judges)
    print(table(verdicts, list(judges)))
    print("".join(f"\n{line}" for line in notes(verdicts, sys.maxsize if options.all else SHOWN)))
    return int(not whole or any(verdict.found for row in verdicts.values() for verdict in row.values()))


def judge_all(products: Sequence[Product], judges: dict[str, Judge]) -> dict[str, dict[str, Verdict]]:
    """Verdicts by product and judge; as many products at once as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        rows = pool.map(lambda product: {name: verdict(name, judge, product) for name, judge in judges.items()}, products)
        return {product.name: row for product, row in zip(products, rows, strict=True)}


def verdict(name: str, judge: Judge, product: Product) -> Verdict:
    """What a judge says of a product; nothing where that is not made in its format."""
    return ask(judge, product) if getattr(product, LOOKS_AT.get(name, "pdf")) else Verdict(asked=False)


def ask(judge: Judge, product: Product) -> Verdict:
    """One verdict. A judge that breaks down has found something."""
    try:
        return Verdict(judge(product))
    except Missing as missing:
        return Verdict(missing=str(missing))
    except (RuntimeError, subprocess.SubprocessError) as error:
        return Verdict([str(error)])


def table(verdicts: dict[str, dict[str, Verdict]], judges: Sequence[str]) -> str:
    """A row for each product, a column for each judge."""
    first = max(map(len, verdicts))
    wide = {name: max(len(name), *(len(row[name].cell) for row in verdicts.values())) for name in judges}
    lines = [" " * first + "".join(f"  {name:>{wide[name]}}" for name in judges)]
    lines += [f"{product:<{first}}" + "".join(f"  {row[name].cell:>{wide[name]}}" for name in judges) for product, row in verdicts.items()]
    return "\n".join(lines)


def notes(verdicts: dict[str, dict[str, Verdict]], shown: int) -> list[str]:
    """What is missing, and what was found."""
    missing = {name: verdict.missing for row in verdicts.values() for name, verdict in row.items() if verdict.missing}
    lines = [f"{name} not installed: {command}" for name, command in missing.items()]
    for product, row in verdicts.items():
        for name, verdict in row.items():
            lines += [f"{product}, {name}: {line[:WIDE]}" for line in verdict.found[:shown]]
            lines += [f"{product}, {name}: … and {len(verdict.found) - shown} more"] if len(verdict.found) > shown else []
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
