"""A finished file held against its record and made again: genuine, altered, or of another state of the desk."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest

from briefgen.content.model.pack import PRODUCTS, ProductName
from briefgen.content.standing import Draft, file_stem
from briefgen.desk.folder import DeskFolder
from briefgen.pipeline.again.reproduce import Verdict, verdict
from briefgen.pipeline.build import files_of
from briefgen.pipeline.order import FORMATS
from tests.tools.commands import commit, run, run_cold, spoil
from tests.tools.desks import PACK, edit

pytestmark = pytest.mark.slow


def product(desk: DeskFolder, format: str, kind: ProductName = "pack") -> Path:
    return desk.root / f"build/{file_stem('sound-ferries', kind, Draft('0.1'))}.{format}"


def ask(desk: DeskFolder, file: Path) -> Verdict:
    return verdict(desk, desk.root / "build", file)


def test_products_of_this_checkout_are_genuine(built: DeskFolder) -> None:
    """One line each: what it is, that it was not altered, that it was made again; exit code 0."""
    files = [product(built, format, kind) for kind, format in files_of(PRODUCTS, FORMATS)]
    done = run_cold(built, "verify-build", *map(str, files))
    assert (done.returncode, done.stderr) == (0, "")
    named = {"brief": "sound-ferries (brief)", "pack": "sound-ferries", "annex": "sound-ferries (annex)"}
    for line, (kind, _) in zip(done.stdout.splitlines(), files_of(PRODUCTS, FORMATS), strict=True):
        assert f"  {named[kind]}, edition 0.1 (draft), as of 2019-07-05; unaltered (build/manifest.json); made again" in line


def test_a_product_is_held_against_its_own_record(built: DeskFolder) -> None:
    """A brief is no altered pack and a pack no altered brief; one that was altered is found out though the others are genuine."""
    manifest = json.loads((built.root / "build/manifest.json").read_text(encoding="utf-8"))
    brief, annex = (product(built, "pdf", kind) for kind in ("brief", "annex"))
    for kind in PRODUCTS:
        found = ask(built, product(built, "pdf", kind))
        assert (found.identity and found.identity.product, found.good) == (kind, True)
        assert found.sha256 == manifest["products"][product(built, "pdf", kind).name]["sha256"]
    brief.write_bytes(other_title(brief.read_bytes()))
    assert (ask(built, brief).altered, ask(built, annex).good) == (True, True)
    del manifest["products"][annex.name]
    (built.root / "build/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    annex.write_bytes(other_title(annex.read_bytes()))
    found = ask(built, annex)
    assert (found.record, found.altered, found.good) == ("", False, False)  # of the annex nothing is on record any more


def test_a_product_that_says_it_is_another_is_not_made_again(built: DeskFolder) -> None:
    """A pack that calls itself an annex is held against what would be the annex."""
    path = product(built, "docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(built.root / "brief.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b">pack<", b">brief<") if name == "docProps/custom.xml" else data)
    found = ask(built, built.root / "brief.docx")
    assert (found.identity and found.identity.product, found.altered, found.good) == ("brief", True, False)


def test_a_product_that_its_pack_does_not_make_is_not_made_again(built: DeskFolder) -> None:
    """Once the pack makes no annex, its earlier annex is on record only."""
    edit(built, PACK, "display:", "products: [brief, pack]\n\ndisplay:")
    found = ask(built, product(built, "pdf", "annex"))
    assert (found.record, found.altered, found.good) == ("build/manifest.json", False, False)


def one_sign(data: bytes) -> bytes:
    return data.replace(b"Daily winter crossings", b"Daily summer crossing", 1)


def other_title(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.add_metadata({"/Title": "Another"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def other_words(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, one_sign(old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(("kind", "change"), [("html", one_sign), ("pdf", other_title), ("docx", other_words)])
def test_an_altered_file_is_found_out(built: DeskFolder, kind: str, change: Any) -> None:
    """Other bytes than those on record are called altered, whatever changed."""
    path = product(built, kind)
    path.write_bytes(change(path.read_bytes()))
    found = ask(built, path)
    assert (found.altered, found.reproduced, found.good) == (True, False, False)
    assert found.identity is not None
    assert found.identity.edition == "0.1"


def test_a_file_that_is_on_no_record_may_still_be_made_again(built: DeskFolder) -> None:
    """Without a manifest the bytes alone decide."""
    (built.root / "build/manifest.json").unlink()
    found = ask(built, product(built, "html"))
    assert (found.record, found.altered, found.reproduced, found.good) == ("", False, True, True)


def test_bytes_that_are_made_again_outweigh_a_record_of_others(built: DeskFolder) -> None:
    """A colleague's file of the same words is genuine, though the own manifest is of older words."""
    path = built.root / "build/manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["products"]["sound-ferries-DRAFT.html"]["sha256"] = "0" * 64
    path.write_text(json.dumps(manifest), encoding="utf-8")
    found = ask(built, product(built, "html"))
    assert (found.record, found.altered, found.reproduced, found.good) == ("", False, True, True)
    assert "; unaltered; made again" in str(found)


def test_a_file_of_another_state_of_the_desk_is_not_made_again(built: DeskFolder) -> None:
    """Once a sentence is changed, the earlier file is on record but not reproduced."""
    spoil(built, "medical care as the reason", "medical care as her reason")
    found = ask(built, product(built, "html"))
    assert (found.record, found.altered, found.reproduced, found.good) == ("build/manifest.json", False, False, False)


