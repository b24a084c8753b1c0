"""Any text in any field: it arrives the same in every format, or it is refused at its line."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.diagnostics import Diagnostic
from briefgen.load import load
from tests.fuzz_desk import Desk, Field


def outcome(desk: Desk, texts: Mapping[Field, str]) -> tuple[dict[Field, list[Diagnostic]], list[str]]:
    """The texts that the desk refuses, with the reasons, and what is wrong with how the others arrive."""
    desk.write(texts)
    _, problems = load(desk.folder)
    refused, astray = _at_their_lines(desk, texts, problems)
    kept = {field: text for field, text in texts.items() if field not in refused}
    desk.write(kept)
    return refused, [*astray, *_arrival(desk.folder, kept)]
