"""Judges of a PDF. Each takes a product and gives what it found, one line a finding, or raises Missing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tests.judge.install import HERE, program, report, run, tool
from tests.judge.products import Product


def archive(product: Product) -> list[str]:
    """PDF/A-3a by veraPDF."""
    return _verapdf(product.pdf, "3a")


def universal(product: Product) -> list[str]:
    """PDF/UA-1 by veraPDF."""
    return _verapdf(product.pdf, "ua1")


def outloud(product: Product) -> list[str]:
    """PDF/UA-1, and errors that a listener hears, by outloud; its warnings are opinions and not counted."""
    [result] = report([tool("outloud"), "--json", "-", "--no-info", str(product.pdf)])["results"]
    found = [finding for finding in result["findings"] if finding["severity"] == "error"]
    return [f"{one['rule']} {one['message']}{_page(one)}" for one in found] or ([result["error"]] if result["error"] else [])


def pdfua(product: Product) -> list[str]:
    """PDF/UA-1 once more, by pdfua."""
    found = report([tool("pdfua"), "check", "--format", "json", "--min-severity", "warning", str(product.pdf)])
    return [f"{one['rule_id']} {one['message']}{_page(one)}" for one in found["findings"]]


def qpdf(product: Product) -> list[str]:
    """Syntax and streams by qpdf."""
    done = run([program("qpdf"), "--check", str(product.pdf)])
    return (done.stderr + done.stdout).splitlines() if done.returncode else []


def _verapdf(path: Path, flavour: str) -> list[str]:
    return [f"{clause} ({times} ×) {asks}" for clause, (times, asks) in _flavours(path)[flavour].items()]


@cache
def _flavours(path: Path) -> dict[str, dict[str, tuple[int, str]]]:
    """Both flavours from one start of Java."""
    return report([tool("python"), str(HERE / "verapdf.py"), str(path)])


def _page(finding: dict[str, Any]) -> str:
    return f" (page {finding['page']})" if finding.get("page") else ""
