"""verify-build: which edition a file is, whether anybody altered it, and whether this desk and this briefgen make it again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefgen.content.content import Content
from briefgen.content.standing import Draft, DraftAfter, Released, Rendering, file_stem
from briefgen.desk.files import read_plain, sha256_of
from briefgen.desk.folder import SETTINGS, DeskFolder
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.editions import store
from briefgen.editions.as_of import content_as_of
from briefgen.editions.store import ReleasedEdition
from briefgen.evidence.readings import archive_folder
from briefgen.evidence.verify import Verified, verify
from briefgen.pipeline.again.rebuild import edition_again, tracked_changes
from briefgen.pipeline.again.retold import with_drafts_marked
from briefgen.pipeline.build import Built, build
from briefgen.pipeline.load import load
from briefgen.products.identity import Identity, NotAPack, identity
from briefgen.products.output_folder import MANIFEST, read_manifest


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a file. record: where its bytes are on record, "" for nowhere; altered: whether other bytes are on record
    for it and it could not be made again; reproduced: whether the same bytes were made again; reason: why not."""

    file: str
    identity: Identity | None
    sha256: str
    record: str = ""
    altered: bool = False
    reproduced: bool = False
    reason: str = ""

    @property
    def good(self) -> bool:
        """Whether it was made again, which proves it genuine."""
        return self.reproduced

    def __str__(self) -> str:
        if self.identity is None:
            return f"{self.file}  {self.reason}"
        changed = "altered, or of another state of the desk" if isinstance(self.identity.standing, Draft | DraftAfter) else "altered"
        as_of = f"unaltered ({self.record})" if self.record else "unaltered" if self.reproduced else "on no record"
        genuine = changed if self.altered else as_of
        again = "made again with the same bytes" if self.reproduced else f"not made again: {self.reason}"
        return f"{self.file}  {self.identity}; {genuine}; {again}"


def verdict(desk: DeskFolder, output: Path, file: Path) -> Verdict:
    """The verdict on a file, by a desk's editions and the manifest in its folder of products. Nothing is written."""
    try:
        data = read_plain(file)
        found = identity(data)
    except OSError as error:
        return Verdict(str(file), None, "", reason=f"cannot be read: {error.strerror}")
    except NotAPack as error:
        return Verdict(str(file), None, sha256_of(data), reason=str(error))
    digest = sha256_of(data)
    record, others = _on_record(desk, output, found, digest)
    try:
        again = digest in _made_again(desk, found)
        reason = "" if again else "this checkout makes other bytes"
    except ContentError as error:
        again, reason = False, error.problems[0].message
    return Verdict(str(file), found, digest, record, others and not record and not again, again, reason)


def _on_record(desk: DeskFolder, output: Path, found: Identity, digest: str) -> tuple[str, bool]:
    """Where the bytes are on record, and whether there is a record of other bytes for the same edition and format.

    Files with tracked changes are on no record.
    """
    if found.since:
        return "", False
    records: list[tuple[str, str]] = []
    for name, path in desk.editions().items():
        if path.parent.name == found.pack and path.stem == found.edition:
            with suppress(ContentError):  # an edition that was altered is no record
                products = store.read_edition(path, name).products
                own = f"{file_stem(found.pack, found.product, found.standing)}.{found.format}"
                records += [(name, sha) for product, sha in products.items() if product == own]
    for file, entry in read_manifest(output).get("products", {}).items():
        says = tuple(entry.get(name) for name in ("pack", "product", "edition", "status", "as_of"))
        if file.endswith(f".{found.format}") and says == (found.pack, found.product, found.edition, found.status, str(found.as_of)):
            records.append((desk.show(output / MANIFEST), entry.get("sha256", "")))
    return next((name for name, sha in records if sha == digest), ""), bool(records)


def _made_again(desk: DeskFolder, found: Identity) -> set[str]:
    """The digests of the file's format, made again: from the commit of its edition, else from the desk as it is."""
    if found.since:
        if found.since not in store.versions(desk.root, found.pack):
            message = f"this desk has no edition {found.since[:20]} of {found.pack}"
            raise ContentError([Diagnostic("revision-unknown", message, Location(SETTINGS))])
        content, earlier, verified = _as_it_is(desk, found)
        released = store.read_released(desk.root, found.pack, found.since)
        made = tracked_changes(desk, released, content, earlier, verified, [found.product])
        return {sha256_of(product.data) for product in made.values()}
    built: Sequence[Built] = ()
    if isinstance(found.standing, Released) and found.edition in store.versions(desk.root, found.pack):
        with suppress(ContentError):  # a desk that is in no repository may still be the same
            built = edition_again(desk, store.read_released(desk.root, found.pack, found.edition), [found.format], [found.product])
    return {sha256_of(item.product.data) for item in built or _from_desk(desk, found)}


def _from_desk(desk: DeskFolder, found: Identity) -> Sequence[Built]:
    content, earlier, verified = _as_it_is(desk, found)
    return build(content, [found.pack], [found.format], desk.templates, verified=verified, earlier=earlier, products=[found.product])


def _as_it_is(desk: DeskFolder, found: Identity) -> tuple[Content, dict[str, ReleasedEdition], Verified]:
    """What the file's pack is assembled from: the desk's content, known on the file's day, the editions before, and what was verified."""
    content, problems = load(desk)
    if content is None:
        raise ContentError(problems)
    if found.pack not in content.packs:
        raise ContentError([Diagnostic("unknown-reference", f"this desk has no pack “{found.pack}”", Location(SETTINGS))])
    earlier: dict[str, ReleasedEdition] = {}
    match found.standing:
        case Rendering(day):
            content = content_as_of(content, day)
        case _:
            content, earlier = with_drafts_marked(content, desk.root)
    return content, earlier, verify(content, archive_folder(content, desk.root, None))
