"""What changed between two tellings of a pack: exactly the edits that were made, and nothing else."""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.desk.folder import DeskFolder
from briefgen.editions.compare import Difference, compare
from briefgen.editions.telling import Telling, telling_of
from briefgen.pipeline.load import load
from tests.bench import corpus

PACK = "bench"
Files = dict[str, Any]
Edit = Callable[[Files, random.Random], set[tuple[str, str]]]


class Plain(yaml.SafeDumper):
    """Writes what stands twice twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def read(root: Path) -> Files:
    """The YAML of the desk's records by file."""
    paths = [*(root / "content").rglob("*.yaml")]
    return {str(path.relative_to(root)): yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in paths}


def told(files: Files, target: Path) -> Telling:
    """What the pack of a desk made of these files tells."""
    shutil.rmtree(target, ignore_errors=True)
    for name, data in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    content, problems = load(DeskFolder(target))
    assert content is not None, problems
    return telling_of(content, PACK)


def developments(files: Files) -> list[str]:
    return sorted(name for name in files if "/developments/" in name)


def sentences(data: Any) -> list[dict[str, Any]]:
    """The facts of a development, in order."""
    return [fact for paragraph in data["paragraphs"] for fact in paragraph["facts"]]


def place_of(data: Any, fact: dict[str, Any]) -> str:
    """The place of a fact, by its id or else by its number."""
    number = next(number for number, other in enumerate(sentences(data), 1) if other is fact)
    return f"development/{data['id']}/facts/{fact.get('id', number)}"


