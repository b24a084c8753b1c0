"""Guesses of a source are shown beside their lines, and go as they are confirmed; comments of the record stay."""

from __future__ import annotations

import pytest

from briefgen.content.reading.read import read
from briefgen.desk.folder import DeskFolder
from briefgen.editing.confirm_guesses import confirmed, guesses
from tests.tools.commands import run
from tests.tools.desks import loaded

SOURCE = "content/sources/oskary-courier.yaml"


@pytest.fixture
def guessed(desk: DeskFolder) -> DeskFolder:
    """A desk with three guesses of a source, a comment beside them."""
    file = desk.root / SOURCE
    text = file.read_text(encoding="utf-8")
    new = "# Ask the editor.\nunconfirmed: [byline, publisher, archive.body]\nmedium: newspaper"
    file.write_text(text.replace("medium: newspaper", new), encoding="utf-8")
    return desk


def test_a_guess_stands_beside_its_line(guessed: DeskFolder) -> None:
    """With the value as it stands, also of a field within another; what no line says has none."""
    lines = ["OSKARY COURIER", "", "By Ilse Tarrow"]
    found = guesses(loaded(guessed).sources["oskary-courier"].record, lines)
    assert (found[0].name, found[0].line, found[0].words) == ("byline", 3, "By Ilse Tarrow")
    assert [one.name for one in found] == ["byline", "publisher", "archive.body"]
    assert found[2].line == 0
    assert found[2].value[0].isdigit()


def test_what_is_confirmed_goes(guessed: DeskFolder) -> None:
    """A right value takes the place of a wrong one, of a field within another too; the list goes with the last; comments stay."""
    text = (guessed.root / SOURCE).read_text(encoding="utf-8")
    some = confirmed(SOURCE, text, ["byline"], {"publisher": "The Oskary Courier"})
    data = read(SOURCE, some.encode()).data
    assert isinstance(data, dict)
    assert (data["unconfirmed"], data["publisher"]) == (["archive.body"], "The Oskary Courier")
    assert "# Ask the editor." in some
    whole = confirmed(SOURCE, some, [], {"archive.body": "1-3"})
    data = read(SOURCE, whole.encode()).data
    assert isinstance(data, dict)
    assert "unconfirmed" not in data
    assert data["archive"]["body"] == "1-3"  # type: ignore[index, call-overload]
    with pytest.raises(KeyError, match="headline"):
        confirmed(SOURCE, text, ["headline"], {})


def test_the_command_takes_yes_and_right_values(guessed: DeskFolder) -> None:
    """By options, and refuses a field that is no guess; the warning goes with the last."""
    done = run(guessed, "source", "confirm", "oskary-courier", "--yes", "byline", "--set", "publisher=Oskary Courier")
    assert (done.returncode, "2 fields confirmed, 1 left" in done.stdout) == (0, True)
    assert "source-unconfirmed" in run(guessed, "check").stderr
    refused = run(guessed, "source", "confirm", "oskary-courier", "--yes", "headline")
    assert (refused.returncode, "Its guesses: archive.body" in " ".join(refused.stderr.split())) == (2, True)
    assert run(guessed, "source", "confirm", "oskary-courier", "--yes", "archive.body").returncode == 0
    assert "source-unconfirmed" not in run(guessed, "check").stderr
