"""Editions: released once, never written again, compared, and built again from git with the same bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.assemble.assemble import assemble
from briefgen.content.reading.read import read
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.editions import standing as editions_standing
from briefgen.editions import store
from briefgen.editions.telling import telling_of
from briefgen.pipeline.load import load
from briefgen.products.output_folder import read_manifest
from tests.tools import word_revisions
from tests.tools.commands import commit, released, reworded, run, run_cold, spoil
from tests.tools.desks import DEVELOPMENT, loaded

pytestmark = pytest.mark.slow

PACK = "sound-ferries"
BRIEF = f"{PACK}-brief"
FILES = {
    f"{stem}.{kind}" for stem, kinds in ((BRIEF, "pdf docx"), (PACK, "pdf docx html"), (f"{PACK}-annex", "pdf")) for kind in kinds.split()
}
FILE = f"content/packs/{PACK}.yaml"


def test_a_release_freezes_what_the_pack_says(edition: DeskFolder) -> None:
    """The edition's file has the number, date, note, every sentence with its digest, states, offices and digests of files."""
    data = yaml.safe_load((edition.root / f"content/editions/{PACK}/1.0.yaml").read_text(encoding="utf-8"))
    assert (data["version"], data["date"], data["kind"], data["summary"]) == ("1.0", "2019-07-08", "first", "A note.")
    told = {node["id"]: node for node in data["told"]}
    assert told["development/winter-sailings/facts/2"]["text"] == "Petra Lindqvar of Velmare gave medical care as the reason."
    assert all(len(node["sha256"]) == 64 for node in data["told"])
    assert data["issues"]["second-ship"]["value"]
    assert data["officials"]["petra-lindqvar"]["value"].startswith("Transport Minister")
    assert set(data["products"]) == FILES
    assert FILE in data["inputs"]
    assert "print.css" in data["templates"]
    assert data["briefgen"]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_release_changes_the_packs_edition_and_nothing_else_of_its_file(repository: DeskFolder, end: str) -> None:
    """Every other line of the pack's file stays, and every comment, in the edition's block too; the history has no drafts."""
    text = (repository.root / FILE).read_text(encoding="utf-8").replace("edition:", "edition: # one\n  # two")
    (repository.root / FILE).write_bytes((text + "\n# three").replace("\n", end).encode())
    before = (repository.root / FILE).read_bytes().decode().split("edition:")
    released(repository)
    after = (repository.root / FILE).read_bytes().decode().split("edition:")
    assert after[0] == before[0]
    assert after[1].startswith(f" # one{end}  # two{end}")
    assert after[1].endswith(f"{end}# three")
    assert after[1].count("\n") == after[1].count(end)
    data: Any = read(FILE, f"edition:{after[1]}".encode()).data
    assert data["edition"] == {
        "version": "1.0",
        "status": "final",
        "revision_history": [{"number": "1.0", "date": "2019-07-08", "summary": "A note."}],
    }
    assert run(repository, "check", "--strict").returncode == 0


def test_drafts_say_so_until_the_release(repository: DeskFolder) -> None:
    """DRAFT in the file name and the header before; neither after; again once something is changed."""
    assert "sound-ferries-DRAFT.html" in run(repository, "build", "--format", "html").stdout
    properties = '<meta name="description" content="DRAFT. '
    assert properties in (repository.root / "build/sound-ferries-DRAFT.html").read_text(encoding="utf-8")
    released(repository)
    assert "build/sound-ferries.html" in run(repository, "build", "--format", "html").stdout
    final = (repository.root / "build/sound-ferries.html").read_text(encoding="utf-8")
    assert 'name="briefgen.status" content="final"' in final
    assert properties not in final
    reworded(repository)
    assert "sound-ferries-DRAFT.html" in run(repository, "build", "--format", "html").stdout
    page = (repository.root / "build/sound-ferries-DRAFT.html").read_text(encoding="utf-8")
    assert "after 1.0 (draft)" in page


def test_the_release_that_was_built_is_the_one_that_is_built_again(edition: DeskFolder) -> None:
    """Bytes of the release, of a later build, and of the rebuild from git are the same; after a change the rebuild still is."""
    assert run(edition, "build", "--format", "all").returncode == 0
    digests = {name: entry["sha256"] for name, entry in read_manifest(edition.root / "build")["products"].items()}
    assert digests == store.read_released(edition.root, PACK, "1.0").products
    reworded(edition)
    done = run_cold(edition, "build", "--edition", "1.0", "--format", "all")
    assert [line.split("  ")[1] for line in done.stdout.splitlines()] == ["the same bytes as released"] * len(FILES)
    assert "gave medical care" in (edition.root / "build/sound-ferries-1.0.html").read_text(encoding="utf-8")


