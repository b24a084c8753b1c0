"""Which packs stand as they were released, and which are drafts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen.content.content import Content
from briefgen.content.model.pack import Edition, Pack
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.editions.store import ReleasedEdition, read_released, version_number, versions
from briefgen.editions.telling import telling_of


def with_drafts_marked(content: Content, root: Path) -> tuple[Content, dict[str, ReleasedEdition]]:
    """The content with every pack that tells something else than its edition did turned into a draft, and for each pack the edition
    before it, if there is one. Raises ContentError (edition-altered)."""
    earlier: dict[str, ReleasedEdition] = {}
    entries = list(content.entries)
    for index, entry in enumerate(entries):
        pack = entry.record
        if not isinstance(pack, Pack):
            continue
        known = versions(root, pack.id)
        same = (
            pack.edition.version in known
            and read_released(root, pack.id, pack.edition.version).told.sha256 == telling_of(content, pack.id).sha256
        )
        if pack.edition.status != "draft" and not same:
            entries[index] = replace(entry, record=pack.model_copy(update={"edition": _draft_after(pack.edition)}))
        before = [version for version in known if not same or version_number(version) < version_number(pack.edition.version)]
        if before:
            earlier[pack.id] = read_released(root, pack.id, before[-1])
    return replace(content, entries=tuple(entries)), earlier


def _draft_after(edition: Edition) -> Edition:
    return Edition.model_construct(version=f"after {edition.version}", status="draft", revision_history=edition.revision_history)


def unreleased(content: Content, root: Path) -> list[Diagnostic]:
    """A warning for every pack that calls itself released and was not."""
    return [
        entry.problem(
            "edition-not-released",
            f"Edition {entry.record.edition.version} of “{entry.record.id}” was never released, so it is built as a draft.",
            ("edition", "version"),
            f'Set it back to 0.x and status: draft, and run: briefgen release {entry.record.id} --note "…"',
        )
        for entry in content.packs.values()
        if entry.record.edition.status != "draft" and entry.record.edition.version not in versions(root, entry.record.id)
    ]