def plain(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts that nothing names."""
    return [fact for fact in facts if "id" not in fact]


def reword(files: Files, chance: random.Random) -> set[tuple[str, str]]:
    """One word of one sentence is another."""
    data = files[chance.choice(developments(files))]
    statement = chance.choice(sentences(data))
    words = statement["text"].split(" ")
    words[chance.randrange(len(words))] = f"reworded{chance.randrange(10**6)}"
    statement["text"] = " ".join(words)
    return {("changed", place_of(data, statement))}


def reattribute(files: Files, chance: random.Random) -> set[tuple[str, str]]:
    """An event has another label."""
    data = files[chance.choice(developments(files))]
    event = chance.choice([fact for fact in sentences(data) if "event" in fact])
    event["event"] = f"{event['event']} {chance.randrange(10**6)}"
    return {("changed", place_of(data, event))}


def add_sentence(files: Files, chance: random.Random) -> set[tuple[str, str]]:
    """A sentence more, somewhere."""
    data = files[chance.choice(developments(files))]
    paragraph = chance.choice(data["paragraphs"])["facts"]
    new = copy.deepcopy(plain(paragraph)[-1]) | {
        "text": f"Wholly {chance.random()} invented {chance.random()} utterance {chance.random()}."
    }
    paragraph.insert(chance.randrange(len(paragraph) + 1), new)
    return {("new", place_of(data, new))}


def drop_sentence(files: Files, chance: random.Random) -> set[tuple[str, str]]:
    """A sentence less, from a paragraph that has two."""
    data = files[chance.choice(developments(files))]
    paragraph = chance.choice([p["facts"] for p in data["paragraphs"][:3]])
    gone = chance.choice(paragraph)
    place = place_of(data, gone)
    paragraph[:] = [fact for fact in paragraph if fact is not gone]
    return {("gone", place)}


def move_sentence(files: Files, chance: random.Random) -> set[tuple[str, str]]:
    """The first sentence of a development goes to its end."""
    data = files[chance.choice(developments(files))]
    first = data["paragraphs"][0]["facts"].pop(0)
    data["paragraphs"][-1]["facts"].append(first)
    return {("moved", place_of(data, first))}


EDITS: list[Edit] = [reword, reattribute, add_sentence, drop_sentence, move_sentence]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Telling]:
    """A generated desk's files, each development with an issue of its own, and what its pack tells."""
    files = read(corpus.write(tmp_path_factory.mktemp("files"), 8, issues=8))
    files["content/packs/bench.yaml"]["judgements"][0]["rests_on"].append("step-0005")
    files["content/issues.yaml"][2]["unknown"].append({"text": "Nobody says.", "development": "step-0005"})
    return files, told(files, tmp_path_factory.mktemp("original"))


@pytest.mark.parametrize("seed", range(20))
def test_a_random_edit_is_all_that_is_reported(seed: int, original: tuple[Files, Telling], tmp_path: Path) -> None:
    """Each kind of edit, at random places of a desk, is reported alone and by its name."""
    files, before = copy.deepcopy(original[0]), original[1]
    expected = EDITS[seed % len(EDITS)](files, random.Random(seed))
    found = compare(before, told(files, tmp_path))
    assert {(change.what, change.id) for change in found.changes} == expected


def test_edits_in_several_developments_are_reported_together(original: tuple[Files, Telling], tmp_path: Path) -> None:
    """One edit in each of three developments gives three changes."""
    files, chance = copy.deepcopy(original[0]), random.Random(7)
    names = developments(files)
    expected: set[tuple[str, str]] = set()
    for name, edit in zip(names, (reword, add_sentence, drop_sentence), strict=False):
        part = {name: files[name]}
        expected |= edit(part, chance)
    found = compare(original[1], told(files, tmp_path))
    assert {(change.what, change.id) for change in found.changes} == expected


def difference(original: tuple[Files, Telling], tmp_path: Path, edit: Callable[[Files], None]) -> Difference:
    files = copy.deepcopy(original[0])
    edit(files)
    return compare(original[1], told(files, tmp_path))


def test_nothing_edited_is_nothing_reported(original: tuple[Files, Telling], tmp_path: Path) -> None:
    """The same content, written anew, does not differ."""
    assert not difference(original, tmp_path, lambda files: None)


def test_a_development_that_went_is_one_change(original: tuple[Files, Telling], tmp_path: Path) -> None:
    """What it held is not listed one by one; what others lose by it is."""

    def edit(files: Files) -> None:
        del files["content/developments/step-0005.yaml"]
        files["content/packs/bench.yaml"]["judgements"][0]["rests_on"].remove("step-0005")
        files["content/issues.yaml"][2]["unknown"].pop()

    found = difference(original, tmp_path, edit).changes
    assert ("gone", "development/step-0005") in {(change.what, change.id) for change in found}
    assert not [change.id for change in found if change.id.startswith("development/step-0005/")]
    assert "issue/issue-005" in {change.id for change in found if change.what == "gone"}


def test_an_update_moves_its_issue(original: tuple[Files, Telling], tmp_path: Path) -> None:
    """A later move is a new update, and the issue's state with it."""

    def edit(files: Files) -> None:
        facts = files["content/developments/step-0007.yaml"]["paragraphs"][-1]["facts"]
        moved = next(fact for fact in facts if "moves" in fact)
        facts.append(moved | {"moves": {"issue-007": "closed"}, "date": "2001-03-08", "text": "It is settled for good."})

    found = difference(original, tmp_path, edit)
    assert [(c.what, c.kind) for c in found.changes] == [("new", "sentence")]
    assert [(s.id, s.before and s.before.value, s.after and s.after.value) for s in found.issues] == [("issue-007", "open", "closed")]


def test_officials_come_go_and_change_office(original: tuple[Files, Telling], tmp_path: Path) -> None:
    """One who is no longer named goes; one with a later post has another office."""

    def edit(files: Files) -> None:
        for name in developments(files):
            for paragraph in files[name]["paragraphs"]:
                paragraph["facts"] = [fact for fact in paragraph["facts"] if "Surname1 " not in fact["text"]]
        other = next(official for official in files["content/officials.yaml"] if official["id"] == "person-0002")
        other["posts"].append(other["posts"][0] | {"title": "Special Envoy", "attested": "2001-03-08"})

    found = difference(original, tmp_path, edit)
    shifts = {s.id: (s.before and s.before.value.split(",")[0], s.after and s.after.value.split(",")[0]) for s in found.officials}
    assert shifts["person-0002"] == ("Director 2", "Special Envoy")
    assert shifts["person-0001"] == ("Director 1", None)
    assert len(shifts) == 2


def test_a_withdrawn_source_and_a_new_date_are_told_field_by_field(original: tuple[Files, Telling], tmp_path: Path) -> None:
    """Fields are reported with their value before and after."""

    def edit(files: Files) -> None:
        files["content/sources/wire-0003.yaml"]["withdrawn"] = {"date": "2001-03-01", "reason": "The agency took it back."}
        next(f for f in sentences(files["content/developments/step-0003.yaml"]) if "moves" in f)["date"] = "2001-02-02"

    found = {change.id: {name: (a, b) for name, a, b in change.facts} for change in difference(original, tmp_path, edit).changes}
    assert found["source/wire-0003"] == {"withdrawn.date": ("", "2001-03-01"), "withdrawn.reason": ("", "The agency took it back.")}
    assert [facts for name, facts in found.items() if "/facts/" in name] == [{"date": ("2001-02-03", "2001-02-02")}]
