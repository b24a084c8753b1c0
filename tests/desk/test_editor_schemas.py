"""The committed schemas and pages are those the code makes, and the schemas accept what the model accepts."""

from __future__ import annotations

import json

from briefgen.content.model.kinds import KINDS, LISTS
from briefgen.content.record import walk
from briefgen.desk.editor_schemas import FOLDER, associations, schemas
from tests.conftest import ROOT
from tests.tools.desks import BuiltDesk
from tools.reference_pages import pages


def test_committed_schemas_are_current() -> None:
    """Run `./run schema` after a change of the model."""
    assert schemas()
    for name, text in schemas().items():
        assert (ROOT / FOLDER / name).read_text(encoding="utf-8") == text, name


def test_every_content_file_has_a_schema() -> None:
    """The editor's settings point each kind of file at its schema."""
    patterns = [pattern for found in associations().values() for pattern in found]
    assert len(patterns) == 2 * len(KINDS) + len(LISTS) + 1
    assert {path.rsplit("/", 1)[1] for path in associations()} == set(schemas())


def test_every_field_is_explained_to_editors() -> None:
    """Each field of each record has a description that reads as a sentence."""
    seen = 0
    for name, text in schemas().items():
        schema = json.loads(text)
        for record in [schema, *schema.get("definitions", {}).values()]:
            for field, entry in record.get("properties", {}).items():
                seen += 1
                assert entry.get("description", "").endswith((".", ")", "?")), f"{name}: {field}"
    assert seen > 100


def test_reference_pages_are_current() -> None:
    """Run `./run manual` after a change of the model, of a code or of a broken example."""
    for name, text in pages().items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, name


def test_walk_gives_every_text_with_its_marks(example: BuiltDesk) -> None:
    """walk reaches nested statements, citations and their reference marks."""
    [development] = example.content.developments.values()
    paths = {path[0] for path, _, _ in walk(development.record) if path}
    assert {"id", "bottom_line", "paragraphs", "why_it_matters"} <= paths
    kinds = {mark.kind for _, _, marks in walk(development.record) for mark in marks if hasattr(mark, "kind")}
    assert {"source", "issue", "party", "event"} <= kinds
