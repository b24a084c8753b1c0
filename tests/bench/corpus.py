"""A deterministic desk of any number of developments, for benchmarks and for tests of scale."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

WORDS = [
    "the",
    "two",
    "governments",
    "agreed",
    "to",
    "study",
    "a",
    "joint",
    "plan",
    "for",
    "ports",
    "and",
    "airfields",
    "while",
    "officials",
    "asked",
    "for",
    "more",
    "time",
    "and",
    "observers",
    "expected",
    "a",
    "longer",
    "debate",
    "about",
    "cost",
    "command",
    "training",
    "supply",
    "radar",
    "patrol",
    "treaty",
    "review",
    "budget",
    "access",
]
MOVES = ("raised", "discussed", "narrowed", "agreed", "discussed", "deferred")


def write(root: Path, developments: int, seed: int = 7, archive: bool = False, issues: int = 0) -> Path:
    """Lays out a desk with that many developments below `root` and returns `root`; with `archive`, the texts that it cites too.

    issues: how many open issues there are; with 0, one for every ten developments and three at least.
    """
    chance = random.Random(seed)
    issues, people = issues or max(3, developments // 10), max(4, developments // 4)
    desk = {"title": "Bench desk", "parties": [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}]}
    _save(root / "content/desk.yaml", {**desk, "archive": "archive"} if archive else desk)
    steps = [_development(number, _name(number), issues, people, chance) for number in range(developments)]
    questions = [_issue(number, chance) for number in range(issues)]
    officials = [_official(number, developments) for number in range(people)]
    texts = _texts(developments, [*steps, *questions, *officials]) if archive else {}
    for number, step in enumerate(steps):
        source = _source(number, texts.get(_name(number), _name(number)))
        _save(root / f"content/sources/{source['id']}.yaml", source)
        _save(root / f"content/developments/step-{number:04}.yaml", step)
    _save(root / "content/issues.yaml", questions)
    _save(root / "content/officials.yaml", officials)
    _save(root / "content/glossary.yaml", [{"id": "jfh", "abbreviation": "JFH", "expansion": "Joint Force Headquarters"}])
    _save(root / "content/packs/bench.yaml", _pack(developments, chance))
    for name, text in texts.items():
        (root / "archive").mkdir(exist_ok=True)
        (root / "archive" / f"{name}.txt").write_text(text, encoding="utf-8")
    return root


def _name(number: int) -> str:
    return f"wire-{number:04}"


def _texts(developments: int, records: list[dict[str, Any]]) -> dict[str, str]:
    """The text of each source: in its paragraphs the excerpts that are cited there, and the numbers and names that go with them."""
    lines = {
        _name(number): [{f"Report number {number} has Step {number} part 0, part 1 and two parts more": None} for _ in range(20)]
        for number in range(developments)
    }
    for record in records:
        for cite in _cites(record):
            lines[cite["source"]][cite["para"] - 1][cite["excerpt"]] = None
        for post in record.get("posts", ()):
            lines[post["cite"][0]["source"]][0][f"It was said by {record['name']}"] = None
    return {name: "".join(". ".join(pieces) + ".\n" for pieces in paragraphs) for name, paragraphs in lines.items()}


def _cites(node: Any) -> Iterator[dict[str, Any]]:
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _cites(value)
    if isinstance(node, dict) and "excerpt" in node:
        yield node


def _save(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")


def _sentence(chance: random.Random, words: int = 17) -> str:
    text = " ".join(chance.choice(WORDS) for _ in range(words))
    return f"{text[0].upper()}{text[1:]}."


def _day(number: int) -> str:
    return str(date(2001, 1, 10) + timedelta(days=8 * number))


def _statement(chance: random.Random, source: str, **more: Any) -> dict[str, Any]:
    says = chance.choice(["official-statement", "unnamed-officials", "observers", "media"])
    cite = [{"source": source, "para": chance.randint(1, 9), "excerpt": " ".join(chance.choice(WORDS) for _ in range(6))}]
    return {**more, "text": _sentence(chance), "says": says, "cite": cite}


def _source(number: int, text: str) -> dict[str, Any]:
    name = _name(number)
    archive = {"file": f"{name}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(), "body": "1-20"}
    return {
        "id": name,
        "publisher": f"Wire service {number}",
        "headline": f"Report number {number}",
        "published": _day(number),
        "medium": "news-agency",
        "language": "en",
        "descriptor": "A report by a correspondent who heard officials speak.",
        "archive": archive,
    }


def _official(number: int, developments: int) -> dict[str, Any]:
    source = _name(number % developments)
    post = {
        "organisation": "Ministry of Works",
        "title": f"Director {number}",
        "attested": _day(number % developments),
        "cite": [{"source": source, "para": 1, "excerpt": "the two governments agreed"}],
    }
    return {
        "id": f"person-{number:04}",
        "name": f"Alex Surname{number}",
        "family_name": f"Surname{number}",
        "party": ("north", "south")[number % 2],
        "posts": [post],
    }


def _issue(number: int, chance: random.Random) -> dict[str, Any]:
    positions = [_statement(chance, "wire-0000", party=party, date=_day(0)) for party in ("north", "south")]
    return {
        "id": f"issue-{number:03}",
        "title": f"Question {number}",
        "question": _sentence(chance, 12),
        "positions": positions,
        "unknown": [{"text": _sentence(chance, 9)}],
    }


def _development(number: int, source: str, issues: int, people: int, chance: random.Random) -> dict[str, Any]:
    events = [
        _statement(
            chance,
            source,
            id=f"event-{number:04}-{k}",
            label=f"Step {number} part {k}",
            date=_day(number),
            status="occurred",
            issues=[f"issue-{number % issues:03}"],
        )
        for k in range(2)
    ]
    update = _statement(chance, source, issue=f"issue-{number % issues:03}", move=_move(number // issues), date=_day(number))
    return {
        "id": f"step-{number:04}",
        "title": f"Step {number} of the joint plan",
        "date": _day(number),
        "place": "Harbour City",
        "bottom_line": _statement(chance, source),
        "summary": [{"statements": [_statement(chance, source) for _ in range(3)]} for _ in range(3)],
        "why_it_matters": [_sentence(chance, 30)],
        "events": events,
        "officials": [{"official": f"person-{(number + k) % people:04}", "role": _sentence(chance, 8)} for k in range(2)],
        "updates": [update],
    }


def _move(step: int) -> str:
    return MOVES[0] if step == 0 else ("discussed", "narrowed", "agreed")[step % 3]


def _pack(developments: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": "bench",
        "title": "Bench pack",
        "prepared_for": "Nobody",
        "prepared_by": "Bench desk",
        "as_of": _day(developments),
        "marking": "TLP:CLEAR",
        "bottom_line": [_sentence(chance, 40)],
        "judgements": [{"text": _sentence(chance, 20), "rests_on": ["step-0000"], "confidence": "moderate"}],
        "edition": {
            "version": "0.1",
            "status": "draft",
            "revision_history": [{"number": "0.1", "date": _day(developments), "summary": "First draft."}],
        },
    }
