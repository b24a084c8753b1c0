"""From records to the page: every field of the briefing is printed, so that what is lost on the way is missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from jinja2.sandbox import SandboxedEnvironment

from briefgen.assemble.annex.evidence import EvidenceGroup, EvidenceLine
from briefgen.assemble.annex.offices import Held, OfficeRow
from briefgen.assemble.assemble import assemble
from briefgen.assemble.briefing import Briefing
from briefgen.assemble.parts.changes import ChangeLine, Changes
from briefgen.assemble.parts.chapters import Chapter
from briefgen.assemble.parts.chronology import EventLine
from briefgen.assemble.values import Linked
from briefgen.content.model.pack import PRODUCTS
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.language.inline_markup import Words
from briefgen.pipeline.load import load
from briefgen.render.render import render

pytestmark = pytest.mark.slow

Path = tuple[str | int, ...]


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str | int, tuple[Any, str]]]]:
    """Every record and every row of words in a value, outermost first: the way to it, and its fields with value and type."""
    if is_dataclass(value):
        yield path, {field.name: (getattr(value, field.name), str(field.type)) for field in fields(value)}
        for field in fields(value):
            yield from walk(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple | list):
        if any(isinstance(item, str | int) for item in value):
            yield path, {place: (item, type(item).__name__) for place, item in enumerate(value)}
        for place, item in enumerate(value):
            yield from walk(item, (*path, place))


def put(value: Any, path: Path, new: Any) -> Any:
    """The value with something else at the end of a way."""
    if not path:
        return new
    step, *rest = path
    if isinstance(step, str):
        return replace(value, **{step: put(getattr(value, step), tuple(rest), new)})
    return type(value)((*value[:step], put(value[step], tuple(rest), new), *value[step + 1 :]))


def mutants(value: Any, kind: str) -> Iterator[Any]:
    """Other values of a field: none, another one, or two of a kind swapped. kind: what the field is declared as."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, date):
        yield date(value.year + 1, value.month, 1)
    elif isinstance(value, str):
        yield from {"", "Otherwise"} - {value}
    elif isinstance(value, tuple | list) and value:
        yield type(value)()
        yield from ([type(value)((value[1], value[0], *value[2:]))] if value[1:] and value[0] != value[1] else [])
    elif not value:
        yield EMPTY[kind]
    elif "None" in kind:
        yield None


LINE = (Words("Otherwise"),)
EMPTY = {
    "Line": LINE,
    "tuple[Line, ...]": (LINE,),
    "tuple[Linked, ...]": (Linked(LINE, ""),),
    "tuple[OfficeRow, ...]": (OfficeRow("", LINE, "Oskary", (Held(LINE, "2019", ((Linked(LINE, ""), 3, "words"),)),), LINE),),
    "tuple[Chapter, ...]": (Chapter("chapter-2019", "Developments, 2019", ()),),
    "tuple[EventLine, ...]": (EventLine("", "1 May", "", Linked(LINE, ""), LINE, "planned", True, True),),
}
"""Declaration of a field that is empty in the example → what it might hold."""

NOT_PRINTED = {
    "front.since": "What changed passages changed since; the example has no earlier edition.",
    **dict.fromkeys(
        (
            "developments.*.paragraphs.*.*.said.says", "events.*.said.says", "histories.*.positions.*.said.says",
            "histories.*.steps.*.said.says", "register.*.sides.*.said.says", "summary.new.*.says", "guide.attributions.*.0",
        ),
        "The class of who speaks; its words stand beside it.",
    ),
    **dict.fromkeys(
        (
            "developments.*.paragraphs.*.*.said.label", "histories.*.steps.*.said.label", "register.*.sides.*.said.label",
            "summary.new.*.label",
        ),
        "A sentence names its speaker itself; events, positions and evidence in the annex say it beside the sentence.",
    ),
    "references.*.note.source": "The reference has it as it prints it.",
    "summary.timeline.*.href": "A picture has no links.",
    "summary.ahead.*.anchor": "Only the chronology is led to.",
    "summary.decide_by": "The example asks for nothing, so there is no day for it.",
    "chronology.*.*.status": "What has come bears no status.",
    **dict.fromkeys(("offices.unnamed.*.name", "offices.unnamed.*.name.*.text"), "Its office says what it is."),
}  # fmt: skip
"""Field that no template prints → why."""


def cases(briefing: Briefing) -> dict[str, tuple[Path, Any, str]]:
    """Every field by its place in the briefing ("developments.*.title"): the way to one that holds something, its value and its type."""
    found: dict[str, tuple[Path, Any, str]] = {}
    for path, record in walk(briefing):
        for step, (value, kind) in record.items():
            name = ".".join([*("*" if isinstance(step, int) else step for step in path), str(step)])
            if name not in found or (value and not found[name][1]):
                found[name] = (*path, step), value, kind
    return found


@pytest.fixture
def briefing(desk: DeskFolder) -> Briefing:
    """The worked example's, with the parts that a first edition does not have."""
    content, problems = load(desk)
    assert content is not None, problems
    made = assemble(content, "sound-ferries")
    source = made.references[0].source
    proven = EvidenceLine(
        LINE, "a paper", ((source, 3, "the words", "found"), (source, 4, "other words", "not checked")), (("a-code", LINE),), LINE
    )
    changes = Changes("0.9", "1 May 2019", False, LINE, (ChangeLine(source, "new"), ChangeLine(Linked(LINE, ""), "gone")))
    return replace(
        made,
        summary=replace(made.summary, changes=changes, withdrawn=(source,)),
        evidence=(EvidenceGroup("annex-one", LINE, LINE, (proven, proven)), EvidenceGroup("annex-two", LINE, (), (proven,))),
    )


@pytest.fixture(autouse=True)
def compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates are compiled once for all the pages made here."""
    compiled: dict[tuple[str, ...], Any] = {}
    compile_ = SandboxedEnvironment.compile

    def once(self: SandboxedEnvironment, *source: str) -> Any:
        if source not in compiled:
            compiled[source] = compile_(self, *source)
        return compiled[source]

    monkeypatch.setattr(SandboxedEnvironment, "compile", once)


def page(briefing: Briefing) -> str:
    """The documents of a briefing, on paper and on the screen; "" where one is refused."""
    try:
        on_paper = "".join(render(briefing, Templates(), product).html for product in PRODUCTS)
        return on_paper + render(briefing, Templates(), on_screen=True).html
    except ContentError:
        return ""


def test_every_field_of_the_briefing_is_on_the_page(briefing: Briefing) -> None:
    """Whichever field is emptied, altered or swapped, the page is another one, but for those that no template prints."""
    before = page(briefing)
    assert before
    fields_of = cases(briefing)
    tried = {name: [put(briefing, way, new) for new in mutants(value, kind)] for name, (way, value, kind) in fields_of.items()}
    unseen = {name for name, others in tried.items() if any(page(other) == before for other in others)}
    unseen = {name for name in unseen if not name.endswith(".through")}  # a mark that stands first ends no range
    assert len(tried) > 250
    assert unseen - NOT_PRINTED.keys() == set()
    assert NOT_PRINTED.keys() - unseen == set()
