"""What persons said of sentences, and when it no longer holds."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.editing.confirmation_lines import confirmation, file_of, with_line
from briefgen.evidence.confirming.sentences import sentences_of
from briefgen.evidence.confirming.standing import Standing, Standings, lapsed_by_sources, standings, told
from briefgen.evidence.readings import open_library
from briefgen.evidence.verify import verify
from tests.tools.desks import DEVELOPMENT, PACK, edit, loaded

SHARES = "development/winter-sailings/facts/7"
AGREED = "development/winter-sailings/facts/winter-sailings-agreed"
BOTTOM = "pack/sound-ferries/bottom_line/1/1"


def said(desk: DeskFolder, place: str, by: str = "AB", remark: str | None = None, day: int = 6) -> None:
    """Writes what a person says of the sentence as it stands."""
    content = loaded(desk)
    library, _ = open_library(content, desk.root / "archive", frozenset())
    sign = next(one for one in sentences_of(content) if one.place == place).sign(library)
    path = desk.root / file_of(by, place)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(with_line(text, confirmation(place, sign, by, date(2019, 7, day), remark)), encoding="utf-8")


def found(desk: DeskFolder) -> Standings:
    """How the sentences of a desk stand beside its archive."""
    content = loaded(desk)
    return standings(content, open_library(content, desk.root / "archive", frozenset())[0])


def standing(desk: DeskFolder, place: str) -> Standing:
    one = found(desk).of(place)
    assert one is not None
    return one


def codes(desk: DeskFolder) -> list[str]:
    """The codes of what is told of confirmations, with the archive at hand."""
    content = loaded(desk)
    return [problem.code for problem in (*told(content, standings(content, None)), *lapsed_by_sources(found(desk)))]


def test_a_confirmation_holds(desk: DeskFolder) -> None:
    """The sentence is confirmed by the person who said so, on the day, and nothing is told."""
    said(desk, SHARES)
    one = standing(desk, SHARES)
    assert ([yes.record.by for yes in one.yes], one.confirmed(), one.confirmed(2)) == (["AB"], True, False)
    assert codes(desk) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DEVELOPMENT, "The report proposes equal shares.", "The report proposes shares."),
        (DEVELOPMENT, "“agreed on Tuesday to keep two ferries a day across the Sound”", "“keep two ferries a day across the Sound”"),
        (DEVELOPMENT, "        says: official-statement\n", "        says: named-official\n"),
        ("archive/oskary-courier.txt", "agreed on Tuesday to keep", "agreed on Tuesday, they said, to keep"),
    ],
    ids=["text", "citation", "speaker", "source"],
)
def test_any_change_of_what_was_confirmed_makes_it_lapse(desk: DeskFolder, file: str, old: str, new: str) -> None:
    """Sentence, citation, speaker and text of the source: it is confirmed no more, and that is told once, at its line."""
    for place in (SHARES, AGREED):
        said(desk, place)
    edit(desk, file, old, new)
    lapsed = [place for place in (SHARES, AGREED) if not standing(desk, place).confirmed()]
    assert lapsed == [SHARES if "equal" in old else AGREED]
    assert codes(desk) == ["confirmation-lapsed"]


def test_a_changed_label_or_order_does_not(desk: DeskFolder) -> None:
    """Another label in the chronology, an id, and a new sentence before it leave it confirmed, at its new place."""
    said(desk, SHARES)
    said(desk, AGREED)
    edit(desk, DEVELOPMENT, "event: Ministers agree on winter sailings", "event: Winter sailings are agreed")
    edit(
        desk,
        DEVELOPMENT,
        "      - text: Petra Lindqvar of Velmare gave",
        "      - text: A treaty is in force.\n        cite: velmare-note ¶3 “the treaty”\n      - text: Petra Lindqvar of Velmare gave",
    )
    assert standing(desk, "development/winter-sailings/facts/8").confirmed()
    assert standing(desk, AGREED).confirmed()
    assert codes(desk) == []


def test_a_sentence_of_ours_lapses_with_a_fact_that_it_rests_on(desk: DeskFolder) -> None:
    """Who confirmed the bottom line read it beside its facts; one that changed is another bottom line."""
    said(desk, BOTTOM)
    edit(desk, DEVELOPMENT, "The ministers left the cost of the second ship open.", "The cost of the second ship was left open.")
    assert not standing(desk, BOTTOM).confirmed()
    edit(desk, DEVELOPMENT, "The cost of the second ship was left open.", "The ministers left the cost of the second ship open.")
    assert standing(desk, BOTTOM).confirmed()


def test_a_sentence_of_ours_lapses_with_what_it_cites_itself(desk: DeskFolder) -> None:
    """Another paragraph named in the sentence is another sentence, though its words are the same; the archive is not needed to see it."""
    edit(desk, PACK, "is not reported [!gap]", "is not reported [@oskary-courier, para. 3]")
    said(desk, "pack/sound-ferries/bottom_line/2/1")
    edit(desk, PACK, "para. 3]", "para. 4]")
    content = loaded(desk)
    assert [problem.code for problem in told(content, standings(content, None))] == ["confirmation-lapsed"]


def test_a_refusal_stands_beside_confirmations_until_it_is_withdrawn(desk: DeskFolder) -> None:
    """One says yes, another no: it is not confirmed, and the remark is told; the same person's later yes takes the no away."""
    said(desk, SHARES, "AB")
    said(desk, SHARES, "CD", "It proposes, no more.")
    assert not standing(desk, SHARES).confirmed()
    [problem] = told(loaded(desk), found(desk))
    assert (problem.code, problem.place.file, "It proposes, no more." in problem.message) == ("confirmation-refused", DEVELOPMENT, True)
    said(desk, SHARES, "CD", day=7)
    assert standing(desk, SHARES).confirmed(2)
    assert codes(desk) == []


