"""Japanese is told apart wherever it stands in a document."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.fonts.cut_faces import CutFace
from briefgen.fonts.desk_scripts import SCRIPTS
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


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Kim 김정은 met</p>", '<p>Kim <span lang="ko">김정은</span> met</p>'),
        ("<p>محمد بن سلمان, x</p>", '<p><span lang="ar" dir="rtl">محمد بن سلمان</span>, x</p>'),
        ('<p lang="ko-KP">김정은 金正恩</p>', '<p lang="ko-KP">김정은 金正恩</p>'),
        ('<p lang="fa">محمد</p>', '<p lang="fa"><span lang="ar" dir="rtl">محمد</span></p>'),
        ("<p>习近平 and 小野寺</p>", '<p><span lang="zh-Hans">习近平</span> and <span lang="ja">小野寺</span></p>'),
        ('<abbr title="김">K</abbr>', '<abbr title="김">K</abbr>'),
        ("<p>ไทย</p>", "<p>ไทย</p>"),
    ],
)
def test_scripts_of_a_desk_have_their_language(body: str, told: str) -> None:
    """Those that the desk has a face for, with their direction; in a language of the same signs they stay as they are."""
    faces = [CutFace(SCRIPTS[name], SCRIPTS[name].language, name, b"") for name in ("Hangul", "Arabic", "Chinese")]
    assert told_apart(HEAD + body, faces) == HEAD + told


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
