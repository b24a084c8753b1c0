"""Desks of the old form, in which sentences, events, updates and positions each told a fact with its citation."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from briefgen.content.content import Content
from briefgen.content.reading.read import Data, read
from briefgen.content.validate import validate
from tests.conftest import ROOT

OLD_EXAMPLE = ROOT / "tests" / "desk" / "migration" / "old"
"""The worked example as it was in the old form."""
DEVELOPMENT = "content/developments/bridge.yaml"
ISSUE = "content/issues/tolls.yaml"
PACK = "content/packs/bridge.yaml"


def cite(para: int, excerpt: str, source: str = "herald", **more: str) -> dict[str, Any]:
    """A citation in full."""
    return {"source": source, "para": str(para), "excerpt": excerpt, **more}


def said(text: str, *cites: dict[str, Any], says: str = "media", **more: Any) -> dict[str, Any]:
    """A sentence with its citations."""
    return {"text": text, "says": says, "cite": list(cites), **more}


OPENED = cite(1, "opened the long bridge on Monday")
TOLLS = cite(2, "left the question of tolls open")
_DEVELOPMENT = {
    "id": "bridge",
    "title": "The long bridge opens",
    "date": "2020-05-04",
    "place": "Norrhamn",
    "topics": ["roads"],
    "bottom_line": said("The bridge is open.", OPENED),
    "summary": [
        {"statements": [said("The two mayors opened the long bridge.", OPENED), said("They left the question of tolls open.", TOLLS)]}
    ],
}
_DESK: dict[str, Any] = {
    "content/desk.yaml": {"title": "Roads", "parties": [{"id": "norr", "name": "Norr"}, {"id": "soder", "name": "Söder"}]},
    "content/sources/herald.yaml": {
        "id": "herald",
        "publisher": "Norr Herald",
        "published": "2020-05-05",
        "medium": "newspaper",
        "language": "en",
        "descriptor": "A newspaper.",
        "archive": {"file": "herald.txt", "sha256": "0" * 64, "body": "1-9"},
    },
    ISSUE: {"id": "tolls", "title": "Tolls", "question": "Who pays?"},
    DEVELOPMENT: _DEVELOPMENT,
    PACK: {
        "id": "bridge",
        "title": "The bridge",
        "prepared_for": "Drivers",
        "prepared_by": "The desk",
        "as_of": "2020-06-01",
        "bottom_line": ["The bridge is open [@herald, para. 1]."],
        "edition": {"version": "0.1", "status": "draft"},
    },
}


def old_desk(
    development: dict[str, Any] | None = None, issue: dict[str, Any] | None = None, pack: dict[str, Any] | None = None
) -> dict[str, Data]:
    """A small desk of the old form, by file: these fields put in place of its own."""
    desk: dict[str, Any] = deepcopy(_DESK)
    for name, fields in ((DEVELOPMENT, development), (ISSUE, issue), (PACK, pack)):
        desk[name] |= deepcopy(fields or {})
    return desk


def files_of(root: Path) -> dict[str, bytes]:
    """The YAML files of a desk, by the name shown to editors."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}


def valid(desk: dict[str, Data]) -> Content:
    """The records of a desk, which all have to be as the model wants them."""
    content, problems = validate(read(name, json.dumps(data).encode()) for name, data in desk.items())
    assert content is not None, problems
    return content


# All that may stand in the old form

WORDS = st.sampled_from(
    ["bridge", "tolls", "opened", "Norr", "1200", "“quoted”", '"straight"', "mayor's", "a: b", "# x", "the", "[x]", "橋"]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
EXCERPTS = ["opened the bridge", "the bridge of Norr", "left tolls open", '"straight" and “curly”', "橋を開く"]
CITE = st.builds(
    lambda para, excerpt, more: cite(para, excerpt, **more),
    st.integers(1, 2),
    st.sampled_from(EXCERPTS),
    st.sampled_from([{}, {}, {}, {"prefix": "the"}, {"suffix": "it"}]),
)
SAID = st.builds(
    lambda text, cites, says, who, derived: {"text": text, "says": says, "cite": cites, **who, **derived},
    SENTENCE,
    st.lists(CITE, max_size=3),
    st.sampled_from(["media", "media", "media", "document", "comment"]),
    st.sampled_from([{}, {}, {"who": "a mayor"}]),
    st.sampled_from([{}, {"derived": [{"value": "2020", "reason": "the year: of the paper"}]}]),
)
DATE = st.sampled_from(["2020-05-04", "2020-05-04", "2020-05-05", "2020-05~"])


@st.composite
def desks(draw: st.DrawFn) -> dict[str, Data]:
    """A desk of the old form with anything that its model allowed."""
    development: dict[str, Any] = {
        "bottom_line": draw(SAID),
        "summary": [{"statements": each} for each in draw(st.lists(st.lists(SAID, min_size=1, max_size=3), max_size=3))],
        "events": [
            {
                **draw(SAID),
                "id": f"event-{n}",
                "label": "It happened",
                "status": status,
                **draw(st.sampled_from([{}, {"place": "Norrhamn"}])),
            }
            | ({"date": draw(DATE)} if draw(st.booleans()) else {})
            for n, status in enumerate(draw(st.lists(st.sampled_from(["occurred", "planned"]), max_size=3)))
        ],
        "updates": [{**draw(SAID), "issue": "tolls", "move": "raised", "date": draw(DATE)} for _ in range(draw(st.integers(0, 2)))],
        "why_it_matters": draw(st.lists(st.sampled_from(["Why [@herald, para. 1].", "So."]), max_size=2)),
    }
    issue = {
        "positions": [
            {**draw(SAID), "party": party, "date": draw(DATE)} for party in draw(st.lists(st.sampled_from(["norr", "soder"]), max_size=3))
        ]
    }
    return old_desk(development, issue)
