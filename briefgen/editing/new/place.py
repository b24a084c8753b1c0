"""Where a new record goes: a file of its own, or the end of the list of its kind; never in the place of one that is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.content.model.kinds import KINDS
from briefgen.content.reading.read import Data, read
from briefgen.content.validate import kind_of
from briefgen.desk.files import read_plain, write_one
from briefgen.desk.folder import DeskFolder, read_files
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.editing.layout.tree import tree_of
from briefgen.editing.new.record import Refused, as_item

LISTED = frozenset({"official", "term"})
"""Kinds that are kept in a list, unless a desk has a folder for them."""


@dataclass(frozen=True)
class Known:
    """The ids that a desk's files name, whatever else is wrong with them: kind → ids."""

    ids: dict[str, list[str]]


def known(desk: DeskFolder) -> Known:
    """The ids in the files of a desk that can be read, those of parties too."""
    ids: dict[str, list[str]] = {kind: [] for kind in (*KINDS, "party")}
    for name, data in read_files(desk)[0].items():
        kind = (kind_of(name) or ("", False))[0]
        try:
            found = read(name, data).data
        except ContentError:
            continue
        if kind == "desk" and isinstance(found, dict):
            ids["party"] += _ids(found.get("parties"))
        elif kind in ids:
            ids[kind] += _ids(found if isinstance(found, list) else [found])
    return Known(ids)


def _ids(records: Data) -> Iterator[str]:
    for record in records if isinstance(records, list) else []:
        if isinstance(record, dict) and isinstance(record.get("id"), str):
            yield str(record["id"])


def place_of(desk: DeskFolder, kind: str, name: str) -> tuple[Path, bool]:
    """The file for a new record, and whether it is the list of its kind."""
    folder = KINDS[kind][0]
    lists = [path for ending in (".yaml", ".yml") if os.path.lexists(path := desk.content / f"{folder}{ending}")]
    if lists or (kind in LISTED and not (desk.content / folder).is_dir()):
        return (lists or [desk.content / f"{folder}.yaml"])[0], True
    return desk.content / folder / f"{name}.yaml", False


def add(desk: DeskFolder, path: Path, text: str, *, listed: bool) -> None:
    """Writes a record into a new file, or at the end of a list, whose every byte stays.

    Raises Refused where a file is there already or the list cannot be gone on with, ContentError where it cannot be read or written.
    """
    if not listed:
        if os.path.lexists(path):
            raise Refused(f"{desk.show(path)} is already there, and nothing is overwritten.")
        write_one(path, text.encode(), over=False)
        return
    old = read_plain(path, desk.root) if os.path.lexists(path) else b""
    write_one(path, old + _at_the_end(desk.show(path), old, text).encode())


def _at_the_end(name: str, old: bytes, text: str) -> str:
    """What comes behind the bytes of a list for a record to be its last."""
    lines, end, lead = as_item(text), "\n", ""
    if old.strip():
        read(name, old)
        before = old.decode("utf-8-sig")
        tree = tree_of(before.replace("\r\n", "\n"))
        if tree is None or tree.kind != "sequence" or tree.flow or tree.column:
            raise Refused(f"{name} is no list of records that each begin with a dash at the left margin.")
        end = "\r\n" if "\r\n" in before else "\n"
        lead = "" if before.endswith("\n") else end
        lead += end if any("" in entry.before for entry in tree.entries[1:]) else ""
    return lead + "".join(line + end for line in lines)
