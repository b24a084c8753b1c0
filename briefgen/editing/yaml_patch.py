"""One block of a YAML file replaced; every other line stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from briefgen.content.entry import Entry
from briefgen.content.model.pack import Pack, Revision


def _with_edition(entry: Entry[Pack], history: Sequence[Revision]) -> str:
    """The pack's file with its edition block replaced; every other line stays as it is."""
    rows = [{"number": r.number, "date": r.date.text, "summary": r.summary} for r in history]
    block = {"edition": {"version": history[-1].number, "status": "final", "revision_history": rows}}
    spot = entry.document.spot((*entry.path, "edition"), key=True)
    indent = " " * (spot.column - 1)
    lines = list(entry.document.lines)
    end = next((n for n in range(spot.line, len(lines)) if _ends_block(lines[n], len(indent))), len(lines))
    while end > spot.line and not lines[end - 1].strip():
        end -= 1
    new = yaml.dump(block, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=120).splitlines()
    lead = lines[spot.line - 1][: len(indent)]  # of a list's record, the dash
    lines[spot.line - 1 : end] = [lead + new[0], *(indent + line for line in new[1:])]
    return "\n".join(lines).rstrip("\n") + "\n"


def _ends_block(line: str, indent: int) -> bool:
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) <= indent
