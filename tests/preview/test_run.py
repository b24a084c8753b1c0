"""The preview in a browser: it follows every save, keeps the reader's place, and leads from the page to the editor and back."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pypdfium2
import pytest
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from briefgen.desk.folder import DeskFolder
from briefgen.preview.run import ADDRESS, address_of
from tests.conftest import ROOT
from tests.judge import install

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed: apt-get install chromium")]


MORE = """\
id: third-ship
title: A third ship is named
date: 2019-05-02
place: Port Oskary
source: oskary-courier
says: media
topics: [ferries]
bottom_line: third-ship-named
paragraphs:
  - facts:
      - id: third-ship-named
        text: A third ship was named.
        cite: ¶2 “left open who pays for the second ship”
"""


class Running:
    """A preview that runs for a desk."""

    def __init__(self, desk: DeskFolder, *options: str) -> None:
        self.desk = desk
        command = [sys.executable, "-m", "briefgen", "preview", "--no-open", *options]
        self.process = subprocess.Popen(
            command, cwd=desk.root, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()

    def end(self) -> int:
        """Ctrl-C: its exit code. It says nothing more then."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.communicate(timeout=30)[1] == ""
        return self.process.returncode

    @property
    def development(self) -> Path:
        return next(iter(sorted((self.desk.root / "content/developments").glob("*.yaml"))))

    def change(self, old: str, new: str) -> None:
        """A save in which words of the first development are others."""
        edit(self.development, old, new)


@pytest.fixture
def running(desk: DeskFolder) -> Iterator[Running]:
    made = Running(desk, "--editor", "touch {file}.opened-{line}-{column}")
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


def opened(browser: Browser, running: Running, width: int = 1280) -> Page:
    """The page, once it shows the desk."""
    page = browser.new_page(viewport={"width": width, "height": 740})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(running.address)
    page.wait_for_selector("body[data-number]")
    inside(page).wait_for_selector("main")
    assert faults == []
    return page


def inside(page: Page) -> Frame:
    return page.frames[1]


def shows(page: Page, words: str) -> None:
    """Waits until the document has these words."""
    inside(page).wait_for_selector(f"text={words}", state="attached")


