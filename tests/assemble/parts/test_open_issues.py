"""The register: where each question stands, and what each side holds now."""

from __future__ import annotations

from briefgen.assemble.assemble import assemble
from briefgen.assemble.parts.open_issues import RegisterRow
from briefgen.assemble.values import Line
from briefgen.desk.folder import DeskFolder
from briefgen.language.inline_markup import Words
from tests.tools.desks import DEVELOPMENT, edit, loaded

SHARES = "      - text: The report proposes equal shares.\n"


def words(line: Line) -> str:
    """The plain words of a line."""
    return "".join(piece.text for piece in line if isinstance(piece, Words))


def row(desk: DeskFolder) -> RegisterRow:
    """The one question of the worked example."""
    [found] = assemble(loaded(desk), "sound-ferries").register
    return found


def test_a_side_is_told_by_its_newest_position(desk: DeskFolder) -> None:
    """A later position takes the place of an earlier one of the same party; one that several share is told once."""
    assert [(side.party, side.date) for side in row(desk).sides] == [("Oskary", "reported 2019")]
    edit(desk, DEVELOPMENT, SHARES, f"{SHARES}        positions: {{second-ship: [oskary, velmare]}}\n")
    [both] = row(desk).sides
    assert (both.party, both.date, words(both.said.line)) == ("Oskary and Velmare", "2019", "The report proposes equal shares.")


def test_a_position_of_another_party_stays(desk: DeskFolder) -> None:
    """Velmare's new position says nothing of Oskary's; they stand in the order of their dates."""
    edit(desk, DEVELOPMENT, SHARES, f"{SHARES}        positions: {{second-ship: velmare}}\n")
    assert [side.party for side in row(desk).sides] == ["Oskary", "Velmare"]


def test_a_position_that_is_an_event_is_told_by_its_label(desk: DeskFolder) -> None:
    """Its sentence stands in the development; the annex tells it whole."""
    edit(desk, DEVELOPMENT, SHARES, f"{SHARES}        event: Report for equal shares\n        positions: {{second-ship: velmare}}\n")
    made = assemble(loaded(desk), "sound-ferries")
    assert words(made.register[0].sides[1].said.line) == "Report for equal shares"
    assert words(made.histories[0].positions[1].said.line) == "The report proposes equal shares."
