"""Finished products: what the manifest says of them, and how a file is traced to its edition and made again."""

from __future__ import annotations

import io
import json
import re
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdf
import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.pipeline.reproduce import Verdict, verdict
from briefgen.products.identity import NotAPack, identity
from briefgen.products.output_folder import fingerprint, read_manifest
from tests.cli.test_app import run, spoil
from tests.editions.test_store import PACK, commit, released, repository  # noqa: F401  (a fixture)

KINDS = ("pdf", "docx", "html")


@pytest.fixture
def built(desk: DeskFolder) -> DeskFolder:
    """The worked example with its products."""
    done = run(desk, "build", "--format", "all")
    assert done.returncode == 0, done.stderr
    return desk


def product(desk: DeskFolder, kind: str) -> Path:
    return desk.root / f"build/sound-ferries-DRAFT.{kind}"


def ask(desk: DeskFolder, file: Path) -> Verdict:
    return verdict(desk, desk.root / "build", file)


def test_the_manifest_says_what_was_made_from_what(built: DeskFolder) -> None:
    """Digests of content, templates, fonts, code, libraries and products; edition, day, marking, pages and coverage; and no path."""
    found = read_manifest(built.root / "build")
    assert found["inputs"] == {name: sha256(path.read_bytes()).hexdigest() for name, path in built.files().items()}
    assert {"print.css", "pack.html.j2"} <= set(found["templates"])
    assert "NotoSansJP-Regular.ttf" in found["fonts"]
    assert set(found["libraries"]["weasyprint"]) == {"version", "sha256"}
    assert set(found["system"]) == {"Python", "zlib", "Pango", "HarfBuzz", "Fontconfig"}
    assert all(re.match(r"\d+\.\d+", version) for version in found["system"].values())
    assert (found["briefgen"], len(found["code"])) == ("0.1.0", 64)
    assert found["evidence"] == {"looked": True, "packs": {"sound-ferries": {"verified": 13, "total": 13}}}
    entry = found["products"]["sound-ferries-DRAFT.pdf"]
    assert entry["sha256"] == sha256(product(built, "pdf").read_bytes()).hexdigest()
    said = {name: entry[name] for name in ("pack", "edition", "status", "as_of", "marking", "pages")}
    assert said == {"pack": PACK, "edition": "0.1", "status": "draft", "as_of": "2019-07-05", "marking": "TLP:CLEAR", "pages": 9}
    assert str(built.root) not in json.dumps(found)


