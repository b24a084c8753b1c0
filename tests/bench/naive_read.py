"""Reads a desk the naive way, with PyYAML's safe loader, and tells each thing where a pack has it. Made for the generated desks only."""

import re
from pathlib import Path

import yaml

CITATION = re.compile(r"¶(\d+) “([^”]*)”")


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def desk(root: Path):
    content = root / "content"
    people = {person["id"]: person for person in load(content / "officials.yaml")}
    issues = [{**issue, "positions": [], "unknown": [line["text"] for line in issue["unknown"]]} for issue in load(content / "issues.yaml")]
    by_id = {issue["id"]: issue for issue in issues}
    return {
        "pack": load(next((content / "packs").glob("*.yaml"))),
        "developments": [development(load(path), people, by_id) for path in sorted((content / "developments").glob("*.yaml"))],
        "sources": [load(path) for path in sorted((content / "sources").glob("*.yaml"))],
        "issues": issues,
        "people": people,
    }


def development(data, people, issues):
    """The record with its facts told as sentences, events, updates and mentions; positions go to their issues."""
    facts = [cited(fact, data) for paragraph in data["paragraphs"] for fact in paragraph["facts"]]
    for fact in facts:
        for issue, party in fact.get("positions", {}).items():
            issues[issue]["positions"].append({**fact, "party": party})
    return {
        **data,
        "bottom_line": next(fact for fact in facts if fact.get("id") == data["bottom_line"]),
        "summary": [{"statements": [cited(fact, data) for fact in paragraph["facts"]]} for paragraph in data["paragraphs"]],
        "events": [event(fact) for fact in facts if "event" in fact],
        "updates": [{**fact, "issue": issue, "move": move} for fact in facts for issue, move in fact.get("moves", {}).items()],
        "officials": [
            {"official": who["id"], "role": fact["text"]} for fact in facts for who in people.values() if who["name"] in fact["text"]
        ],
    }


def cited(fact, data):
    cites = [{"source": data["source"], "para": int(para), "excerpt": words} for para, words in CITATION.findall(fact["cite"])]
    return {"date": data["date"], **fact, "cite": cites}


def event(fact):
    said = fact["event"] if isinstance(fact["event"], dict) else {"label": fact["event"]}
    return {**fact, "label": said["label"], "status": said.get("status", "occurred"), "issues": list(fact.get("moves", {}))}
