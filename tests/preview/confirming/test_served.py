"""The page that confirms sentences: what its routes give and refuse, and the page itself in a browser, by keyboard alone."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import Any

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.applications import Starlette

from briefgen.desk.folder import DeskFolder
from briefgen.preview.confirming.served import MOST, routes
from tests.judge.install import Missing, module
from tests.tools.commands import begun, git, run
from tests.tools.desks import DEVELOPMENT, edit, loaded

SHARES = "development/winter-sailings/facts/7"
MEDICAL = "development/winter-sailings/facts/2"
DAY = date(2019, 7, 6)
CHROMIUM = shutil.which("chromium")


def app(desk: DeskFolder) -> Starlette:
    return Starlette(routes=routes(desk, lambda: DAY))


@contextmanager
def served(desk: DeskFolder) -> Iterator[str]:
    """The page on the loopback, for as long as it is needed; its address."""
    server = uvicorn.Server(uvicorn.Config(app(desk), host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    socket = server.config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        socket.close()


@pytest.fixture
def client(desk: DeskFolder) -> Iterator[httpx.Client]:
    """A browser that stands on the page, as the server sees it."""
    with served(desk) as address, httpx.Client(base_url=address, headers={"origin": address}) as opened:
        yield opened


def sign(page: httpx.Client, place: str = SHARES) -> str:
    """The sign of a sentence as the page shows it."""
    return str(page.get("/confirm/sentence", params={"at": place}).json()["sign"])


def kept(desk: DeskFolder) -> list[tuple[str, str, str | None]]:
    return [(one.record.at, one.record.by, one.record.refused) for one in loaded(desk).confirmations]


# Routes


def test_a_sentence_stands_beside_its_paragraph(client: httpx.Client, desk: DeskFolder) -> None:
    """With the excerpt's place, the context, what the rules ask, who said something of it, and where it is written."""
    run(desk, "confirm", SHARES, "--by", "CD", "--no", "Not so.", "--date", "2019-07-06")
    edit(desk, DEVELOPMENT, "The ministers planned to decide in November 2019.", "The ministers planned to decide in October 2019.")
    shown = client.get("/confirm/sentence", params={"at": SHARES}).json()
    [beside] = shown["beside"]
    [[start, end]] = beside["marks"]
    assert 0 < end - start < len(beside["text"])
    assert (shown["file"], shown["line"], shown["text"]) == (DEVELOPMENT, 72, "The report proposes equal shares.")
    assert shown["refused"] == [{"by": "CD", "day": "2019-07-06", "remark": "Not so."}]
    asked = client.get("/confirm/sentence", params={"at": "development/winter-sailings/facts/ministers-to-decide"}).json()["problems"]
    assert "number-not-in-source" in {problem["code"] for problem in asked}


def test_yes_and_no_are_kept_with_the_day_of_the_server(client: httpx.Client, desk: DeskFolder) -> None:
    """What the page sends is what `briefgen confirm` keeps; the answer is the sentence as it stands then."""
    yes = client.post("/confirm/say", json={"at": SHARES, "sign": sign(client), "by": "AB"})
    no = client.post("/confirm/say", json={"at": MEDICAL, "sign": sign(client, MEDICAL), "by": "AB", "remark": "It says more."})
    assert (yes.status_code, yes.json()["is_confirmed"], yes.json()["confirmed"]) == (200, True, [{"by": "AB", "day": "2019-07-06"}])
    assert (no.status_code, no.json()["is_confirmed"]) == (200, False)
    assert kept(desk) == [(MEDICAL, "AB", "It says more."), (SHARES, "AB", None)]
    assert client.get("/confirm/sentences").json()["confirmed"] == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://elsewhere.example"}, 400),
        ({"origin": ""}, 400),
        ({"origin": "null"}, 400),
        ({"content-type": "text/plain"}, 400),
        ({"content-type": "application/x-www-form-urlencoded"}, 400),
        ({}, 200),
    ],
)
def test_only_the_page_itself_writes(client: httpx.Client, desk: DeskFolder, headers: dict[str, str], status: int) -> None:
    """A form or script of another page is refused, and nothing is kept."""
    given = {"content-type": "application/json", **headers}
    answer = client.post("/confirm/say", content=f'{{"at": "{SHARES}", "sign": "{sign(client)}", "by": "AB"}}', headers=given)
    assert answer.status_code == status
    assert kept(desk) == ([(SHARES, "AB", None)] if status == 200 else [])


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        ({}, 400, "refused"),
        ({"at": SHARES, "by": "AB"}, 400, "refused"),
        ({"at": SHARES, "sign": 5, "by": "AB"}, 400, "refused"),
        ({"at": SHARES, "sign": "", "by": "AB", "day": "2001-01-01"}, 400, "refused"),
        ({"at": SHARES, "sign": "", "by": "AB", "remark": "x" * MOST}, 400, "refused"),
        ([SHARES], 400, "refused"),
        ({"at": SHARES, "sign": "", "by": "AB"}, 409, "changed"),
        ({"at": SHARES, "sign": "0123456789ab-0123456789ab", "by": "AB"}, 409, "changed"),
        ({"at": "development/winter-sailings/facts/77", "sign": "x", "by": "AB"}, 409, "unknown"),
        ({"at": "../../etc/passwd", "sign": "x", "by": "AB"}, 409, "unknown"),
        ({"at": SHARES, "sign": None, "by": "  "}, 409, "empty"),
        ({"at": SHARES, "sign": None, "by": "AB", "remark": " "}, 409, "empty"),
    ],
)
def test_what_is_no_confirmation_is_refused(client: httpx.Client, desk: DeskFolder, data: Any, status: int, reason: str) -> None:
    """Fields that are missing, of another kind, too many or too long; another sign than that of the sentence; no such place."""
    if isinstance(data, dict) and data.get("sign", "") is None:
        data = {**data, "sign": sign(client)}
    answer = client.post("/confirm/say", json=data)
    assert (answer.status_code, answer.json()["reason"], kept(desk)) == (status, reason, [])


