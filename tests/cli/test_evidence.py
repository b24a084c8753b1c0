"""verify, impact and evidence on the command line: what they print and write, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import FOLDER
from tests.tools.commands import run, spoil
from tests.tools.desks import DEVELOPMENT


def test_verify_prints_coverage(desk: DeskFolder) -> None:
    """What is held by rule and what a person confirmed are printed apart, and a desk that holds ends well."""
    done = run(desk, "verify")
    assert done.returncode == 0, done.stderr
    assert [" ".join(line.split()) for line in done.stdout.splitlines()[1:5]] == [
        "development winter-sailings 9 of 9 held by rule 0 confirmed by a person",
        "pack sound-ferries 9 of 9 held by rule 0 confirmed by a person",
        "desk 9 of 9 held by rule 0 confirmed by a person",
        "first page sound-ferries 3 of 3 held by rule 0 confirmed by a person",
    ]
    assert "%" not in done.stdout


def test_verify_fails_at_the_line_and_changes_no_file(desk: DeskFolder) -> None:
    """A changed digit ends with 1 and names the line; every file is as it was, beside what is kept for the next time."""
    spoil(desk, "treaty still in force dates from 1987", "treaty still in force dates from 1978")
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    done = run(desk, "verify", "--output-format", "short")
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if "error" in line]
    assert line.startswith(f"{DEVELOPMENT}:")
    assert "“1978”" in line
    assert line.endswith("[number-not-in-source]")
    after = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file() and FOLDER not in path.parts}
    assert before == after


def test_verify_as_json(desk: DeskFolder) -> None:
    """JSON holds the coverage and the problems."""
    spoil(desk, "is to report on the Sound Ferry Treaty (SFT)”", "is to report on the Sound Ferry Pact (SFT)”")
    done = run(desk, "verify", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == 1
    assert data["coverage"]["desk"] == {"verified": 8, "total": 9, "held": 8, "confirmed": 0, "percent": 88.89}
    assert data["coverage"]["developments"]["winter-sailings"]["verified"] == 8
    assert "excerpt-not-found" in [row["code"] for row in data["problems"]]


def test_verify_with_another_archive(desk: DeskFolder, tmp_path: Path) -> None:
    """--archive wins over the desk's setting; a folder that is not there is an error, never a crash."""
    done = run(desk, "verify", "--archive", str(tmp_path / "nowhere"), "--output-format", "short")
    assert (done.returncode, "archive-missing" in done.stdout, done.stderr) == (1, True, "")
    (tmp_path / "empty").mkdir()
    done = run(desk, "verify", "--archive", str(tmp_path / "empty"), "--output-format", "short")
    assert done.stdout.count("[archive-missing]") == 2


def test_impact_as_text_and_json(desk: DeskFolder) -> None:
    """What leans on a source is printed; an unknown source is wrong usage."""
    assert "1 pack, 0 on “velmare-note” alone" in run(desk, "impact", "velmare-note").stdout
    rows = json.loads(run(desk, "impact", "velmare-note", "--json").stdout)
    assert {row["kind"] for row in rows} == {"fact", "pack"}
    assert run(desk, "impact", "nobody").returncode == 2


@pytest.mark.parametrize("arguments", [[], ["sound-ferries"]], ids=["desk", "pack"])
def test_evidence_table_has_every_statement(desk: DeskFolder, arguments: list[str]) -> None:
    """One row a statement, with speaker, sources, paragraphs, excerpts and whether each was found; no other file is needed."""
    done = run(desk, "evidence", *arguments)
    assert done.returncode == 0, done.stderr
    (path,) = (desk.root / "build").glob("*evidence.html")
    text = path.read_text(encoding="utf-8")
    tree = ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>\n"))
    rows = tree.findall(".//tbody/tr")
    assert len(rows) == 9
    assert text.count('<span class="found">found</span>') == len(tree.findall(".//tbody//li")) == 9
    assert "Oskary Courier (2019), para. 3: “left open who pays for the second ship”" in text
    assert "http" not in text


def test_evidence_table_says_what_was_not_found_or_looked_at(desk: DeskFolder) -> None:
    """A citation that does not stand is marked; without an archive every one is."""
    spoil(desk, "is to report on the Sound Ferry Treaty (SFT)”", "is to report on the Sound Ferry Pact (SFT)”")
    assert run(desk, "evidence", "--output", "a.html").returncode == 0
    assert (desk.root / "a.html").read_text(encoding="utf-8").count(">not found<") == 1
    settings = desk.content / "desk.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("archive: archive\n", ""), encoding="utf-8")
    assert run(desk, "evidence", "--output", "b.html").returncode == 0
    assert (desk.root / "b.html").read_text(encoding="utf-8").count(">not checked<") == 9


def test_a_broken_template_is_told(desk: DeskFolder) -> None:
    """The desk's own template may be wrong: it is named with its line, and nothing is written."""
    (desk.root / "templates").mkdir(exist_ok=True)
    (desk.root / "templates" / "evidence.html.j2").write_text("<p>\n{% if %}", encoding="utf-8")
    done = run(desk, "evidence")
    assert done.returncode == 1
    assert "templates/evidence.html.j2:2" in done.stderr
    assert not list(desk.root.glob("build/*"))