def test_a_rendering_is_made_again_as_of_its_day(built: DeskFolder) -> None:
    """The day that a file names is the day that it is made again for."""
    assert run(built, "build", "--as-of", "2019-06-30", "--format", "html").returncode == 0
    found = ask(built, built.root / "build/sound-ferries-as-of-2019-06-30.html")
    assert (str(found.identity), found.good) == ("sound-ferries, a rendering, as of 2019-06-30", True)


def test_a_released_edition_is_made_again_from_its_commit(edition: DeskFolder, tmp_path: Path) -> None:
    """A file of edition 1.0 is genuine though the desk has gone on since; a look-alike is not."""
    assert run(edition, "build", "--format", "html", "--output", str(tmp_path)).returncode == 0
    spoil(edition, "medical care as the reason", "medical care as her reason")
    commit(edition, "later")
    file = tmp_path / "sound-ferries.html"
    found = ask(edition, file)
    assert (found.record, found.reproduced, found.good) == ("content/editions/sound-ferries/1.0.yaml", True, True)
    file.write_bytes(file.read_bytes().replace(b"Daily", b"Hourly"))
    assert (ask(edition, file).altered, ask(edition, file).good) == (True, False)


def test_each_product_of_an_edition_is_made_again_from_its_commit(edition: DeskFolder, tmp_path: Path) -> None:
    """A brief as brief and an annex as annex, on the record of their own files."""
    assert (
        run(edition, "build", "--format", "pdf-only", "--product", "brief", "--product", "annex", "--output", str(tmp_path)).returncode == 0
    )
    spoil(edition, "medical care as the reason", "medical care as her reason")
    commit(edition, "later")
    for kind in ("brief", "annex"):
        found = ask(edition, tmp_path / f"sound-ferries-{kind}.pdf")
        assert (found.record, found.reproduced, found.good) == ("content/editions/sound-ferries/1.0.yaml", True, True)
        assert str(found.identity) == f"sound-ferries ({kind}), edition 1.0 (final), as of 2019-07-05"


def test_a_file_with_tracked_changes_is_made_again(edition: DeskFolder) -> None:
    """It says since which edition its changes are tracked, and is not taken for the edition itself."""
    spoil(edition, "medical care as the reason", "medical care as her reason")
    assert run(edition, "build", "--format", "all").returncode == 0
    done = run(edition, "build", "--tracked", "1.0")
    files = [edition.root / line.split("  ")[0] for line in done.stdout.splitlines()]
    assert len(files) == 2
    for file in files:
        found = ask(edition, file)
        assert str(found.identity).endswith("changes since edition 1.0 tracked")
        assert (found.record, found.altered, found.reproduced, found.good) == ("", False, True, True)
    spoil(edition, "medical care as her reason", "medical care as their reason")
    assert [ask(edition, file).good for file in files] == [True, False]  # the brief does not have that sentence


@pytest.mark.parametrize("since", ["7.0", "../../../desk", "1.0/.."])
def test_tracked_since_no_edition_of_the_desk_is_no_proof(built: DeskFolder, tmp_path: Path, since: str) -> None:
    """What a file says is looked up among the editions that there are, and leads nowhere else."""
    with zipfile.ZipFile(product(built, "docx")) as old, zipfile.ZipFile(tmp_path / "a.docx", "w") as new:
        for name in old.namelist():
            said = b'<property name="Changes since edition"><x>%s</x></property></Properties>' % since.encode()
            new.writestr(name, old.read(name).replace(b"</Properties>", said) if name == "docProps/custom.xml" else old.read(name))
    found = ask(built, tmp_path / "a.docx")
    assert (found.good, found.reason) == (False, f"this desk has no edition {since} of sound-ferries")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "says of no pack"),
        (b"Dear minister", "says of no pack"),
        (b"\xff\xfe\x00", "says of no pack"),
        (b"%PDF-1.7\n", "is broken"),
        (b"PK\x03\x04nonsense", "is broken"),
        (b'<meta name="briefgen.pack" content="../../x">', "says of no pack"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_product_is_said_to_be_none(desk: DeskFolder, tmp_path: Path, data: bytes | None, words: str) -> None:
    """A clear message, exit code 1, no traceback, in words and as JSON."""
    path = tmp_path / "file"
    if data is not None:
        path.write_bytes(data)
    done = run(desk, "verify-build", str(path), "--json")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    [found] = json.loads(done.stdout)
    assert found["reason"].startswith(words)
    assert (found["identity"], found["good"]) == (None, False)


def test_a_pack_of_another_desk_is_not_made_again(built: DeskFolder) -> None:
    """The message says that this desk does not have it."""
    path = product(built, "html")
    path.write_bytes(path.read_bytes().replace(b'"briefgen.pack" content="sound-ferries"', b'"briefgen.pack" content="north-ferries"'))
    assert "no pack “north-ferries”" in ask(built, path).reason


def test_a_day_that_is_none_is_no_crash(built: DeskFolder) -> None:
    """A file that claims to be as of no day is no product."""
    path = product(built, "html")
    data = path.read_bytes().replace(b'"briefgen.status" content="draft"', b'"briefgen.status" content="as-of"')
    path.write_bytes(data.replace(b'"briefgen.as-of-date" content="2019-07-05"', b'"briefgen.as-of-date" content="soon"'))
    found = ask(built, path)
    assert (found.good, found.reason) == (False, "does not say as of which day it is")
