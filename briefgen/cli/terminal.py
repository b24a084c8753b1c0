"""What the command line says: products, problems, and its own faults. Nothing else in briefgen prints."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import typer

import briefgen
from briefgen.diagnostics.diagnostic import Diagnostic


def report_built(target: Path, built: Sequence[Any], problems: Sequence[Diagnostic], as_json: bool, quiet: bool) -> None:
    if as_json:
        from briefgen.diagnostics.reports import record

        rows = [
            {
                "path": str(target / i.name),
                "format": i.format,
                "pack": i.pack,
                "pages": i.product.pages,
                "bytes": len(i.product.data),
                "seconds": round(i.seconds, 3),
            }
            for i in built
        ]
        print(json.dumps({"up_to_date": False, "products": rows, "problems": [record(p) for p in problems]}, ensure_ascii=False, indent=2))
        return
    print_problems(problems)
    if not quiet:
        for item in built:
            print(_product_line(target / item.name, item.product.pages, len(item.product.data), f"{item.seconds:.1f} s"))


def report_up_to_date(target: Path, names: Sequence[str], manifest: dict[str, Any], as_json: bool, quiet: bool) -> None:
    entries = {name: manifest["products"][name] for name in names}
    if as_json:
        rows = [{"path": str(target / name), "pages": entry["pages"], "bytes": entry["bytes"]} for name, entry in entries.items()]
        print(json.dumps({"up_to_date": True, "products": rows, "problems": []}, ensure_ascii=False, indent=2))
    elif not quiet:
        for name, entry in entries.items():
            print(_product_line(target / name, entry["pages"], entry["bytes"], "up to date"))


def _product_line(path: Path, pages: int, size: int, last: str) -> str:
    shown = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    middle = [f"{pages} pages"] if pages else []
    return "  ".join([shown, *middle, f"{size / 1024:,.0f} KB", last])


def stops(problems: Sequence[Diagnostic], strict: bool) -> bool:
    severe = {"error", "warning"} if strict else {"error"}
    return any(problem.severity in severe for problem in problems)


def fail(problems: Sequence[Diagnostic], as_json: bool = False, quiet: bool = False, strict: bool = False) -> NoReturn:
    from briefgen.diagnostics import reports

    if as_json:
        print(
            json.dumps(
                {"up_to_date": False, "products": [], "problems": [reports.record(p) for p in problems]}, ensure_ascii=False, indent=2
            )
        )
    else:
        print_problems(problems)
        because = " Warnings count as errors with --strict." if strict and not stops(problems, False) else ""
        print(f"{reports.tally(problems)}: nothing was built.{because}" if not quiet else reports.tally(problems), file=sys.stderr)
    raise typer.Exit(1)


def print_problems(problems: Sequence[Diagnostic]) -> None:
    from briefgen.diagnostics import reports

    if problems:
        print(reports.text(problems, _colour), file=sys.stderr)


def _colour(words: str, name: str) -> str:
    return typer.style(words, fg=name, bold=name == "red") if sys.stderr.isatty() and "NO_COLOR" not in os.environ else words


def own_fault() -> int:
    """Keeps the traceback in a file and says how to report it."""
    trace = traceback.format_exc()
    versions = f"briefgen {briefgen.__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    report = f"{versions}\narguments: {sys.argv[1:]}\n\n{trace}"
    last = trace.strip().splitlines()[-1]
    print(f"briefgen made a mistake of its own: {last}", file=sys.stderr)
    try:
        handle, name = tempfile.mkstemp(prefix="briefgen-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(report)
        print(
            f"Nothing was written to the pack. Please report it with the file {name}, which says what happened and holds no content.",
            file=sys.stderr,
        )
    except OSError:
        print(report, file=sys.stderr)
    return 3
