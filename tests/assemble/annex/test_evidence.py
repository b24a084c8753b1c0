"""The evidence of the annex: who confirmed a sentence, and when."""

from __future__ import annotations

from datetime import date

from briefgen.assemble.annex.evidence import EvidenceGroup
from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.editions.as_of import content_as_of
from briefgen.evidence.table import evidence_table
from briefgen.pipeline.verified import verified_by_archive
from briefgen.render.render import render
from tests.evidence.confirming.test_standing import BOTTOM, SHARES, said
from tests.tools.desks import DEVELOPMENT, edit, loaded


def groups(desk: DeskFolder) -> tuple[EvidenceGroup, ...]:
    content = loaded(desk)
    return assemble(content, "sound-ferries", verified_by_archive(content, desk.root)).evidence


def annex(desk: DeskFolder) -> str:
    content = loaded(desk)
    return render(assemble(content, "sound-ferries", verified_by_archive(content, desk.root)), desk.templates, "annex").html


def test_the_annex_prints_who_confirmed_when(desk: DeskFolder) -> None:
    """Beside the sentence, each person with the day as the pack displays days; no other sentence bears it."""
    before = annex(desk)
    assert "Confirmed" not in before
    said(desk, SHARES, "AB")
    said(desk, SHARES, "Carl Dahl", day=8)
    after = annex(desk)
    assert after.count("Confirmed beside its source by AB (6\u00a0July\u00a02019) and Carl Dahl (8\u00a0July\u00a02019)") == 1
    assert after.count("Confirmed") == 1
    row = after[after.index("The report proposes equal shares.") :]
    assert row.index("Confirmed") < row.index("</tr>")


def test_what_lapsed_or_was_refused_is_not_printed(desk: DeskFolder) -> None:
    """The pages of a desk whose confirmations do not hold are those of a desk without any."""
    before = annex(desk)
    said(desk, SHARES, "AB")
    said(desk, SHARES, "CD", "Not so.")
    assert annex(desk) == before
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes shares.")
    edited = annex(desk)
    (desk.root / "content/confirmations/ab/developments/winter-sailings.yaml").unlink()
    assert annex(desk) == edited


def test_confirmed_sentences_of_ours_stand_before_the_developments(desk: DeskFolder) -> None:
    """With the words of the sources that carry the facts they rest on; without any there is no such part."""
    assert [group.anchor for group in groups(desk)] == ["annex-development-winter-sailings"]
    said(desk, BOTTOM)
    ours, _ = groups(desk)
    assert (ours.anchor, len(ours.lines)) == ("annex-our-sentences", 1)
    assert [(para, state) for _, para, _, state in ours.lines[0].proofs] == [(1, "found"), (3, "found")]
    assert "Sentences of our own" in annex(desk)


def test_the_evidence_table_says_it_too(desk: DeskFolder) -> None:
    """Who and when beside the statement, and the number of them above."""
    said(desk, SHARES)
    content = loaded(desk)
    table = evidence_table(content, verified_by_archive(content, desk.root), desk.templates).decode()
    assert "Confirmed beside its source by AB (2019-07-06)" in table
    assert "1 were confirmed by a person" in table


def test_a_day_knows_no_later_confirmation(desk: DeskFolder) -> None:
    """As of a day, only what persons had confirmed by then is printed."""
    said(desk, SHARES, "AB", day=6)
    said(desk, SHARES, "CD", day=8)
    told = []
    for day in (date(2019, 7, 5), date(2019, 7, 6), date(2019, 7, 8)):
        content = content_as_of(loaded(desk), day)
        briefing = assemble(content, "sound-ferries", verified_by_archive(content, desk.root))
        told.append(render(briefing, desk.templates, "annex").html.count("(6\u00a0July") + 10 * str(briefing.evidence).count("CD"))
    assert told == [0, 1, 11]
