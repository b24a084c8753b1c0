"""The documents name files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMED = re.compile(r"`((?:briefgen|tests|tools|docs)/[\w./-]*)`")
MODULE = re.compile(r"`([\w./-]+\.(?:py|html\.j2))`")
LINKED = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_document_names_is_there(page: Path) -> None:
    """Paths in the text lead from the project's root, links from the document's folder."""
    text = page.read_text(encoding="utf-8")
    gone = [name for name in NAMED.findall(text) if not (ROOT / name).exists()]
    assert gone + [name for name in LINKED.findall(text) if not (page.parent / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_that_a_document_names_is_there(page: Path) -> None:
    """A module may be named from the project's root, from `briefgen/`, or by its name alone; one that was renamed is not named any more."""
    names = MODULE.findall(page.read_text(encoding="utf-8"))
    modules = {path.name for folder in ("briefgen", "tests") for path in (ROOT / folder).rglob("*.py")}
    gone = [name for name in names if "/" in name and not (ROOT / name).exists() and not (ROOT / "briefgen" / name).exists()]
    assert gone + [name for name in names if "/" not in name and name.endswith(".py") and name not in modules] == []


def test_the_rooms_in_the_readme_are_those_that_there_are() -> None:
    """No room is missing from the tree in the README, and none in it is gone."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tree = text[text.index("```\ncli/") :].split("```")[1]
    named = set(re.findall(r"(?:^|  )(\w+)/  ", tree, re.MULTILINE))
    assert named == {path.parent.name for path in (ROOT / "briefgen").glob("*/__init__.py")}
