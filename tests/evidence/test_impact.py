"""impact: what leans on a source, alone or with others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

import pytest

from briefgen.content.content import Content
from briefgen.content.model.statement import Citation
from briefgen.desk.folder import DeskFolder
from briefgen.evidence.impact import as_text, leanings_on
from briefgen.pipeline.load import load
from tests.tools.desks import DEVELOPMENT, BuiltDesk, edit, loaded

SHARE = "¶1 “share the cost of the second ship equally”"
OTHER = "oskary-courier ¶3 “left open who pays for the second ship”"


@pytest.fixture
def content(desk: DeskFolder) -> Content:
    """The worked example's records."""
    found, problems = load(desk)
    assert found is not None, problems
    return found


def test_everything_that_cites_a_source_is_found(content: Content) -> None:
    """Facts, posts and the pack, each at its line."""
    kinds = Counter(leaning.kind for leaning in leanings_on(content, "velmare-note"))
    assert kinds == {"fact": 4, "pack": 1}
    kinds = Counter(leaning.kind for leaning in leanings_on(content, "oskary-courier"))
    assert kinds == {"fact": 5, "post": 2, "pack": 1}


def test_alone_or_together(desk: DeskFolder) -> None:
    """A fact that cites two sources names the other one; one that cites a single source stands alone."""
    edit(
        desk,
        DEVELOPMENT,
        "cite: ¶1 “share the cost of the second ship equally”",
        f"cite: [¶1 “share the cost of the second ship equally”, {OTHER}]",
    )
    leanings = [leaning for leaning in leanings_on(loaded(desk), "velmare-note") if leaning.kind == "fact"]
    [shared] = [leaning for leaning in leanings if not leaning.alone]
    assert (shared.others, shared.paras) == (("oskary-courier",), (1,))
    assert shared.place.file == DEVELOPMENT
    assert shared.place.line > 1
    assert len(leanings) == 4


def test_inline_citations_count(desk: DeskFolder) -> None:
    """A citation inside our own comment leans on the source too."""
    path = desk.content / "developments" / "winter-sailings.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The timetable is settled", "The timetable is settled [@velmare-note, para. 2]"), encoding="utf-8")
    content, _ = load(desk)
    assert content is not None
    (comment,) = [leaning for leaning in leanings_on(content, "velmare-note") if leaning.kind == "comment"]
    assert comment.paras == (2,)


@pytest.mark.parametrize("name", ["example", "generated"])
def test_every_citation_is_in_some_impact(name: str, built_desk: Callable[..., BuiltDesk]) -> None:
    """No citation field of any record escapes: the paragraphs of all leanings are those of all citations."""
    records = built_desk(name).content
    for source in records.sources:
        cited = {v.para for e in records.entries for _, v, _ in e.items if isinstance(v, Citation) and v.source == source}
        found = {para for leaning in leanings_on(records, source) if leaning.kind != "pack" for para in leaning.paras}
        assert cited
        assert cited <= found


def test_as_text_and_as_data(content: Content) -> None:
    """Both forms say the same; a source that nothing cites is said to be free."""
    leanings = [*leanings_on(content, "velmare-note"), *leanings_on(content, "oskary-courier")]
    shown = as_text(leanings, "velmare-note")
    assert "9 facts, 9 on “velmare-note” alone" in shown
    assert "(with velmare-note)" in shown
    data = json.loads(json.dumps([leaning.as_data() for leaning in leanings]))
    assert all(row["words"] in shown and row["place"] in shown for row in data)
    assert as_text([], "nobody") == "Nothing leans on “nobody”.\n"