def test_a_rebuild_that_differs_says_so(edition: DeskFolder) -> None:
    """Where the edition was released with other templates than its commit has, the bytes differ and that is said."""
    path = store.path_of(edition.root, PACK, "1.0")
    path.write_text(path.read_text(encoding="utf-8").replace("  sound-ferries.html: ", "  sound-ferries.html: 0"), encoding="utf-8")
    done = run(edition, "build", "--edition", "1.0", "--format", "html")
    assert "not the bytes released" in done.stdout


def test_changes_since_an_edition_are_tracked_in_word(edition: DeskFolder) -> None:
    """Accepting all gives what is built now, rejecting all what was released; only that file is written, and its name says since when."""
    assert run(edition, "build", "--edition", "1.0", "--format", "docx").returncode == 0
    reworded(edition)
    commit(edition, "reword")
    assert run(edition, "build", "--format", "docx").returncode == 0
    folder = edition.root / "build"
    before = set(folder.iterdir())
    done = run(edition, "build", "--tracked", "1.0")
    said = r"build/sound-ferries(-brief)?-DRAFT-changes-since-1.0.docx  about \d+ pages?, changes since edition 1.0 tracked"
    assert [bool(re.fullmatch(said, line)) for line in done.stdout.splitlines()] == [True, True], done.stderr
    assert {path.name for path in set(folder.iterdir()) - before} == {f"{stem}-DRAFT-changes-since-1.0.docx" for stem in (PACK, BRIEF)}
    for stem in (PACK, BRIEF):
        then, now, tracked = ((folder / f"{stem}-{name}.docx").read_bytes() for name in ("1.0", "DRAFT", "DRAFT-changes-since-1.0"))
        assert word_revisions.text(tracked, "reject") == word_revisions.text(then)
        assert word_revisions.text(tracked, "accept") == word_revisions.text(now) != word_revisions.text(then)


def test_a_correction_raises_the_minor_number_and_substance_the_major(edition: DeskFolder) -> None:
    """1.0, then 1.1 for a correction, then 2.0."""
    reworded(edition)
    assert "Edition 1.1" in released(edition, "--correction", date="2019-07-09")
    spoil(edition, "named medical care as the ground", "spoke of medical care")
    assert "Edition 2.0" in released(edition, date="2019-07-10")
    assert store.versions(edition.root, PACK) == ["1.0", "1.1", "2.0"]
    assert "a correction" in run(edition, "diff", "1.0", "1.1").stdout
    assert "a new edition" in run(edition, "diff", "1.1", "2.0").stdout


def test_versions_sort_by_number(tmp_path: Path) -> None:
    """1.10 comes after 1.9."""
    for version in ("1.10", "1.9", "1.0"):
        path = store.path_of(tmp_path, PACK, version)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    assert store.versions(tmp_path, PACK) == ["1.0", "1.9", "1.10"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Nothing has changed since edition 1.0."),
        (["--date", "2019-07-01"], "is before the release of edition 1.0"),
        (["--correction"], "more than a correction"),
    ],
    ids=["unchanged", "date", "as-of"],
)
def test_rules_of_editions_refuse_a_release(edition: DeskFolder, arguments: list[str], words: str) -> None:
    """Unchanged words, an earlier day, or a correction with another as-of date: nothing is written."""
    if arguments:
        reworded(edition)
    if "--correction" in arguments:
        path = edition.root / FILE
        path.write_text(path.read_text(encoding="utf-8").replace("as_of: 2019-07-05", "as_of: 2019-07-06"), encoding="utf-8")
    before = {path: path.read_bytes() for path in (edition.root / "content").rglob("*.yaml")}
    done = run(edition, "release", PACK, "--note", "Another.", *(["--date", "2019-07-20"] if "--date" not in arguments else []), *arguments)
    assert done.returncode == 1
    assert words in done.stderr
    assert {path: path.read_bytes() for path in (edition.root / "content").rglob("*.yaml")} == before


def test_a_desk_with_any_problem_releases_nothing(repository: DeskFolder) -> None:
    """A warning is enough."""
    spoil(repository, "        outcome: {result: happened, event: report-handed-over}\n", "")
    done = run(repository, "release", PACK, "--note", "A note.")
    assert done.returncode == 1
    assert "outcome-missing" in done.stderr
    assert "nothing was released" in done.stderr
    assert not (repository.root / "content/editions").exists()


def test_an_edition_is_never_overwritten(repository: DeskFolder) -> None:
    """Where the file is there already, the release fails and the pack's file stays as it was."""
    path = store.path_of(repository.root, PACK, "1.0")
    before = (repository.root / FILE).read_bytes()
    path.parent.mkdir(parents=True)
    path.mkdir()
    done = run(repository, "release", PACK, "--note", "A note.")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (repository.root / FILE).read_bytes() == before
    assert not list(path.parent.glob("*.part"))


