"""What an editor types is what a reader reads, in every format."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.assemble.assemble import assemble
from briefgen.assemble.typesetter import Typesetter
from briefgen.desk.folder import DeskFolder
from briefgen.language import inline_markup
from briefgen.pipeline.build import build
from briefgen.pipeline.load import load
from briefgen.render.line_html import set_line
from briefgen.render.render import render
from tests.tools import projections
from tests.tools.projections import squeeze

ISSUE = "content/issues/second-ship.yaml"
LITERALS = [
    "AT&T and a < b > c && d",
    "{{ x }} {% if %} {# no #}",
    "2 * 3 * 4, * and **",
    "'single', \"double\", ’ and “both”",
    "C:\\path, [brackets], 100%, #1 of 2",
    "<script>alert(1)</script> &amp; &lt;",
    "日本丸と海上保安庁",
    "NO",
    "1.10",
    "0123",
    "12:30",
    "2013-01",
    "true",
    "null",
    "~",
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def with_unknown(desk: DeskFolder, texts: list[str]) -> None:
    """Puts texts into a list of the worked example, as YAML quotes them or bare."""
    path = desk.root / ISSUE
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    data["unknown"] = [{"text": text} for text in texts]
    path.write_text(yaml.dump(data, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_text_comes_out_as_typed_in_every_format(desk: DeskFolder) -> None:
    """Markup characters, quotes, template signs, Japanese and words that YAML takes for something else stay as they are."""
    with_unknown(desk, LITERALS)
    content, problems = load(desk)
    assert content is not None, problems
    built = build(content, ["sound-ferries"], ["pdf", "docx", "html"], desk.templates, products=["pack"])
    made = {item.format: item.product.data for item in built}
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as parts:
        word = squeeze("".join(node.text or "" for node in ET.fromstring(parts.read("word/document.xml")).iter(f"{W}t")))
    page = squeeze("".join(ET.fromstring(made["html"]).itertext()))
    paper = squeeze("".join(projections.pdf_pages(made["pdf"])))
    for text in LITERALS:
        for name, stream in {"docx": word, "html": page, "pdf": paper}.items():
            assert squeeze(text) in stream, (name, text)


@pytest.mark.parametrize("bare", ["NO", "1.10", "0123", "12:30", "2013-01", "true", "null"])
def test_bare_scalars_mean_what_was_written(desk: DeskFolder, bare: str) -> None:
    """Written without quotes, they are still text."""
    path = desk.root / ISSUE
    path.write_text(path.read_text(encoding="utf-8").replace("What the second ship costs.", bare), encoding="utf-8")
    content, problems = load(desk)
    assert content is not None, problems
    assert content.issues["second-ship"].record.unknown[0].text == bare


SIGNS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))


@settings(max_examples=40, deadline=None)
@given(st.text(SIGNS, min_size=1, max_size=60).filter(str.strip))
def test_any_text_escaped_is_rendered_as_it_is(text: str) -> None:
    """An escaped text of any letters and signs is in the rendered document, word for word."""
    html = set_line(Typesetter().line(inline_markup.escape(text)))
    assert squeeze("".join(ET.fromstring(f"<p>{html}</p>").itertext())) == squeeze(text)


def test_the_page_is_well_formed_whatever_the_title(desk: DeskFolder) -> None:
    """Titles, labels and facts are escaped like texts."""
    path = desk.root / "content/packs/sound-ferries.yaml"
    text = path.read_text(encoding="utf-8").replace("title: The Sound ferries", "title: 'A & B <i> \"C\"'")
    path.write_text(text, encoding="utf-8")
    content, problems = load(desk)
    assert content is not None, problems
    page = render(assemble(content, "sound-ferries"), desk.templates)
    assert page.tree.findtext("head/title") == 'A & B <i> "C"'