def test_methods_and_files(client: httpx.Client, desk: DeskFolder) -> None:
    """Nothing is written by asking, nothing else is served, and the page loads nothing from elsewhere."""
    assert client.get("/confirm/say").status_code == 405
    assert client.post("/confirm/sentences").status_code == 405
    assert client.get("/confirm/held.py").status_code == 404
    texts = [client.get(f"/confirm{name}").text for name in ("", "/confirm.js", "/confirm.css")]
    assert all(texts)
    assert not [text for text in texts if "http:" in text or "https:" in text or "innerHTML" in text]


def test_what_was_saved_meanwhile_counts(client: httpx.Client, desk: DeskFolder) -> None:
    """A sentence, its source, or only a confirmation that changed on the disk is seen by the next question; a broken desk is told."""
    before = sign(client)
    run(desk, "confirm", SHARES, "--by", "CD", "--date", "2019-07-06")
    assert client.get("/confirm/sentence", params={"at": SHARES}).json()["confirmed"] == [{"by": "CD", "day": "2019-07-06"}]
    assert sign(client) == before
    edit(desk, "archive/oskary-courier.txt", "to keep two ferries", "to keep both ferries")
    assert "to keep both ferries" in str(client.get("/confirm/sentence", params={"at": "development/winter-sailings/bottom_line/1"}).json())
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes shares.")
    shown = client.get("/confirm/sentence", params={"at": SHARES}).json()
    assert (shown["text"], shown["confirmed"], shown["lapsed"][0]["by"]) == ("The report proposes shares.", [], "CD")
    edit(desk, DEVELOPMENT, "says: media", "says: medium")
    broken = client.get("/confirm/sentences")
    assert (broken.status_code, broken.json()["reason"], broken.json()["problems"][0]["code"]) == (503, "broken", "wrong-value")
    assert client.post("/confirm/say", json={"at": SHARES, "sign": before, "by": "AB"}).status_code == 503


def test_an_author_is_refused(client: httpx.Client, desk: DeskFolder) -> None:
    """Who wrote the line last, as git knows it, cannot confirm it here either."""
    begun(desk.root)
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes that both pay alike.")
    git(desk, "commit", "-qam", "change", "--author=Ann Brandt <ann@example.org>")
    answer = client.post("/confirm/say", json={"at": SHARES, "sign": sign(client), "by": "Ann Brandt"})
    assert (answer.status_code, answer.json()["reason"]) == (409, "author")
    places = client.get("/confirm/sentences", params={"not_by": "Ann Brandt"}).json()["sentences"]
    assert (SHARES in places, len(places)) == (False, 16)


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(desk: DeskFolder, browser: Browser) -> Iterator[Page]:
    """The page, opened by somebody who said who they are."""
    with served(desk) as address:
        opened = browser.new_page(viewport={"width": 360, "height": 740})
        opened.set_default_timeout(20_000)
        opened.goto(f"{address}/confirm")
        opened.keyboard.press("Tab")
        opened.keyboard.type("AB")
        opened.keyboard.press("Enter")
        opened.wait_for_function("document.activeElement.id === 'number'")
        yield opened
        opened.close()


def press(page: Page, key: str) -> None:
    """Presses a key and waits until the next sentence has the focus, or the text that asks for a remark."""
    before = page.locator("#number").text_content()
    page.keyboard.press(key)
    page.wait_for_function("before => document.querySelector('#number').textContent !== before", arg=before)
    page.wait_for_function("document.activeElement.id === 'number'")


@pytest.mark.slow
def test_ten_sentences_by_keyboard_alone(page: Page, desk: DeskFolder) -> None:
    """Each is announced and has the focus, the figures follow, and what is kept is what was shown, in its order."""
    assert page.locator("#counted").text_content() == "0 of 17 sentences of the desk are confirmed"
    shown = []
    for number in range(10):
        assert page.locator("#number").text_content().startswith(f"Sentence {number + 1} of 17, content/")
        shown.append(page.locator("#text").text_content())
        press(page, "y")
        assert page.locator("#said").text_content() == "Confirmed."
    assert page.locator("#counted").text_content() == "10 of 17 sentences of the desk are confirmed"
    places = [place for place, by, refused in kept(desk) if (by, refused) == ("AB", None)]
    assert len(places) == len(set(places)) == 10
    texts = {row.sentence.place: row.sentence.text for row in _rows(desk)}
    assert {texts[place] for place in places} == set(shown)


