"""As of a day: what was known then is shown, and nothing that came later leaves a trace in any format."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from briefgen.assemble.assemble import assemble
from briefgen.assemble.briefing import Briefing
from briefgen.content.content import Content
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.editions.as_of import content_as_of
from briefgen.language.date_parser import parse
from briefgen.pipeline.build import build
from briefgen.pipeline.load import load
from tests.bench import corpus
from tests.conftest import ROOT
from tests.tools import projections

PACK = "japan-us-alliance"
BOUNDARY_DAYS = ["2001-12-31", "2005-04-13", "2005-04-14", "2007-01-08", "2007-01-09", "2010-02-03", "2010-02-04", "2013-01-14"]
BOUNDARY_DAYS += ["2013-01-15", "2013-02-28", "2024-07-28", "2024-07-29", "2026-11-22"]


def raw(root: Path) -> dict[str, list[dict[str, Any]]]:
    """The YAML of a desk by kind, read with nothing of briefgen."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind in ("sources", "officials", "issues", "developments"):
        files = sorted((root / "content" / kind).glob("*.yaml"))
        listed = root / "content" / f"{kind}.yaml"
        loaded = [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in files]
        found[kind] = loaded + (yaml.load(listed.read_text(encoding="utf-8"), yaml.BaseLoader) if listed.is_file() else [])
    return found


def days(text: str) -> tuple[date, date]:
    """First and last day of a date of YAML; ends that are open reach to the ends of the calendar."""
    when = parse(text)
    return when.first or date.min, when.last or date.max


class Oracle:
    """By brute force, from the YAML alone: which records were known on a day."""

    def __init__(self, data: dict[str, list[dict[str, Any]]], day: date) -> None:
        self.day = day
        self.out = {s["id"] for s in data["sources"] if days(s.get("published") or s["inferred"]["bounds"])[1] <= day}
        self.developments = [d for d in data["developments"] if self.stands(d["bottom_line"]) and days(d["date"])[0] <= day]
        self.events = [e for d in self.developments for e in d.get("events", []) if self.stands(e) and (self.ahead(e) or self.past(e))]
        self.updates = [u for d in self.developments for u in d.get("updates", []) if self.stands(u) and self.past(u)]
        self.issues = [i for i in data["issues"] if any(u["issue"] == i["id"] for u in self.updates)]
        self.officials = {}
        for official in data["officials"]:
            posts = [p for p in official["posts"] if self.stands(p) and days(p["attested"])[0] <= day]
            mentioned = any(m["official"] == official["id"] for d in self.developments for m in d.get("officials", []))
            if posts and mentioned:
                self.officials[official["id"]] = max(posts, key=lambda p: days(p["attested"]))

    def stands(self, record: dict[str, Any]) -> bool:
        return all(citation["source"] in self.out for citation in record.get("cite", []))

    def ahead(self, event: dict[str, Any]) -> bool:
        return event["status"] != "occurred"

    def past(self, record: dict[str, Any]) -> bool:
        return days(record["date"])[0] <= self.day

    def positions(self, issue: dict[str, Any]) -> int:
        return sum(self.stands(p) and self.past(p) for p in issue.get("positions", []))

    def state(self, issue: dict[str, Any]) -> str:
        moves = [u for u in self.updates if u["issue"] == issue["id"]]
        return str(max(moves, key=lambda u: days(u["date"]))["move"])