def test_another_library_of_the_system_makes_a_build_out_of_date(built: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade of HarfBuzz may move a letter, so that nothing built before it is current."""
    before = fingerprint(built)
    assert fingerprint(built) == before
    monkeypatch.setattr("briefgen.machine.system_libraries.versions", lambda: {"HarfBuzz": "99.0"})
    assert fingerprint(built) != before


def test_the_manifest_is_the_same_elsewhere(built: DeskFolder, tmp_path: Path) -> None:
    """Another folder, and nothing built there before: the same manifest."""
    assert run(built, "build", "--format", "all", "--output", str(tmp_path / "other")).returncode == 0
    assert (tmp_path / "other/manifest.json").read_bytes() == (built.root / "build/manifest.json").read_bytes()


def test_a_rendering_leaves_what_is_said_of_the_packs(built: DeskFolder) -> None:
    """After a build as of a day, the packs are still up to date, and the rendering is in the manifest with its day."""
    before = read_manifest(built.root / "build")
    assert run(built, "build", "--as-of", "2019-06-30", "--format", "html").returncode == 0
    after = read_manifest(built.root / "build")
    rendering = after["products"].pop("sound-ferries-as-of-2019-06-30.html")
    assert after == before
    assert (rendering["status"], rendering["as_of"]) == ("as-of", "2019-06-30")
    assert "up to date" in run(built, "build", "--format", "html").stdout


@pytest.mark.parametrize("kind", KINDS)
def test_a_product_says_what_it_is(built: DeskFolder, kind: str) -> None:
    """Pack, edition, status and as-of day stand in the properties of each format."""
    found = identity(product(built, kind).read_bytes())
    assert (found.format, found.pack, found.edition, found.status, str(found.as_of)) == (kind, PACK, "0.1", "draft", "2019-07-05")


def test_products_of_this_checkout_are_genuine(built: DeskFolder) -> None:
    """One line each: what it is, that it was not altered, that it was made again; exit code 0."""
    done = run(built, "verify-build", *(str(product(built, kind)) for kind in KINDS))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 3
    for line in done.stdout.splitlines():
        assert "sound-ferries, edition 0.1 (draft), as of 2019-07-05; unaltered (build/manifest.json); made again" in line


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
    spoil(built, "Agreed for Oskary.", "Agreed in the name of Oskary.")
    found = ask(built, product(built, "html"))
    assert (found.record, found.altered, found.reproduced, found.good) == ("build/manifest.json", False, False, False)


def test_a_rendering_is_made_again_as_of_its_day(built: DeskFolder) -> None:
    """The day that a file names is the day that it is made again for."""
    assert run(built, "build", "--as-of", "2019-06-30", "--format", "html").returncode == 0
    found = ask(built, built.root / "build/sound-ferries-as-of-2019-06-30.html")
    assert (str(found.identity), found.good) == ("sound-ferries, a rendering, as of 2019-06-30", True)


def test_a_released_edition_is_made_again_from_its_commit(repository: DeskFolder, tmp_path: Path) -> None:  # noqa: F811
    """A file of edition 1.0 is genuine though the desk has gone on since; a look-alike is not."""
    released(repository)
    assert run(repository, "build", "--format", "html", "--output", str(tmp_path)).returncode == 0
    spoil(repository, "Agreed for Oskary.", "Agreed in the name of Oskary.")
    commit(repository, "later")
    file = tmp_path / "sound-ferries.html"
    found = ask(repository, file)
    assert (found.record, found.reproduced, found.good) == ("content/editions/sound-ferries/1.0.yaml", True, True)
    file.write_bytes(file.read_bytes().replace(b"Daily", b"Hourly"))
    assert (ask(repository, file).altered, ask(repository, file).good) == (True, False)


def test_a_file_with_tracked_changes_is_made_again(repository: DeskFolder) -> None:  # noqa: F811
    """It says since which edition its changes are tracked, and is not taken for the edition itself."""
    released(repository)
    spoil(repository, "Agreed for Oskary.", "Agreed in the name of Oskary.")
    assert run(repository, "build", "--format", "all").returncode == 0
    done = run(repository, "build", "--tracked", "1.0")
    file = repository.root / done.stdout.split("  ")[0]
    found = ask(repository, file)
    assert str(found.identity).endswith("changes since edition 1.0 tracked")
    assert (found.record, found.altered, found.reproduced, found.good) == ("", False, True, True)
    spoil(repository, "Agreed in the name of Oskary.", "Agreed for all of Oskary.")
    assert not ask(repository, file).good


@pytest.mark.parametrize("since", ["7.0", "../../../desk", "1.0/.."])
def test_tracked_since_no_edition_of_the_desk_is_no_proof(built: DeskFolder, tmp_path: Path, since: str) -> None:
    """What a file says is looked up among the editions that there are, and leads nowhere else."""
    with zipfile.ZipFile(product(built, "docx")) as old, zipfile.ZipFile(tmp_path / "a.docx", "w") as new:
        for name in old.namelist():
            said = b'<property name="Changes since edition"><x>%s</x></property></Properties>' % since.encode()
            new.writestr(name, old.read(name).replace(b"</Properties>", said) if name == "docProps/custom.xml" else old.read(name))
    found = ask(built, tmp_path / "a.docx")
    assert (found.good, found.reason) == (False, f"this desk has no edition {since} of sound-ferries")


def test_the_as_of_day_of_a_file_is_not_that_of_its_bytes(desk: DeskFolder) -> None:
    """Where the environment sets the date of the files, they are still as of the pack's own day."""
    assert run(desk, "build", "--format", "all", SOURCE_DATE_EPOCH="1700000000").returncode == 0
    assert {str(identity(product(desk, kind).read_bytes()).as_of) for kind in KINDS} == {"2019-07-05"}


@pytest.mark.parametrize("stamp", ["abc", "1.5", "99999999999999999999", "4354819200"])
def test_a_date_that_no_file_can_bear_is_refused(desk: DeskFolder, stamp: str) -> None:
    """A slip in the set-up of CI is told, rather than that other dates are printed; nothing is built."""
    done = run(desk, "build", SOURCE_DATE_EPOCH=stamp)
    assert (done.returncode, "[source-date]" in done.stderr) == (1, True)
    assert not (desk.root / "build").exists()


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


def test_properties_that_are_a_trap_are_not_unpacked() -> None:
    """A Word file whose properties swell to more than any has is refused before it fills the memory."""

    def word(padding: int) -> bytes:
        core = f"<x xmlns:dc='http://purl.org/dc/elements/1.1/'>{' ' * padding}<dc:identifier>a</dc:identifier></x>"
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("docProps/core.xml", core)
            parts.writestr("docProps/custom.xml", '<x><y name="As-of date">2019-07-05</y></x>')
        return out.getvalue()

    assert identity(word(10)).pack == "a"
    with pytest.raises(NotAPack, match="broken"):
        identity(word(20_000_000))


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
