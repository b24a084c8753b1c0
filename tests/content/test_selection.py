"""What a pack takes from its desk is worked out once, and handed on to all that need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from briefgen.content import content as records
from briefgen.content.content import Content
from briefgen.content.selection import choose, term_pattern
from briefgen.desk.folder import DeskFolder
from briefgen.editions import standing
from briefgen.editions.as_of import content_as_of
from briefgen.evidence.verify import verify
from briefgen.pipeline.build import build
from briefgen.pipeline.load import load

PACK = "content/packs/sound-ferries.yaml"
Settled = Callable[[Content, DeskFolder], Content]


def as_it_is(content: Content, desk: DeskFolder) -> Content:
    return standing.with_drafts_marked(content, desk.root)[0]


def as_of(content: Content, _: DeskFolder) -> Content:
    return content_as_of(content, date(2019, 7, 2))


@pytest.mark.parametrize(
    ("old", "new", "settled", "times"),
    [
        ("", "", as_it_is, 1),
        ('version: "0.1"\n  status: draft', 'version: "1.0"\n  status: final', as_it_is, 1),
        ("dates: day-month-year", "dates: day-month-year\n  attachments: true", as_it_is, 2),
        ("", "", as_of, 2),
    ],
    ids=["a draft", "a draft after an edition", "with the part of the desk that the PDF carries", "of the records of a day"],
)
def test_a_build_chooses_once_for_each_pack(
    desk: DeskFolder, monkeypatch: pytest.MonkeyPatch, old: str, new: str, settled: Settled, times: int
) -> None:
    """Checks, evidence, comparison, assembly and carried files share one choice; other records, of a day or a part, have their own."""
    path = desk.root / PACK
    text = path.read_text(encoding="utf-8").replace(old, new).replace('number: "0.1"', 'number: "1.0"' if "1.0" in new else 'number: "0.1"')
    path.write_text(text, encoding="utf-8")
    calls: Counter[str] = Counter()

    def counted(pack, *rest):  # type: ignore[no-untyped-def]
        calls[pack.id] += 1
        return choose(pack, *rest)

    monkeypatch.setattr(records, "choose", counted)
    content, problems = load(desk)
    assert content is not None, problems
    content = settled(content, desk)
    formats = ["pdf" if "attachments" in new else "html"]
    assert build(content, ["sound-ferries"], formats, desk.templates, verified=verify(content, desk.root / "archive"))
    assert calls == {"sound-ferries": times}


def test_abbreviations_are_whole_words_and_the_longest_is_taken() -> None:
    """None is found within another word, and one that begins with another is found whole."""
    pattern = term_pattern(["JFH", "JFH-2", "C3"])
    assert pattern is not None
    assert pattern.findall("JFH (JFH-2), xJFH JFHs C3I 3C3 _C3 C3. JFH-22") == ["JFH", "JFH-2", "C3", "JFH"]
    assert term_pattern([]) is None