def compare(briefing: Briefing, oracle: Oracle) -> None:
    """The briefing holds exactly what the oracle knows."""
    assert {d.anchor for d in briefing.developments} == {f"development-{d['id']}" for d in oracle.developments}
    assert {row.anchor for row in briefing.chronology} == {f"event-{e['id']}" for e in oracle.events}
    assert {i.anchor for i in briefing.issues} == {f"issue-{i['id']}" for i in oracle.issues}
    steps = {i["id"]: oracle.state(i) for i in oracle.issues}
    assert {i.anchor.removeprefix("issue-"): i.steps[-1].move for i in briefing.issues} == steps
    assert {i.anchor.removeprefix("issue-"): len(i.positions) for i in briefing.issues} == {
        i["id"]: oracle.positions(i) for i in oracle.issues
    }
    people = {row.anchor.removeprefix("official-"): row for g in briefing.officials for row in (*g.named, *g.unnamed)}
    assert people.keys() == oracle.officials.keys()
    for name, post in oracle.officials.items():
        shown = "".join(getattr(piece, "text", "") for piece in people[name].posts[0].office).replace("\u00a0", " ")
        assert shown.startswith(post["title"].replace("\u00a0", " ")), name


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A large invented desk."""
    return corpus.write(tmp_path_factory.mktemp("corpus"), 40)


@pytest.mark.parametrize("day", BOUNDARY_DAYS)
def test_a_day_of_the_real_desk_holds_what_brute_force_finds(day: str, real_content: Content) -> None:
    """Developments, events, issues with their states and positions, and officials with their posts."""
    at = date.fromisoformat(day)
    compare(assemble(content_as_of(real_content, at), PACK), Oracle(raw(ROOT), at))


def test_many_days_of_an_invented_desk_hold_what_brute_force_finds(invented: Path) -> None:
    """The days before, on and after each source's, over all sources."""
    content, problems = load(DeskFolder(invented))
    assert content is not None, problems
    data = raw(invented)
    pack = next(iter(content.packs))
    ends = sorted({days(s.get("published") or s["inferred"]["bounds"])[1] for s in data["sources"]})
    assert len(ends) > 10
    for at in (end + timedelta(days=step) for end in ends[:: max(1, len(ends) // 12)] for step in (-1, 0, 1)):
        compare(assemble(content_as_of(content, at), pack), Oracle(data, at))


# Canaries: a word of its own in every text, and none of them may sing before its day


def marked(target: Path) -> tuple[Path, dict[str, set[str]]]:
    """A copy of the real desk with a made-up word in every text of a cited record, and for each word the sources that carry it."""
    shutil.copytree(ROOT / "content", target / "content")
    numbers = count(1000)
    carried: dict[str, set[str]] = {}
    for path in [
        *(target / "content/developments").glob("*.yaml"),
        *(target / "content/issues").glob("*.yaml"),
        target / "content/officials.yaml",
    ]:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        own = {c["source"] for r in cited(data) for c in r["cite"]}
        for record in cited(data):
            for field in ("text", "title", "label", "who"):
                if field in record:
                    word = f"Z{'t' if field == 'text' else 'q'}{next(numbers)}"
                    record[field] = f"{record[field]} {word}"
                    carried[word] = {c["source"] for c in record["cite"]}
        if "bottom_line" in data:
            for field in ("title", "place"):
                word = f"Zq{next(numbers)}"
                data[field] = f"{data.get(field, '')} {word}".strip()
                carried[word] = own
            data["why_it_matters"].append(word := f"Zq{next(numbers)}")
            carried[word] = own
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target, carried


def cited(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping that has citations of its own."""
    if isinstance(data, dict):
        if "cite" in data:
            yield data
        for value in data.values():
            yield from cited(value)
    elif isinstance(data, list):
        for value in data:
            yield from cited(value)


def everything(name: str, data: bytes) -> str:
    """All that a product holds: every part of a Word file; a PDF's text, outline, tags, properties and streams."""
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(parts.read(part).decode("utf-8", "replace") for part in parts.namelist())
    if name == "html":
        return data.decode()
    reader = pypdf.PdfReader(io.BytesIO(data))
    streams = [
        entry.get_data().decode("latin-1")
        for entry in map(reader.get_object, range(1, len(reader.xref[0]) + 1))
        if hasattr(entry, "get_data")
    ]
    found = [*projections.pdf_pages(data), *projections.pdf_outline(data), *projections.pdf_tags(data), str(reader.metadata), *streams]
    return "\n".join(found)


@pytest.fixture(scope="module")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> tuple[Content, dict[str, set[str]], dict[str, date]]:
    """The marked desk, its words, and the day from which each source is out."""
    root, carried = marked(tmp_path_factory.mktemp("canaries"))
    content, problems = load(DeskFolder(root))
    assert content is not None, problems
    return content, carried, {s["id"]: days(s.get("published") or s["inferred"]["bounds"])[1] for s in raw(root)["sources"]}


@pytest.mark.parametrize("day", BOUNDARY_DAYS)
def test_no_canary_sings_before_its_day(day: str, canaries: tuple[Content, dict[str, set[str]], dict[str, date]]) -> None:
    """No word of a later source is in the page; the words of earlier ones are."""
    content, carried, out = canaries
    at = date.fromisoformat(day)
    page = build(content_as_of(content, at), [PACK], ["html"], Templates())[0].product.data.decode()
    sung = set(re.findall(r"Z[qt]\d{4}", page))
    allowed = {word for word, sources in carried.items() if all(out[source] <= at for source in sources)}
    assert not sung - allowed
    assert {word for word in allowed if word.startswith("Zt")} <= sung
    assert bool(sung) == (at >= min(out.values()))


@pytest.mark.parametrize("day", ["2005-04-14", "2010-02-03", "2024-07-28"])
def test_no_canary_sings_in_any_part_of_any_format(day: str, canaries: tuple[Content, dict[str, set[str]], dict[str, date]]) -> None:
    """Text, bookmarks, properties, tags and every part of the file."""
    content, carried, out = canaries
    at = date.fromisoformat(day)
    for product in build(content_as_of(content, at), [PACK], ["pdf", "docx", "html"], Templates()):
        whole = everything(product.format, product.product.data)
        later = {word for word, sources in carried.items() if any(out[source] > at for source in sources)}
        assert later
        assert not {word for word in later if word in whole}, product.format
        assert any(word in whole for word in carried), product.format


def test_no_later_year_is_in_the_pages_of_a_day(real_content: Content) -> None:
    """The real desk as of a day names no later year, but for what its sources expected then."""
    for day, expected in (("2005-04-14", set()), ("2010-02-03", set()), ("2013-02-28", {"2014"})):
        page = build(content_as_of(real_content, date.fromisoformat(day)), [PACK], ["html"], Templates())[0].product.data.decode()
        words = re.sub(r"<(style|svg)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
        assert {year for year in re.findall(r"\b(?:19|20)\d\d\b", words) if year > day[:4]} == expected


def test_our_own_words_count_from_their_day(real_content: Content) -> None:
    """Before the pack's date its bottom line and judgements are left out; a judgement that says since when stays."""
    early, today = (assemble(content_as_of(real_content, date.fromisoformat(day)), PACK).summary for day in ("2013-02-28", "2024-07-29"))
    assert not early.judgements
    assert today.judgements
    pack = real_content.packs[PACK].record
    assert early.bottom_line[0] != today.bottom_line[0]
    assert len(early.bottom_line) == 3
    assert pack.bottom_line


def test_what_was_expected_is_expected_again(real_content: Content) -> None:
    """An outcome is forgotten as of a day before it; where the time has passed, the sources are said to be silent."""
    before, after = (
        assemble(content_as_of(real_content, date.fromisoformat(day)), PACK).chronology for day in ("2010-02-04", "2024-07-29")
    )
    visit = {row.anchor: row for row in before}["event-obama-visit-2010"]
    assert (visit.status, visit.outcome) == ("planned", ()) or (visit.status, visit.outcome) == ("expected", ())
    assert {row.anchor: row for row in after}["event-obama-visit-2010"].outcome
