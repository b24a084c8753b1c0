"""As of a day: what was known then is shown, and nothing that came later leaves a trace in any format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
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
from briefgen.desk.new_desk import lay_out
from briefgen.desk.templates import Templates
from briefgen.editions.as_of import content_as_of
from briefgen.language.date_parser import parse
from briefgen.pipeline.build import build
from tests.bench import corpus
from tests.tools import projections
from tests.tools.desks import DEVELOPMENT, PACK, BuiltDesk, edit, loaded

OUT = {"example": ("2019-03-13", "2019-07-01"), "undated": ("2019-03-14", "2019-07-01"), "generated": ("2001-01-10", "2001-02-11")}
"""Desk → the days on which its first and its last source came out."""
BOUNDARY_DAYS = {
    "example": ["1990-01-01", "2019-03-12", "2019-03-13", "2019-06-28", "2019-06-30", "2019-07-01", "2019-07-05", "2019-12-01"],
    "undated": ["2019-03-13", "2019-03-14", "2019-06-30", "2019-07-01"],
    "generated": ["2001-01-09", "2001-01-10", "2001-01-17", "2001-01-18", "2001-02-10", "2001-02-11", "2001-02-12", "2002-01-01"],
}
CASES = [(name, day) for name, days in BOUNDARY_DAYS.items() for day in days]


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


def sources_of(record: dict[str, Any], source: str) -> set[str]:
    """The sources that short citations name, or mean."""
    cite = record.get("cite", [])
    texts = [cite] if isinstance(cite, str) else [one if isinstance(one, str) else f"{one['source']} ¶1" for one in cite]
    return {text.split("¶")[0].strip() or source for text in texts}


def facts(development: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The facts of a development, with the sources that they cite, and the date that an event has of the development."""
    number = 0
    for paragraph in development["paragraphs"]:
        for fact in paragraph["facts"]:
            number += 1
            source = fact.get("source") or paragraph.get("source") or development["source"]
            named = {"name": fact["id"]} if "id" in fact else {}
            date = {"date": development["date"]} if "event" in fact else {}
            yield {"name": f"{development['id']}-{number}", **date, **fact, **named, "sources": sources_of(fact, source)}


class Oracle:
    """By brute force, from the YAML alone: which records were known on a day."""

    def __init__(self, data: dict[str, list[dict[str, Any]]], day: date) -> None:
        self.day = day
        self.out = {s["id"] for s in data["sources"] if days(s.get("published") or s["inferred"]["bounds"])[1] <= day}
        self.sources = {s["id"]: s for s in data["sources"]}
        every = {f["id"]: f for d in data["developments"] for f in facts(d) if "id" in f}
        named = {d["id"]: re.findall(r"#([a-z0-9-]+)\]", d["bottom_line"]) or [d["bottom_line"]] for d in data["developments"]}
        self.developments = [
            d for d in data["developments"] if days(d["date"])[0] <= day and all(self.known(every[name]) for name in named[d["id"]])
        ]
        self.facts = [f for d in self.developments for f in facts(d) if self.known(f)]
        self.events = [f for f in self.facts if "event" in f]
        self.updates = [{**f, "issue": issue, "move": move} for f in self.facts for issue, move in f.get("moves", {}).items()]
        self.issues = [i for i in data["issues"] if any(u["issue"] == i["id"] for u in self.updates)]
        self.officials = {}
        for official in data["officials"]:
            listed = [self.post(p) if isinstance(p, str) else p for p in official["posts"]]
            posts = [p for p in listed if self.out >= sources_of(p, "") and days(p["attested"])[0] <= day]
            mentioned = any(official.get("family_name", official.get("name", "no name").split()[-1]) in f["text"] for f in self.facts)
            cited = {source for f in self.facts for source in f["sources"]}
            if posts and (mentioned or ("name" not in official and any(sources_of(p, "") & cited for p in posts))):
                self.officials[official["id"]] = max(posts, key=lambda p: days(p["attested"]))

    def post(self, text: str) -> dict[str, Any]:
        """An office in a line: title, date where there is one, and citation."""
        title, *date, cite = (part.strip() for part in text.split(";"))
        source = self.sources[cite.split("¶")[0].strip()]
        return {"title": title, "cite": cite, "attested": date[0] if date else source.get("published") or source["inferred"]["bounds"]}

    def known(self, fact: dict[str, Any]) -> bool:
        return fact["sources"] <= self.out and (self.ahead(fact) or "date" not in fact or days(fact["date"])[0] <= self.day)

    def ahead(self, fact: dict[str, Any]) -> bool:
        return isinstance(fact.get("event"), dict) and fact["event"].get("status", "occurred") != "occurred"

    def positions(self, issue: dict[str, Any]) -> int:
        return sum(issue["id"] in f.get("positions", {}) for f in self.facts)

    def when(self, update: dict[str, Any]) -> date:
        """The day of a move: the fact's own where that lies behind, else that of the report."""
        reports = [days(s.get("published") or s["inferred"]["bounds"])[0] for s in map(self.sources.__getitem__, update["sources"])]
        return days(update["date"])[0] if "date" in update and not self.ahead(update) else max(reports)

    def state(self, issue: dict[str, Any]) -> str:
        moves = [u for u in self.updates if u["issue"] == issue["id"]]
        return str(sorted(moves, key=self.when)[-1]["move"])


