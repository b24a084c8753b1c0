"""Which packs stand as they were released, and which are drafts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefgen.content.content import Content
from briefgen.content.standing import DraftAfter, Released, Standing
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.editions.store import ReleasedEdition, read_released, version_number, versions
from briefgen.editions.telling import telling_of


def with_drafts_marked(
    content: Content, root: Path, read: Callable[[Path, str, str], ReleasedEdition] = read_released
) -> tuple[Content, dict[str, ReleasedEdition]]:
    """The content with every pack that tells something else than its edition did turned into a draft, and for each pack the edition
    before it, if there is one. read: how an edition of a pack is read. Raises ContentError (edition-altered)."""
    earlier: dict[str, ReleasedEdition] = {}
    drafts: dict[str, Standing] = {}
    for name, pack in content.packs.items():
        known, version = versions(root, name), pack.record.edition.version
        same = version in known and read(root, name, version).told.sha256 == telling_of(content, name).sha256
        if isinstance(pack.standing, Released) and not same:
            drafts[name] = DraftAfter(version)
        before = [number for number in known if not same or version_number(number) < version_number(version)]
        if before:
            earlier[name] = read(root, name, before[-1])
    return content.with_standings(drafts), earlier


def unreleased(content: Content, root: Path) -> list[Diagnostic]:
    """A warning for every pack that calls itself released and was not."""
    return [
        entry.problem(
            "edition-not-released",
            f"Edition {entry.record.edition.version} of “{entry.id}” was never released, so it is built as a draft.",
            ("edition", "version"),
            f'Set it back to 0.x and status: draft, and run: briefgen release {entry.id} --note "…"',
        )
        for entry in content.packs.values()
        if isinstance(entry.standing, Released) and entry.standing.version not in versions(root, entry.id)
    ]
