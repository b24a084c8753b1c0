"""Reads a desk the naive way, with PyYAML's safe loader."""

from pathlib import Path

import yaml


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def desk(root: Path):
    content = root / "content"
    return {
        "pack": load(next((content / "packs").glob("*.yaml"))),
        "developments": [load(path) for path in sorted((content / "developments").glob("*.yaml"))],
        "sources": [load(path) for path in sorted((content / "sources").glob("*.yaml"))],
        "issues": load(content / "issues.yaml"),
        "people": {person["id"]: person for person in load(content / "officials.yaml")},
    }