def test_an_altered_edition_is_found_out(edition: DeskFolder) -> None:
    """A word changed in the file of an edition is an error."""
    path = store.path_of(edition.root, PACK, "1.0")
    path.write_text(path.read_text(encoding="utf-8").replace("medical care", "dental care"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        store.read_released(edition.root, PACK, "1.0")
    assert caught.value.problems[0].code == "edition-altered"
    assert run(edition, "diff").returncode == 1


def test_a_pack_that_was_never_released_is_a_draft(desk: DeskFolder) -> None:
    """Calling oneself 1.0 final is a warning and not enough."""
    path = desk.root / FILE
    text = path.read_text(encoding="utf-8").split("edition:")[0]
    path.write_text(text + 'edition:\n  version: "1.0"\n  status: final\n', encoding="utf-8")
    assert "edition-not-released" in run(desk, "check").stderr
    assert "sound-ferries-DRAFT.html" in run(desk, "build", "--format", "html").stdout


def test_a_difference_is_told_between_editions_days_revisions_and_now(edition: DeskFolder) -> None:
    """Each kind of end can be named, and an end that does not exist is refused in words."""
    reworded(edition)
    for ends in ([], ["1.0"], ["HEAD"], ["HEAD~1"]):
        done = run(edition, "diff", *ends)
        assert "[-gave-]{+named+} medical care as the [-reason-]{+ground+}" in done.stdout, (ends, done.stderr)
    assert "new development" in run(edition, "diff", "2018", "2019-06-30").stdout
    for wrong in ("9.9", "no-such-branch", "2019-01-01/.."):
        done = run(edition, "diff", wrong)
        assert done.returncode in {1, 2}
        assert "Traceback" not in done.stderr
        assert wrong in done.stderr


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_form_of_a_difference(edition: DeskFolder, form: str, snapshot: object) -> None:
    """The difference as text, JSON and HTML."""
    reworded(edition)
    spoil(
        edition,
        "        event: Ministers agree on winter sailings\n",
        "        event: Ministers agree\n        date: 2019-03-11\n",
    )
    done = run(edition, "diff", "--output-format", form)
    assert re.sub(r"\b[0-9a-f]{64}\b", "(digest)", done.stdout) == snapshot
    if form == "json":
        assert {change["what"] for change in json.loads(done.stdout)["changes"]} == {"changed"}


def test_the_first_page_says_what_changed_and_bars_mark_it(repository: DeskFolder) -> None:
    """With display.changes, a line for each changed record, with a link; and a bar beside each changed passage and no other."""
    path = repository.root / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("display:\n", "display:\n  changes: marked\n"), encoding="utf-8")
    released(repository)
    reworded(repository)
    content, problems = load(repository)
    assert content is not None, problems
    standing, earlier = editions_standing.with_drafts_marked(content, repository.root)
    briefing = assemble(standing, PACK, earlier=earlier[PACK])
    changes = briefing.summary.changes
    assert changes is not None
    assert [(line.item.anchor, line.what) for line in changes.lines] == [("development-winter-sailings", "1 sentence changed")]
    marked = [said for part in briefing.developments for paragraph in part.paragraphs for told in paragraph if (said := told.said).changed]
    assert [said.line[0] for said in marked] == [said.line[0] for said in briefing.summary.new]
    assert len(marked) == 1
    assert not any(row.said.changed for row in briefing.events)
    assert run(repository, "build", "--format", "html").returncode == 0
    page = (repository.root / "build/sound-ferries-DRAFT.html").read_text(encoding="utf-8")
    assert "Changed since edition 1.0" in page
    assert "New since edition 1.0" in page
    assert page.count('data-since="edition 1.0"') == 2


def test_the_release_day_comes_from_the_source_date_if_given(repository: DeskFolder) -> None:
    """Without --date, SOURCE_DATE_EPOCH decides."""
    done = run(repository, "release", PACK, "--note", "A note.", SOURCE_DATE_EPOCH="1562544000")
    assert done.returncode == 0, done.stderr
    assert store.read_released(repository.root, PACK, "1.0").date == "2019-07-08"


def test_what_is_told_does_not_depend_on_the_edition(edition: DeskFolder, tmp_path: Path) -> None:
    """A release changes nothing of what the pack tells."""
    lay_out(tmp_path / "before")
    before, after = (loaded(desk) for desk in (DeskFolder(tmp_path / "before"), edition))
    assert before.packs[PACK].record.edition != after.packs[PACK].record.edition
    assert telling_of(before, PACK).sha256 == telling_of(after, PACK).sha256


def test_all_of_the_development_file_is_told(desk: DeskFolder) -> None:
    """No sentence of the example's development is missing from what its pack tells."""
    content, _ = load(desk)
    assert content is not None
    told = " ".join(node.text + " ".join(node.facts.values()) for node in telling_of(content, PACK).nodes)
    data = yaml.safe_load((desk.root / DEVELOPMENT).read_text(encoding="utf-8"))
    texts = [fact["text"] for paragraph in data["paragraphs"] for fact in paragraph["facts"]] + data["why_it_matters"]
    assert len(texts) > 8
    assert all(" ".join(text.split()) in told for text in texts)
