"""verify: what stands in the archived texts passes, and every change of a fact is caught at its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence.readings import archive_folder, open_library
from briefgen.evidence.verify import Asked, Verified, verify
from briefgen.pipeline.load import load
from tests.bench import corpus
from tests.conftest import ROOT

GUARD = "content/developments/shared-guard.yaml"
GAZETTE = "content/sources/harbour-gazette.yaml"
OFFICIALS = "content/officials.yaml"
Change = Callable[[str, str, str], Verified]


def verified(root: Path) -> Verified:
    """The desk below `root` held against its archive. Its records must be whole."""
    content, problems = load(DeskFolder(root))
    assert content is not None, problems
    return verify(content, archive_folder(content, root, None))


@pytest.fixture
def guard(tmp_path: Path) -> Path:
    """A copy of the coast guard desk with its archive."""
    shutil.copytree(ROOT / "tests" / "evidence" / "archive", tmp_path / "archive")
    return tmp_path / "archive" / "desk"


@pytest.fixture
def change(guard: Path) -> Change:
    """Replaces words in a file of the desk, once, and verifies the result."""

    def apply(name: str, old: str, new: str) -> Verified:
        path = guard / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return verified(guard)

    return apply


def at(problems: list[Diagnostic], name: str, words: str, root: Path) -> list[str]:
    """The codes of the problems reported at the line of a file that holds these words."""
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    numbers = {number for number, line in enumerate(lines, 1) if words in line}
    assert numbers
    return [problem.code for problem in problems if problem.place.file == name and problem.place.line in numbers]


def test_coast_guard_desk_is_clean(guard: Path) -> None:
    """Damaged quotes, page furniture, Japanese, accents, initials, derived dates and a suffix all pass."""
    found = verified(guard)
    assert found.problems == []
    desk = found.coverage.desk
    assert (desk.verified, desk.total, desk.held, desk.confirmed) == (5, 5, 4, 0)  # no rule reads Japanese, and nobody has confirmed any


MUTATIONS = [
    ("a digit of a number", GUARD, "240 people.", "241 people.", "number-not-in-source"),
    ("a digit of a sum", GUARD, "1,500,000", "1,600,000", "number-not-in-source"),
    ("a number in words", GUARD, "for 12 boats", "for thirteen boats", "number-not-in-source"),
    ("a year", GUARD, "back to 1998", "back to 1989", "number-not-in-source"),
    ("a month", GUARD, "end of June", "end of July", "number-not-in-source"),
    ("a day", GUARD, "of 6 May.", "of 7 May.", "number-not-in-source"),
    ("a given name", GUARD, "José Navarro-Lindt spoke", "Jorge Navarro-Lindt spoke", "name-not-in-source"),
    ("a given name before an initial", GUARD, "meeting Ida Holm", "meeting Ina Holm", "name-not-in-source"),
    ("another's given name", GUARD, "meeting Ida Holm", "meeting José Holm", "name-not-in-source"),
    ("a family name", GUARD, "José Navarro-Lindt spoke", "José Navarra-Lindt spoke", "word-not-in-source"),
    ("a family name by one letter", GUARD, "Masato Horii said", "Masato Horie said", "name-not-in-source"),
    ("the day of an event", GUARD, "date: 2021-05-04", "date: 2021-05-05", "date-not-borne"),
    ("the year of an event", GUARD, "date: 2021-05-04", "date: 2012-05-04", "date-not-borne"),
    ("a name in a label", GUARD, "Navarro-Lindt and Holm meet", "Navarro-Lindt and Halm meet", "word-not-in-source"),
    ("a paragraph number", GUARD, "¶3", "¶4", "excerpt-not-found"),
    ("a paragraph number beyond the end", GUARD, "para: 5", "para: 6", "paragraph-beyond-end"),
    ("one word of an excerpt", GUARD, "“study a joint", "“study a common", "excerpt-not-found"),
    ("one letter of an excerpt", GUARD, "twelve patrol boats", "twelve patrol boat", "excerpt-not-found"),
    ("a Japanese sign of an excerpt", GUARD, "備えが要る", "備えは要る", "excerpt-not-found"),
    ("a suffix", GUARD, "suffix: twice", "suffix: thrice", "excerpt-not-found"),
    ("a suffix taken away", GUARD, ", suffix: twice", "", "excerpt-not-unique"),
    ("a derived weekday", GUARD, "- Tuesday 4 May", "- Monday 4 May", "derivation-wrong"),
    ("a derived value that is not in the sentence", GUARD, "- December 2020", "- December 2019", "derivation-wrong"),
    ("a hash", GAZETTE, "sha256: ", "sha256: 0", "hash-differs"),
    ("a headline", GAZETTE, "headline: Islands weigh", "headline: Islands want", "not-as-printed"),
    ("a date line", GAZETTE, "Thursday, 6 May 2021", "Thursday, 6 May 2020", "not-as-printed"),
    ("a defect's words", GAZETTE, "?It is time to share", "It was time to share", "excerpt-not-found"),
    ("the article's lines", GAZETTE, "body: 8-16", "body: 8-160", "archive-body"),
    ("the file", GAZETTE, "file: harbour-gazette.txt", "file: harbor-gazette.txt", "archive-missing"),
    ("an official's spelling", OFFICIALS, "name: Ida M. Holm", "name: Eva M. Holm", "name-not-in-source"),
]


@pytest.mark.parametrize(("name", "old", "new", "code"), [row[1:] for row in MUTATIONS], ids=[row[0] for row in MUTATIONS])
def test_a_changed_fact_is_caught_at_its_line(guard: Path, change: Change, name: str, old: str, new: str, code: str) -> None:
    """One small change of a record is reported, with its code, in the record's file and at the line of the change."""
    if code == "hash-differs":
        text = (guard / name).read_text(encoding="utf-8")
        old = text[text.index("sha256: ") : text.index("sha256: ") + 9]
        new = f"sha256: {'0' if old[-1] != '0' else '1'}"
    found = change(name, old, new)
    if code == "excerpt-not-unique":
        assert code in at(found.problems, name, "excerpt: councils will vote", guard)
    elif old == "¶3" and code == "excerpt-not-found":
        assert [p.hint for p in found.problems if p.code == code] == ["It stands in paragraph 3."]
    elif name == OFFICIALS:
        assert code in [problem.code for problem in found.problems if problem.place.file == name]
    else:
        assert code in at(found.problems, name, new, guard)


