"""Planted errors and true paraphrases, held against their sources: which errors are found, and which truths are doubted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from briefgen.desk.folder import DeskFolder
from briefgen.evidence.archived_text import open_text
from briefgen.evidence.doubts import context_of
from briefgen.evidence.holding.hold import hold
from briefgen.evidence.holding.values import Actor, Cited, Context, Doubt, SourceFacts, Told
from briefgen.evidence.rules.offices import office_beside
from briefgen.language.date_parser import parse
from briefgen.pipeline.load import load

ROOT = Path(__file__).parent.parent.parent
PLANTED = ROOT / "tests" / "evidence" / "planted"
EXAMPLE = ROOT / "briefgen" / "desk" / "example"
PARTS = ("first", "second", "third", "fourth")
KINDS = ("date", "negation", "quantity", "actor", "office", "strength", "condition", "place", "number", "speaker", "move", "cause")
_CITE = re.compile(r"(?P<source>[\w-]+) ¶(?P<para>\d+)(?: “(?P<excerpt>.*)”)?$")


@dataclass(frozen=True)
class Case:
    """A statement that is true or false of what it cites. kind: what is wrong with it, or what it exercises."""

    kind: str
    true: bool
    statement: Mapping[str, Any]
    cite: str


@dataclass
class Figures:
    """What came out, by kind."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    told_true: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    left_out: int = 0


def read(name: str) -> Any:
    return yaml.load((PLANTED / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def cases(part: str) -> Iterator[Case]:
    """Every statement of a part of the corpus."""
    for case in read(f"{part}/cases.yaml"):
        common = {key: case[key] for key in ("says", "who") if key in case}
        for truth in ("true", "false"):
            for kind, statements in case.get(truth, {}).items():
                for statement in statements:
                    own = {"text": statement} if isinstance(statement, str) else statement
                    yield Case(kind, truth == "true", {**common, **own}, own.get("cite", case["cite"]))


def sources(part: str, archive: Path | None) -> dict[str, SourceFacts]:
    """The invented texts, those of the example desk, and those of the first desk where its archive is at hand."""
    found = {paper["id"]: _facts(paper, tuple(paper["paragraphs"])) for paper in read(f"{part}/papers.yaml")["sources"]}
    found |= _of_desk(EXAMPLE / "content", EXAMPLE / "archive")
    return found | (_of_desk(ROOT / "content", archive) if archive and archive.is_dir() else {})


def _of_desk(content: Path, archive: Path) -> dict[str, SourceFacts]:
    records = [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for path in sorted((content / "sources").glob("*.yaml"))]
    texts = {r["id"]: open_text(archive, r["archive"]["file"]).paragraphs(r["archive"]["body"]) for r in records}
    return {record["id"]: _facts(record, tuple(paragraph.text for paragraph in texts[record["id"]])) for record in records}


def _facts(record: Mapping[str, Any], paragraphs: tuple[str, ...]) -> SourceFacts:
    bounds = record.get("inferred", {}).get("bounds")
    published = record.get("published")
    return SourceFacts(
        record["id"],
        parse(published) if published else None,
        parse(bounds) if bounds else None,
        paragraphs,
        record.get("dateline", ""),
        record.get("voice", "press") != "press",
    )


def archive_of_first_desk() -> Path:
    """Where the first desk's settings say that its texts are; they are in no repository, and may not be there."""
    desk = yaml.load((ROOT / "content" / "desk.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return ROOT / str(desk["archive"])


def context(part: str) -> Context:
    """What the corpus's desks know: the invented actors and places, and the officials of the first desk."""
    papers = read(f"{part}/papers.yaml")
    first, problems = load(DeskFolder(ROOT))
    assert first is not None, problems
    actors = [Actor(a["id"], tuple(a["forms"]), a.get("party", ""), tuple(a.get("titles", ()))) for a in papers["actors"]]
    actors += [*context_of(first).actors, Actor("united-states", ("United States", "U.S.")), Actor("china", ("China",))]
    return Context(actors=tuple(actors), places={place: tuple(others) for place, others in papers["places"].items()})


def doubts(case: Case, known: Mapping[str, SourceFacts], desk: Context) -> list[Doubt] | None:
    """What the rules say of a case; None where its source is not at hand."""
    match = _CITE.match(case.cite)
    assert match, case.cite
    source = known.get(match["source"])
    if source is None:
        return None
    cited = Cited(source, int(match["para"]), match["excerpt"] or "")
    assert not cited.excerpt or cited.span[1], case.cite
    told = case.statement
    if "title" in told:
        return list(office_beside(told["name"], told["title"], [cited], desk.lexicon))
    date = parse(told["date"]) if "date" in told else None
    return hold(
        Told(
            told["text"], told.get("says", "media"), told.get("who", ""), date, place=told.get("place", ""),
            moves=tuple(told.get("moves", ())), derived=tuple(told.get("derived", ())),
        ),
        [cited], desk,
    )  # fmt: skip


def measure(part: str, archive: Path | None, show: bool = False) -> Figures:
    """Holds every case of a part. show: print what was missed and what was doubted though true."""
    known, desk, figures = sources(part, archive), context(part), Figures()
    for case in cases(part):
        found = doubts(case, known, desk)
        if found is None:
            figures.left_out += 1
            continue
        count, hit = (figures.told_true, figures.alarms) if case.true else (figures.planted, figures.found)
        count[case.kind] += 1
        hit[case.kind] += bool(found)
        if show and bool(found) == case.true:
            print(f"{'doubted though true' if case.true else 'missed'} ({case.kind}): {case.statement}\n    {case.cite}")
            for doubt in found:
                print(f"    {doubt.code}: {doubt.message}")
    return figures


def table(figures: Figures) -> str:
    """The figures as a table in Markdown."""
    lines = ["| kind | planted | found | | true | false alarms | |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for kind in (*KINDS, "all but cause"):
        kinds = KINDS[:-1] if kind == "all but cause" else (kind,)
        planted, found, told, alarms = (
            sum(c[k] for k in kinds) for c in (figures.planted, figures.found, figures.told_true, figures.alarms)
        )
        lines.append(f"| {kind} | {planted} | {found} | {_percent(found, planted)} | {told} | {alarms} | {_percent(alarms, told)} |")
    return "\n".join(lines)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def main(archive: Path | None, show: bool) -> None:
    """Prints the table of each part of the corpus, and one of all."""
    known = [measure(part, archive, show) for part in PARTS]
    for name, figures in (*zip((f"{part} part" for part in PARTS), known, strict=True), ("all parts", _sum(known))):
        print(f"\n{name}" + (f" ({figures.left_out} statements left out: no archive of the first desk)" if figures.left_out else ""))
        print(table(figures))


def _sum(known: list[Figures]) -> Figures:
    """The figures of several parts as one."""
    return Figures(
        sum((one.planted for one in known), Counter()), sum((one.found for one in known), Counter()),
        sum((one.told_true for one in known), Counter()), sum((one.alarms for one in known), Counter()), sum(one.left_out for one in known),
    )  # fmt: skip
