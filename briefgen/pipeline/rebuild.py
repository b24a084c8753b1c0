"""An edition made again, from the commit in which it was added to the desk: its products, or its page to compare another with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.assemble.assemble import assemble
from briefgen.content.content import Content
from briefgen.desk.files import sha256_of
from briefgen.desk.folder import DeskFolder
from briefgen.desk.git import added_in, desk_at
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic
from briefgen.document.redline.redline import redline
from briefgen.editions import store
from briefgen.editions.store import ReleasedEdition
from briefgen.evidence.readings import archive_folder
from briefgen.evidence.verify import Verified, verify
from briefgen.export.docx import export
from briefgen.export.product import Product
from briefgen.fonts.desk_faces import cut_for
from briefgen.machine.source_date import source_day
from briefgen.pipeline.build import Built, build, stem_of
from briefgen.pipeline.load import load
from briefgen.pipeline.retold import with_drafts_marked
from briefgen.pipeline.verified import verified_by_archive
from briefgen.render.render import render


@dataclass(frozen=True)
class Then:
    """A desk as it was when an edition was released. earlier: the edition before it, by pack."""

    content: Content
    templates: Templates
    earlier: dict[str, ReleasedEdition]
    verified: Verified


@dataclass(frozen=True)
class File:
    """A file to be written, and what is said of it."""

    name: str
    data: bytes
    words: str


def rebuilt(desk: DeskFolder, released: ReleasedEdition, formats: Sequence[str]) -> list[File]:
    """The files of an edition, each with whether its bytes are those that were released. Raises as edition_again."""
    files = []
    for item in edition_again(desk, released, formats):
        same = released.products.get(item.name) == sha256_of(item.product.data)
        verdict = "the same bytes as released" if same else f"not the bytes released (then briefgen {released.briefgen})"
        files.append(File(f"{item.pack}-{released.told.version}.{item.format}", item.product.data, verdict))
    return files


def with_changes(desk: DeskFolder, released: ReleasedEdition, stops: Callable[[Sequence[Diagnostic]], bool]) -> list[File]:
    """The pack as it is now in Word, with what changed since an edition tracked. Raises ContentError for a desk with problems."""
    content, problems = load(desk)
    if content is None or stops(problems):
        raise ContentError(problems)
    now, earlier = with_drafts_marked(content, desk.root)
    product = tracked_changes(desk, released, now, earlier, verified_by_archive(now, desk.root))
    pack, version = released.told.pack, released.told.version
    words = f"about {product.pages} pages, changes since edition {version} tracked"
    return [File(f"{stem_of(now.packs[pack])}-changes-since-{version}.docx", product.data, words)]


def edition_again(desk: DeskFolder, released: ReleasedEdition, formats: Sequence[str]) -> list[Built]:
    """The products of an edition as this version of briefgen makes them. Raises ContentError (revision-unknown) without its commit."""
    with _then(desk, released) as then:
        return build(then.content, [released.told.pack], formats, then.templates, verified=then.verified, earlier=then.earlier)


def tracked_changes(
    desk: DeskFolder, released: ReleasedEdition, content: Content, earlier: Mapping[str, ReleasedEdition], verified: Verified
) -> Product:
    """The pack in Word with every change since an edition tracked: accept all gives the new text, reject all the old.

    content, earlier, verified: the desk as it is now. Raises ContentError (revision-unknown) without the edition's commit.
    """
    pack = released.told.pack
    with _then(desk, released) as then:
        old = render(assemble(then.content, pack, then.verified, then.earlier.get(pack), source_day()), then.templates, then.content.faces)
    new = render(assemble(content, pack, verified, earlier.get(pack), source_day()), desk.templates, content.faces)
    page = redline(old, new)
    faces = {face.language: face for face in (*then.content.faces, *content.faces)}
    return export.export(replace(page, faces=cut_for(page.html, tuple(faces.values()))), desk.templates)


@contextmanager
def _then(desk: DeskFolder, released: ReleasedEdition) -> Iterator[Then]:
    commit = added_in(desk.root, store.path_of(desk.root, released.told.pack, released.told.version))
    with TemporaryDirectory() as place:
        desk_at(desk.root, commit, Path(place))
        folder = DeskFolder(Path(place))
        found, problems = load(folder, earlier=True)
        if found is None:
            raise ContentError(problems)
        content, earlier = with_drafts_marked(found, folder.root, desk.root)
        verified = verify(content, archive_folder(content, desk.root, None) if released.looked else None)
        yield Then(content, folder.templates, earlier, verified)
