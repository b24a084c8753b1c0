"""A deterministic desk of any number of developments, for benchmarks and for tests of scale."""

from __future__ import annotations

import hashlib
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from briefgen.content.reading import short_citation

WORDS = [
    "the",
    "two",
    "governments",
    "ferries",
    "to",
    "harbours",
    "a",
    "joint",
    "plan",
    "for",
    "ports",
    "and",
    "airfields",
    "while",
    "officials",
    "depots",
    "for",
    "more",
    "time",
    "and",
    "observers",
    "hangars",
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
    texts = _texts(developments, steps, officials) if archive else {}
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


def _texts(developments: int, steps: list[dict[str, Any]], officials: list[dict[str, Any]]) -> dict[str, str]:
    """The text of each source: in its paragraphs the excerpts that are cited there, and the numbers and names that go with them."""
    lines = {
        _name(number): [{f"Report {number} in Harbour City has Step {number} part 0, part 1 and two parts more": None} for _ in range(20)]
        for number in range(developments)
    }
    for step in steps:
        for fact in (fact for paragraph in step["paragraphs"] for fact in paragraph["facts"]):
            [cited] = short_citation.parse(fact["cite"])
            lines[step["source"]][cited.para - 1][cited.excerpt] = None
            named = re.match(r"Alex Surname\d+", fact["text"])
            if named:
                lines[step["source"]][cited.para - 1][f"There came {named[0]}"] = None
    for official in officials:
        for cite in (cite for post in official["posts"] for cite in post["cite"]):
            lines[cite["source"]][cite["para"] - 1][cite["excerpt"]] = None
            lines[cite["source"]][0][f"Then came {official['posts'][0]['title']} {official['name']}"] = None
    return {name: "".join(". ".join(pieces) + ".\n" for pieces in paragraphs) for name, paragraphs in lines.items()}


def _save(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")


def _sentence(chance: random.Random, words: int = 17) -> str:
    text = " ".join(chance.choice(WORDS) for _ in range(words))
    return f"{text[0].upper()}{text[1:]}."


def _day(number: int) -> str:
    return str(date(2001, 1, 10) + timedelta(days=8 * number))


def _fact(chance: random.Random, source: str, who: str = "", **more: Any) -> dict[str, Any]:
    """A fact of some words. who: an official whom it names."""
    says = chance.choice(["official-statement", "unnamed-officials", "observers", "media"])
    cite = {"para": chance.randint(1, 9), "excerpt": " ".join(chance.choice(WORDS) for _ in range(6))}
    text = _sentence(chance)
    told = {"text": f"{who} {text[0].lower()}{text[1:]}" if who else text, "says": "media" if who else says}
    return {**more, **told, "cite": f"¶{cite['para']} “{cite['excerpt']}”"}


def _moving(move: str) -> dict[str, str]:
    """The words of a fact, and of its source, that make a move."""
    words = {"raised": "A proposal", "discussed": "A discussion", "narrowed": "A compromise", "agreed": "They reached an agreement"}[move]
    return {"text": f"{words} on the ports.", "says": "media", "cite": f"¶9 “{words} on ports”"}


def _source(number: int, text: str) -> dict[str, Any]:
    name = _name(number)
    archive = {"file": f"{name}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(), "body": "1-20"}
    return {
        "id": name,
        "publisher": f"Wire service {number}",
        "headline": f"Report {number}",
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
    return {
        "id": f"issue-{number:03}",
        "title": f"Question {number}",
        "question": _sentence(chance, 12),
        "unknown": [{"text": _sentence(chance, 9)}],
    }


def _development(number: int, source: str, issues: int, people: int, chance: random.Random) -> dict[str, Any]:
    """A development of three paragraphs of facts, and one with what happened, who moved and who stands where."""
    paragraphs = [{"facts": [_fact(chance, source) for _ in range(3)]} for _ in range(3)]
    issue = f"issue-{number % issues:03}"
    events = [_fact(chance, source, id=f"event-{number:04}-{k}", event=f"Step {number} part {k}") for k in range(2)]
    move = _fact(chance, source, date=_day(number), moves={issue: _move(number // issues)})
    move |= _moving(_move(number // issues))
    stands = _fact(chance, source, date=_day(number), positions={issue: ("north", "south")[number // issues % 2]})
    who = [_fact(chance, source, who=f"Alex Surname{(number + k) % people}") for k in range(2)]
    return {
        "id": f"step-{number:04}",
        "title": f"Step {number} of the joint plan",
        "date": _day(number),
        "place": "Harbour City",
        "source": source,
        "bottom_line": f"event-{number:04}-0",
        "paragraphs": [*paragraphs, {"facts": [*events, move, stands, *who]}],
        "why_it_matters": [_sentence(chance, 30)],
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
        "bottom_line": [f"{_sentence(chance, 40)[:-1]} [!judgement]."],
        "judgements": [{"text": _sentence(chance, 20), "rests_on": ["step-0000"], "confidence": "moderate"}],
        "edition": {
            "version": "0.1",
            "status": "draft",
            "revision_history": [{"number": "0.1", "date": _day(developments), "summary": "First draft."}],
        },
    }
