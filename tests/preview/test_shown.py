"""What the preview shows: blocks that changed, problems as check has them, and the way from page to line and back."""

from __future__ import annotations

import json

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.preview.shown import Shown
from tests.tools.commands import run

PACK = "sound-ferries"


@pytest.fixture
def shown(desk: DeskFolder) -> Shown:
    made = Shown(desk.root)
    assert made.state()["whole"] is True
    return made


def edit(desk: DeskFolder, old: str, new: str) -> str:
    """Changes words in the first development that has them; gives its name."""
    for file in sorted((desk.root / "content/developments").glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        if old in text:
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
            return desk.show(file)
    raise AssertionError(f"no development has {old}")


def test_only_blocks_that_changed_are_given(desk: DeskFolder, shown: Shown) -> None:
    """All at first; none where nothing changed; after another title those that print it."""
    first = shown.document(PACK, "pack", {})
    assert set(first["changed"]) == set(first["blocks"])
    known = {**first["blocks"], "": first["head"]["sheet"]}
    same = shown.document(PACK, "pack", known)
    assert (same["changed"], same["style"], same["blocks"]) == ({}, None, first["blocks"])
    edit(desk, "title: ", "title: Another and ")
    shown.state()
    after = shown.document(PACK, "pack", known)
    assert 0 < len(after["changed"]) < len(after["blocks"])
    assert any("Another and" in html for html in after["changed"].values())


def test_problems_are_those_of_check(desk: DeskFolder, shown: Shown) -> None:
    """Word for word, with the place on the page beside them; the last good page stays."""
    edit(desk, "title: ", "colour: red\ntitle: ")
    state = shown.state()
    problems = json.loads(run(desk, "check", "--output-format", "json").stdout)
    assert [{key: one[key] for key in problems[0]} for one in state["problems"]] == problems
    assert state["whole"] is False
    assert shown.document(PACK, "pack", {})["blocks"]


def test_a_look_gives_what_is_to_be_shown(desk: DeskFolder, shown: Shown) -> None:
    """The first pack's where none such is there; nothing anew of a broken desk to who has its last good page, and that to who has none."""
    first = shown.look("", "none", {"p": "of another"})
    assert (first["pack"], first["product"]) == (PACK, "pack")
    assert set(first["document"]["changed"]) == set(first["document"]["blocks"])
    assert shown.look(PACK, "brief", {})["product"] == "brief"
    edit(desk, "title: ", "colour: red\ntitle: ")
    known = {**first["document"]["blocks"], "": "x"}
    assert shown.look(PACK, "pack", known)["document"] is None
    late = shown.look("", "", {})
    assert late["whole"] is False
    assert late["document"]["blocks"] == first["document"]["blocks"]


def test_words_of_a_set_page_lead_to_their_line(desk: DeskFolder, shown: Shown) -> None:
    """Without a look at that product before."""
    place = shown.printed(PACK, "pack", "The ministers left the co", "st of the second ship open")
    assert place is not None
    line = (desk.root / place["shown"]).read_text(encoding="utf-8").splitlines()[place["line"] - 1]
    assert "The ministers left the cost of the second ship open" in line
    assert shown.printed(PACK, "pack", "Page ", "1 of 8") is None
    assert shown.printed("none", "pack", "The ministers left the co", "st of the second ship open") is None


def test_a_broken_template_is_told(desk: DeskFolder, shown: Shown) -> None:
    """As a problem at its line, without blocks."""
    (desk.root / "templates").mkdir(exist_ok=True)
    (desk.root / "templates/banner.html.j2").write_text("<p>\n{{ nothing.at.all }}</p>\n", encoding="utf-8")
    shown.state()
    told = shown.document(PACK, "pack", {})
    assert told["blocks"] is None
    assert [problem["code"] for problem in told["problems"]] == ["template-error"]
    assert told["problems"][0]["file"] == "templates/banner.html.j2"


def test_the_way_leads_to_the_line_and_back(desk: DeskFolder, shown: Shown) -> None:
    """From a place, from an anchor where there is no place, and from the line to the place."""
    name = edit(desk, "title: ", "title: ")
    record = (desk.root / name).stem
    lines = (desk.root / name).read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("title: "))
    place = shown.where(f"development/{record}/title", [])
    assert place is not None
    assert (place["file"], place["line"], place["shown"]) == (str(desk.root / name), number, name)
    assert shown.where("", ["nowhere", f"development-{record}"])["file"] == str(desk.root / name)  # type: ignore[index]
    assert shown.where("", ["nowhere"]) is None
    for file in (name, str(desk.root / name)):
        assert shown.nearest(file, number)[0] == f"development/{record}/title"
    assert shown.nearest("/etc/passwd", 1) == []


def test_no_file_outside_the_desk_is_opened(desk: DeskFolder, shown: Shown) -> None:
    """Whatever path is asked for."""
    assert shown.line("content/desk.yaml", 3, 2) is not None
    for file in ("../outside.yaml", "/etc/passwd", "content/../../outside.yaml", "content/none.yaml"):
        (desk.root.parent / "outside.yaml").write_text("x", encoding="utf-8")
        assert shown.line(file, 1, 1) is None


def test_what_verify_tells_comes_after(desk: DeskFolder, shown: Shown) -> None:
    """An excerpt that its source does not print."""
    edit(desk, "cite: ¶", "cite: ¶9")
    shown.state()
    told = shown.evidence_problems()["problems"]
    assert told
    assert all({"code", "file", "line", "at"} <= set(problem) for problem in told)
