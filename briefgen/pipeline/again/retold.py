"""Editions that were released in the old form of a desk, told in the new one from the commit that holds what they were made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.content.content import Content
from briefgen.desk.files import read_plain, sha256_of
from briefgen.desk.folder import DeskFolder
from briefgen.desk.git import added_in, desk_at
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.editions import standing, store
from briefgen.editions.store import ReleasedEdition
from briefgen.editions.telling import Telling, telling_of
from briefgen.pipeline.load import load

_OF_OLD_FORM = frozenset({"summary", "events", "updates"})


def with_drafts_marked(content: Content, root: Path, repository: Path | None = None) -> tuple[Content, dict[str, ReleasedEdition]]:
    """As editions.standing does it, editions of the old form told in the new one. repository: the desk whose git knows them; left out:
    the desk itself."""
    return standing.with_drafts_marked(content, root, lambda _, pack, version: read_released(repository or root, pack, version))


def read_released(root: Path, pack: str, version: str) -> ReleasedEdition:
    """An edition of a desk, told in the new form where it was released in the old one and git still holds what it was made from.

    Raises ContentError (edition-altered).
    """
    released = store.read_released(root, pack, version)
    if not _in_old_form(released.told):
        return released
    try:
        return _retold(root, released)
    except ContentError:
        return released


def _in_old_form(told: Telling) -> bool:
    steps = (node.id.split("/") for node in told.nodes)
    return any(one[0] == "development" and len(one) > 2 and one[2] in _OF_OLD_FORM for one in steps)


def _retold(root: Path, released: ReleasedEdition) -> ReleasedEdition:
    commit = added_in(root, store.path_of(root, released.told.pack, released.told.version))
    with TemporaryDirectory() as place:
        desk_at(root, commit, Path(place))
        content, problems = load(DeskFolder(Path(place)), earlier=True)
        if content is None:
            raise ContentError(problems)
        if released.told.pack not in content.packs or not _holds(Path(place), released.inputs):
            return released
        told = telling_of(content, released.told.pack)
    return replace(released, told=replace(told, version=released.told.version))


def _holds(root: Path, inputs: dict[str, str]) -> bool:
    """Whether the desk in a folder is what an edition was made from."""
    return all((root / name).is_file() and sha256_of(read_plain(root / name)) == digest for name, digest in inputs.items())