def _rows(desk: DeskFolder) -> Any:
    from briefgen.pipeline.confirmed import opened

    return opened(desk, loaded(desk), []).rows


@pytest.mark.slow
def test_the_excerpt_is_marked_and_later_back_and_forth_keep_nothing(page: Page, desk: DeskFolder) -> None:
    """Beside each sentence its paragraph; l and the arrows move without a word kept."""
    press(page, "l")
    assert page.locator("mark").all_text_contents() == ["agreed on Tuesday to keep two ferries a day across the Sound"]
    press(page, "ArrowRight")
    press(page, "ArrowLeft")
    assert page.locator("#number").text_content().startswith("Sentence 2 of 17")
    assert kept(desk) == []


@pytest.mark.slow
def test_a_refusal_becomes_the_diagnostic(page: Page, desk: DeskFolder) -> None:
    """n, a remark, and the line has it as a warning; Escape leaves a no that was begun, and letters typed there are letters."""
    press(page, "l")
    page.keyboard.press("n")
    page.wait_for_function("document.activeElement.id === 'remark'")
    page.keyboard.type("y l n")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.id === 'number'")
    assert kept(desk) == []
    page.keyboard.press("n")
    page.keyboard.type("Only in the winter.")
    page.keyboard.press("Tab")
    press(page, "Enter")
    done = run(desk, "check", "--output-format", "short")
    assert "did not confirm it (2019-07-06): Only in the winter. [confirmation-refused]" in done.stdout
    assert f"{DEVELOPMENT}:27:11" in done.stdout


@pytest.mark.slow
def test_a_sentence_that_changed_meanwhile_is_not_confirmed(page: Page, desk: DeskFolder) -> None:
    """Somebody saves it while it is being read: nothing is kept, the new words are shown, and the next yes is for them."""
    page.locator("#text", has_text="Oskary and Velmare agreed to run").wait_for()
    edit(desk, DEVELOPMENT, "Oskary and Velmare agreed to run two ferries", "Oskary and Velmare have agreed to run two ferries")
    page.keyboard.press("y")
    page.locator("#text", has_text="Oskary and Velmare have agreed to run").wait_for()
    page.locator("#said", has_text="changed since it was shown").wait_for()
    assert kept(desk) == []
    press(page, "y")
    assert len(kept(desk)) == 1


@pytest.mark.slow
def test_filters_and_keys_can_be_set(page: Page, desk: DeskFolder) -> None:
    """Page one alone; mine left out; with warnings there is none; and with the keys turned off letters do nothing."""
    press(page, "y")
    page.get_by_label("of page one").check()
    page.locator("#number", has_text="of 9,").wait_for()
    page.get_by_label("of page one").uncheck()
    page.locator("#number", has_text="of 16,").wait_for()
    page.get_by_label("not confirmed yet").uncheck()
    page.get_by_label("not written or read by me").uncheck()
    page.locator("#number", has_text="of 17,").wait_for()
    page.get_by_label("with warnings").check()
    page.locator("#said", has_text="There is no such sentence.").wait_for()
    page.get_by_label("with warnings").uncheck()
    page.locator("#number", has_text="of 17,").wait_for()
    page.locator("#keys").uncheck()
    page.keyboard.press("y")
    page.locator("#later").click()
    page.locator("#number", has_text="Sentence 2 of").wait_for()
    assert len(kept(desk)) == 1


@pytest.mark.slow
def test_a_broken_desk_is_said_and_nothing_lost(page: Page, desk: DeskFolder) -> None:
    """The errors stand in place of the sentence; once they are mended it is there again."""
    edit(desk, DEVELOPMENT, "says: media", "says: medium")
    page.keyboard.press("y")
    page.locator("#errors li", has_text="[wrong-value]").wait_for()
    assert not page.locator("#one").is_visible()
    edit(desk, DEVELOPMENT, "says: medium", "says: media")
    page.get_by_label("of page one").check()
    page.locator("#one").wait_for()
    assert kept(desk) == []


@pytest.mark.slow
def test_a_listener_finds_their_way(page: Page) -> None:
    """Every control has a name, the regions and headings are in order, what happens is in a live region, and nothing scrolls sideways."""
    unnamed = page.evaluate(
        "[...document.querySelectorAll('button, input, textarea')].filter(e => !e.labels?.length && !e.textContent.trim()).length"
    )
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].filter(e => e.offsetParent).map(e => +e.tagName[1])")
    assert unnamed == 0
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    assert page.locator("[role=status]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.slow
def test_axe_finds_nothing(page: Page) -> None:
    """WCAG 2.2 A and AA and good practice, of the first sentence and with the remark open."""
    try:
        script = module("axe-core/axe.min.js")
    except Missing:
        pytest.skip("axe-core is not installed; ./run judge installs it")
    page.add_script_tag(path=script)
    for key in ("l", "n"):
        page.keyboard.press(key)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
        assert found["passes"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
