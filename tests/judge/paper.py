"""Judges of a PDF. Each takes a product and gives what it found, one line a finding, or raises Missing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from tests.judge.install import HERE, program, report, run, tool
from tests.judge.products import Product

FLAVOURS = {"pdfa-3a": ("3a", "ua1"), "pdfa-4f": ("4f", "ua2")}
"""The standards that a pack asks for by its `display.archive`."""


def archive(product: Product) -> list[str]:
    """PDF/A by veraPDF."""
    return _verapdf(product, 0)


def universal(product: Product) -> list[str]:
    """PDF/UA by veraPDF."""
    return _verapdf(product, 1)


def outloud(product: Product) -> list[str]:
    """PDF/UA-1, and errors that a listener hears, by outloud; its warnings are opinions and not counted."""
    [result] = report([tool("outloud"), "--json", "-", "--no-info", str(product.pdf)])["results"]
    found = [finding for finding in result["findings"] if finding["severity"] == "error"]
    return [f"{one['rule']} {one['message']}{_page(one)}" for one in found] or ([result["error"]] if result["error"] else [])


def pdfua(product: Product) -> list[str]:
    """PDF/UA-1 once more, by pdfua. It looks for the title where PDF/A-4 allows none; veraPDF asks for the one in the metadata."""
    found = report([tool("pdfua"), "check", "--format", "json", "--min-severity", "warning", str(product.pdf)])["findings"]
    unfit = {"UA-07-001"} if product.archive == "pdfa-4f" else set()
    return [f"{one['rule_id']} {one['message']}{_page(one)}" for one in found if one["rule_id"] not in unfit]


def qpdf(product: Product) -> list[str]:
    """Syntax and streams by qpdf."""
    done = run([program("qpdf"), "--check", str(product.pdf)])
    return (done.stderr + done.stdout).splitlines() if done.returncode else []


def _verapdf(product: Product, which: int) -> list[str]:
    flavours = FLAVOURS[product.archive]
    return [f"{clause} ({times} ×) {asks}" for clause, (times, asks) in _of_one(product.pdf, flavours)[flavours[which]].items()]


@cache
def _of_one(path: Path, flavours: tuple[str, ...]) -> dict[str, dict[str, tuple[int, str]]]:
    return verapdf([path], flavours)[str(path)]


def verapdf(paths: Iterable[Path], flavours: Iterable[str]) -> dict[str, dict[str, dict[str, tuple[int, str]]]]:
    """All files by all flavours, from one start of Java: file → flavour → clause → how often it fails and what it asks."""
    found: dict[str, dict[str, dict[str, tuple[int, str]]]] = report(
        [tool("python"), str(HERE / "verapdf.py"), ",".join(flavours), *map(str, paths)]
    )
    return found


def _page(finding: dict[str, Any]) -> str:
    return f" (page {finding['page']})" if finding.get("page") else ""
