"""What an editor may do at a problem with one key: the word that was meant, a guess confirmed, an excerpt in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types

from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.lsp.positions import position

MEANT = re.compile(r"Did you mean “([^”]+)”\?")
MOST_WORDS = 12


def fixes(problem: Diagnostic, shown: types.Diagnostic, uri: str, lines: Sequence[str]) -> Iterator[types.CodeAction]:
    """The ways to mend a problem. lines: of its file."""
    line = problem.place.line
    if line < 1 or line > len(lines):
        return
    text = lines[line - 1]
    if meant := MEANT.search(problem.hint):
        told = re.findall(r"“([^”]+)”", problem.message)
        wrong = next((word for word in told if word in text), text[problem.place.column - 1 :][: problem.length])
        yield _action(f"Write “{meant[1]}”", shown, uri, _replaced(lines, line, wrong, meant[1], problem.place.column))
    if problem.code == "excerpt-too-long" and (edit := _in_two(lines, line)):
        yield _action("Split the excerpt in two", shown, uri, edit)
    if problem.code == "source-unconfirmed":
        for name in re.findall(r"[a-z_]+", text.partition("unconfirmed:")[2]):
            if edit := _without(lines, line, name):
                yield _action(f"Confirm {name}", shown, uri, edit)


def _action(title: str, shown: types.Diagnostic, uri: str, edit: types.TextEdit | None) -> types.CodeAction:
    changes = {uri: [edit] if edit else []}
    return types.CodeAction(title, types.CodeActionKind.QuickFix, [shown], edit=types.WorkspaceEdit(changes))


def _replaced(lines: Sequence[str], line: int, wrong: str, meant: str, column: int) -> types.TextEdit | None:
    start = lines[line - 1].find(wrong, column - 1)
    start = start if start >= 0 else lines[line - 1].find(wrong)
    return _edit(lines, line, start, start + len(wrong), meant) if start >= 0 else None


def _in_two(lines: Sequence[str], line: int) -> types.TextEdit | None:
    """The first excerpt of a line that is too long, as two that follow one another."""
    for found in re.finditer(r"(?P<open>[“\"])(?P<words>[^”\"]+)(?P<close>[”\"])", lines[line - 1]):
        words = found["words"].split()
        if len(words) > MOST_WORDS:
            middle = min(len(words) // 2 + len(words) % 2, MOST_WORDS)
            parts = f"{found['close']} {found['open']}".join([" ".join(words[:middle]), " ".join(words[middle:])])
            return _edit(lines, line, found.start("words"), found.end("words"), parts)
    return None


def _without(lines: Sequence[str], line: int, name: str) -> types.TextEdit | None:
    """A list on one line without a name; without the line where nothing is left."""
    text = lines[line - 1]
    found = re.search(r"unconfirmed:\s*\[(?P<names>[^\]]*)\]", text)
    if found is None:
        return None
    names = [part.strip() for part in found["names"].split(",") if part.strip() and part.strip() != name]
    if names:
        return _edit(lines, line, found.start("names"), found.end("names"), ", ".join(names))
    return types.TextEdit(types.Range(types.Position(line - 1, 0), types.Position(line, 0)), "")


def _edit(lines: Sequence[str], line: int, start: int, end: int, text: str) -> types.TextEdit:
    return types.TextEdit(types.Range(position(list(lines), line, start + 1), position(list(lines), line, end + 1)), text)
