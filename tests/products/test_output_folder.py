"""The folder of products: what its manifest says of them, and when they are up to date."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.products.output_folder import fingerprint, read_manifest
from tests.tools.commands import run, run_cold

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
