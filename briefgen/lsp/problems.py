"""Problems as an editor shows them: word for word those of check and verify, at their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lsprotocol import types

from briefgen.diagnostics.codes import CODES
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.lsp.positions import span

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
SOURCE = "briefgen"


def shown(problem: Diagnostic, lines: Sequence[str]) -> types.Diagnostic:
    """A problem for an editor. lines: of its file."""
    place = problem.place
    return types.Diagnostic(
        range=span(list(lines), max(1, place.line), place.column, problem.length),
        message=f"{problem.message}\n{problem.hint or CODES[problem.code].mend}",
        severity=SEVERITIES[problem.severity],
        code=problem.code,
        source=SOURCE,
    )


def by_file(problems: Iterable[Diagnostic]) -> Mapping[str, list[Diagnostic]]:
    """The problems of each file, none twice."""
    found: dict[str, list[Diagnostic]] = {}
    for problem in dict.fromkeys(problems):
        found.setdefault(problem.place.file, []).append(problem)
    return found
