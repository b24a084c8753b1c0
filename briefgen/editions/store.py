"""Editions: what a pack told its readers when it was released, kept as a file in the desk that is never written again.

content/editions/PACK/VERSION.yaml holds the edition's number, date and note, every sentence with its digest, the states of
the issues, the offices of the officials, and the digests of what the pack was made from and of the products.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from briefgen.desk.files import read_plain
from briefgen.desk.folder import EDITIONS
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.editing.yaml_text import written
from briefgen.editions.telling import Node, State, Telling

VERSION = re.compile(r"\d+\.\d+")


@dataclass(frozen=True)
class ReleasedEdition:
    """A released edition. date, summary: of the release; kind: first, new or correction; looked: whether the archive was at hand.

    inputs, templates: file → SHA-256 of what it was made from; products: file name → SHA-256.
    """

    told: Telling
    date: str
    kind: str
    summary: str
    briefgen: str
    looked: bool
    inputs: dict[str, str]
    templates: dict[str, str]
    products: dict[str, str]

    @property
    def number(self) -> tuple[int, ...]:
        """The version as numbers, to sort by."""
        return version_number(self.told.version)


def version_number(version: str) -> tuple[int, ...]:
    """ "1.10" → (1, 10)."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def path_of(root: Path, pack: str, version: str) -> Path:
    """Where an edition of a desk is kept."""
    return root / EDITIONS / pack / f"{version}.yaml"


def text_of(read_released: ReleasedEdition) -> str:
    """The edition as the text of its file."""
    told = read_released.told
    data = {
        "pack": told.pack,
        "version": told.version,
        "date": read_released.date,
        "kind": read_released.kind,
        "summary": read_released.summary,
        "title": told.title,
        "as_of": told.as_of,
        "briefgen": read_released.briefgen,
        "archive_at_hand": read_released.looked,
        "sha256": told.sha256,
        "products": read_released.products,
        "issues": {name: asdict(state) for name, state in told.issues.items()},
        "officials": {name: asdict(state) for name, state in told.officials.items()},
        "inputs": read_released.inputs,
        "templates": read_released.templates,
        "told": [_node_data(node) for node in told.nodes],
    }
    head = f"# Edition {told.version} of {told.pack}, as it was released. Never edit this file: it is what readers were told.\n"
    return head + written(data)


def _node_data(node: Node) -> dict[str, Any]:
    text = {"text": node.text} if node.text else {}
    return {"id": node.id, "kind": node.kind, "sha256": node.sha256, **text, **({"facts": node.facts} if node.facts else {})}


def read_edition(path: Path, shown: str) -> ReleasedEdition:
    """The edition in a file. Raises ContentError (edition-altered) where the file is not what was released."""
    try:
        data = yaml.load(read_plain(path, path.parent).decode(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        nodes = tuple(Node(n["id"], n["kind"], n.get("text", ""), n.get("facts", {})) for n in data["told"])
        told = Telling(
            data["pack"], data["title"], data["version"], data["as_of"], nodes, _states(data["issues"]), _states(data["officials"])
        )
        released = ReleasedEdition(
            told,
            data["date"],
            data["kind"],
            data["summary"],
            data["briefgen"],
            data["archive_at_hand"],
            data["inputs"],
            data["templates"],
            data["products"],
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError):
        raise ContentError([_altered(shown, "cannot be read as an edition")]) from None
    if told.sha256 != data["sha256"]:
        raise ContentError([_altered(shown, "holds other words than were released")])
    return released


def _states(data: Mapping[str, Any]) -> dict[str, State]:
    return {name: State(**state) for name, state in data.items()}


def _altered(shown: str, what: str) -> Diagnostic:
    return Diagnostic("edition-altered", f"{shown} {what}.", Location(shown), "Put the file back as it was, for example from git.")


def versions(root: Path, pack: str) -> list[str]:
    """The versions of a pack's editions, oldest first."""
    found = [path.stem for path in (root / EDITIONS / pack).glob("*.yaml") if VERSION.fullmatch(path.stem)]
    return sorted(found, key=version_number)


def read_released(root: Path, pack: str, version: str) -> ReleasedEdition:
    """An edition of a desk. Raises ContentError (edition-altered)."""
    return read_edition(path_of(root, pack, version), f"{EDITIONS}{pack}/{version}.yaml")
