"""An edition made again, from the commit in which it was added to the desk: its products, or its page to compare another with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.assemble.assemble import assemble
from briefgen.content.content import Content
from briefgen.content.model.pack import PRODUCTS, ProductName
from briefgen.content.standing import file_stem
from briefgen.desk.files import sha256_of
from briefgen.desk.folder import DeskFolder
from briefgen.desk.git import added_in, desk_at
from briefgen.desk.kept import NOTHING, Kept
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
from briefgen.language.english import counted
from briefgen.machine.source_date import source_day
from briefgen.pipeline.again.retold import with_drafts_marked
from briefgen.pipeline.build import Built, build, files_of
from briefgen.pipeline.load import load
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


def rebuilt(desk: DeskFolder, released: ReleasedEdition, formats: Sequence[str], products: Sequence[ProductName] = PRODUCTS) -> list[File]:
    """The files of an edition, each with whether its bytes are those that were released. Raises as edition_again."""
    files = []
    for item in edition_again(desk, released, formats, products):
        same = released.products.get(item.name) == sha256_of(item.product.data)
        verdict = "the same bytes as released" if same else f"not the bytes released (then briefgen {released.briefgen})"
        files.append(File(f"{item.stem}-{released.told.version}.{item.format}", item.product.data, verdict))
    return files


def with_changes(
    desk: DeskFolder,
    released: ReleasedEdition,
    stops: Callable[[Sequence[Diagnostic]], bool],
    products: Sequence[ProductName] = PRODUCTS,
    *,
    kept: Kept = NOTHING,
) -> list[File]:
    """Brief and pack as they are now in Word, with what changed since an edition tracked. Raises ContentError for a desk with problems."""
    content, problems = load(desk, kept=kept)
    if content is None or stops(problems):
        raise ContentError(problems)
    now, earlier = with_drafts_marked(content, desk.root)
    entry, version = now.packs[released.told.pack], released.told.version
    wanted = [name for name, _ in files_of(set(products) & set(entry.record.products), ["docx"])]
    files = []
    for name, made in tracked_changes(desk, released, now, earlier, verified_by_archive(now, desk.root), wanted).items():
        words = f"about {counted(made.pages, 'page')}, changes since edition {version} tracked"
        files.append(File(f"{file_stem(entry.id, name, entry.standing)}-changes-since-{version}.docx", made.data, words))
    return files


def edition_again(
    desk: DeskFolder, released: ReleasedEdition, formats: Sequence[str], products: Sequence[ProductName] = PRODUCTS
) -> list[Built]:
    """The products of an edition as this version of briefgen makes them. Raises ContentError (revision-unknown) without its commit."""
    with _then(desk, released) as then:
        packs = [released.told.pack]
        return build(then.content, packs, formats, then.templates, verified=then.verified, earlier=then.earlier, products=products)


def tracked_changes(
    desk: DeskFolder,
    released: ReleasedEdition,
    content: Content,
    earlier: Mapping[str, ReleasedEdition],
    verified: Verified,
    products: Sequence[ProductName],
) -> dict[ProductName, Product]:
    """Products in Word with every change since an edition tracked: accept all gives the new text, reject all the old.

    content, earlier, verified: the desk as it is now. Raises ContentError (revision-unknown) without the edition's commit.
    """
    pack = released.told.pack
    with _then(desk, released) as then:
        before = assemble(then.content, pack, then.verified, then.earlier.get(pack), source_day())
        old = {name: render(before, then.templates, name, faces=then.content.faces) for name in products}
    now = assemble(content, pack, verified, earlier.get(pack), source_day())
    faces = tuple({face.language: face for face in (*then.content.faces, *content.faces)}.values())
    pages = {name: redline(old[name], render(now, desk.templates, name, faces=content.faces)) for name in products}
    return {name: export.export(replace(page, faces=cut_for(page.html, faces)), desk.templates) for name, page in pages.items()}


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
