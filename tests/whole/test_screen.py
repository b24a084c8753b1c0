"""The page for the screen in a browser 360 pixels wide: its length, and letters of drawings that can be read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.fonts.faces import FONTS
from tests.conftest import ROOT
from tests.tools.desks import BuiltDesk
from tests.tools.made_once import common_folder

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed: apt-get install chromium")]

WIDE, HIGH = 360, 740
"""Pixels of the phone that is asked."""
SCREENS, LETTERS = 15, 11
"""The most screens before the annex, and the fewest pixels of a letter."""
ASKS = """
const page = document.getElementById("page");
const ask = () => {
  const inside = page.contentDocument, shown = text => text.getBoundingClientRect().height > 0;
  const texts = [...inside.querySelectorAll("figure.timeline svg text")].filter(shown);
  const scale = text => text.getScreenCTM().a;
  const size = text => parseFloat(inside.defaultView.getComputedStyle(text).fontSize) * scale(text);
  document.body.textContent = JSON.stringify({
    before: inside.getElementById("guide").getBoundingClientRect().top,
    wide: inside.documentElement.scrollWidth,
    letters: texts.map(size),
    folds: [...inside.querySelectorAll("details")].map(fold => fold.open),
    contents: [...inside.querySelectorAll("nav a")].every(link => inside.getElementById(link.hash.slice(1))),
    top: inside.querySelector("a.top").hash,
  });
};
page.onload = () => page.contentDocument.fonts.ready.then(ask);
"""
FACES = {"SourceSerif4": "Source Serif 4", "SourceSans3": "Source Sans 3"}
"""The page asks for these first; given to the browser, they make the answer the same whatever fonts a machine has."""


def faces() -> str:
    """A style sheet with our faces, regular and bold."""
    rules = (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{(FONTS / f"{file}-{kind}.ttf").as_uri()}"); }}'
        for file, family in FACES.items()
        for kind, weight in (("Regular", 400), ("Bold", 700))
    )
    return f"<style>{' '.join(rules)}</style></head>"


def asked(html: bytes, folder: Path) -> dict[str, Any]:
    """What a browser of that width says of a page."""
    (folder / "page.html").write_text(html.decode().replace("</head>", faces(), 1), encoding="utf-8")
    frame = f'<iframe id="page" src="page.html" style="width: {WIDE}px; height: {HIGH}px; border: 0"></iframe>'
    (folder / "asks.html").write_text(f"<html><body>{frame}<script>{ASKS}</script></body></html>", encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--allow-file-access-from-files",
        "--virtual-time-budget=20000",
        f"--user-data-dir={folder}/profile",
    ]
    command = [str(CHROMIUM), *options, "--dump-dom", (folder / "asks.html").as_uri()]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = re.search(r"<body>(\{.*\})</body>", said, re.DOTALL)
    assert found, said[-500:]
    answer: dict[str, Any] = json.loads(unescape(found[1]))
    return answer


@pytest.fixture(scope="module", params=["first desk", "example", "generated"])
def phone(request: pytest.FixtureRequest, built_desk: Callable[..., BuiltDesk], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser says of a desk's page; its name."""
    first = BuiltDesk(DeskFolder(ROOT), common_folder(tmp_path_factory) / "first-desk-screen")
    desk = first if request.param == "first desk" else built_desk(request.param)
    return asked(desk.product("html"), tmp_path_factory.mktemp("phone")) | {"desk": request.param}


def test_a_phone_shows_the_pack_on_few_screens_and_no_wider_than_it_is(phone: dict[str, Any]) -> None:
    """The first desk's pack has at most fifteen screens before the annex; no page scrolls sideways."""
    assert phone["wide"] <= WIDE
    assert phone["desk"] != "first desk" or phone["before"] / HIGH <= SCREENS


def test_letters_of_drawings_can_be_read(phone: dict[str, Any]) -> None:
    """The drawing is one for the width: no letter of it is smaller than eleven pixels."""
    assert len(phone["letters"]) > 3
    assert min(phone["letters"]) >= LETTERS - 0.3


def test_the_annex_and_the_contents_are_behind_folds(phone: dict[str, Any]) -> None:
    """All are closed; the contents lead somewhere, and one link leads back to the top."""
    assert len(phone["folds"]) > 5
    assert not any(phone["folds"])
    assert phone["contents"]
    assert phone["top"] == "#top"
