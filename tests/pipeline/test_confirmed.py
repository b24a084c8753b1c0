"""What persons say of the sentences of a desk, kept in it."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.editions import release
from briefgen.pipeline.confirmed import Asked, CannotConfirm, Reading, keep, opened, said_of
from briefgen.pipeline.load import load
from tests.tools.desks import DEVELOPMENT, edit

SHARES = "development/winter-sailings/facts/7"
DAY = date(2019, 7, 6)


def reading(desk: DeskFolder) -> Reading:
    content, problems = load(desk)
    assert content is not None
    return opened(desk, content, problems)


def test_a_sentence_that_changed_meanwhile_is_not_confirmed(desk: DeskFolder) -> None:
    """What was shown is what is confirmed: with another sign it is refused, with its own it is kept."""
    shown = reading(desk).of(SHARES)
    assert shown is not None
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes shares.")
    with pytest.raises(CannotConfirm) as refused:
        said_of(reading(desk), Asked(SHARES, "AB", DAY, shown=shown.sign))
    assert refused.value.reason == "changed"
    edit(desk, DEVELOPMENT, "The report proposes shares.", "The report proposes equal shares.")
    path = keep(desk, said_of(reading(desk), Asked(SHARES, "AB", DAY, shown=shown.sign)))
    assert path.read_text(encoding="utf-8").endswith(f"- {{at: {SHARES}, of: {shown.sign}, by: AB, day: 2019-07-06}}\n")
    row = reading(desk).of(SHARES)
    assert row is not None
    assert row.confirmed


def test_nothing_is_kept_without_the_archive(desk: DeskFolder) -> None:
    """Who cannot see the source cannot confirm what rests on it; a sentence that rests on none can be confirmed."""
    edit(desk, "content/desk.yaml", "archive: archive", "archive: elsewhere")
    with pytest.raises(CannotConfirm) as refused:
        said_of(reading(desk), Asked(SHARES, "AB", DAY))
    assert refused.value.reason == "unreadable"
    assert said_of(reading(desk), Asked("pack/sound-ferries/bottom_line/2/1", "AB", DAY)).by == "AB"


def test_an_edition_has_the_confirmations_of_its_desk(desk: DeskFolder) -> None:
    """The pack that is frozen is made from the desk with all that persons said, so that the same files are built again."""
    keep(desk, said_of(reading(desk), Asked(SHARES, "AB", DAY)))
    content, _ = load(desk)
    assert content is not None
    plan = release.plan(content, content.packs["sound-ferries"], desk.root, "A note.", date(2019, 7, 8), correction=False)
    assert [said.record.at for said in plan.content.confirmations] == [SHARES]