def test_a_changed_text_is_caught(guard: Path) -> None:
    """A change in the archived text is caught by its hash, at the record, and its citations count for nothing."""
    path = guard.parent / "harbour-gazette.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("240 people", "240 persons"), encoding="utf-8")
    found = verified(guard)
    assert at(found.problems, GAZETTE, "sha256:", guard) == ["hash-differs"]
    assert at(found.problems, GUARD, "“study a joint coast guard of 240 people”", guard) == ["excerpt-not-found"]
    assert (found.coverage.desk.verified, found.coverage.desk.total) == (1, 5)
    assert [p.place.file for p in found.problems if p.code == "coverage-low"] == ["content/packs/guard.yaml"]


def test_near_miss_is_shown_as_a_word_diff(change: Change) -> None:
    """The hint shows the closest passage, word by word."""
    found = change(GUARD, "study a joint coast guard", "study a shared coast guard")
    hints = [problem.hint for problem in found.problems if problem.code == "excerpt-not-found"]
    assert hints == [
        "Closest passage, in paragraph 1, with [-your-] and {+its+} words: study a [-shared-]{+joint+} coast guard of 240 people"
    ]


def test_an_excerpt_over_the_end_of_a_paragraph(change: Change) -> None:
    """An excerpt that begins in one paragraph and ends in the next has a code of its own."""
    found = change(GUARD, "“study a joint coast guard of 240 people”", "“while talks go on. ?It is time”")
    assert "excerpt-spans-paragraphs" in [problem.code for problem in found.problems]


def test_an_excerpt_from_page_furniture(change: Change) -> None:
    """Words that stand in the file but not in the article are not evidence, and the hint says where they stand."""
    found = change(GUARD, "“study a joint coast guard of 240 people”", "“Ten best beaches of the north”")
    assert [p.hint for p in found.problems if p.code == "excerpt-not-found"] == [
        "It stands in the file, but outside the lines that `body:` names as the article."
    ]


def test_two_similar_passages_are_told_apart(change: Change) -> None:
    """Paragraph 4 says the same of radar with another sum: neither its number nor its excerpt passes for paragraph 3."""
    found = change(GUARD, "set aside 1.5 million crowns for twelve", "set aside 2.5 million crowns for twelve")
    diff = [problem.hint for problem in found.problems if problem.code == "excerpt-not-found"]
    assert len(diff) == 1
    assert "[-2.5-]{+1.5+}" in diff[0]


def test_attribution_stronger_than_the_source(change: Change) -> None:
    """An official statement that rests on unnamed officials is flagged at `says`."""
    found = change(GUARD, "says: unnamed-officials", "says: official-statement")
    assert [(p.severity, p.place.line) for p in found.problems if p.code == "attribution-too-strong"] == [("warning", 10)]


@pytest.mark.parametrize(
    "words",
    ["told the Gazette, sources said", "according to two senior officials", "who asked not to be identified", "officials, who spoke late"],
)
def test_ways_in_which_sources_go_unnamed(guard: Path, change: Change, words: str) -> None:
    """Each usual way of not naming a source is seen in the paragraph."""
    path = guard.parent / "harbour-gazette.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("told reporters on Tuesday", f"told reporters on Tuesday {words}"), "utf-8")
    assert "attribution-too-strong" in [p.code for p in verified(guard).problems]