def compare(briefing: Briefing, oracle: Oracle) -> None:
    """The briefing holds exactly what the oracle knows."""
    assert {d.anchor for d in briefing.developments} == {f"development-{d['id']}" for d in oracle.developments}
    assert {row.anchor for year in briefing.chronology for row in year} == {f"event-{e['name']}" for e in oracle.events}
    assert {row.anchor for row in briefing.events} == {f"annex-event-{e['name']}" for e in oracle.events}
    assert {i.anchor for i in briefing.register} == {f"issue-{i['id']}" for i in oracle.issues}
    steps = {i["id"]: oracle.state(i) for i in oracle.issues}
    assert {i.anchor.removeprefix("annex-issue-"): i.steps[-1].move for i in briefing.histories} == steps
    assert {i.anchor.removeprefix("annex-issue-"): len(i.positions) for i in briefing.histories} == {
        i["id"]: oracle.positions(i) for i in oracle.issues
    }
    people = {row.anchor.removeprefix("official-"): row.office for row in briefing.officials}
    people |= {row.anchor.removeprefix("annex-official-"): row.posts[0].office for row in briefing.offices.unnamed}
    assert people.keys() == oracle.officials.keys()
    for name, post in oracle.officials.items():
        shown = "".join(getattr(piece, "text", "") for piece in people[name]).replace("\u00a0", " ")
        assert shown.startswith(post["title"].replace("\u00a0", " ")), name


def lay_out_desk(name: str, root: Path) -> DeskFolder:
    """The worked example; the same with a newspaper that bears no date; or a generated desk with one issue."""
    if name == "generated":
        return DeskFolder(corpus.write(root, 5, issues=1))
    lay_out(root)
    desk = DeskFolder(root)
    if name == "undated":
        bounds = "inferred:\n  bounds: 2019-03-13/2019-03-14\n  reason: It speaks of a Tuesday.\n"
        edit(desk, "content/sources/oskary-courier.yaml", "published: 2019-03-13\npublished_as_printed: 13 March 2019\n", bounds)
    return desk


def pack_of(content: Content) -> str:
    """The id of the first pack."""
    return next(iter(content.packs))


@pytest.mark.parametrize(("name", "day"), CASES)
def test_a_day_holds_what_brute_force_finds(name: str, day: str, tmp_path: Path) -> None:
    """Developments, events, issues with their states and positions, and officials with their posts."""
    desk, at = lay_out_desk(name, tmp_path), date.fromisoformat(day)
    content, data = loaded(desk), raw(desk.root)
    compare(assemble(content_as_of(content, at), pack_of(content)), Oracle(data, at))
    ends = [days(source.get("published") or source["inferred"]["bounds"])[1] for source in data["sources"]]
    assert (str(min(ends)), str(max(ends))) == OUT[name]