def title_of(running: Running) -> str:
    found = re.search(r"^title: (.*)$", running.development.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


def test_it_follows_every_save(browser: Browser, running: Running) -> None:
    """Words; a broken desk keeps the page as it was, in grey, with the error beside it; mended, it goes on."""
    page = opened(browser, running)
    title = title_of(running)
    running.change(f"title: {title}", "title: Quite another headline")
    shows(page, "Quite another headline")
    running.change("title: Quite", "colour: red\ntitle: Hardly")
    page.wait_for_selector("body.broken")
    assert "There is no field “colour” here." in page.inner_text("#problems li.error")
    assert "The desk is broken" in page.inner_text("#banner")
    shows(page, "Quite another headline")
    running.change("colour: red\n", "")
    page.wait_for_selector("body:not(.broken)")
    shows(page, "Hardly another headline")
    assert page.is_hidden("#banner")
    page.close()


def test_it_follows_edits_of_every_kind(browser: Browser, running: Running) -> None:
    """A record more, one that goes elsewhere, one less; a sentence more; another title of the pack; another order of days and months.

    After all of them the page is, mark by mark, that of a window that is opened then."""
    page = opened(browser, running)
    content, frame = running.desk.root / "content", inside(page)
    more = content / "developments/more.yaml"
    more.write_text(MORE, encoding="utf-8")
    frame.wait_for_selector("#development-third-ship + #development-winter-sailings")
    more.write_text(MORE.replace("date: 2019-05-02", "date: 2019-01-02"), encoding="utf-8")
    frame.wait_for_selector("#development-winter-sailings + #development-third-ship")
    more.write_text(MORE + "    - {text: It is red., cite: ¶2 “left open who pays”}\n".replace("    -", "      -"), encoding="utf-8")
    shows(page, "It is red.")
    edit(content / "packs/sound-ferries.yaml", "title: The Sound ferries", "title: The ferries")
    page.wait_for_selector("h1:text-is('The ferries')")
    edit(content / "packs/sound-ferries.yaml", "dates: day-month-year", "dates: month-day-year")
    shows(page, "March 12, 2019")
    late = opened(browser, running)
    assert frame.inner_html("body") == inside(late).inner_html("body")
    more.unlink()
    frame.wait_for_selector("#development-third-ship", state="detached")
    late.close()
    page.close()


def edit(file: Path, old: str, new: str) -> None:
    """Saves a file with other words."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_readers_place_stays(browser: Browser, running: Running) -> None:
    """Folds stay open and the same words stay at the same height, though much came in above them; a change out of sight is led to."""
    page = opened(browser, running)
    frame = inside(page)
    frame.click("details summary")
    heading = "document.querySelector('section.part-development h1').getBoundingClientRect().top"
    frame.evaluate(f"scrollTo(0, {heading} - 60)")
    title = title_of(running)
    running.change(f"title: {title}", f"title: {title} {'and so on ' * 12}")
    shows(page, "and so on and so on")
    assert frame.evaluate("document.querySelector('details').open")
    assert abs(frame.evaluate(heading) - 60) < 2
    frame.evaluate("scrollTo(0, 0)")
    last = [line for line in running.development.read_text(encoding="utf-8").splitlines() if "text: " in line][-1]
    running.change(last, f"{last.rstrip('.')} far below.")
    shows(page, "far below.")
    sentence = "[...document.querySelectorAll('[data-at]')].find(one => one.textContent.includes('far below.')).getBoundingClientRect().top"
    assert 0 < frame.evaluate(sentence) < 740
    page.close()


def test_a_click_leads_to_the_line(browser: Browser, running: Running) -> None:
    """Of a sentence, of a heading, of a row; the editor's command is run with the place."""
    page = opened(browser, running)
    title = title_of(running)
    inside(page).locator(f"section.part-development :text-is('{title}')").first.click()
    page.wait_for_selector("#place:not([hidden])")
    name = running.desk.show(running.development)
    number = 1 + running.development.read_text(encoding="utf-8").splitlines().index(f"title: {title}")
    assert page.inner_text("#where") == f"{name}:{number}:8"
    assert running.development.with_name(f"{running.development.name}.opened-{number}-8").exists()
    inside(page).locator("table.chronology tr[id] th").first.click()
    page.wait_for_selector(f"#where:not(:text-is('{name}:{number}:8'))")
    page.close()


def test_an_editor_that_shows_the_page_is_told_the_place(browser: Browser, desk: DeskFolder) -> None:
    """In a frame a click asks nobody to follow an address: the editor around the page gets file, line and column."""
    running = Running(desk)
    try:
        page = browser.new_page()
        page.add_init_script("if (window === window.top) window.parent = { postMessage: (message) => (window.told = message) };")
        page.goto(running.address)
        page.wait_for_selector("body[data-number]")
        inside(page).wait_for_selector("main")
        inside(page).locator("section.part-development :text('left the cost of the second ship open')").first.click()
        page.wait_for_selector("#evidence mark")  # what is waited for within the page would be a script that the page does not allow
        place = page.evaluate("window.told.open")
        line = running.development.read_text(encoding="utf-8").splitlines()[place["line"] - 1]
        assert place["file"] == str(running.development)
        assert line[place["column"] - 1 :].startswith("The ministers left the cost")
        page.close()
    finally:
        running.end()


def test_a_sentence_stands_beside_what_carries_it(browser: Browser, running: Running) -> None:
    """The paragraph of the archive with the excerpt marked; and the page on which sentences are confirmed is one click away."""
    page = opened(browser, running)
    inside(page).locator("section.part-development :text('left the cost of the second ship open')").first.click()
    page.wait_for_selector("#evidence mark")
    assert page.inner_text("#evidence mark") == "left open who pays for the second ship"
    page.click("text=Confirm sentences")
    page.wait_for_selector("h1:text-is('Confirm sentences')")
    page.wait_for_selector("#counted:not(:empty)")
    page.close()


def test_where_no_editor_answers_the_page_goes_on(browser: Browser, desk: DeskFolder) -> None:
    """The usual address leads to an editor that is not installed here."""
    running = Running(desk)
    page = opened(browser, running)
    inside(page).locator("section.part-development [data-at]").first.click()
    page.wait_for_selector("#place:not([hidden])")
    running.change(f"title: {title_of(running)}", "title: It goes on")
    shows(page, "It goes on")
    page.close()
    running.end()


def test_set_pages_follow_too(browser: Browser, running: Running) -> None:
    """As pictures with their words; after another title only the pages that print it are others."""
    page = opened(browser, running)
    page.click("text=Set pages")
    page.wait_for_selector("#pages[data-made]")
    before = page.locator("#pages").get_attribute("data-made").split()  # type: ignore[union-attr]
    assert before
    title = title_of(running)
    assert any(title.split()[0] in (image.get_attribute("alt") or "") for image in page.locator("#pages img").all())
    assert page.evaluate("[...document.querySelectorAll('#pages img')].every(one => one.decode().then(() => one.naturalWidth > 500))")
    running.change(f"title: {title}", "title: Zebras on the quay")
    page.wait_for_selector(f"#pages:not([data-made='{' '.join(before)}'])")
    assert any("Zebras" in (image.get_attribute("alt") or "") for image in page.locator("#pages img").all())
    page.close()


def test_a_click_on_a_set_page_leads_to_the_line(browser: Browser, running: Running) -> None:
    """Of the sentence that is printed there."""
    page = opened(browser, running)
    page.click("text=Set pages")
    page.wait_for_selector("#pages[data-made]")
    words = "left the cost of the"
    index, x, y = _printed_at(running, words)
    picture = page.locator("#pages img").nth(index)
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box
    picture.click(position={"x": x * box["width"], "y": y * box["height"]})
    page.wait_for_selector("#place:not([hidden])")
    name, line, _ = page.inner_text("#where").split(":")
    assert words in (running.desk.root / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    page.close()


def _printed_at(running: Running, words: str) -> tuple[int, float, float]:
    """The page on which words are first set, and where on it, as parts of its width and height."""
    build = [sys.executable, "-m", "briefgen", "build", "--format", "pdf", "--product", "pack", "--output", "set"]
    subprocess.run(build, cwd=running.desk.root, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    file = next((running.desk.root / "set").glob("*.pdf"))
    for index, page in enumerate(pypdfium2.PdfDocument(file)):
        text = page.get_textpage()
        if found := text.search(words).get_next():
            left, bottom, right, top = text.get_charbox(found[0] + 2)
            width, height = page.get_size()
            return index, (left + right) / 2 / width, 1 - (bottom + top) / 2 / height
    raise AssertionError(f"no page has {words}")


def test_what_has_the_focus_keeps_it(browser: Browser, running: Running) -> None:
    """A problem that is still there after a save, and the button of the product that was chosen; new problems are said."""
    running.change("title: ", "colour: red\ntitle: ")
    page = browser.new_page()
    page.goto(running.address)
    page.wait_for_selector("#problems li.error")
    page.focus("#problems li.error button")
    running.change("colour: red\n", "colour: red\nsize: large\n")
    page.wait_for_selector("#problems li.error:nth-child(2)")
    assert "“colour”" in page.inner_text("#problems button:focus")
    assert "“size”" in page.inner_text("#news")
    running.change("colour: red\nsize: large\n", "")
    page.wait_for_selector("body:not(.broken)")
    page.focus("nav button:text-is('brief')")
    page.keyboard.press("Enter")
    page.wait_for_selector("nav button[aria-pressed=true]:text-is('brief')")
    inside(page).wait_for_selector("body.brief")
    assert page.inner_text("nav button:focus") == "brief"
    page.reload()
    inside(page).wait_for_selector("body.brief")
    page.close()


def test_a_folder_that_is_made_later_is_followed(browser: Browser, running: Running) -> None:
    """The desk's own templates, from the first on and after they were taken away."""
    page = opened(browser, running)
    own = running.desk.root / "templates"
    shutil.rmtree(own, ignore_errors=True)
    for words in ("A banner of our own", "And another one"):
        own.mkdir()
        (own / "banner.html.j2").write_text(f'<header class="banner" id="top">{words}</header>\n', encoding="utf-8")
        shows(page, words)
        (own / "banner.html.j2").write_text(f'<header class="banner" id="top">{words} still</header>\n', encoding="utf-8")
        shows(page, f"{words} still")
        shutil.rmtree(own)
        inside(page).wait_for_selector(f"text={words}", state="detached")
    page.close()


def test_a_window_opened_on_a_broken_desk_shows_the_last_good_page(browser: Browser, running: Running) -> None:
    """In grey, as the windows that were open before."""
    page = opened(browser, running)
    running.change("title: ", "colour: red\ntitle: ")
    page.wait_for_selector("body.broken")
    late = opened(browser, running)
    late.wait_for_selector("body.broken")
    assert inside(late).inner_text("main") == inside(page).inner_text("main")
    page.close()
    late.close()


def test_the_editors_cursor_leads_the_page(browser: Browser, running: Running) -> None:
    """To the sentence that is written at its line, though it is far below."""
    page = opened(browser, running, 700)
    frame = inside(page)
    files = sorted((running.desk.root / "content/sources").glob("*.yaml"))
    line = next(n for n, text in enumerate(files[-1].read_text(encoding="utf-8").splitlines(), 1) if text.startswith("descriptor"))
    assert frame.evaluate("scrollY") == 0
    answer = httpx.post(f"{running.address}cursor", json={"file": str(files[-1]), "line": line})
    assert answer.status_code == 200
    page.wait_for_selector("body[data-led]")
    assert frame.evaluate("scrollY") > 0
    page.close()


def test_two_windows_show_the_same(browser: Browser, running: Running) -> None:
    """Both follow, each with its own product."""
    pages = [opened(browser, running) for _ in range(2)]
    pages[1].click("text=brief")
    pages[1].wait_for_selector("nav button[aria-pressed=true]:text-is('brief')")
    running.change(f"title: {title_of(running)}", "title: A headline for both")
    shows(pages[0], "A headline for both")
    for page in pages:
        page.close()


def test_on_a_phone_nothing_is_cut_off(browser: Browser, running: Running) -> None:
    """No sideways scrolling at 360 pixels; the problems stand above the page."""
    page = opened(browser, running, 360)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert page.locator("aside").bounding_box()["y"] < page.locator("iframe").bounding_box()["y"]  # type: ignore[index]
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, running: Running, width: int) -> None:
    """WCAG 2.2 A and AA and good practice, on the whole page: as it begins, with a sentence's paragraph, set pages, and a broken desk."""
    try:
        script = Path(install.module("axe-core")) / "axe.min.js"
    except install.Missing as missing:
        pytest.skip(str(missing))
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto(running.address)
    inside(page).wait_for_selector("main *")
    page.add_script_tag(path=script)
    found = [_axe(page)]
    inside(page).locator("section.part-development :text('left the cost of the second ship open')").first.click()
    page.wait_for_selector("#evidence mark")
    found.append(_axe(page))
    page.click("text=Set pages")
    page.wait_for_selector("#pages[data-made]")
    found.append(_axe(page))
    running.change("title: ", "colour: red\ntitle: ")
    page.wait_for_selector("body.broken #problems li.error")
    found.append(_axe(page))
    assert found == [[], [], [], []]
    context.close()


def _axe(page: Page) -> list[tuple[str, str]]:
    """What axe found: its rule, and an element."""
    found: Any = page.evaluate("axe.run({ iframes: false })")
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


def test_ctrl_c_ends_all(browser: Browser, running: Running) -> None:
    """With a window open: the processes that hold the desk and set pages, and the note of the address, which is this user's alone."""
    note = running.desk.root / ADDRESS
    assert address_of(running.desk.root) == running.address
    assert note.stat().st_mode & 0o077 == 0
    page = opened(browser, running)
    httpx.get(f"{running.address}pages", params={"pack": "sound-ferries", "product": "pack"}, timeout=60)
    processes = _below(running.process.pid)
    assert len(processes) > 3 or sys.platform != "linux"
    assert running.end() in {0, 130}
    page.wait_for_selector("#banner:has-text('The preview has ended')")
    page.close()
    assert not note.exists()
    assert address_of(running.desk.root) == ""
    assert [process for process in processes if _runs(process)] == []


def _below(process: int) -> list[int]:
    """The processes that a process made, and theirs; none where the system does not tell."""
    made = [int(one) for file in Path(f"/proc/{process}/task").glob("*/children") for one in file.read_text(encoding="ascii").split()]
    return [*made, *(further for one in made for further in _below(one))]


def _runs(process: int, patience: float = 5.0) -> bool:
    """Whether a process is still there; those that end by themselves are given a moment."""
    end = time.monotonic() + patience
    while Path(f"/proc/{process}").exists():
        if time.monotonic() > end:
            return True
        time.sleep(0.05)
    return False


def test_other_machines_are_let_in_only_where_that_is_said(desk: DeskFolder) -> None:
    """With a word on what it means."""
    command = [sys.executable, "-m", "briefgen", "preview", "--no-open", "--host", "0.0.0.0"]
    done = subprocess.run(command, cwd=desk.root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--allow-remote" in done.stderr
