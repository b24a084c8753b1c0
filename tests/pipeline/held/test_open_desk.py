"""A desk held open tells what a desk read anew tells, saved or only typed."""

from __future__ import annotations

from briefgen.desk.folder import DeskFolder
from briefgen.pipeline.held.open_desk import OpenDesk
from briefgen.pipeline.load import load


def test_tells_what_check_tells(desk: DeskFolder) -> None:
    """Problems and records are those of a desk read anew, after an edit too, and the same value stays as long as nothing changes."""
    held = OpenDesk(desk)
    first = held.look()
    assert first.content is not None
    assert held.look() is first
    file = next((desk.root / "content/developments").glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    second = held.look()
    assert (second.number, second.content) == (2, None)
    assert second.problems == load(desk)[1]
    assert "unknown-key" in {problem.code for problem in second.problems}


def test_text_that_is_not_saved_counts(desk: DeskFolder) -> None:
    """A typed text stands in the place of the file until it is taken back."""
    held = OpenDesk(desk)
    before = held.look().problems
    file = next((desk.root / "content/developments").glob("*.yaml"))
    name = file.relative_to(desk.root).as_posix()
    held.typed(name, file.read_text(encoding="utf-8") + "colour: red\n")
    assert [problem.code for problem in held.look().problems if problem.severity == "error"] == ["unknown-key"]
    held.typed(name, None)
    assert held.look().problems == before


def test_pages_are_those_of_a_build(desk: DeskFolder) -> None:
    """The page of the pack is there, with its words."""
    held = OpenDesk(desk)
    content = held.look().content
    assert content is not None
    name = next(iter(content.packs))
    assert "</html>" in held.page(content, name, "pack").html
