"""Diagnostics as text for people, one line each for editors, JSON and SARIF for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

import briefgen
from briefgen.diagnostics.codes import CODES
from briefgen.diagnostics.diagnostic import Diagnostic

Colour = Callable[[str, str], str]


def _plain(words: str, _: str) -> str:
    return words


def text(problems: Sequence[Diagnostic], colour: Colour = _plain) -> str:
    """For people: message, place, the offending line with a caret, hint. `colour(words, name)` may dress words."""
    return "\n".join(_paragraph(problem, colour) for problem in problems)


def _paragraph(problem: Diagnostic, colour: Colour) -> str:
    tint = {"error": "red", "warning": "yellow", "note": "blue"}[problem.severity]
    lines = [f"{colour(problem.severity, tint)}: {problem.message} [{problem.code}]", f"  at {colour(str(problem.place), 'cyan')}"]
    if problem.excerpt:
        number = str(problem.place.line)
        source, column = _window(problem.excerpt, problem.place.column)
        caret = "^" * max(1, min(problem.length, len(source) - column + 1))
        lines += [f"  {number} | {source}", f"  {' ' * len(number)} | {_pad(source[: column - 1])}{colour(caret, tint)}"]
    lines.append(f"  {colour('hint', 'green')}: {problem.hint or CODES[problem.code].mend}")
    return "\n".join(lines) + "\n"


def _window(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """The part of a long line round a column, and the column in it."""
    start = max(0, min(column - 1 - width // 3, len(line) - width))
    head, tail = "…" if start else "", "…" if start + width < len(line) else ""
    return head + line[start : start + width] + tail, column - start + len(head)


def _pad(words: str) -> str:
    """Blanks as wide as the words; full-width characters take two."""
    from unicodedata import combining, east_asian_width

    return "".join("\t" if c == "\t" else "" if combining(c) else "  " if east_asian_width(c) in "WF" else " " for c in words)


def short(problems: Sequence[Diagnostic]) -> str:
    """One line a problem: file:line:column: severity: message [code]."""
    return "".join(f"{p.place}: {p.severity}: {p.message} [{p.code}]\n" for p in problems)


def as_json(problems: Sequence[Diagnostic]) -> str:
    """A JSON list of records."""
    return json.dumps([record(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def record(problem: Diagnostic) -> dict[str, Any]:
    """A problem as plain data."""
    place = problem.place
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "hint": problem.hint,
    }


def github(problems: Sequence[Diagnostic]) -> str:
    """Workflow commands that mark the lines in a pull request."""
    return "".join(_command(problem) for problem in problems)


def _command(problem: Diagnostic) -> str:
    level = {"error": "error", "warning": "warning", "note": "notice"}[problem.severity]
    place = problem.place
    where = f"file={_escape(place.file, True)}" + (f",line={place.line},col={place.column}" if place.line else "")
    words = f"{problem.message} {problem.hint}".strip()
    return f"::{level} {where},title={_escape(problem.code, True)}::{_escape(words)}\n"


def _escape(words: str, is_property: bool = False) -> str:
    words = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return words.replace(":", "%3A").replace(",", "%2C") if is_property else words


def sarif(problems: Sequence[Diagnostic]) -> str:
    """SARIF 2.1.0 (OASIS), for code scanning."""
    used = sorted({problem.code for problem in problems})
    rules = [{"id": code, "shortDescription": {"text": CODES[code].meaning}, "help": {"text": CODES[code].mend}} for code in used]
    driver = {"name": "briefgen", "version": briefgen.__version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(problem) for problem in problems]}
    return (
        json.dumps(
            {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
        )
        + "\n"
    )


def _result(problem: Diagnostic) -> dict[str, Any]:
    place = problem.place
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        where["region"] = {"startLine": place.line, "startColumn": max(1, place.column)}
    words = f"{problem.message} {problem.hint}".strip()
    return {"ruleId": problem.code, "level": problem.severity, "message": {"text": words}, "locations": [{"physicalLocation": where}]}


FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": text,
    "short": short,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}
