"""New records go where the desk keeps their kind, and nothing that is there is lost."""

from __future__ import annotations

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.editing.new.place import add, known, place_of
from briefgen.editing.new.record import Refused, form
from tests.tools.desks import DEVELOPMENT

OFFICIALS = "content/officials.yaml"


def test_records_have_a_file_each_and_officials_a_list(desk: DeskFolder) -> None:
    """As the desk has it: a list file where there is one, a folder where there is that."""
    assert place_of(desk, "issue", "x") == (desk.content / "issues/x.yaml", False)
    assert place_of(desk, "official", "x") == (desk.root / OFFICIALS, True)
    (desk.root / OFFICIALS).unlink()
    assert place_of(desk, "official", "x") == (desk.root / OFFICIALS, True)
    (desk.content / "officials").mkdir()
    assert place_of(desk, "official", "x") == (desk.content / "officials/x.yaml", False)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_goes_on_as_it_was(desk: DeskFolder, end: str) -> None:
    """Every byte before stays, line ends are the file's, and a blank line stands between where one stood before."""
    path = desk.root / OFFICIALS
    before = path.read_text(encoding="utf-8").rstrip("\n").replace("\n", end).encode()
    path.write_bytes(before)
    add(desk, path, form("official", "x", {}), listed=True)
    after = path.read_bytes()
    assert after.startswith(before + f"{end}{end}- id: x{end}  # ".encode())
    assert after.count(b"\n") == after.count(end.encode())
    assert known(desk).ids["official"][-1] == "x"


def test_a_list_begins_where_there_is_none(desk: DeskFolder) -> None:
    """The first record of a file."""
    path = desk.root / OFFICIALS
    path.unlink()
    add(desk, path, form("official", "x", {}), listed=True)
    assert path.read_text(encoding="utf-8").startswith("- id: x\n")


def test_nothing_is_overwritten(desk: DeskFolder) -> None:
    """A file that is there, whatever it holds, and a list that is none or cannot be read."""
    path = desk.content / "issues" / "second-ship.yaml"
    with pytest.raises(Refused, match="already there"):
        add(desk, path, "id: x\n", listed=False)
    listed = desk.root / OFFICIALS
    for text, error in {"id: x\n": Refused, "[{id: x}]\n": Refused, "- id: [\n": ContentError}.items():
        listed.write_text(text, encoding="utf-8")
        with pytest.raises(error):
            add(desk, listed, "id: y\n", listed=True)
        assert listed.read_text(encoding="utf-8") == text


def test_ids_are_known_in_a_broken_desk(desk: DeskFolder) -> None:
    """Of every file that can be read."""
    (desk.root / DEVELOPMENT).write_text("[", encoding="utf-8")
    ids = known(desk).ids
    assert ids["development"] == []
    assert ids["party"] == ["oskary", "velmare"]
    assert ids["source"] == ["oskary-courier", "velmare-note"]
    assert ids["official"] == ["petra-lindqvar", "oskary-transport-minister"]
