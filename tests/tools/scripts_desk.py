"""The worked example with faces for six scripts, and names in them: in a sentence, in the pack's title, and in the label of an event."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefgen.content.content import Content
from briefgen.desk.folder import DeskFolder
from briefgen.document.page import Page
from briefgen.pipeline.load import load
from tests.conftest import ROOT

FACES = ROOT / "tests" / "fonts" / "faces"
PACK = "sound-ferries"
WORDS = {
    "Hangul": "김정은 국무위원장",
    "Chinese": "习近平",
    "Arabic": "محمد بن عبد العزيز",
    "Thai": "ประยุทธ์ จันทร์โอชา",
    "Devanagari": "नरेन्द्र मोदी",
    "Hebrew": "שלום עולם",
}
JAPANESE = "小野寺五典"
LABEL = "Ministers meet 김정은 and محمد"
SETTINGS = """output: build

fonts:
  - {script: Hangul, file: fonts/Hangul-Regular.ttf, bold: fonts/Hangul-Bold.ttf}
  - {script: Chinese, file: fonts/Chinese-Regular.ttf}
  - {script: Arabic, file: fonts/ArabicVariable.ttf}
  - {script: Thai, file: fonts/ThaiVariable.ttf}
  - {script: Devanagari, file: fonts/DevanagariVariable.ttf}
  - {script: Hebrew, file: fonts/Hebrew-Regular.ttf, licence: SIL OFL 1.1}
"""


def with_scripts(root: Path) -> DeskFolder:
    """Adds them to the worked example in a folder."""
    shutil.copytree(FACES, root / "fonts", ignore=shutil.ignore_patterns("*.md"))
    _replace(root / "content/desk.yaml", "output: build\n", SETTINGS)
    names = ", ".join([*WORDS.values(), JAPANESE])
    _replace(root / "content/issues/second-ship.yaml", "What the second ship costs.", f"What {names} pay for it.")
    _replace(root / f"content/packs/{PACK}.yaml", "title: The Sound ferries", "title: The ferries محمد بن سلمان")
    _replace(root / "content/developments/winter-sailings.yaml", "title: Ministers", f"title: {WORDS['Hangul']} and ministers")
    _replace(root / "content/developments/winter-sailings.yaml", "event: Ministers agree on winter sailings", f"event: {LABEL}")
    return DeskFolder(root)


def content_of(desk: DeskFolder) -> Content:
    """The records of a desk without problems."""
    content, problems = load(desk)
    assert content is not None, problems
    assert problems == []
    return content


def page_of(desk: DeskFolder) -> Page:
    """The page of its pack."""
    from briefgen.assemble.assemble import assemble
    from briefgen.render.render import render

    content = content_of(desk)
    return render(assemble(content, PACK), desk.templates, faces=content.faces)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
