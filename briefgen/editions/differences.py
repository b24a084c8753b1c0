"""A difference between two tellings of a pack as text, JSON and HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from briefgen.desk.filled_templates import filled
from briefgen.desk.folder import DeskFolder
from briefgen.editions.compare import Change, Difference, Shift
from briefgen.editions.store import VERSION, version_number
from briefgen.editions.telling import Telling
from briefgen.language.words import inline

TEMPLATE = "diff.html.j2"
GROUPS = {
    "Developments": ("development",),
    "Sentences": ("sentence", "key judgement", "unknown", "position"),
    "Chronology": ("entry of the chronology",),
    "Open issues": ("open issue", "update"),
    "Officials": ("official", "office", "part played"),
    "Sources": ("source", "note on a source"),
    "Glossary and pack": ("glossary entry", "pack"),
}
"""Heading → the kinds of changes below it."""
SIGNS = {"new": "+", "gone": "-", "changed": "~", "moved": ">"}


def heading(difference: Difference) -> str:
    """Which two tellings are compared, and whether the newer is a correction or an edition of its own."""
    return f"{difference.new.title}: {_name(difference.old)} → {_name(difference.new)}{_kind(difference)}"


def _name(told: Telling) -> str:
    if VERSION.fullmatch(told.version):
        return f"edition {told.version} (as of {told.as_of})"
    return f"{told.version} (as of {told.as_of})" if told.version else f"as of {told.as_of}"


def _kind(difference: Difference) -> str:
    old, new = difference.old.version, difference.new.version
    if not (VERSION.fullmatch(old) and VERSION.fullmatch(new)):
        return ""
    return ", a correction" if version_number(old)[0] == version_number(new)[0] else ", a new edition"


def text(difference: Difference, _: DeskFolder) -> str:
    """For a screen: a line a change, changed words between brackets."""
    lines = [heading(difference), ""]
    if not difference:
        lines.append("Nothing differs.")
    for title, kinds in GROUPS.items():
        changes, shifts = _group(difference, title, kinds)
        if changes or shifts:
            lines += [title, *(line for change in changes for line in _change_lines(change)), *map(_shift_line, shifts), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _group(difference: Difference, title: str, kinds: Sequence[str]) -> tuple[list[Change], Sequence[Shift]]:
    """What stands below a heading. Issues and officials that came or went as a whole are told by their state or office."""
    shifts = {"Open issues": difference.issues, "Officials": difference.officials}.get(title, ())
    told = {f"{kind}/{shift.id}" for kind in ("issue", "official") for shift in shifts}
    return [change for change in difference.of(*kinds) if change.id not in told or change.what not in {"new", "gone"}], shifts


def _change_lines(change: Change) -> Iterator[str]:
    where = f" in “{change.where}”" if change.where and change.id.count("/") > 1 else ""
    words = inline(change.words) if change.words else (change.after or change.before)
    yield f"  {SIGNS[change.what]} {change.what} {change.kind}{where}: {words}"
    yield from (f"      {name}: {before or '(none)'} → {after or '(none)'}" for name, before, after in change.facts)


def _shift_line(shift: Shift) -> str:
    if shift.before is None and shift.after is not None:
        return f"  + {shift.name}: {shift.after.value} ({shift.after.date})"
    if shift.after is None and shift.before is not None:
        return f"  - {shift.name}: was {shift.before.value} ({shift.before.date})"
    assert shift.before is not None
    assert shift.after is not None
    return f"  ~ {shift.name}: {shift.before.value} ({shift.before.date}) → {shift.after.value} ({shift.after.date})"


def as_json(difference: Difference, _: DeskFolder) -> str:
    """For programs: both tellings' names, and every change with all that is known of it."""
    data: dict[str, Any] = {
        side: {"version": told.version, "as_of": told.as_of, "sha256": told.sha256}
        for side, told in (("old", difference.old), ("new", difference.new))
    }
    data |= {"pack": difference.new.pack, "kind": _kind(difference).removeprefix(", ")}
    data["changes"] = [asdict(change) for change in difference.changes]
    data["issues"] = [asdict(shift) for shift in difference.issues]
    data["officials"] = [asdict(shift) for shift in difference.officials]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def html(difference: Difference, desk: DeskFolder) -> str:
    """For a browser: one page that needs no other file, with <ins> and <del>."""
    groups = [(title, *_group(difference, title, kinds)) for title, kinds in GROUPS.items()]
    return filled(desk.templates, TEMPLATE, {"heading": heading(difference), "groups": groups, "differs": bool(difference)})


FORMATS: dict[str, Callable[[Difference, DeskFolder], str]] = {"text": text, "json": as_json, "html": html}
