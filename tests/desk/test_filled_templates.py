"""Templates of a desk: errors at their line, whichever of them it is, and limits for those that would not end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pytest

from briefgen.content.content import Content
from briefgen.content.model.pack import SectionName
from briefgen.desk import filled_templates
from briefgen.desk.filled_templates import MOST_STEPS, filled
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import BUILT_IN, Templates
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.editions.compare import compare
from briefgen.editions.differences import html
from briefgen.editions.telling import telling_of
from briefgen.evidence.table import evidence_table
from briefgen.evidence.verify import verify
from briefgen.pipeline.build import build
from briefgen.pipeline.load import load

ENDLESS = {
    "nested loops": "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
    "loops inside a set": "{% set x %}{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}{% endset %}",
    "a recursive loop": "{% for i in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "a macro that doubles": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "a text multiplied": "{{ 'x' * 10**10 }}",
    "a filter that pads": "{{ 'x'|center(10**10) }}",
    "a text that doubles": "{% set ns = namespace(x='x') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "a format": "{{ '%10000000000d' % 1 }}",
    "an include of itself": "{% include 'pack.html.j2' %}",
}


def own(folder: Path, **texts: str) -> Templates:
    """A desk's own templates."""
    (folder / "templates").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "templates" / name.replace("_", ".", 1).replace("_", ".")).write_text(text, encoding="utf-8")
    return Templates(folder / "templates")


@dataclass(frozen=True)
class Shown:
    """A value as templates are given them."""

    words: str
    _own: str = "hidden"

    def made(self) -> str:
        return "{0._own}"


@pytest.mark.parametrize(
    "text",
    ["{{ a._own }}", "{{ a.__class__ }}", "{{ a.words.__class__ }}", "{{ a.made.__func__ }}", "{{ a.made().format(a) }}", "{{ a.none }}"],
)
def test_what_a_template_may_read_is_not_what_stands_behind_it(tmp_path: Path, text: str) -> None:
    """Fields that were read before open neither private ones, nor classes, nor formats that reach them."""
    before = "{% for _ in range(3) %}{{ a.words }}{{ a.made() }}{% endfor %}"
    assert filled(own(tmp_path, a_j2=before), "a.j2", {"a": Shown("x")}) == "x{0._own}" * 3
    with pytest.raises(ContentError):
        filled(own(tmp_path, b_j2=before + text), "b.j2", {"a": Shown("x")})


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_what_would_not_end_is_told_at_its_line(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever runs without end or measure is refused with template and line, and does not count as a mistake of briefgen."""
    monkeypatch.setattr(filled_templates, "MOST_STEPS", MOST_STEPS // 20)
    with pytest.raises(ContentError) as caught:
        filled(own(tmp_path, pack_html_j2=f"<p>\n{text}\n</p>"), "pack.html.j2", {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("template-error", "templates/pack.html.j2")
    assert problem.place.line in {1, 2}


def test_the_limit_is_far_above_any_pack(tmp_path: Path) -> None:
    """A loop of a hundred thousand turns is fine, and the number of steps is told where it is not."""
    assert filled(own(tmp_path, a_j2="{% for i in range(99999) %}x{% endfor %}"), "a.j2", {}) == "x" * 99999
    with pytest.raises(ContentError) as caught:
        filled(own(tmp_path, a_j2=ENDLESS["nested loops"]), "a.j2", {})
    assert f"{MOST_STEPS:,} steps" in caught.value.problems[0].message


def test_steps_count_anew_for_each_filling(tmp_path: Path) -> None:
    """What one pack took is not held against the next."""
    templates = own(tmp_path, a_j2="{% for i in range(99999) %}{% endfor %}")
    assert [filled(templates, "a.j2", {}) for _ in range(25)] == [""] * 25


def test_a_template_is_compiled_once_for_the_same_text_and_filters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another text or another filter of the same name is another template; what is worked out when it is compiled is not kept for it."""
    compiled: list[str] = []
    parse = filled_templates._Environment._parse

    def noting(environment: Any, source: str, *place: Any) -> Any:
        compiled.append(source)
        return parse(environment, source, *place)

    def louder(text: str) -> str:
        return text.upper()

    def turned(text: str) -> str:
        return text[::-1]

    monkeypatch.setattr(filled_templates._Environment, "_parse", noting)
    one, other = "{{ 'Ab'|told }}", "{{ 'Cd'|told }}"
    templates = own(tmp_path, compiled_j2=one)
    assert [filled(templates, "compiled.j2", {}, {"told": how}) for how in (louder, louder, turned, louder)] == ["AB", "AB", "bA", "AB"]
    assert filled(own(tmp_path, compiled_j2=other), "compiled.j2", {}, {"told": turned}) == "dC"
    assert compiled == [one, one, other]


@pytest.mark.parametrize("name", sorted(path.relative_to(BUILT_IN).as_posix() for path in BUILT_IN.rglob("*.j2")))
@pytest.mark.parametrize("fault", ["{% if %}", "{{ no_such_thing.at_all }}"])
def test_every_template_tells_its_faults_at_their_line(desk: DeskFolder, name: str, fault: str) -> None:
    """A fault in any template that a desk can override is that template's, at its line, in every command that fills it."""
    target = desk.root / "templates" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{{# first line #}}\n{fault}\n", encoding="utf-8")
    settings = next((desk.root / "content" / "packs").glob("*.yaml"))
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nsections: [{', '.join(get_args(SectionName))}]\n", encoding="utf-8")
    content, _ = load(desk)
    assert content is not None
    with pytest.raises(ContentError) as caught:
        fill(name, content, desk)
    assert {(p.code, p.place.file, p.place.line) for p in caught.value.problems} == {("template-error", f"templates/{name}", 2)}


def fill(name: str, content: Content, desk: DeskFolder) -> None:
    """Do what fills the template."""
    pack = next(iter(content.packs))
    if name == "diff.html.j2":
        told = telling_of(content, pack)
        html(compare(told, told), desk)
    elif name == "evidence.html.j2":
        evidence_table(content, verify(content, desk.root / "archive"), desk.templates)
    else:
        build(content, [pack], ["html"], desk.templates)
