"""An edition built again, from the commit in which it was added to the desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen import editions
from briefgen.build import Built, build
from briefgen.desk import DeskFolder
from briefgen.diagnostics import ContentError
from briefgen.editions import Frozen
from briefgen.history import added_in, desk_at
from briefgen.library import archive_folder
from briefgen.load import load
from briefgen.validate import Content
from briefgen.verify import verify


def edition_again(desk: DeskFolder, released: Frozen, formats: Sequence[str]) -> list[Built]:
    """The products of an edition as this version of briefgen makes them. Raises ContentError (revision-unknown) without its commit."""
    pack, version = released.told.pack, released.told.version
    commit = added_in(desk.root, editions.path_of(desk.root, pack, version))
    with TemporaryDirectory() as place:
        desk_at(desk.root, commit, Path(place))
        then = DeskFolder(Path(place))
        content = content_of(then)
        standing, earlier = editions.standing(content, then.root)
        verified = verify(standing, archive_folder(content, desk.root, None) if released.looked else None)
        return build(standing, [pack], formats, then.templates, verified=verified, earlier=earlier)


def content_of(desk: DeskFolder) -> Content:
    """The records of a desk that was laid out from git. Raises ContentError with what this version of briefgen finds wrong with it."""
    content, problems = load(desk)
    if content is None:
        raise ContentError(problems)
    return content