@pytest.mark.slow
def test_many_days_of_a_large_desk_hold_what_brute_force_finds(tmp_path: Path) -> None:
    """The days before, on and after each source's, over all sources."""
    content, data = loaded(DeskFolder(corpus.write(tmp_path, 40))), raw(tmp_path)
    pack = pack_of(content)
    ends = sorted({days(s.get("published") or s["inferred"]["bounds"])[1] for s in data["sources"]})
    assert len(ends) > 10
    for at in (end + timedelta(days=step) for end in ends[:: max(1, len(ends) // 12)] for step in (-1, 0, 1)):
        compare(assemble(content_as_of(content, at), pack), Oracle(data, at))


# Canaries: a word of its own in every text, and none of them may sing before its day


def mark(desk: DeskFolder) -> dict[str, set[str]]:
    """Puts a made-up word into every text of a cited record of a desk; gives for each word the sources that carry it."""
    numbers = count(1000)
    carried: dict[str, set[str]] = {}
    records = [path for path in sorted(desk.content.rglob("*.yaml")) if re.search(r"/(developments|issues|officials)\b", str(path))]
    for path in records:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for holder, field, sources in spots(data):
            word = f"Z{'t' if field == 'text' else 'q'}{next(numbers)}"
            before = holder.get(field, "") if isinstance(holder, dict) else holder[field]
            holder[field] = f"{before} {word}".strip()
            carried[word] = sources
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return carried


def spots(data: Any) -> Iterator[tuple[Any, Any, set[str]]]:
    """Where a word may be added, as holder and key, with the sources that must be out for it to be known."""
    for official in data if isinstance(data, list) else ():
        yield from ((post, "title", sources_of(post, "")) for post in official.get("posts", ()))
    if not isinstance(data, dict) or "paragraphs" not in data:
        return
    told = [(fact, paragraph) for paragraph in data["paragraphs"] for fact in paragraph["facts"]]
    known = [sources_of(fact, fact.get("source") or paragraph.get("source") or data["source"]) for fact, paragraph in told]
    for (fact, _), sources in zip(told, known, strict=True):
        yield fact, "text", sources
        if "event" in fact:
            yield (fact["event"], "label", sources) if isinstance(fact["event"], dict) else (fact, "event", sources)
    named = re.findall(r"#([a-z0-9-]+)\]", data["bottom_line"]) or [data["bottom_line"]]
    own = set().union(*(sources for (fact, _), sources in zip(told, known, strict=True) if fact.get("id") in named))
    yield from ((data, field, own) for field in ("title", "place"))  # what a development says itself stands as its bottom line does
    data["why_it_matters"].append("")
    yield data["why_it_matters"], -1, own


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


Canaries = Callable[[str], tuple[Content, dict[str, set[str]], dict[str, date]]]


@pytest.fixture(scope="module")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> Canaries:
    """For the name of a desk: the marked desk, its words, and the day from which each source is out."""

    @cache
    def marked(name: str) -> tuple[Content, dict[str, set[str]], dict[str, date]]:
        desk = lay_out_desk(name, tmp_path_factory.mktemp("canaries"))
        carried, sources = mark(desk), raw(desk.root)["sources"]
        return loaded(desk), carried, {s["id"]: days(s.get("published") or s["inferred"]["bounds"])[1] for s in sources}

    return marked


@pytest.mark.parametrize(("name", "day"), CASES)
def test_no_canary_sings_before_its_day(name: str, day: str, canaries: Canaries) -> None:
    """No word of a later source is in the page; the words of earlier ones are."""
    content, carried, out = canaries(name)
    at = date.fromisoformat(day)
    page = build(content_as_of(content, at), [pack_of(content)], ["html"], Templates())[0].product.data.decode()
    sung = set(re.findall(r"Z[qt]\d{4}", page))
    allowed = {word for word, sources in carried.items() if all(out[source] <= at for source in sources)}
    assert not sung - allowed
    assert {word for word in allowed if word.startswith("Zt")} <= sung
    assert bool(sung) == (at >= min(out.values()))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "day"), [("example", "2019-06-30"), ("undated", "2019-03-14"), ("generated", "2001-01-26")])
def test_no_canary_sings_in_any_part_of_any_format(name: str, day: str, canaries: Canaries) -> None:
    """Text, bookmarks, properties, tags and every part of the file."""
    content, carried, out = canaries(name)
    at = date.fromisoformat(day)
    for product in build(content_as_of(content, at), [pack_of(content)], ["pdf", "docx", "html"], Templates()):
        whole = everything(product.format, product.product.data)
        later = {word for word, sources in carried.items() if any(out[source] > at for source in sources)}
        assert later
        assert not {word for word in later if word in whole}, product.format
        assert any(word in whole for word in carried), product.format


@pytest.mark.parametrize(("day", "expected"), [("2019-06-30", set()), ("2019-07-03", {"2020"})])
def test_no_later_year_is_in_the_pages_of_a_day(desk: DeskFolder, day: str, expected: set[str]) -> None:
    """A desk as of a day names no later year, but for what its sources expected then."""
    edit(desk, DEVELOPMENT, "November 2019", "November 2020")
    edit(desk, DEVELOPMENT, "date: 2019-11", "date: 2020-11")
    edit(desk, PACK, "November 2019", "November 2020")
    edit(desk, PACK, "as_of: 2019-07-05", "as_of: 2021-07-05")
    edit(desk, "content/issues/second-ship.yaml", "What the second ship costs.", "What the second ship costs in 2022.")
    page = build(content_as_of(loaded(desk), date.fromisoformat(day)), ["sound-ferries"], ["html"], Templates())[0].product.data.decode()
    words = re.sub(r"<(style|svg)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert {year for year in re.findall(r"\b(?:19|20)\d\d\b", words) if year > day[:4]} == expected


def test_our_own_words_count_from_their_day(desk: DeskFolder) -> None:
    """Before the pack's date its bottom line and judgements are left out; a judgement that says since when stays."""
    edit(
        desk, PACK, "    confidence: moderate\n", "    confidence: moderate\n"
        "  - text: The money decides.\n    rests_on: [winter-sailings]\n    confidence: low\n    since: 2019-07-02\n",
    )  # fmt: skip
    edit(
        desk, PACK, " The ministers planned to decide in November 2019 [#ministers-to-decide].", ""
    )  # it would be left out for the day that it names
    content = loaded(desk)
    before, early, today = (
        assemble(content_as_of(content, date.fromisoformat(day)), "sound-ferries").summary
        for day in ("2019-07-01", "2019-07-02", "2019-07-05")
    )
    assert [len(summary.judgements) for summary in (before, early, today)] == [0, 1, 2]
    assert early.judgements[0] == today.judgements[1]
    assert early.bottom_line[0] != today.bottom_line[0]
    assert len(early.bottom_line) == len(content.developments) == 1
    assert content.packs["sound-ferries"].record.bottom_line


def test_what_was_expected_is_expected_again(example: BuiltDesk) -> None:
    """An outcome is forgotten as of a day before it, though the time has passed."""
    before, passed, after = (
        {row.anchor: row for row in assemble(content_as_of(example.content, date.fromisoformat(day)), "sound-ferries").events}
        for day in ("2019-06-29", "2019-06-30", "2019-07-01")
    )
    report = [rows["annex-event-report-due"] for rows in (before, passed, after)]
    assert [row.status for row in report] == ["expected"] * 3
    assert [bool(row.outcome) for row in report] == [False, False, True]