def test_long_overlap_with_a_source(change: Change) -> None:
    """Eight words in a row that a source prints are flagged; the same words in a recorded excerpt are not."""
    words = "is to be ready by the end of June"
    found = change(GUARD, "should be complete by the end of June; the councils vote two times", words)
    assert [p.severity for p in found.problems if p.code == "verbatim-overlap"] == ["warning"]
    cleared = change(GUARD, "excerpt: councils will vote, suffix: twice", f"excerpt: {words}")
    assert [p for p in cleared.problems if p.code == "verbatim-overlap"] == []


def test_an_alias_makes_a_variant_spelling_good(guard: Path, change: Change) -> None:
    """A spelling that differs from the source's is an error until the official's record has the source's as an alias."""
    found = change(OFFICIALS, "name: Ida M. Holm\n  family_name: Holm", "name: Ida M. Holmqvist\n  family_name: Holmqvist")
    assert "name-not-in-source" in [problem.code for problem in found.problems]
    path = guard / OFFICIALS
    path.write_text(path.read_text(encoding="utf-8").replace("family_name: Holmqvist", "family_name: Holmqvist\n  aliases: [Ida M. Holm]"))
    path = guard / GUARD
    path.write_text(path.read_text(encoding="utf-8").replace("Ida Holm", "Ida Holmqvist"), encoding="utf-8")
    assert verified(guard).problems == []


def test_a_withdrawn_source_is_named_at_each_citation(guard: Path, change: Change) -> None:
    """What says once for many facts that they rest on a withdrawn source is a warning of check, and so is each post."""
    change(GAZETTE, "defects:\n", "withdrawn:\n  date: 2021-06-01\n  reason: The report was made up.\ndefects:\n")
    _, problems = load(DeskFolder(guard))
    places = [problem.place.file for problem in problems if problem.code == "source-withdrawn"]
    assert (places.count(GUARD), places.count(OFFICIALS)) == (1, 2)


def test_guesses_are_named_until_confirmed(guard: Path, change: Change) -> None:
    """A field listed as unconfirmed is a warning of check."""
    change(GAZETTE, "medium:", "unconfirmed: [byline]\nmedium:")
    _, problems = load(DeskFolder(guard))
    [problem] = [problem for problem in problems if problem.code.startswith("source-")]
    assert (problem.code, problem.severity, "By Marta Elvén" in problem.message) == ("source-unconfirmed", "warning", True)


def test_without_an_archive_only_a_note(guard: Path) -> None:
    """No archive: one note that says how much was not looked at, no coverage, and no error for the threshold."""
    content, _ = load(DeskFolder(guard))
    assert content is not None
    found = verify(content, None)
    assert [(p.code, p.severity) for p in found.problems] == [("evidence-not-checked", "note")]
    assert "5 facts" in found.problems[0].message
    assert found.coverage.desk.verified == 0


def test_an_archive_that_does_not_exist(guard: Path, tmp_path: Path) -> None:
    """The desk's own setting is blamed at its line, a folder given on the command line by its name."""
    content, _ = load(DeskFolder(guard))
    assert content is not None
    (problem,) = verify(content, tmp_path / "nowhere").problems
    assert (problem.code, problem.place.file) == ("archive-missing", str(tmp_path / "nowhere"))
    (guard / "content/desk.yaml").write_text(
        (guard / "content/desk.yaml").read_text(encoding="utf-8").replace("archive: ..", "archive: gone"), encoding="utf-8"
    )
    assert at(verified(guard).problems, "content/desk.yaml", "archive: gone", guard) == ["archive-missing"]


def test_verify_changes_no_file(guard: Path, change: Change) -> None:
    """Whatever is wrong, every file is as it was."""
    change(GUARD, "240 people.", "241 people.")
    before = {path: path.read_bytes() for path in guard.parent.rglob("*") if path.is_file()}
    assert verified(guard).problems
    assert before == {path: path.read_bytes() for path in guard.parent.rglob("*") if path.is_file()}


def test_a_large_desk_is_clean(tmp_path: Path) -> None:
    """The desk of the benchmarks stands in its archive, so what they time is a whole run."""
    root = corpus.write(tmp_path, 12, archive=True)
    found = verified(root)
    assert found.problems == []
    assert found.coverage.desk.verified > 150


def test_several_processes_find_what_one_finds(guard: Path) -> None:
    """The findings are the same and in the same order, however many processes share the records."""
    path = guard / GUARD
    path.write_text(path.read_text(encoding="utf-8").replace("240 people.", "250 people."), encoding="utf-8")
    content, problems = load(DeskFolder(guard))
    assert content is not None, problems
    library, _ = open_library(content, guard.parent, content.register.titles)
    alone, shared = (list(Asked(content, library).all(processes).values()) for processes in (1, 2))
    assert any(answer.facts for answer in alone)
    assert alone == shared
