"""A desk held open tells what a desk read anew tells, saved or only typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.content.content import Content
from briefgen.content.record import Record
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.pipeline.held.open_desk import OpenDesk
from briefgen.pipeline.load import load
from tests.tools.desks import BuiltDesk


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


Edits = list[tuple[int, str, str, str]]
WORDS = ["title: ", "text: ", "cite: ", "moves: ", "id: ", "source: ", "\n\n", "¶"]
PUT = ["x", "colour: red\n", "", "title: Another\n", "[", "¶9 ", "second-ship", "😀"]
EDITS = st.tuples(
    st.integers(0, 30), st.sampled_from(WORDS), st.sampled_from(PUT), st.sampled_from(["save", "type", "take back", "remove", "copy"])
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, min_size=1, max_size=8))
def test_after_any_edits_it_tells_what_a_desk_read_anew_tells(
    example: BuiltDesk, tmp_path_factory: pytest.TempPathFactory, edits: Edits
) -> None:
    """Words changed, typed or saved, files added, removed, broken and mended, settings among them: after each the problems and the records
    are those of the same texts read for the first time."""
    root = tmp_path_factory.mktemp("held")
    for folder in ("content", "templates", "archive"):
        shutil.copytree(example.desk.root / folder, root / folder)
    held, typed = OpenDesk(DeskFolder(root)), {}
    held.look()
    for which, words, put, how in edits:
        files = sorted((root / "content").rglob("*.yaml"))
        file = files[which % len(files)]
        name = file.relative_to(root).as_posix()
        text = typed.get(name, file.read_text(encoding="utf-8")).replace(words, put + words, 1)
        if how == "type":
            typed[name] = text
            held.typed(name, text)
        elif how == "take back":
            typed.pop(name, None)
            held.typed(name, None)
        elif how == "remove" and len(files) > 3:
            file.unlink()
        elif how == "copy":
            shutil.copy(file, file.with_name(f"copy-{which}.yaml"))
        else:
            file.write_text(text, encoding="utf-8")
        looked = held.look()
        content, problems = as_first_read(root, typed, tmp_path_factory.mktemp("anew"))
        assert looked.problems == problems
        assert records(looked.content) == records(content)


def records(content: Content | None) -> list[Record] | None:
    return [entry.record for entry in content.entries] if content else None


def as_first_read(root: Path, typed: dict[str, str], folder: Path) -> tuple[Content | None, list[Diagnostic]]:
    """The desk with what was typed saved, in a folder of its own."""
    for part in ("content", "templates", "archive"):
        shutil.copytree(root / part, folder / part)
    for name, text in typed.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load(DeskFolder(folder))