def test_a_refusal_goes_with_the_words_that_it_is_about(desk: DeskFolder) -> None:
    """Once the sentence changed, nothing is refused any more."""
    said(desk, SHARES, "CD", "Not equal.")
    assert codes(desk) == ["confirmation-refused"]
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes shares.")
    assert codes(desk) == []


def test_without_the_texts_what_can_be_seen_counts(desk: DeskFolder) -> None:
    """With no archive at hand a confirmation holds as long as our words do: its figures are those of the desk that has the texts."""
    said(desk, SHARES)
    assert verify(loaded(desk), None).coverage.desk.confirmed == 1
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes shares.")
    assert verify(loaded(desk), None).coverage.desk.confirmed == 0


def test_figures_of_verify(desk: DeskFolder) -> None:
    """Facts and sentences of page one are counted apart, and by as many persons as the desk demands."""
    for place in (SHARES, AGREED, BOTTOM):
        said(desk, place)
    said(desk, SHARES, "CD")
    shares = verify(loaded(desk), desk.root / "archive").coverage
    assert (shares.desk.confirmed, shares.packs["sound-ferries"].confirmed, shares.ours["sound-ferries"].confirmed) == (2, 2, 1)
    edit(desk, "content/desk.yaml", "output: build", "output: build\nconfirm_by: 2")
    assert verify(loaded(desk), desk.root / "archive").coverage.desk.confirmed == 1


def test_one_person_by_two_names_counts_once(desk: DeskFolder) -> None:
    """Initials and name of one of the desk's people are one person."""
    said(desk, SHARES, "AB")
    said(desk, SHARES, "Ann Brandt")
    assert standing(desk, SHARES).confirmed(2)
    edit(desk, "content/desk.yaml", "output: build", "output: build\npeople: [{name: Ann Brandt, initials: AB}]")
    assert (standing(desk, SHARES).confirmed(1), standing(desk, SHARES).confirmed(2)) == (True, False)


def test_judgements_and_the_ask_can_be_confirmed(desk: DeskFolder) -> None:
    """Every sentence of a pack's own record has a place, and lapses by itself."""
    edit(desk, PACK, "bottom_line:", "ask: Agree to the shares.\nbottom_line:")
    for place in ("pack/sound-ferries/ask", "pack/sound-ferries/judgements/1"):
        said(desk, place)
        assert standing(desk, place).confirmed()
    edit(desk, PACK, "confidence: moderate", "confidence: high")
    assert not standing(desk, "pack/sound-ferries/judgements/1").confirmed()
