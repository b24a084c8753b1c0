"""The folder of products: what its manifest says of them, and when they are up to date."""

from __future__ import annotations

import json
import os
import re
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.products.output_folder import fingerprint, read_manifest
from tests.tools.commands import run, run_cold
from tests.tools.desks import DEVELOPMENT

PACK = "sound-ferries"


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
    assert found["evidence"] == {"looked": True, "packs": {"sound-ferries": {"verified": 9, "total": 9, "held": 9, "confirmed": 0}}}
    entry = found["products"]["sound-ferries-DRAFT.pdf"]
    assert entry["sha256"] == sha256((built.root / "build/sound-ferries-DRAFT.pdf").read_bytes()).hexdigest()
    said = {name: entry[name] for name in ("pack", "product", "edition", "status", "as_of", "marking", "pages")}
    assert said == {
        "pack": PACK,
        "product": "pack",
        "edition": "0.1",
        "status": "draft",
        "as_of": "2019-07-05",
        "marking": "TLP:CLEAR",
        "pages": 3,
    }
    assert str(built.root) not in json.dumps(found)


def test_another_library_of_the_system_makes_a_build_out_of_date(built: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade of HarfBuzz may move a letter, so that nothing built before it is current."""
    before = fingerprint(built)
    assert fingerprint(built) == before
    monkeypatch.setattr("briefgen.machine.system_libraries.versions", lambda: {"HarfBuzz": "99.0"})
    assert fingerprint(built) != before


def altered(path: Path, data: bytes) -> None:
    """Other bytes in a file, or in a new one; the file is no younger than before."""
    before = path.stat() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("name", [DEVELOPMENT, "content/new.yaml", "templates/print.css", "fonts/OFL.txt", "content/editions/a/1.0.yaml"])
def test_whatever_a_build_reads_is_noticed(desk: DeskFolder, name: str) -> None:
    """A new or changed file of content, templates, fonts or editions, even with the same length and date, makes a build out of date."""
    path = desk.root / name
    before = fingerprint(desk)
    data = path.read_bytes() if path.exists() else b"some words"
    if not path.exists():
        altered(path, data)
        assert fingerprint(desk) != before
        before = fingerprint(desk)
    altered(path, data[:-3] + bytes(reversed(data[-3:])))
    assert fingerprint(desk) != before
    altered(path, data)
    assert fingerprint(desk) == before


def test_a_file_that_moves_or_goes_is_noticed(desk: DeskFolder) -> None:
    """Names count, and what is no more."""
    path = desk.root / DEVELOPMENT
    first = fingerprint(desk)
    path.rename(path.with_name("other.yaml"))
    second = fingerprint(desk)
    path.with_name("other.yaml").unlink()
    assert len({first, second, fingerprint(desk)}) == 3


def test_the_archive_the_day_and_the_code_are_noticed(desk: DeskFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the archived texts are there, SOURCE_DATE_EPOCH, and other code or libraries."""
    found = [fingerprint(desk), fingerprint(desk, tmp_path)]
    assert fingerprint(desk, tmp_path / "nowhere") == found[0]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    found.append(fingerprint(desk))
    monkeypatch.setattr("briefgen.products.running_code.state", lambda _: "other")
    found.append(fingerprint(desk))
    assert len(set(found)) == 4


def test_a_product_altered_in_place_is_noticed(built: DeskFolder) -> None:
    """One other byte, with the date of the file as it was, and the build is not up to date."""
    path = built.root / "build/sound-ferries-DRAFT.html"
    data = path.read_bytes()
    altered(path, data.replace(b"medical", b"Medical", 1))
    assert "up to date" not in run(built, "build", "--format", "html").stdout
    assert path.read_bytes() == data


def test_the_manifest_is_the_same_elsewhere(built: DeskFolder, tmp_path: Path) -> None:
    """Another folder, and nothing built there before: the same manifest."""
    assert run_cold(built, "build", "--format", "all", "--output", str(tmp_path / "other")).returncode == 0
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


@pytest.mark.parametrize("stamp", ["abc", "1.5", "99999999999999999999", "4354819200"])
def test_a_date_that_no_file_can_bear_is_refused(desk: DeskFolder, stamp: str) -> None:
    """A slip in the set-up of CI is told, rather than that other dates are printed; nothing is built."""
    done = run(desk, "build", SOURCE_DATE_EPOCH=stamp)
    assert (done.returncode, "[source-date]" in done.stderr) == (1, True)
    assert not (desk.root / "build").exists()
