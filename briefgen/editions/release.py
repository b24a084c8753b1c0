"""release: a pack becomes an edition. Its number follows CSAF's rules, its record in the desk is new or nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import briefgen
from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.pack import Pack, Revision
from briefgen.content.reading.read import Document, read
from briefgen.content.validate import validate
from briefgen.desk.files import link_new, read_plain, replace_one, sha256_of
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.editing.yaml_patch import patched
from briefgen.editions.compare import compare
from briefgen.editions.store import ReleasedEdition, path_of, read_released, text_of, version_number, versions
from briefgen.editions.telling import telling_of


@dataclass(frozen=True)
class Plan:
    """A release to be made. content: the desk as it will be; file, text: the pack's YAML and what will stand in it."""

    content: Content
    pack: str
    revision: Revision
    kind: str
    file: str
    text: str


def plan(content: Content, entry: Entry[Pack], root: Path, note: str, day: date, correction: bool) -> Plan:
    """What a release would make of the pack. Raises ContentError (release-refused) where the rules forbid it."""
    pack = entry.record
    known = versions(root, pack.id)
    last = read_released(root, pack.id, known[-1]) if known else None
    refusal = _refusal(content, pack, last, day, correction)
    if refusal:
        raise ContentError([entry.problem("release-refused", refusal[0], ("edition",), refusal[1], key=True)])
    revision = Revision.model_validate({"number": _next(last, correction), "date": day.isoformat(), "summary": note})
    text = _with_edition(read_plain(root / entry.document.name, root).decode(), entry, revision)
    changed, found = validate([read(entry.document.name, text.encode()), *_others(content, entry.document)])
    if changed is None:
        raise ContentError(found)
    changed = replace(changed, faces=content.faces)
    return Plan(changed, pack.id, revision, "correction" if correction else "new" if last else "first", entry.document.name, text)


def _with_edition(text: str, entry: Entry[Pack], revision: Revision) -> str:
    """The pack's file as the release leaves it: a final edition with one more revision, and without drafts among them."""
    edition: Any = read(entry.document.name, text.encode()).data
    for step in (*entry.path, "edition"):
        edition = edition[step]
    history = [old for old in edition.get("revision_history") or [] if not old["number"].startswith("0.")]
    row = {"number": revision.number, "date": revision.date.text, "summary": revision.summary}
    data = {**edition, "version": revision.number, "status": "final", "revision_history": [*history, row]}
    return patched(text, (*entry.path, "edition"), data)


def _others(content: Content, document: Document) -> Iterable[Document]:
    held = (*content.entries, *content.confirmations)
    return {entry.document.name: entry.document for entry in held if entry.document.name != document.name}.values()


def _refusal(content: Content, pack: Pack, last: ReleasedEdition | None, day: date, correction: bool) -> tuple[str, str] | None:
    """Why the rules forbid a release, and what to do; None where they do not."""
    if last is None:
        none = ("There is no edition yet that could be corrected.", "Leave --correction out.")
        return none if correction else None
    if not compare(last.told, telling_of(content, pack.id)):
        return f"Nothing has changed since edition {last.told.version}.", "Change the content first."
    if correction and last.told.as_of != pack.as_of.text:
        because = f"The as-of date is no longer that of edition {last.told.version} ({last.told.as_of}), so this is more than a correction."
        return because, "Leave --correction out, or set as_of: back."
    if day.isoformat() < last.date:
        return f"{day} is before the release of edition {last.told.version} ({last.date}).", "Give a later --date."
    return None


def _next(last: ReleasedEdition | None, correction: bool) -> str:
    """CSAF's rule as this desk uses it: a change of substance raises the major number, a correction the minor."""
    major, minor = version_number(last.told.version) if last else (0, 0)
    return f"{major}.{minor + 1}" if correction else f"{major + 1}.0"


def freeze(made: Plan, desk: DeskFolder, products: Mapping[str, bytes], looked: bool) -> ReleasedEdition:
    """The edition to be kept, from the plan and the products built of it."""
    inputs = {
        name: sha256_of(made.text.encode() if name == made.file else read_plain(path, desk.root))
        for name, path in {**desk.files(), **desk.fonts()}.items()
    }
    templates = {name: sha256_of(desk.templates.load(name)) for name in desk.templates.files()}
    made_products = {name: sha256_of(data) for name, data in products.items()}
    told = replace(telling_of(made.content, made.pack), version=made.revision.number)
    day = made.revision.date.text
    return ReleasedEdition(told, day, made.kind, made.revision.summary, briefgen.__version__, looked, inputs, templates, made_products)


def keep(frozen: ReleasedEdition, made: Plan, root: Path) -> Path:
    """Writes the edition's file and the pack's new edition block: both, or neither. Raises ContentError (write-failed)."""
    target = path_of(root, made.pack, frozen.told.version)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        link_new(target, text_of(frozen).encode())
        try:
            replace_one(root / made.file, made.text.encode())
        except OSError:
            target.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = "it is there already" if isinstance(error, FileExistsError) else error.strerror
        message = f"The edition could not be written ({reason}). The desk is as it was."
        raise ContentError(
            [Diagnostic("write-failed", message, Location(str(target)), "Check the free space and the folder's rights.")]
        ) from None
    return target
