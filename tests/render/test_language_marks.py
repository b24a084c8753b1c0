"""Japanese is told apart wherever it stands in a document."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.pipeline.build import build
from briefgen.pipeline.load import load
from briefgen.render.language_marks import told_apart

HEAD = '<html lang="en"><head><title>小野寺</title></head>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Onodera 小野寺 spoke</p>", '<p>Onodera <span lang="ja">小野寺</span> spoke</p>'),
        ("<p>小野寺<br/>五典</p>", '<p><span lang="ja">小野寺</span><br/><span lang="ja">五典</span></p>'),
        ('<p lang="ja">小<em>野</em>寺</p><p>五</p>', '<p lang="ja">小<em>野</em>寺</p><p><span lang="ja">五</span></p>'),
        ('<abbr title="自衛隊 > x">JSDF</abbr>隊', '<abbr title="自衛隊 > x">JSDF</abbr><span lang="ja">隊</span>'),
        ("<svg><text>五</text></svg><p>five</p>", "<svg><text>五</text></svg><p>five</p>"),
        ("<p>&lt;五&gt;</p><!-- 五 -->", '<p>&lt;<span lang="ja">五</span>&gt;</p><!-- 五 -->'),
        ("<p>葛\ufe00城 and \u200dx</p>", '<p><span lang="ja">葛\ufe00城</span> and \u200dx</p>'),
        ("<p>no sign of it</p>", "<p>no sign of it</p>"),
    ],
)
def test_japanese_has_its_language(body: str, told: str) -> None:
    """Every run of it in the body, and nothing in attributes, drawings, comments, or where the language is already told."""
    assert told_apart(HEAD + body) == HEAD + told


def test_a_document_in_japanese_needs_no_marks() -> None:
    """What is in the document's own language stays as it is."""
    html = HEAD.replace('"en"', '"ja"') + "<p>小野寺</p>"
    assert told_apart(html) == html


def test_a_japanese_title_has_its_language_in_the_page_header(desk: DeskFolder) -> None:
    """The header of the Word file tells Japanese apart as the text does."""
    path = desk.root / "content/packs/sound-ferries.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: The Sound ferries", "title: The ferry 日本丸 sails"), encoding="utf-8")
    content, problems = load(desk)
    assert content is not None, problems
    data = build(content, ["sound-ferries"], ["docx"], desk.templates)[0].product.data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        header = parts.read("word/header.xml").decode()
    assert re.search(r'eastAsia="ja[^>]*>(?:(?!</w:r>).)*日本丸', header)
