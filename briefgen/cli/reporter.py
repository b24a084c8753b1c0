"""What the command line says: problems, products, refusals, and its own faults. Nothing else in briefgen prints."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import briefgen
from briefgen.language.english import counted

if TYPE_CHECKING:
    from briefgen.content.content import Content
    from briefgen.desk.folder import DeskFolder
    from briefgen.diagnostics.diagnostic import Diagnostic
    from briefgen.pipeline.order import Made


class Reporter(NamedTuple):
    """How a command says what it has to say. strict: warnings stop it too. nothing: what is said not to have been done where it stops."""

    as_json: bool = False
    quiet: bool = False
    strict: bool = False
    nothing: str = ""

    def stops(self, problems: Sequence[Diagnostic]) -> bool:
        """Whether these problems end the command."""
        return any(problem.severity in ({"error", "warning"} if self.strict else {"error"}) for problem in problems)

    def line(self, words: str) -> None:
        """A line of what was asked for, on standard output."""
        print(words)

    def complain(self, words: str) -> None:
        """A line on what could not be done, on standard error."""
        print(words, file=sys.stderr)

    def data(self, data: Any) -> None:
        """What was asked for, for a program."""
        print(json.dumps(data, ensure_ascii=False, indent=2))

    def text(self, words: str) -> None:
        """What was asked for, with its own line ends."""
        sys.stdout.write(words)

    def problems(self, problems: Sequence[Diagnostic]) -> None:
        """All problems, with place, line and hint, on standard error."""
        if problems:
            from briefgen.diagnostics import reports

            print(reports.text(problems, _colour), file=sys.stderr)

    def fail(self, problems: Sequence[Diagnostic]) -> NoReturn:
        """Says the problems and what was not done because of them, and ends with exit code 1."""
        if self.as_json:
            self.data({"up_to_date": False, "products": [], "problems": _records(problems)})
        else:
            self.problems(problems)
            because = " Warnings count as errors with --strict." if self.strict and not Reporter().stops(problems) else ""
            total = tally(problems)
            print(total if self.quiet or not self.nothing else f"{total}: {self.nothing}{because}", file=sys.stderr)
        sys.exit(1)

    def load(self, desk: Path | None) -> tuple[DeskFolder, Content, list[Diagnostic]]:
        """The desk that was named or that the user stands in, its records, and the problems that do not stop the command."""
        from briefgen.desk.folder import find
        from briefgen.desk.kept import Kept
        from briefgen.pipeline.load import load

        folder = find(desk or Path.cwd())
        kept = Kept(folder.root)
        content, problems = load(folder, kept=kept)
        kept.close()
        if content is None:
            self.fail(problems)
        return folder, content, problems

    def made(self, made: Made) -> None:
        """A line for each product of a build, or all of it for a program."""
        if self.as_json:
            rows = [{"path": str(made.target / row["name"]), **{key: row[key] for key in row if key != "name"}} for row in made.rows]
            self.data({"up_to_date": made.up_to_date, "products": rows, "problems": _records(made.problems)})
            return
        self.problems(made.problems)
        for name, words in () if self.quiet else self.rows(made):
            self.line(f"{shown(made.target / name)}{words}")

    def rows(self, made: Made) -> list[tuple[str, str]]:
        """Of each product its file name, and what is said of it behind that."""
        return [(row["name"], "".join(f"  {words}" for words in _words_of(row, made.up_to_date))) for row in made.rows]


def _words_of(row: dict[str, Any], up_to_date: bool) -> list[str]:
    """What is said of a product: pages, words, size, and how long it took."""
    about = "about " if row["name"].endswith(".docx") else ""  # Word lays it out anew on every machine
    pages = [f"{about}{counted(row['pages'], 'page')}"] if row["pages"] else []
    last = "up to date" if up_to_date else f"{row['seconds']:.1f} s"
    return [*pages, f"{row['words']:,} words", f"{row['bytes'] / 1024:,.0f} KB", last]


def tally(problems: Sequence[Diagnostic]) -> str:
    """“2 errors, 1 warning”, or "" where there is nothing."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(counted(counts[severity], severity) for severity in ("error", "warning", "note") if counts[severity])


def shown(path: Path) -> str:
    """A path as a user finds it from where they stand."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _records(problems: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    """Problems for a program."""
    if not problems:
        return []
    from briefgen.diagnostics import reports

    return [reports.record(problem) for problem in problems]


def _colour(words: str, name: str) -> str:
    if not sys.stderr.isatty() or "NO_COLOR" in os.environ:
        return words
    import typer

    return typer.style(words, fg=name, bold=name == "red")


def own_fault() -> int:
    """Keeps the traceback in a file and says how to report it."""
    import tempfile
    import traceback

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
