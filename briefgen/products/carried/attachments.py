"""The files that a PDF carries with it, if its pack wants: the YAML it was made from, its manifest, and its chronology as a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import briefgen
from briefgen.content.content import Content
from briefgen.content.entry import PackEntry
from briefgen.content.model.desk import Confirmation
from briefgen.content.model.kinds import KINDS, LISTS
from briefgen.content.standing import Released
from briefgen.desk.files import sha256_of
from briefgen.desk.folder import SETTINGS
from briefgen.document.page import Attachment
from briefgen.editing.confirmation_lines import line_of
from briefgen.editing.yaml_text import text_of as yaml_of
from briefgen.editions.store import ReleasedEdition, path_of, text_of
from briefgen.editions.telling import Node, Telling, telling_of
from briefgen.products import provenance
from briefgen.products.carried.chronology_csv import chronology_csv
from briefgen.products.carried.pack_desk import desk_of_pack

if TYPE_CHECKING:
    from briefgen.desk.templates import Templates

CHRONOLOGY, MANIFEST = "chronology.csv", "manifest.json"


def attachments(
    content: Content,
    pack_id: str,
    templates: Templates,
    earlier: ReleasedEdition | None = None,
    confirmed: Iterable[Confirmation] = (),
) -> tuple[Attachment, ...]:
    """What the PDF of a pack carries, by name. content: as the pack is assembled from it; earlier: the edition before; confirmed: what the
    annex says of sentences that persons confirmed.

    The YAML is written from the records, never copied from files, so that what a day hides stays hidden. Of the edition before there
    is only what the list of changes compares.
    """
    part = desk_of_pack(content, pack_id)
    pack = content.packs[pack_id]
    told = (*_records(part), *_confirmations(part, confirmed), *_editions(content, part, pack, earlier))
    files = {name: text.encode() for name, text in told}
    found = [Attachment(name, data, "application/yaml", "Source", f"Made from: {name}") for name, data in files.items()]
    found.append(Attachment(CHRONOLOGY, chronology_csv(part, pack_id), "text/csv", "Data", "The chronology as a table"))
    found.append(
        Attachment(MANIFEST, _manifest(content, pack, files, templates), "application/json", "Supplement", "What made this document")
    )
    return tuple(sorted(found, key=lambda file: file.name))


def _records(part: Content) -> Iterator[tuple[str, str]]:
    """File name and text of every record."""
    yield SETTINGS, yaml_of(part.desk)
    for kind, (folder, _) in KINDS.items():
        entries = [entry for entry in part.entries if entry.kind == kind]
        ids = [entry.id for entry in entries]
        stems = _stems(ids) if kind == "issue" else ids
        yield from ((f"content/{folder}/{stem}.yaml", yaml_of(entry.record)) for stem, entry in zip(stems, entries, strict=True))


def _confirmations(part: Content, confirmed: Iterable[Confirmation]) -> Iterator[tuple[str, str]]:
    """The confirmations of sentences in these records, in one file; none where there are none."""
    taken = {"/".join(entry.key) for entry in part.entries}
    lines = sorted(line_of(said) for said in confirmed if "/".join(said.at.split("/")[:2]) in taken)
    if lines:
        yield f"content/{LISTS['confirmation'][0]}.yaml", "".join(f"{line}\n" for line in lines)


def _stems(ids: list[str]) -> list[str]:
    """File names that sort as the records stand: the ids, with numbers before them where these alone would sort otherwise."""
    if ids == sorted(ids, key=lambda name: f"{name}.yaml"):
        return ids
    width = len(str(len(ids)))
    return [f"{number:0{width}}-{name}" for number, name in enumerate(ids, 1)]


def _editions(content: Content, part: Content, pack: PackEntry, earlier: ReleasedEdition | None) -> Iterator[tuple[str, str]]:
    """The record of the pack's own edition, if it is one, and that of the edition before, if the pack says what changed since."""
    told = telling_of(part, pack.id)
    if isinstance(pack.standing, Released):
        yield _edition_file(_own(pack, told))
    if earlier and pack.record.display.changes != "none":
        nodes = tuple(_kept(earlier.told.nodes, telling_of(content, pack.id), told))
        yield _edition_file(replace(earlier, told=replace(earlier.told, nodes=nodes)))


def _own(pack: PackEntry, told: Telling) -> ReleasedEdition:
    revision = pack.record.edition.revision_history[-1]
    kind = "first" if revision.number == "1.0" else "new" if revision.number.endswith(".0") else "correction"
    return ReleasedEdition(told, revision.date.text, kind, revision.summary, briefgen.__version__, False, {}, {}, {})


def _edition_file(edition: ReleasedEdition) -> tuple[str, str]:
    """Its digests of the desk's files and of the products are left out: the files are not here, and a file cannot hold its own."""
    bare = replace(edition, inputs={}, templates={}, products={})
    return path_of(Path(), bare.told.pack, bare.told.version).as_posix(), text_of(bare)


def _kept(before: Iterable[Node], now: Telling, part: Telling) -> Iterator[Node]:
    """The older nodes; one that is as it was then stands as the pack's own files tell it, which name nothing that is not in them."""
    same = {node.id: node.sha256 for node in now.nodes}
    told = {node.id: node for node in part.nodes}
    for node in before:
        if same.get(node.id) != node.sha256:
            yield node
        elif node.id in told:
            yield told[node.id]


def _manifest(content: Content, pack: PackEntry, files: Mapping[str, bytes], templates: Templates) -> bytes:
    inputs = {name: sha256_of(data) for name, data in files.items()}
    about = {
        **provenance.described(pack),
        **provenance.tool(content.faces),
        "inputs": inputs,
        "templates": provenance.template_digests(templates),
    }
    return (json.dumps(about, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
